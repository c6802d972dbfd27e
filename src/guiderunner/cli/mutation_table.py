"""What mutants said, on a terminal: the matrix, then each defect that was not killed."""

import string
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from guiderunner.proof import mutation_report
from guiderunner.proof.mutation import Mutation, Outcome, Verdict
from guiderunner.report.console import show_pairs
from guiderunner.scenario.suite import Suite
from guiderunner.site.defects import Defect

_STYLES: dict[Outcome, str] = {
    "killed": "green",
    "noticed": "yellow",
    "survived": "bold red",
    "error": "bold yellow",
}
_LETTERS = string.ascii_letters


def show(
    console: Console,
    suite: Suite,
    found: Mutation,
    left_out: Sequence[str],
    known: Sequence[Defect],
) -> None:
    """Print what came of the defects, and what no defect asks about."""
    _show_matrix(console, found)
    for one in found.verdicts:
        if one.outcome != "killed":
            _show_verdict(console, suite, one)
    for line in mutation_report.baseline(found):
        console.print(Text.assemble("\n", ("WITHOUT A DEFECT", _STYLES["error"])))
        show_pairs(console, [("failed", line)])
    if left_out:
        console.print("\nLeft out, as no selected variant could notice:")
        show_pairs(console, [("defect", one) for one in left_out])
    for line in mutation_report.gaps(suite, known):
        console.print()
        console.print(line, soft_wrap=not console.is_terminal)


def _show_matrix(console: Console, found: Mutation) -> None:
    columns = dict(zip(_LETTERS, found.scenarios(), strict=False))
    for letter, name in columns.items():
        console.print(f"{letter}  {name}")
    claims = max(len(one.defect.breaks) for one in found.verdicts)
    width = max(len(one.defect.name) for one in found.verdicts)
    console.print("\n" + " " * (claims + 2 + width), *columns)
    for one in found.verdicts:
        line = Text(f"{one.defect.breaks:<{claims}}  {one.defect.name:<{width}}")
        for name in columns.values():
            outcome = one.of(name)
            line.append(f" {mutation_report.MARKS[outcome]}", _STYLES[outcome] if outcome else "")
        line.rstrip()
        console.print(line)
    console.print()
    for outcome, said in mutation_report.WORDS.items():
        console.print(f"{mutation_report.MARKS[outcome]}  {said}")


def _show_verdict(console: Console, suite: Suite, one: Verdict) -> None:
    title = mutation_report.WORDS[one.outcome].upper()
    console.print(Text.assemble("\n", (title, _STYLES[one.outcome]), f"  {one.defect.name}"))
    show_pairs(console, mutation_report.told(suite, one))
