"""A run as reports tell it: one entry a variant, with its verdict and what went wrong."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guiderunner.evidence.model import Run, StepRecord, Try
from guiderunner.evidence.verdicts import Verdict, verdict_of

# In the order in which people want to read them.
VERDICTS: dict[Verdict, str] = {
    "failed": "failed",
    "fixed": "passed, but is announced to fail",
    "flaky": "flaky",
    "environment": "could not be run",
    "known": "failed as known",
    "passed": "passed",
}
RED: tuple[Verdict, ...] = ("failed", "fixed", "flaky", "environment")


@dataclass(frozen=True)
class Entry:
    """One variant of a run: its tries in their order, and the verdict on them."""

    tries: Sequence[Try]
    verdict: Verdict

    @property
    def telling(self) -> Try:
        """The try that says what happened: the last, of a flaky variant the one that failed."""
        failed = [one for one in self.tries if one.outcome == "failed"]
        return failed[-1] if failed else self.tries[-1]

    @property
    def node(self) -> str:
        """The id of the variant."""
        return self.tries[0].node

    @property
    def name(self) -> str:
        """The variant without its file: rows and locale."""
        return self.node.partition("::")[2]

    @property
    def seconds(self) -> float:
        """How long all tries took together."""
        return sum(one.seconds for one in self.tries)

    @property
    def failed_step(self) -> StepRecord | None:
        """The step at which the telling try failed, if it got as far as a step."""
        return next((one for one in self.telling.steps if one.outcome == "failed"), None)

    @property
    def is_red(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict in RED

    def reason(self) -> str:
        """Return why it is not a plain pass, in words; nothing if it is one."""
        if self.verdict == "fixed":
            return f"It passes. Take 'known: {self.tries[-1].known}' out of the scenario."
        step = self.failed_step
        failure = step.failure if step else self.telling.failure
        if failure is None:
            return "It was broken off." if self.telling.outcome == "failed" else ""
        near = f"; nearest: {failure.nearest}" if failure.nearest else ""
        place = f"{self.telling.path}:{step.line}: step '{step.id}'\n" if step else ""
        return f"{place}expected {failure.expected}\nfound {failure.found}{near}"


def entries(run: Run) -> list[Entry]:
    """Return the variants of *run* in the order in which they were first tried."""
    return [Entry(tries, verdict_of(tries)) for tries in run.by_node().values()]


def counts(found: Sequence[Entry]) -> dict[str, int]:
    """Return how many variants have each verdict, those that nobody has left out."""
    counted = Counter(one.verdict for one in found)
    return {text: counted[verdict] for verdict, text in VERDICTS.items() if counted[verdict]}
