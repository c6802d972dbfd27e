"""Tells a reproduction as it happens, to people who are no engineers."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guiderunner.evidence.model import Run, StepRecord
from guiderunner.repro.course import Course
from guiderunner.repro.issues import Issue
from guiderunner.repro.reproduction import Script
from guiderunner.scenario.sequences import PlacedStep, StepList

_PARTS = {"steps": "What the seller does and sees", "resolution": "What helps"}
_WIDEST = 100
_TOLD = {"text", "value", "count", "title", "aria"}  # What is more than that something is there.
_MARKS = {"passed": ("✓", "green"), "failed": ("✗", "bold red"), "not_run": ("-", "dim")}


class Narrator:
    """Listens to a run of one variant, and tells each step once it has been performed."""

    def __init__(self, console: Console, script: Script, issue: Issue | None) -> None:
        self.console, self.script, self.issue = console, script, issue
        self._number = self._count = 0
        self._part: StepList | None = None

    def started(self, total: int) -> None:  # noqa: ARG002 - it is always one
        """Say what is going to happen."""
        variant = self.script.variant
        if self.issue is None:
            self.console.print(Text(self.script.title, "bold"))
        else:
            told = self.issue.told_in(variant.locale)
            rows = " ".join(self.issue.others)
            self.console.print(Text.assemble((self.issue.id, "bold"), f"  {rows}".rstrip()))
            for name, said in (("seller", told.symptoms[0]), ("cause", told.cause)):
                self._line(name, said)

    def step(self, number: int, placed: PlacedStep, record: StepRecord) -> None:
        """Tell what was done, and what was seen."""
        if number > 1:
            if number != self._number:
                self.console.print("\nOnce more in a new world, with everything recorded ...")
            self._number = number
            return
        self._number = number
        if self.issue is not None and placed.part != self._part:
            self._part = placed.part
            self.console.print(Text(f"\n{_PARTS[placed.part]}", "bold"))
        self._count += 1
        mark, style = _MARKS[record.outcome]
        said = self.script.instruction(placed, record.site) or _off_stage(placed)
        table = Table.grid(padding=(0, 1))
        table.add_row(Text(f" {mark}", style), f"{self._count:>3} ", Text(said))
        self.console.print(table, width=min(self.console.width, _WIDEST), soft_wrap=False)
        for one in record.expectations:
            if one.outcome == "passed" and one.kind in _TOLD:
                self._line("saw", f"{one.at or 'page'} {one.found}", style="dim")
        if record.failure is not None:
            self._line("expected", record.failure.expected)
            self._line("found", record.failure.found)

    def finished(self, node: str, outcome: str, seconds: float, said: str) -> None:  # noqa: ARG002
        """Say why it could not be run; of what went otherwise, the steps have told."""
        if said and (outcome == "environment" or not self._number):
            self.console.print(Text(said.rstrip(), "bold red"))

    def end(self, course: Course, run: Run | None) -> None:
        """Say how it went, and what to do next."""
        self.console.print()
        for line in _verdict(course, is_issue=self.issue is not None):
            self.console.print(Text(line, "bold green" if course.ended else "bold red"))
        if run is not None:
            self.console.print(f"Evidence: runs/{run.id}")
        if self.issue is not None and course.ended:
            reply = f"guiderunner reply {self.issue.id} --locale {self.script.variant.locale}"
            self.console.print(Text(f"Reply:    {reply}"))
        elif not course.is_environment:
            self.console.print("For engineering: the same command with --save FILE.zip")

    def _line(self, name: str, said: str, style: str = "") -> None:
        text = Text.assemble((f"{name:<9}", "dim"), (said, style))
        self._print(text)

    def _print(self, text: Text) -> None:
        """Print *text* below the words of its step."""
        width = min(self.console.width, _WIDEST)
        self.console.print(Padding(text, (0, 0, 0, 8), expand=False), width=width, soft_wrap=False)


def _off_stage(placed: PlacedStep) -> str:
    """Return what happens in a step that readers are not told of."""
    done = ", ".join(placed.step.world or {}) or placed.step.action or placed.step.id
    return f"(off-stage: {done.replace('_', ' ')})"


def _verdict(course: Course, *, is_issue: bool) -> list[str]:
    if course.is_environment:
        return [
            "It could not be run: browser, site or disk failed. This says nothing of the issue."
        ]
    if course.parting is None:
        said = "The issue appeared, and what helps ended it" if is_issue else "It went"
        return [f"{said}, as documented."]
    parting = course.parting
    missed = {"steps": "The issue did not appear", "resolution": "What helps did not end it"}
    said = missed[parting.part] if is_issue else "It did not go as documented"
    return [f"{said}: step '{parting.record.id}' was the first to part from {parting.place}."]
