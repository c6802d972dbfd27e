"""What the tries of a variant say together. A flake is never a plain pass."""

from collections.abc import Iterable, Sequence
from typing import Literal

from guiderunner.evidence.model import Try

Verdict = Literal["passed", "failed", "flaky", "environment", "known", "fixed"]


def verdict_of(tries: Sequence[Try]) -> Verdict:
    """Return the verdict on one variant from all of its tries, in their order.

    passed: on the first try. flaky: one try failed and one passed. environment: browser or site
    died, so nothing is known of the product. failed: the product is not as documented.
    known: it failed as announced; fixed: it was announced to fail, and passed.
    """
    last = tries[-1]
    if last.known is not None:
        return "fixed" if last.outcome == "passed" else "known"
    if last.outcome == "passed":
        return "passed" if all(one.outcome == "passed" for one in tries) else "flaky"
    return "environment" if died(last) else "failed"


def died(one: Try) -> bool:
    """Whether the browser or the site died in this try."""
    failures = [one.failure, *(step.failure for step in one.steps)]
    return any(failure is not None and failure.environment for failure in failures)


def exit_code(verdicts: Iterable[Verdict]) -> int:
    """Return 0 if all is well, 1 if something is red, 2 if something could not be run."""
    found = set(verdicts)
    if not found or "environment" in found:
        return 2
    return 1 if found & {"failed", "flaky", "fixed"} else 0
