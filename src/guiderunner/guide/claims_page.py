"""The page of claims: what the article says, where guides say it, what proves it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guiderunner.guide.addresses import claims_address, guide_address
from guiderunner.guide.claims import ClaimProof, ClaimStanding, ProvedClaim, claim_source
from guiderunner.guide.fidelity import fidelity_of
from guiderunner.guide.html import Choice
from guiderunner.guide.model import Guide, GuideStep, Sentence
from guiderunner.guide.names import title_of
from guiderunner.guide.verification import in_words

if TYPE_CHECKING:
    from guiderunner.guide.site import Site


@dataclass
class Saying:
    """A sentence that says a claim, and the guides that have it, as links to its step."""

    what: str
    sentence: Sentence
    guides: list[Choice]


@dataclass(frozen=True)
class ClaimRow:
    """A claim in the words of readers, each of its proofs with the time in words."""

    id: str
    text: str
    standing: ClaimStanding
    sayings: Sequence[Saying]
    proofs: Sequence[tuple[ClaimProof, str]]


def claims_page(site: "Site", locale: str, others: Mapping[str, str], title: str) -> str:
    """Return the page of claims in *locale*; *others* are its addresses by locale."""
    guides = [one for one in site.guides if one.locale == locale]
    rows = [_row(site, one, guides, locale) for one in site.claims]
    counts = {
        standing: sum(one.standing == standing for one in rows)
        for standing in ("proved", "unproved", "contradicted")
    }
    return site.render(
        "claims.html",
        site.frame(claims_address(locale), locale, title, others),
        rows=rows,
        counts=counts,
        told=site.questions[locale].tell,
        fidelity=fidelity_of((one.provenance for one in guides), locale),
    )


def _row(site: "Site", one: ProvedClaim, guides: Sequence[Guide], locale: str) -> ClaimRow:
    text = site.catalogues[locale].translate(claim_source(one.claim))
    return ClaimRow(
        id=one.claim.id,
        text=str(text),
        standing=one.standing,
        sayings=list(_sayings(one.claim.id, guides)),
        proofs=[(each, in_words(each.when, locale) if each.when else "") for each in one.proofs],
    )


def _sayings(claim: str, guides: Sequence[Guide]) -> Iterator[Saying]:
    """Yield what says *claim*: equal places of one scenario once, in the words of the first."""
    found: dict[tuple[str, str, str, int], Saying] = {}
    for guide in guides:
        seen: dict[tuple[str, str], int] = {}
        for step, what, sentence in guide.sentences():
            place = (step.id if step else "", what)
            number = seen[place] = seen.get(place, -1) + 1
            if any(claim in proof.claims for proof in sentence.proofs):
                key = (guide.scenario, *place, number)
                saying = found.setdefault(key, Saying(what, sentence, []))
                saying.guides.append(_link(guide, step))
    yield from found.values()


def _link(guide: Guide, step: GuideStep | None) -> Choice:
    anchor = f"#{step.id}" if step else ""
    return Choice(title_of(guide), guide_address(guide) + anchor)
