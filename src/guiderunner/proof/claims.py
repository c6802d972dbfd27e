"""Claims and what proves them: expectation by expectation, as of one run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from guiderunner.evidence.model import ExpectationRecord, Run, Try
from guiderunner.scenario.claims import Claim
from guiderunner.scenario.model import Expectation
from guiderunner.scenario.suite import LoadedScenario, Suite

Verdict = Literal["proved", "failed", "not run", "no expectation"]


@dataclass(frozen=True)
class Proof:
    """One expectation that proves a claim: where it stands, and how often it was asked."""

    place: str
    step: str
    passed: int
    failed: int


@dataclass(frozen=True)
class ProvedClaim:
    """A claim with its proofs, as of the run that was looked at."""

    claim: Claim
    proofs: tuple[Proof, ...]

    @property
    def verdict(self) -> Verdict:
        """Proved only if something was asked, and every answer was yes."""
        if not self.proofs:
            return "no expectation"
        if any(proof.failed for proof in self.proofs):
            return "failed"
        asked = any(proof.passed for proof in self.proofs)
        return "proved" if asked else "not run"


def prove_claims(suite: Suite, run: Run | None) -> list[ProvedClaim]:
    """Return every claim of the project with what proves it in *run*."""
    written = [one for scenario in suite.scenarios for one in _written(scenario)]
    asked = _asked(run)
    return [
        ProvedClaim(
            claim,
            tuple(
                Proof(f"{path}:{line}", step, *asked.get((scenario, step, line), (0, 0)))
                for path, line, scenario, step, expectation in written
                if claim.id in expectation.proves
            ),
        )
        for claim in suite.claims.values()
    ]


def _written(scenario: LoadedScenario) -> list[tuple[str, int, str, str, Expectation]]:
    found = []
    for placed in scenario.steps:
        own = [(("expect",), index, one) for index, one in enumerate(placed.step.expect)]
        rest = [
            ((kind,), number, one)
            for kind, number, sentence in placed.step.sentences()
            for one in sentence.expect
        ]
        for trail, index, one in [*own, *rest]:
            position = placed.document.position((*placed.trail, *trail, index))
            found.append((position.path, position.line, scenario.scenario.id, placed.step.id, one))
    return found


def _asked(run: Run | None) -> Mapping[tuple[str, str, int], tuple[int, int]]:
    """Return (passed, failed) of each expectation, by scenario, step and line."""
    counts: dict[tuple[str, str, int], tuple[int, int]] = {}
    for one, step, record in _records(run.tries if run else ()):
        passed, failed = counts.get((one, step, record.line), (0, 0))
        good = record.outcome == "passed"
        counts[one, step, record.line] = (passed + good, failed + (not good))
    return counts


def _records(tries: Sequence[Try]) -> list[tuple[str, str, ExpectationRecord]]:
    return [
        (one.scenario, step.id, record)
        for one in tries
        for step in one.steps
        for record in step.expectations
    ]
