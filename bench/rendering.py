"""`python -m bench.rendering`: a thousand guides against MkDocs; renews its part of the page."""

import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.figures import RENDERING, Row, publish
from bench.thousand import GUIDES, STEPS, make_guides, make_markdown
from bench.workspace import FOLDER

ROUNDS, MKDOCS = 5, "mkdocs==1.6.1"
_GOAL = 1 / 5
# On a disk, the time to make a file depends on how many were deleted in the last minutes.
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it


def rows() -> Iterator[Row]:
    """Time both in turn, and yield what came of it."""
    ours, theirs = [], []
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        tool, guides = _mkdocs(), make_guides(Path(folder) / "thousand")
        pages = make_markdown(guides, Path(folder) / "markdown")
        for number in range(-1, ROUNDS):
            print(f"round {number + 1} of {ROUNDS} ...", flush=True)  # noqa: T201
            times = (
                _seconds(guides, sys.executable, "-m", "guiderunner", "guides", "--from", "run"),
                _seconds(pages, tool, "build", "--quiet", "--clean"),
            )
            # What is published already would be carried over.
            shutil.rmtree(guides / "build")
            if number >= 0:  # The first round fills caches.
                ours.append(times[0])
                theirs.append(times[1])
    what = f"{GUIDES:,} guides of {STEPS} steps"
    yield Row(f"{what}: `guiderunner guides --from RUN`", f"{median(ours):.2f} s", "-", met=True)
    yield Row(f"as many pages of Markdown: {MKDOCS}", f"{median(theirs):.2f} s", "-", met=True)
    ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
    text = "guiderunner against MkDocs, median of the rounds"
    yield Row(text, f"{ratio:.2f}", f"at most {_GOAL:.2f}", ratio <= _GOAL)


def told() -> str:
    """Return what was measured."""
    return (
        "Both are whole processes, say the same words, and make an index and a search. "
        "Ours reads scenarios and evidence, and looks up what proves each sentence; "
        "it also makes a verification page a guide. Neither has pictures. "
        "Both write to memory: on a disk, files that others deleted cost time."
    )


def _mkdocs() -> str:
    """Return the command of MkDocs, which nothing else of the project needs."""
    folder = FOLDER / "mkdocs"
    command = folder / "bin" / "mkdocs"
    if not command.exists():
        venv.create(folder, with_pip=True)
        pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", MKDOCS)
        subprocess.run(pip, check=True)
    return str(command)


def _seconds(folder: Path, *command: str) -> float:
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return seconds


if __name__ == "__main__":
    sys.exit(publish(RENDERING, rows(), told))
