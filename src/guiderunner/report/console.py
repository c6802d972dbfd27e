"""What a person sees while a run goes on, and when it is over."""

import os
import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from guiderunner.diagnostics import plural


def make_console(*, stderr: bool = False) -> Console:
    """Return a console on a copy of the real output, which pytest's capture leaves alone."""
    stream = sys.stderr if stderr else sys.stdout
    try:
        copy = os.fdopen(os.dup(stream.fileno()), "w", encoding="utf-8", closefd=True)
    except (OSError, ValueError):
        return Console(file=stream, highlight=False, soft_wrap=True)
    return Console(file=copy, highlight=False, soft_wrap=True)


class RunConsole:
    """Tells of a run: a bar on a terminal, a plain line a variant elsewhere."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.passed: list[str] = []
        self.failed: list[str] = []
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self.total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def started(self, total: int) -> None:
        """Show the bar, or say how many there are."""
        self.total = total
        if not self.console.is_terminal:
            self.console.print(f"Running {plural(total, 'variant')}")
            return
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self.console,
            transient=True,
        )
        self._task = self._progress.add_task("Running", total=total)
        self._progress.start()

    def finished(self, node: str, outcome: str, seconds: float, said: str) -> None:
        """Count one variant; a failure is told at once."""
        name = node.rpartition("/")[2]
        (self.failed if outcome == "failed" else self.passed).append(node)
        if outcome == "failed":
            self.console.print(Text.assemble((" FAIL ", "bold white on red"), f" {name}"))
            self.console.print(Text(said.rstrip()), soft_wrap=True)
            self.console.print()
        elif self._progress is None:
            count = len(self.passed) + len(self.failed)
            self.console.print(Text(f"  ok   {name:<58} {seconds:5.1f} s  {count}/{self.total}"))
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=1, description=name[:48].ljust(48))

    def summary(self, seconds: float, evidence: str | None) -> None:
        """Say how it ended, and what to do next."""
        if self._progress is not None:
            self._progress.stop()
        missing = self.total - len(self.passed) - len(self.failed)
        parts = [(f"{len(self.passed)} passed", "green" if self.passed else "")]
        if self.failed:
            parts.append((f"{len(self.failed)} failed", "bold red"))
        if missing:
            parts.append((f"{missing} not run", "bold yellow"))
        line = Text(", ").join(Text(text, style) for text, style in parts)
        self.console.print(line + Text(f" in {seconds:.1f} s"))
        if evidence:
            self.console.print(f"Evidence: {evidence}")
        if self.failed:
            again = self.failed[0] if len(self.failed) == 1 else "--lf with pytest"
            command = (
                f"guiderunner run '{again}'" if len(self.failed) == 1 else "pytest scenarios --lf"
            )
            self.console.print(f"Again: {command}")
