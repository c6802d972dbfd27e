"""The processes of a batch: which they are, what they hold, and which of them is killed."""

import contextlib
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

import psutil

MARK = "GUIDERUNNER_SOAK"
Role = Literal["run", "site", "driver", "browser"]
Target = Literal["site", "browser", "page"]
TARGETS: tuple[Target, ...] = ("browser", "site", "page")
_GONE = (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess)


class Sample(NamedTuple):
    """What one process held after *ran* variants: memory in KiB, open files."""

    role: Role
    process: int
    ran: int
    memory: float
    files: int


class Kill(NamedTuple):
    """What was killed, and when."""

    target: Target
    at: float


def marked(mark: str) -> list[psutil.Process]:
    """Return every process whose environment says that it belongs to the batch *mark*.

    Pages of a browser write over theirs: they are children of one that says so.
    """
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter():
        with contextlib.suppress(*_GONE):
            if process.environ().get(MARK) == mark:
                found |= {one.pid: one for one in (process, *process.children(recursive=True))}
    return [one for one in found.values() if _is_alive(one)]


def _is_alive(process: psutil.Process) -> bool:
    with contextlib.suppress(*_GONE):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


def role_of(process: psutil.Process) -> Role | None:
    """Return what a process of a batch is; of a browser only the one that owns the others."""
    command = process.cmdline()
    if not command:
        return None
    if "mock_site" in command:
        return "site"
    # Workers of xdist are told what to do on their standard input.
    if "guiderunner" in command or "import sys;exec(eval(sys.stdin.readline()))" in command:
        return "run"
    if any(one.endswith("cli.js") for one in command):
        return "driver"
    # Its pages and helpers have a type, and no way to be spoken to; a script may start it.
    is_browser = "chrom" in command[0] and any("--remote-debugging" in one for one in command)
    return "browser" if is_browser else None


def _type(command: list[str]) -> str:
    kinds = [one for part in command for one in part.split() if one.startswith("--type=")]
    return kinds[0].removeprefix("--type=") if kinds else ""


@dataclass
class Watcher:
    """Watches a batch from a thread of its own, and kills something now and then."""

    mark: str
    tries: Path
    malls: Path
    chance: random.Random
    pauses: tuple[float, float] | None
    samples: list[Sample] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)
    most_malls: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Go on until the batch is over."""
        due = self._next()
        while not self._over.wait(1):
            processes = marked(self.mark)
            self._sample(processes)
            if due is not None and time.time() >= due:
                self._kill(processes)
                due = self._next()

    def stop(self) -> None:
        """Watch no more."""
        self._over.set()

    def _next(self) -> float | None:
        return time.time() + self.chance.uniform(*self.pauses) if self.pauses else None

    def _sample(self, processes: list[psutil.Process]) -> None:
        ran = sum(1 for _ in self.tries.glob("*/tries/*.jsonl"))
        for process in processes:
            with contextlib.suppress(*_GONE):
                if role := role_of(process):
                    memory = process.memory_info().rss / 1024
                    held = Sample(role, process.pid, ran, memory, process.num_fds())
                    self.samples.append(held)
        malls = sum(not one.name.startswith("template") for one in self.malls.glob("*/*.pro.db"))
        self.most_malls = max(self.most_malls, malls)

    def _kill(self, processes: list[psutil.Process]) -> None:
        target = self.chance.choice(TARGETS)
        victims = list(_victims(processes, target))
        # Before any has begun there is nothing to disturb.
        if victims and any(self.tries.glob("*/tries/*.jsonl")):
            with contextlib.suppress(*_GONE):
                at = time.time()
                self.chance.choice(victims).kill()
                self.kills.append(Kill(target, at))


def _victims(processes: list[psutil.Process], target: Target) -> Iterator[psutil.Process]:
    for process in sorted(processes, key=lambda one: one.pid):
        with contextlib.suppress(*_GONE):
            is_page = _type(process.cmdline()) == "renderer"
            if role_of(process) == target or (target == "page" and is_page):
                yield process
