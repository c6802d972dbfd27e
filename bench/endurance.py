"""`python -m bench.endurance`: the slowest scenario, again and again beside a busy neighbour."""

import contextlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.figures import ENDURANCE, Row, publish
from bench.workspace import COPIES, make_copies
from guiderunner.evidence.reader import last_run
from guiderunner.evidence.verdicts import verdict_of

SCENARIO, ROW, RUNS = "unlink/after_unlink.yaml", "shopee", 200
_BUSY = "while True: pass"


@contextlib.contextmanager
def busy_cores() -> Iterator[int]:
    """Keep every core busy with something else; yields how many there are."""
    cores = os.cpu_count() or 1
    burners = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(cores)]
    try:
        yield cores
    finally:
        for one in burners:
            one.kill()
            one.wait()


def measure() -> Iterator[Row]:
    """Yield how many of the tries passed at once, and how long one took."""
    project = make_copies(SCENARIO, ROW, RUNS)
    with busy_cores() as cores:
        command = [sys.executable, "-m", "guiderunner", "run", COPIES]
        subprocess.run(command, cwd=project, check=False)
    run = last_run(project / "runs")
    verdicts = Counter(verdict_of(tries) for tries in run.by_node().values())
    passed = verdicts["passed"]
    text = (
        f"{RUNS} runs of `{Path(SCENARIO).stem}` in a row, {cores} cores busy with something else"
    )
    said = ", ".join(f"{count} {name}" for name, count in verdicts.items())
    yield Row(text, said, "all passed", passed == RUNS)
    seconds = [one.seconds for one in run.tries]
    slowest = f"{sum(seconds) / len(seconds):.1f} s, {max(seconds):.1f} s"
    yield Row("one of them: mean, slowest", slowest, "-", met=True)


if __name__ == "__main__":
    sys.exit(publish(ENDURANCE, measure()))
