"""The account of what is proved: claims, sentences of guides, and the screens under them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from guiderunner.evidence.latest import LatestTries
from guiderunner.guide.claims import ClaimProof, ProvedClaim, count_claims
from guiderunner.proof.answers import Answers
from guiderunner.proof.claims import prove_claims
from guiderunner.proof.screens import ScreenUnderGuides, judge_screens
from guiderunner.proof.sentences import GuideSentences, Said, Standing, judge_guides
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant

VERSION = 1
STANDINGS: tuple[Standing, ...] = ("proved", "editorial", "unproved", "contradicted", "framing")


@dataclass(frozen=True)
class Account:
    """What is proved, and what is not."""

    claims: Sequence[ProvedClaim]
    guides: Sequence[GuideSentences]
    screens: Sequence[ScreenUnderGuides]

    @property
    def is_good(self) -> bool:
        """Whether every claim is proved, and every sentence that needs it."""
        proved = all(one.standing == "proved" for one in self.claims)
        lacking = self.sentences["unproved"] + self.sentences["contradicted"]
        return proved and not lacking

    @property
    def sentences(self) -> Mapping[Standing, int]:
        """How many sentences of all guides stand how."""
        return {one: sum(guide.count(one) for guide in self.guides) for one in STANDINGS}

    @property
    def has_evidence(self) -> bool:
        """Whether anything that it looks at was ever run."""
        asked = any(one.run for claim in self.claims for one in claim.proofs)
        return asked or any(
            proof.answer.run
            for guide in self.guides
            for one in guide.sentences
            for proof in one.proofs
        )

    def saying(self, claim: str) -> list[tuple[GuideSentences, Said]]:
        """Return the sentences that say *claim*: what proves them proves it."""
        return [
            (guide, one) for guide in self.guides for one in guide.sentences if claim in one.claims
        ]

    def guides_on(self, screens: Sequence[ScreenUnderGuides]) -> int:
        """Return how many guides were carried out on one of *screens*."""
        return len({guide for one in screens for guide in one.guides})


def make_account(
    suite: Suite, chosen: Sequence[Variant], tries: LatestTries, day: date, claims: Sequence[str]
) -> Account:
    """Return the account of *claims* and of the guides of *chosen*, as of *day*."""
    answers = Answers(tries)
    proved = [one for one in prove_claims(suite, answers) if one.claim.id in claims]
    guides = list(judge_guides(suite, chosen, answers))
    return Account(proved, guides, judge_screens(chosen, tries, day))


def as_data(account: Account) -> dict[str, Any]:
    """Return the account as plain data; docs/proof.md describes it."""
    return {
        "version": VERSION,
        "summary": {
            "claims": count_claims(account.claims),
            "guides": len(account.guides),
            "sentences": account.sentences,
            "screens": _screen_counts(account),
        },
        "claims": [_claim(one, account) for one in account.claims],
        "guides": [_guide(one) for one in account.guides],
        "screens": [_screen(one) for one in account.screens],
    }


def _claim(one: ProvedClaim, account: Account) -> dict[str, Any]:
    said = [
        {"guide": guide.variant.node, "step": each.step, "what": each.what, "place": each.place}
        for guide, each in account.saying(one.claim.id)
    ]
    return {
        "id": one.claim.id,
        "flow": one.claim.flow,
        "claim": one.claim.text,
        "standing": one.standing,
        "proofs": [_proof(proof) for proof in one.proofs],
        "said": said,
    }


def _proof(proof: ClaimProof) -> dict[str, Any]:
    facts = asdict(proof)
    del facts["questions"]  # They say what `asked` says, for readers of guides.
    return facts


def _guide(guide: GuideSentences) -> dict[str, Any]:
    return {
        "guide": guide.variant.node,
        "locale": guide.variant.locale,
        "row": dict(guide.variant.row),
        "sentences": [_said(one) for one in guide.sentences],
    }


def _said(one: Said) -> dict[str, Any]:
    proofs = [
        {
            "kind": proof.kind,
            "node": proof.node,
            "place": proof.place,
            "asked": proof.asked,
            "claims": list(proof.claims),
            "state": proof.answer.state,
            "run": proof.answer.run,
            "when": proof.answer.when,
        }
        for proof in one.proofs
    ]
    told = {key: getattr(one, key) for key in ("what", "step", "place", "text", "standing", "why")}
    return {**told, "proofs": proofs}


def _screen(one: ScreenUnderGuides) -> dict[str, Any]:
    told = one.screen.model_dump(mode="json", exclude={"paths", "language"})
    return {**told, "comparison": one.comparison, "guides": len(one.guides)}


def _screen_counts(account: Account) -> dict[str, int]:
    screens = account.screens
    inferred = [one for one in screens if one.is_inferred]
    not_fresh = [one for one in screens if one.comparison != "fresh"]
    return {
        "total": len(screens),
        "article": sum(one.screen.documented == "article" for one in screens),
        "help": sum(one.screen.documented == "help" for one in screens),
        "inferred": len(inferred),
        "fresh": len(screens) - len(not_fresh),
        "stale": sum(one.comparison == "stale" for one in screens),
        "never": sum(one.comparison == "never" for one in screens),
        "guides_on_inferred": account.guides_on(inferred),
        "guides_not_compared": account.guides_on(not_fresh),
    }
