"""What a person sees while a run goes on, and when it is over."""

import os
import sys
import weakref
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from guiderunner.diagnostics import plural

_RED = {
    "failed": ("FAIL", "bold white on red"),
    "flaky": ("FLAKY", "bold black on yellow"),
    "environment": ("DIED", "bold black on yellow"),
}
_STYLES = {"failed": "bold red", "flaky": "bold yellow", "environment": "bold yellow", "known": ""}
_WORDS = {"environment": "could not be run", "known": "failed as known"}


def make_console(*, stderr: bool = False) -> Console:
    """Return a console on a copy of the real output, which pytest's capture leaves alone."""
    stream = sys.stderr if stderr else sys.stdout
    try:
        copy = os.fdopen(os.dup(stream.fileno()), "w", encoding="utf-8", closefd=True)
    except (OSError, ValueError):
        return Console(file=stream, highlight=False, soft_wrap=True)
    console = Console(file=copy, highlight=False, soft_wrap=True)
    # Nobody closes a console; a file that is left open is told by Python wherever it comes up.
    weakref.finalize(console, copy.close)
    return console


def show_pairs(console: Console, pairs: Iterable[tuple[str, str]]) -> None:
    """Print headings, and what belongs to each beside it, however many lines that takes.

    What is not a terminal gets whole lines, to be searched.
    """
    told = list(pairs)
    if not console.is_terminal:
        width = max((len(heading) for heading, _ in told), default=0)
        for heading, words in told:
            console.print(Text(f"  {heading:<{width}}  {words}"), soft_wrap=True)
        return
    table = Table.grid(padding=(0, 2))
    for heading, words in told:
        table.add_row(Text(heading), Text(words, overflow="fold"))
    console.print(Padding(table, (0, 0, 0, 2), expand=False))


class RunConsole:
    """Tells of a run: a bar on a terminal, a plain line a variant elsewhere."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.found: dict[str, list[str]] = {}
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
        """Count one variant; what is not a pass is told at once."""
        name = node.rpartition("/")[2]
        self.found.setdefault(outcome, []).append(node)
        if outcome in _RED:
            label, style = _RED[outcome]
            self.console.print(Text.assemble((f" {label} ", style), f" {name}"))
            self.console.print(Text(said.rstrip()), soft_wrap=True)
            self.console.print()
        elif self._progress is None:
            count = sum(map(len, self.found.values()))
            word = "ok  " if outcome == "passed" else outcome
            line = f"  {word} {name:<58} {seconds:5.1f} s  {count}/{self.total}"
            self.console.print(Text(line))
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=1, description=name[:48].ljust(48))

    def summary(self, seconds: float, evidence: str | None) -> None:
        """Say how it ended, and what to do next."""
        if self._progress is not None:
            self._progress.stop()
        missing = self.total - sum(map(len, self.found.values()))
        parts = [Text(f"{len(self.found.get('passed', []))} passed", "green")]
        for outcome, style in _STYLES.items():
            if outcome in self.found:
                parts.append(
                    Text(f"{len(self.found[outcome])} {_WORDS.get(outcome, outcome)}", style)
                )
        if missing:
            parts.append(Text(f"{missing} not run", "bold yellow"))
        self.console.print(Text(", ").join(parts) + Text(f" in {seconds:.1f} s"))
        if evidence:
            self.console.print(f"Evidence: {evidence}")
        red = [node for outcome in _RED for node in self.found.get(outcome, [])]
        if red:
            again = f"guiderunner run '{red[0]}'" if len(red) == 1 else "pytest scenarios --lf"
            self.console.print(f"Again: {again}")
