"""What a run of mutants needs to know, as a file that every process of the run reads."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.scenario.mutants import Mutant
from guiderunner.scenario.variants import Variant

_FILE = "plan.json"


@dataclass(frozen=True)
class MutationPlan:
    """Which defects are switched on for which variants; None is the site as it is.

    Evidence goes to *folder*, away from that of runs: it proves nothing. `timeout` is in seconds.
    """

    folder: Path
    timeout: float
    defects: dict[str, list[str | None]]

    @classmethod
    def of(cls, folder: Path, timeout: float, mutants: Sequence[Mutant]) -> "MutationPlan":
        """Return the plan to run *mutants*."""
        defects: dict[str, list[str | None]] = {}
        for one in mutants:
            defects.setdefault(one.variant.node, []).append(one.defect)
        return cls(folder, timeout, defects)

    def mutants(self, variant: Variant) -> list[Mutant]:
        """Return what is to be run of *variant*."""
        return [Mutant(variant, one) for one in self.defects.get(variant.node, ())]

    def write(self) -> list[str]:
        """Write the plan into its folder, and return the arguments of pytest that name it."""
        self.folder.mkdir(parents=True)
        file = self.folder / _FILE
        file.write_text(json.dumps({"timeout": self.timeout, "defects": self.defects}), "utf-8")
        return ["--mutants", str(self.folder)]


def read_plan(folder: str) -> MutationPlan:
    """Return the plan in *folder*."""
    data = json.loads((Path(folder) / _FILE).read_text("utf-8"))
    return MutationPlan(Path(folder), data["timeout"], data["defects"])
