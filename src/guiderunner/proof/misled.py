"""The sentences of guides that rest on claims: what readers are misled by if one does not hold."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from guiderunner.evidence.latest import LatestTries
from guiderunner.proof.answers import Answers
from guiderunner.proof.sentences import judge_guides
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.text import fill

# Nothing was run: what is asked is who would prove a sentence, and not whether it did.
_NO_RUNS = Path("/nonexistent")


@dataclass(frozen=True)
class GuideSentence:
    """A sentence of a guide, in English, where its step stands, and the claims that it rests on."""

    text: str
    place: str
    guide: str
    claims: frozenset[str]


def misled_by(suite: Suite, claim: str) -> list[GuideSentence]:
    """Return the sentences of guides that rest on the claim with this id."""
    return [one for one in guide_sentences(suite) if claim in one.claims]


def untouched(suite: Suite, broken: Collection[str]) -> list[GuideSentence]:
    """Return the sentences of guides that rest on none of the *broken* claims."""
    return [one for one in guide_sentences(suite) if one.claims.isdisjoint(broken)]


def guide_sentences(suite: Suite) -> list[GuideSentence]:
    """Return what the guides say will happen or is so: each guide once, with its first row.

    An instruction says that something can be done, which no claim is needed for.
    """
    firsts = [variant for one in suite.scenarios for variant in one.variants[:1]]
    return [
        GuideSentence(
            " ".join(one.text.split()),
            one.place,
            fill(guide.variant.scenario.title, guide.variant.variables),
            one.claims,
        )
        for guide in judge_guides(suite, firsts, Answers(LatestTries(_NO_RUNS)))
        for one in guide.sentences
        if one.standing not in ("framing", "editorial")
        and (one.what != "instruction" or one.claims)
    ]
