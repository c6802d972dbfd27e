"""Figures with goals, as parts of docs/benchmark.md."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.workspace import ROOT

PAGE = ROOT / "docs" / "benchmark.md"
RUNNER, ENDURANCE, SITE = "## The runner", "## Endurance", "## The mock site"
PICTURES, RENDERING, MACHINE = "## Pictures", "## Rendering guides", "## Machine"
PARTS = (RUNNER, ENDURANCE, PICTURES, RENDERING, SITE)


@dataclass(frozen=True)
class Row:
    """One figure: what it is, what was measured, the goal, and whether it is met."""

    text: str
    measured: str
    goal: str
    met: bool

    def __str__(self) -> str:
        met = "-" if self.goal == "-" else "yes" if self.met else "no"
        return f"| {self.text} | **{self.measured}** | {self.goal} | {met} |"


def publish(heading: str, rows: Iterable[Row], after: Callable[[], str] = str) -> int:
    """Renew the part of the page under *heading*; return 1 if a goal is missed, else 0.

    What *after* returns stands below the table.
    """
    found = list(rows)
    table = "\n".join(("| figure | measured | goal | met |", "|---|---|---|---|", *map(str, found)))
    part = f"{table}\n\n{after()}".strip()
    PAGE.write_text(renewed(PAGE.read_text("utf-8"), heading, part), encoding="utf-8")
    print(f"\n{heading}\n\n{part}")  # noqa: T201
    return 0 if all(one.met for one in found) else 1


def renewed(page: str, heading: str, part: str) -> str:
    """Return *page* with *part* as what it says under *heading*."""
    parts = {one: told(page, one) for one in PARTS} | {heading: part}
    first = min(page.index(one) for one in (*PARTS, MACHINE) if one in page)
    middle = "".join(f"{one}\n\n{text}\n\n" for one, text in parts.items() if text)
    return f"{page[:first]}{middle}{page[page.index(MACHINE) :]}"


def told(page: str, heading: str) -> str:
    """Return what *page* says under *heading*."""
    _, found, rest = page.partition(f"{heading}\n")
    return rest.partition("\n## ")[0].strip() if found else ""
