"""How a reproduction went: as it is documented, or where it parted from that."""

from collections.abc import Sequence
from dataclasses import dataclass

from guiderunner.evidence.model import Failure, Run, StepRecord, Try
from guiderunner.scenario.sequences import PlacedStep, StepList
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class Parting:
    """The first step that did not go as documented: in which part of the scenario, and where."""

    part: StepList
    place: str
    record: StepRecord


@dataclass(frozen=True)
class Course:
    """How one try of a variant went, step by step.

    Attributes:
        tried: The try; None if none could be made.
        parting: Where it parted from what is documented, if it did.
        is_environment: Whether browser, site or disk failed, which says nothing of the product.
    """

    tried: Try | None
    parting: Parting | None
    is_environment: bool = False

    @property
    def appeared(self) -> bool:
        """Whether the issue was seen: all steps that bring it about went as documented."""
        reached = self.parting is None or self.parting.part == "resolution"
        return self.tried is not None and not self.is_environment and reached

    @property
    def ended(self) -> bool:
        """Whether what helps ended the issue."""
        return self.appeared and self.parting is None


def course_of(suite: Suite, variant: Variant, run: Run | None) -> Course:
    """Return how *variant* went in *run*: its last try, of which most is recorded."""
    tries = run.by_node().get(variant.node, []) if run else []
    if not tries:
        return Course(None, None, is_environment=True)
    last = tries[-1]
    steps = {one.step.id: one for one in suite.steps_of(variant)}
    failed = next((one for one in last.steps if one.outcome == "failed"), None)
    broken = any(one.environment for one in _failures(last))
    if failed is None:
        return Course(last, None, is_environment=last.outcome != "passed" or broken)
    return Course(last, _parting(steps[failed.id], failed), is_environment=broken)


def _failures(tried: Try) -> Sequence[Failure]:
    found = [tried.failure, *(one.failure for one in tried.steps)]
    return [one for one in found if one is not None]


def _parting(placed: PlacedStep, record: StepRecord) -> Parting:
    position = placed.position
    return Parting(placed.part, f"{position.path}:{position.line}", record)
