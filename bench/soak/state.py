"""The count of the soak: kept after each batch, so that it goes on where it was stopped."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from bench.soak.judging import Slope
from bench.soak.project import FOLDER


class Batch(BaseModel):
    """What came of one batch."""

    number: int
    date: str
    seconds: float
    load: float
    workers: int
    runs: int
    tries: int
    mutants: int
    verdicts: dict[str, int]
    disturbed: dict[str, int]
    kills: dict[str, int]
    scenarios: list[str]
    wrong: list[str]
    left: list[str]
    most_malls: int
    slopes: list[Slope]


class State(BaseModel):
    """All batches on one version of the product, and how long each variant took."""

    product: str
    commit: str = ""
    batches: list[Batch] = []
    seconds: dict[str, float] = {}

    @property
    def runs(self) -> int:
        """How many variants were run."""
        return sum(one.runs for one in self.batches)

    def total(self, name: str) -> Counter[str]:
        """Return the sum of a counter of all batches, e.g. `kills`."""
        found: Counter[str] = Counter()
        for one in self.batches:
            found.update(getattr(one, name))
        return found

    def listed(self, name: str) -> list[str]:
        """Return what stands in a list of all batches, e.g. `wrong`."""
        return [
            f"batch {one.number}: {said}" for one in self.batches for said in getattr(one, name)
        ]

    def gained(self) -> dict[str, "Gain"]:
        """Return, by the role of a process, what one gained a variant."""
        every = [one for batch in self.batches for one in batch.slopes]
        found = {}
        for role in sorted({one.role for one in every}):
            own = [one for one in every if one.role == role]
            over = sum(one.over for one in own)
            memory = sum(one.memory * one.over for one in own) / over
            files = sum(one.files * one.over for one in own) / over
            found[role] = Gain(len(own), over, memory, files)
        return found


class Gain(NamedTuple):
    """What the processes of a role gained a variant, on average over so many variants."""

    processes: int
    over: int
    memory: float
    files: float


def read_state(product: str, folder: Path = FOLDER) -> State:
    """Return what has been soaked of this *product*; each version of it has a count of its own."""
    file = _file(product, folder)
    return (
        State.model_validate_json(file.read_bytes()) if file.is_file() else State(product=product)
    )


def newest_state(folder: Path = FOLDER) -> State | None:
    """Return the state that was written last, of whichever version of the product."""
    files = sorted(folder.glob("state-*.json"), key=lambda one: one.stat().st_mtime)
    return State.model_validate_json(files[-1].read_bytes()) if files else None


def keep(state: State, folder: Path = FOLDER) -> None:
    """Write *state*, all or nothing."""
    file = _file(state.product, folder)
    beside = file.with_suffix(".new")
    beside.write_text(state.model_dump_json(indent=1), encoding="utf-8")
    beside.replace(file)


def _file(product: str, folder: Path) -> Path:
    return folder / f"state-{product}.json"
