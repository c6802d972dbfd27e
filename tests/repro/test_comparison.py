"""What is the same, what is another, and what is mended; no browser is needed to say so."""

from typing import Any

import pytest

from guiderunner.evidence.model import ExpectationRecord, Failure, StepRecord, Try
from guiderunner.repro.comparison import compare

SYMPTOM = {"look", "read"}


def asked(at: str, kind: str, wanted: str, found: str | None = None) -> ExpectationRecord:
    """Return an expectation that held, or in whose place *found* was."""
    outcome: Any = "failed" if found else "passed"
    return ExpectationRecord(
        of="step", kind=kind, at=at, expected=wanted, found=found or wanted, line=1, outcome=outcome
    )


def step(name: str, *expectations: ExpectationRecord, failed: str = "") -> StepRecord:
    """Return a step that passed, or failed at one of its expectations, or in its action."""
    bad = next((one for one in expectations if one.outcome == "failed"), None)
    failure = None
    if bad is not None:
        failure = Failure(expected=f"{bad.at} {bad.expected}", found=f"{bad.found} after 5 s on /")
    elif failed:
        failure = Failure(expected=f"{name} to be carried out", found=failed)
    outcome: Any = "failed" if failure else "passed"
    return StepRecord(
        id=name, line=1, expectations=expectations, outcome=outcome, seconds=1, failure=failure
    )


def tried(*steps: StepRecord) -> Try:
    """Return a try of these steps."""
    outcome = "failed" if any(one.failure for one in steps) else "passed"
    facts = {"node": "n", "path": "p", "scenario": "s", "locale": "en", "digest": "", "seconds": 1}
    return Try.model_validate(
        {**facts, "started": "2026-03-02", "outcome": outcome, "steps": steps}
    )


STOCK = "text to be '22'"
BEFORE = step("send", asked("listings", "count", "count to be '1'"))
SEEN = step(
    "look", asked("listing.stock", "text", STOCK), asked("page.alert", "visible", "to be visible")
)
RESOLVED = step("look-again", asked("listing.stock", "text", "text to be '24'"))
ISSUE = tried(BEFORE, SEEN, RESOLVED)
FLOW = tried(step("open"), step("save", asked("form.saved", "visible", "to be visible", "hidden")))


def looked(at: str, kind: str, wanted: str, found: str) -> Try:
    """Return a try of the issue in which the symptom was looked for, and *found* was there."""
    return tried(BEFORE, step("look", asked(at, kind, wanted, found)))


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [
        (ISSUE, ISSUE, "SAME"),
        (FLOW, FLOW, "SAME"),
        # The symptom is gone: there is nothing, the opposite, or what the resolution ended in.
        (ISSUE, looked("listing.stock", "text", STOCK, "nothing of the kind"), "FIXED"),
        (ISSUE, looked("listing.stock", "text", STOCK, "'24'"), "FIXED"),
        (ISSUE, looked("page.alert", "visible", "to be visible", "hidden"), "FIXED"),
        (ISSUE, looked("page.link", "count", "count to be '0'", "1"), "FIXED"),
        (ISSUE, looked("listings", "count", "count to be '2'", "0"), "FIXED"),
        (ISSUE, looked("listings", "count", "count to be '2'", "1"), "FIXED"),
        (ISSUE, looked("listings", "count", "count to be '2'", "3"), "DIFFERENT"),
        # Something else is there, or what leads to the symptom went wrong.
        (ISSUE, looked("listing.stock", "text", STOCK, "'23'"), "DIFFERENT"),
        (ISSUE, looked("other.stock", "text", STOCK, "'24'"), "DIFFERENT"),
        (ISSUE, tried(step("send", failed="no button [Send]")), "DIFFERENT"),
        (ISSUE, tried(BEFORE, step("look", failed="no link [Listings]")), "DIFFERENT"),
        (
            ISSUE,
            tried(step("send", asked("page.alert", "visible", "to be visible", "hidden"))),
            "DIFFERENT",
        ),
        (ISSUE, tried(BEFORE, SEEN, step("look-again", failed="gone")), "DIFFERENT"),
        # A documented flow that failed passes, fails elsewhere, or in another way.
        (FLOW, tried(step("open"), step("save")), "FIXED"),
        (FLOW, tried(step("open", failed="no link [Accounts]")), "DIFFERENT"),
        (FLOW, tried(step("open"), step("save"), step("end", failed="x")), "DIFFERENT"),
        (FLOW, tried(step("open"), step("save", failed="no button [Save]")), "DIFFERENT"),
        # A resolution that did not help helps now; or there is no issue any more.
        (tried(BEFORE, SEEN, step("look-again", failed="x")), ISSUE, "FIXED"),
        (
            tried(BEFORE, SEEN, step("look-again", failed="x")),
            looked("page.alert", "visible", "to be visible", "hidden"),
            "FIXED",
        ),
    ],
)
def test_verdicts(then: Try, now: Try, verdict: str) -> None:
    """SAME if all ends alike, FIXED only if what was wrong is not there, else DIFFERENT."""
    assert compare(then, now, SYMPTOM).verdict == verdict


def test_without_a_symptom_a_new_failure_is_different() -> None:
    """Of a flow that passed nothing can be mended."""
    now = looked("page.alert", "visible", "to be visible", "hidden")

    assert compare(ISSUE, now, ()).verdict == "DIFFERENT"


def test_the_first_difference_is_told_side_by_side() -> None:
    """Its step, what was expected, and what was found then and now; time-outs do not count."""
    slower = FLOW.steps[1].model_copy(
        update={"failure": Failure(expected="x", found="hidden after 30 s on /")}
    )
    now = tried(step("open"), step("save", asked("form.saved", "visible", "to be visible", "none")))

    told = compare(FLOW, now, ()).difference

    assert told is not None
    assert (told.step, told.expected) == ("save", "form.saved to be visible")
    assert (told.then, told.now) == ("hidden on /", "none on /")
    assert compare(FLOW, tried(step("open"), slower), ()).verdict == "SAME"
