"""Feeds the loader files that nobody meant to write, for as long as it is told to.

    python -m tests.fuzz --seconds 600

Each round is a process of its own with bounded memory and time, so that a file that ends the
process, eats all memory or never comes to an end is found like any other. It is kept in
build/fuzz/; once mended, it belongs into tests/hostile_files/.
"""

import argparse
import hashlib
import importlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from guiderunner.scenario.suite import load_suite
from tests.scenario.api_keys_project import surroundings
from tests.scenario.hostile import HOSTILE

ROOT = Path(__file__).parent.parent
FOUND = ROOT / "build" / "fuzz"
LOADER = "tests.fuzz:load_any"
_EXAMPLES = 400  # A round; a process that lives on remembers what it has tried.
_MEMORY = 1_500_000_000
_SECONDS = 10
Target = Callable[[bytes, Path], None]


def load_any(content: bytes, folder: Path) -> None:
    """Load a scenario with this *content* in the small project of *folder*."""
    around = surroundings(folder)
    file = folder / "any.yaml"
    file.write_bytes(content)
    for problem in load_suite(around, [file]).problems:
        if "\n" in str(problem):
            raise ValueError("a problem is told in one line")


def fuzz(seconds: float, target: str = LOADER, found: Path = FOUND) -> list[Path]:
    """Run rounds for so many *seconds*; return the files that broke *target*, kept in *found*."""
    found.mkdir(parents=True, exist_ok=True)
    end, kept, number = time.monotonic() + seconds, [], int(time.time())
    while time.monotonic() < end:
        number += 1
        command = [sys.executable, "-m", "tests.fuzz", "--round", str(number), "--target", target]
        with tempfile.NamedTemporaryFile() as last:
            done = subprocess.run([*command, "--last", last.name], cwd=ROOT, check=False)
            if done.returncode:
                content = Path(last.name).read_bytes()
                file = found / f"{hashlib.sha256(content).hexdigest()[:12]}.yaml"
                file.write_bytes(content)
                kept.append(file)
    return kept


def _round(number: int, target: Target, last: Path) -> None:
    """Try many files; the one that is tried stands in *last*, should the process end."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    @seed(number)
    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # What is found is kept as it is: shrinking would overwrite it.
        suppress_health_check=list(HealthCheck),
    )
    @given(HOSTILE)
    def feed(content: bytes) -> None:
        last.write_bytes(content)
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)  # Its signal ends the process.
        with tempfile.TemporaryDirectory() as folder:
            target(content, Path(folder))
        signal.setitimer(signal.ITIMER_PROF, 0)

    feed()


def _imported(name: str) -> Target:
    module, _, function = name.partition(":")
    target: Target = getattr(importlib.import_module(module), function)
    return target


def main(arguments: list[str] | None = None) -> int:
    """Fuzz, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--round", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--target", default=LOADER, help=argparse.SUPPRESS)
    parser.add_argument("--last", type=Path, help=argparse.SUPPRESS)
    given_: Any = parser.parse_args(arguments)
    if given_.round is not None:
        _round(given_.round, _imported(given_.target), given_.last)
        return 0
    kept = fuzz(given_.seconds, given_.target)
    for file in kept:
        sys.stdout.write(f"{file.relative_to(ROOT)} breaks the loader.\n")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
