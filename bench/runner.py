"""`python -m bench.runner`: the runner's own cost; renews its part of the page."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import RUNNER, Row, publish
from bench.workspace import ROOT, add_guides, make_many, make_workspace

FLOWS, SCENARIOS, ROUNDS = 8, 1000, 5
# As many as a selection of a working day has: with few, starting the workers is what is timed.
SHARED, SHARED_ROUNDS = 24, 3
LOADING = """\
import time
from pathlib import Path
from guiderunner.project import find_project
from guiderunner.run.checking import check_project
project = find_project(Path.cwd())
begun = time.perf_counter()
check_project(project)
print(time.perf_counter() - begun)
"""
COLLECTING = ("-m", "pytest", "scenarios", "--collect-only", "-q", "-p", "no:cacheprovider")


class Costs:
    """Measures one thing after the other."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.calls = ""

    def rows(self) -> Iterator[Row]:
        """Yield one figure after another."""
        self.say("loading and collecting ...")
        yield from self._loading()
        self.say("the steps' own CPU ...")
        yield from self._own_cpu()
        self.say(f"two workers against one, {SHARED_ROUNDS} rounds ...")
        yield self._workers()

    def told(self) -> str:
        """Return which calls to the browser the flow made."""
        return self.calls

    def _loading(self) -> Iterator[Row]:
        loaded = [float(_ran(ROOT, "-c", LOADING)) for _ in range(ROUNDS)]
        yield _at_most("loading and checking all scenarios of this project", loaded, 1, "s")
        collected = [float(_ran(ROOT, *COLLECTING).split()[-1][:-1]) for _ in range(ROUNDS)]
        yield _at_most("collecting them with pytest", collected, 1, "s")
        many = make_many(SCENARIOS)
        checked = [_seconds(many, "check") for _ in range(ROUNDS)]
        text = f"`guiderunner check` of {SCENARIOS:,} scenarios, whole process"
        yield _at_most(text, checked, 2, "s")
        yield self._nothing_to_do()

    def _nothing_to_do(self) -> Row:
        project = make_workspace(FLOWS)
        add_guides(project, "version: 1\ntitle: Guides\nsummary: Those of one flow.\n")
        _seconds(project, "guides")
        again = [_seconds(project, "guides") for _ in range(ROUNDS)]
        return _at_most(f"`guiderunner guides` when {FLOWS} are up to date", again, 1, "s")

    def _own_cpu(self) -> Iterator[Row]:
        project = make_workspace(FLOWS)
        facts = [_facts(project) for _ in range(ROUNDS)]
        calls: dict[str, int] = facts[0]["calls"]
        self.calls = "Calls to the browser in one flow: " + ", ".join(
            f"{name} {count // FLOWS}" for name, count in calls.items()
        )
        asked = FLOWS * (15 + 12 + 6)  # The moves, expectations and pictures of the flow.
        each = [1000 * one["own"] / asked for one in facts]
        yield _at_most("own CPU for a move, an expectation or a picture", each, 0.5, "ms")
        steps = median(1000 * one["own"] / one["steps"] for one in facts)
        text = "own CPU for a step of a scenario: 4 of them, with evidence"
        yield Row(text, f"{steps:.2f} ms", "-", met=True)

    def _workers(self) -> Row:
        project, ratios = make_workspace(SHARED), []
        for _ in range(SHARED_ROUNDS):
            alone = _seconds(project, "run", "--workers", "1")
            ratios.append(alone / _seconds(project, "run", "--workers", "2"))
        found = median(ratios)
        text = f"speed of two workers against one, {SHARED} flows"
        return Row(text, f"{found:.2f}", "at least 1.15", found >= 1.15)  # noqa: PLR2004


def _at_most(text: str, values: Sequence[float], goal: float, unit: str) -> Row:
    found = median(values)
    return Row(text, f"{found:.2f} {unit}", f"{goal:g} {unit}", found <= goal)


def _facts(project: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(_ran(ROOT, "-m", "bench.own_cpu", str(project)))
    return facts


def _seconds(project: Path, *arguments: str) -> float:
    begun = time.perf_counter()
    _ran(project, "-m", "guiderunner", *arguments)
    return time.perf_counter() - begun


def _ran(folder: Path, *arguments: str) -> str:
    """Return the last line that a Python process prints, or nothing; it must not fail."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")
    return done.stdout.strip().rpartition("\n")[2]


if __name__ == "__main__":
    costs = Costs(lambda text: print(text, flush=True))  # noqa: T201
    sys.exit(publish(RUNNER, costs.rows(), costs.told))
