"""Mutants: variants on a site that was broken on purpose."""

from dataclasses import dataclass

from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class Mutant:
    """One variant with one *defect* of the site switched on; without one it is a baseline."""

    variant: Variant
    defect: str | None = None

    @property
    def name(self) -> str:
        """Its name among the items of its scenario."""
        return self.variant.name if self.defect is None else f"{self.variant.name}+{self.defect}"

    @property
    def node(self) -> str:
        """Its pytest node id; never parsed back."""
        return f"{self.variant.path}::{self.name}"
