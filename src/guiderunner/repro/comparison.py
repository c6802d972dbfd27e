"""Compares a try with that of a bundle: it is the same, another one, or mended."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from guiderunner.evidence.model import ExpectationRecord, StepRecord, Try
from guiderunner.scenario.sequences import PlacedStep

Verdict = Literal["SAME", "DIFFERENT", "FIXED"]

# Of these, what is not so is the opposite: nothing else can be meant.
_OPPOSITES = {"visible", "hidden", "enabled", "disabled", "checked"}
_NOTHING = {"nothing of the kind", "0"}
_WAITED = re.compile(r" after [\d.]+ s(?= on |$)")


@dataclass(frozen=True)
class Difference:
    """The first step that went another way: what was expected, and what was found then and now."""

    step: str
    text: str
    expected: str
    then: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """The verdict on a try, why, and where it parts from the bundle."""

    verdict: Verdict
    reason: str
    difference: Difference | None = None


def symptom_steps(steps: Collection[PlacedStep]) -> frozenset[str]:
    """Return the ids of the steps that show an issue: its last action, and what is seen then."""
    reproducing = [one.step for one in steps if one.part == "steps"]
    if len(reproducing) == len(steps):
        return frozenset()  # Nothing resolves it: it is no issue.
    actions = [index for index, one in enumerate(reproducing) if one.action or one.world]
    return frozenset(one.id for one in reproducing[max(actions, default=0) :])


def compare(then: Try, now: Try, symptom: Collection[str]) -> Comparison:
    """Compare *now* with *then*, the try of a bundle; the steps *symptom* show its issue."""
    different = _first_difference(then, now)
    failed_then, failed_now = _failed(then), _failed(now)
    was_seen = any(one.id in symptom and one.outcome == "passed" for one in then.steps)
    if was_seen and failed_now is not None and _is_gone(failed_now, then, symptom):
        said = "the symptom does not appear any more; all before it went as in the bundle."
        return Comparison("FIXED", said, different)
    if failed_then is None and failed_now is None:
        said = "the symptom appears, and what helps ends it" if was_seen else "all steps pass"
        return Comparison("SAME", f"{said}, as in the bundle.")
    if failed_now is None:
        said = f"step '{_id(failed_then)}' passes now, and so does all after it."
        return Comparison("FIXED", said, different)
    if different is None:
        said = f"step '{failed_now.id}' fails as in the bundle."
        return Comparison("SAME", said)
    return Comparison("DIFFERENT", _parted(failed_then, failed_now), different)


def _parted(then: StepRecord | None, now: StepRecord) -> str:
    if then is None:
        return f"step '{now.id}' fails, which passed in the bundle."
    if then.id == now.id:
        return f"step '{now.id}' fails in another way than in the bundle."
    return f"step '{now.id}' fails; in the bundle it was step '{then.id}'."


def _id(step: StepRecord | None) -> str:
    return step.id if step is not None else ""


def _failed(tried: Try) -> StepRecord | None:
    return next((one for one in tried.steps if one.outcome == "failed"), None)


def _is_gone(failed: StepRecord, then: Try, symptom: Collection[str]) -> bool:
    """Whether what failed is that the symptom shows, and what is there instead tells it is gone.

    That is so if there is nothing of the kind, or the opposite, or what the bundle has there
    before the symptom or after its resolution. Another text, e.g. of another error, is not.
    """
    asked = next((one for one in failed.expectations if one.outcome == "failed"), None)
    if failed.id not in symptom or asked is None or asked.of != "step":
        return False
    if asked.kind in _OPPOSITES or asked.expected == "count to be '0'":
        return True
    others = [one for one in _asked(then, symptom) if one.at == asked.at]
    return asked.found in _NOTHING or any(_holds(one, asked) for one in others)


def _asked(then: Try, symptom: Collection[str]) -> Iterator[ExpectationRecord]:
    for step in then.steps:
        if step.id not in symptom and step.outcome == "passed":
            yield from step.expectations


def _holds(other: ExpectationRecord, asked: ExpectationRecord) -> bool:
    """Whether what was found is what *other*, of the same control, was satisfied with."""
    found = f"'{asked.found}'" if asked.kind == "count" else asked.found
    return other.expected == f"{asked.kind} to be {found}"


def _first_difference(then: Try, now: Try) -> Difference | None:
    for before, after in zip(then.steps, now.steps, strict=False):
        told = _ended(before), _ended(after)
        if before.id == after.id and told[0] != told[1]:
            failed = after.failure or before.failure
            expected = failed.expected if failed is not None else ""
            return Difference(after.id, after.text, expected, *told)
    return None


def _ended(step: StepRecord) -> str:
    if step.failure is not None:
        return _WAITED.sub("", step.failure.found)
    return {"passed": "as expected", "not_run": "not reached"}.get(step.outcome, step.outcome)
