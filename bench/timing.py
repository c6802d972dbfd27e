"""What is timed, and what the times say."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.workspace import FOLDER, ROOT, make_workspace

MANY = 8
OURS, SCRIPT, WINDOW = "guiderunner run", "script", "script, window pictures"
PYTEST, FULL = "pytest-playwright", "script, full"
Times = dict[tuple[str, int], list[float]]


class RunFailedError(Exception):
    """A run that should have been timed failed; holds what it said."""


def measure(rounds: int, say: Callable[[str], None]) -> Times:
    """Time everything in turn, *rounds* times.

    Raises:
        RunFailedError: If a run fails.
    """
    projects = {count: make_workspace(count) for count in (1, MANY)}
    times: Times = {}
    for number in range(-1, rounds):
        for name in (OURS, SCRIPT, WINDOW, PYTEST, FULL):
            for count in (1, MANY):
                seconds = _timed(_command(name, count, projects[count]), count)
                if number >= 0:  # The first round fills caches.
                    times.setdefault((name, count), []).append(seconds)
        say(f"round {number + 1} of {rounds} is done" if number >= 0 else "warmed up")
    return times


def _command(name: str, count: int, project: Path) -> Sequence[str]:
    pictures = str(FOLDER / "pictures")
    script = (sys.executable, "-m", "bench.by_script", str(count), pictures)
    commands: Mapping[str, Sequence[str]] = {
        OURS: (sys.executable, "-m", "guiderunner", "run", "--project", str(project)),
        SCRIPT: script,
        WINDOW: (*script, "--window"),
        FULL: (*script, "--full"),
        PYTEST: (
            *(sys.executable, "-m", "pytest", "-q", "-c", "bench/by_pytest/pytest.ini"),
            "bench/by_pytest",
        ),
    }
    return commands[name]


def _timed(command: Sequence[str], count: int) -> float:
    environment = {
        **os.environ,
        "BENCH_COUNT": str(count),
        "BENCH_PICTURES": str(FOLDER / "pictures"),
    }
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise RunFailedError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return seconds


@dataclass(frozen=True)
class Column:
    """The times of one way, a value a round: of the whole process, and of each further flow."""

    whole: Sequence[float]
    further: Sequence[float]


def column(times: Times, name: str) -> Column:
    """Return the times of *name*."""
    one, many = times[name, 1], times[name, MANY]
    further = [(more - less) / (MANY - 1) for less, more in zip(one, many, strict=True)]
    return Column(one, further)


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios within a round: the machine may drift between rounds."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))
