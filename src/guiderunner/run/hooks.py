"""The hooks that this plugin adds to pytest's. PYTEST_DONT_REWRITE: it asserts nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guiderunner.evidence.model import StepRecord
    from guiderunner.run.items import VariantItem
    from guiderunner.scenario.sequences import PlacedStep


def pytest_guiderunner_step(
    item: "VariantItem", placed: "PlacedStep", record: "StepRecord"
) -> None:
    """A step of *item* has been performed and written; in a worker of xdist, it is heard there."""


def pytest_guiderunner_performed(item: "VariantItem") -> None:
    """All steps of *item* went as documented; its world and its pages are still there."""
