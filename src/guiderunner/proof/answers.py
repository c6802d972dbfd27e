"""How the newest evidence answers what a scenario asks: of one variant, one expectation."""

from dataclasses import dataclass, replace
from typing import Literal

from guiderunner.evidence.latest import Latest, LatestTries
from guiderunner.evidence.model import ExpectationRecord, QuestionRecord, StepRecord
from guiderunner.scenario.model import Expectation, Step
from guiderunner.scenario.variants import Variant

# Why there is no answer: that of a whole variant, or of one expectation.
OfVariant = Literal["not run", "died", "variant failed"]
Reason = Literal[OfVariant, "changed", "not written", ""]


@dataclass(frozen=True)
class Answer:
    """Yes, no, or none; in which run and when; *why* says in words why it is not yes.

    Of an expectation that held, `question` is what was asked.
    """

    state: Literal["passed", "failed", "none"]
    run: str = ""
    when: str = ""
    reason: Reason = ""
    why: str = ""
    question: QuestionRecord | None = None


NOT_RUN = Answer("none", reason="not run", why="not run")


class Answers:
    """Answers from the newest try of each variant.

    Only a variant that passed proves anything: of one that failed, what did not hold is a no,
    and the rest has no answer.
    """

    def __init__(self, tries: LatestTries) -> None:
        self.tries = tries

    def of_expectation(self, variant: Variant, step: str, of: str, asked: Expectation) -> Answer:
        """Return the answer to an expectation; *of* is `step`, or e.g. `note.0`."""
        latest = self.tries.of(variant.node)
        if latest is None:
            return NOT_RUN
        record = _step(latest, step)
        found = _record(record, of, asked) if record is not None else None
        if found is not None and found.outcome == "failed" and not _died(latest):
            return _said(latest, "failed", why=f"found {found.found}")
        answer = _answered(latest, record, there=found is not None)
        if found is None or answer.state != "passed":
            return answer
        return replace(answer, question=found.question)

    def of_action(self, variant: Variant, step: Step) -> Answer:
        """Return whether the action of *step*, or what happens in it, was done."""
        latest = self.tries.of(variant.node)
        if latest is None:
            return NOT_RUN
        record = _step(latest, step.id)
        if record is not None and _failed_at_once(record) and not _died(latest):
            found = record.failure.found if record.failure else ""
            return _said(latest, "failed", why=f"found {found}")
        same = record is not None and record.action == step.action
        return _answered(latest, record, there=same)


def _step(latest: Latest, step: str) -> StepRecord | None:
    return next((one for one in latest.tried.steps if one.id == step), None)


def _record(record: StepRecord, of: str, asked: Expectation) -> ExpectationRecord | None:
    """Return the record of *asked*; if it was asked twice, of the one that did not hold."""
    same = [one for one in record.expectations if (one.of, one.written) == (of, asked.written)]
    return next((one for one in same if one.outcome == "failed"), next(iter(same), None))


def _answered(latest: Latest, record: StepRecord | None, *, there: bool) -> Answer:
    """Return yes, or why there is no answer, of what did not fail itself."""
    passed = latest.tried.outcome == "passed"
    if passed and there:
        return _said(latest, "passed")
    if passed or (record is not None and record.outcome == "passed" and not there):
        return _said(latest, "none", "changed", "was not asked so in its newest run")
    if _died(latest):
        return _said(latest, "none", "died", "browser or site died in its newest run")
    failed = [one.id for one in latest.tried.steps if one.outcome == "failed"]
    where = f" at step '{failed[0]}'" if failed else ""
    return _said(latest, "none", "variant failed", f"its newest run failed{where}")


def _failed_at_once(record: StepRecord) -> bool:
    """Whether a step failed before anything was expected of it."""
    return record.outcome == "failed" and not record.expectations


def _died(latest: Latest) -> bool:
    failures = [latest.tried.failure, *(one.failure for one in latest.tried.steps)]
    return any(one is not None and one.environment for one in failures)


def _said(
    latest: Latest,
    state: Literal["passed", "failed", "none"],
    reason: Reason = "",
    why: str = "",
) -> Answer:
    return Answer(state, latest.run, latest.tried.started, reason, why)
