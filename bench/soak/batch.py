"""One batch: a run of the engine in a process of its own, watched, disturbed and judged."""

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench.soak.choice import choose
from bench.soak.judging import judge, slopes
from bench.soak.processes import MARK, Watcher, marked
from bench.soak.state import Batch
from guiderunner.evidence.model import Run
from guiderunner.evidence.reader import last_run

_LONGEST = 60  # Seconds a variant, on average: a batch that takes longer hangs.
_CALM = 4  # One batch of so many is left alone, to see what processes gain that live long.
_GRACE = 15  # Seconds that processes have to end once the run is over.
_KEPT = "pytest-of-"  # Pytest keeps the folders of its last three runs.
_BUSY = "while True: pass"


@dataclass(frozen=True)
class Plan:
    """How batches are run: how many variants, how many at once, and what else goes on."""

    size: int
    workers: int
    burners: int
    pauses: tuple[float, float] | None


def variants(project: Path) -> list[str]:
    """Return the names of all variants of *project*."""
    command = [sys.executable, "-m", "guiderunner", "list", "--json"]
    listed = subprocess.run(
        command, cwd=project, env=_environment(project), check=True, capture_output=True
    )
    return [one["node"] for one in json.loads(listed.stdout)]


def run_batch(
    project: Path, nodes: list[str], seconds: Mapping[str, float], number: int, plan: Plan
) -> tuple[Batch, Run]:
    """Run batch *number* of the variants *nodes*; return what came of it, and its evidence."""
    asked = choose(nodes, seconds, number, plan.size)
    mark = f"{os.getpid()}-{number}"
    temporary, runs = project / "tmp", project / "runs"
    for folder in (temporary, runs):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    chance = random.Random(f"kills {number}")  # noqa: S311 - to be repeated, not to be secret
    calm = number % _CALM == 0
    watcher = Watcher(mark, runs, temporary, chance, None if calm else plan.pauses)
    began = time.monotonic()
    with _burning(plan.burners), _watching(watcher):
        code = _run(project, asked, mark, plan.workers)
    run = last_run(runs)
    judged = judge(run, asked, watcher.kills, code)
    if judged.wrong:
        _keep_evidence(project, number)
    return Batch(
        number=number,
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        seconds=round(time.monotonic() - began, 1),
        load=round(os.getloadavg()[1], 1),
        workers=plan.workers,
        runs=judged.verdicts.total(),
        tries=len(run.tries),
        mutants=judged.mutants,
        verdicts=judged.verdicts,
        disturbed=judged.disturbed,
        kills=Counter(one.target for one in watcher.kills),
        scenarios=sorted({one.scenario for one in run.tries}),
        wrong=judged.wrong,
        left=list(_left(mark, temporary)),
        most_malls=watcher.most_malls,
        slopes=slopes(watcher.samples) if calm else [],
    ), run


def _environment(project: Path, mark: str = "") -> dict[str, str]:
    folders = {"PYTHONPATH": f"{project / 'src'}{os.pathsep}{project}"}
    return {**os.environ, **folders, MARK: mark, "TMPDIR": str(project / "tmp"), "NO_COLOR": "1"}


def _run(project: Path, asked: list[str], mark: str, workers: int) -> int:
    """Run the variants *asked* with the copy of the engine; return the exit code."""
    options = ["--no-pictures", "--workers", str(workers)]
    command = [sys.executable, "-m", "guiderunner", "run", *options, *asked]
    with (project / "batch.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=project, env=_environment(project, mark), stdout=log, stderr=log
        )
        try:
            return process.wait(timeout=_LONGEST * len(asked))
        finally:
            if process.poll() is None:  # It hangs, or the soak is to end.
                for one in marked(mark):
                    with contextlib.suppress(psutil.NoSuchProcess):
                        one.kill()
                process.wait()


@contextlib.contextmanager
def _watching(watcher: Watcher) -> Iterator[None]:
    thread = threading.Thread(target=watcher.watch)
    thread.start()
    try:
        yield
    finally:
        watcher.stop()
        thread.join()


@contextlib.contextmanager
def _burning(count: int) -> Iterator[None]:
    """Keep *count* cores busy with something else."""
    burners = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(count)]
    try:
        yield
    finally:
        for one in burners:
            one.kill()
            one.wait()


def _left(mark: str, temporary: Path) -> Iterator[str]:
    """Yield each process and each file that is still there once the run is over."""
    _, alive = psutil.wait_procs(marked(mark), timeout=_GRACE)
    for one in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            yield f"process {' '.join(one.cmdline())[:100]}"
            one.kill()
    for file in sorted(temporary.iterdir()):
        if not file.name.startswith(_KEPT):
            yield f"file {file.name}"


def _keep_evidence(project: Path, number: int) -> None:
    """Keep the evidence and the log of a batch with a wrong verdict."""
    kept = project.parent / "wrong" / f"batch-{number}"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(project / "runs", kept)
    shutil.copy(project / "batch.log", kept)
