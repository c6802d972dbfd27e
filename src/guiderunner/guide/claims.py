"""Claims for readers: what the documented article says, where guides say it, what proves it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from guiderunner.evidence.model import QuestionRecord
from guiderunner.guide.catalogue import Source
from guiderunner.scenario.claims import Claim
from guiderunner.scenario.suite import Suite

ClaimStanding = Literal["proved", "unproved", "contradicted"]


@dataclass(frozen=True)
class ClaimProof:
    """An expectation that proves a claim, and how the newest runs of its variants answered.

    `place` is path:line. `run` is the newest run that asked it, or in which it did not hold;
    `found` says what was seen then instead, `failures` name the variants in which it did not hold.
    `questions` are what was asked, by locale, where it held.
    """

    place: str
    scenario: str
    step: str
    asked: str
    passed: int = 0
    failed: int = 0
    missing: int = 0
    run: str = ""
    when: str = ""
    found: str = ""
    failures: tuple[str, ...] = ()
    questions: Mapping[str, QuestionRecord] = field(default_factory=dict)


@dataclass(frozen=True)
class ProvedClaim:
    """A claim with its proofs."""

    claim: Claim
    proofs: tuple[ClaimProof, ...]

    @property
    def standing(self) -> ClaimStanding:
        """Contradicted by any no; proved if there is a yes."""
        if any(one.failed for one in self.proofs):
            return "contradicted"
        return "proved" if any(one.passed for one in self.proofs) else "unproved"


def claim_sources(suite: Suite) -> Iterator[tuple[Source, str]]:
    """Yield the wording of every claim, each with what it is to a translator."""
    for one in suite.claims.values():
        yield claim_source(one), "claim"


def claim_source(claim: Claim) -> Source:
    """Return the wording of *claim* as gettext knows it."""
    return Source(claim.text, f"claims/{claim.id}", claim.position)


def count_claims(claims: Sequence[ProvedClaim]) -> dict[ClaimStanding, int]:
    """Return how many of *claims* stand how."""
    counts: dict[ClaimStanding, int] = {"proved": 0, "unproved": 0, "contradicted": 0}
    for one in claims:
        counts[one.standing] += 1
    return counts
