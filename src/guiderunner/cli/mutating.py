"""The command that breaks the site on purpose, to see whether the scenarios notice."""

import os
import time
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.evidence.model import Run
from guiderunner.evidence.writer import new_run_id
from guiderunner.proof import mutants, mutation_report
from guiderunner.proof.mutation import Mutation, Outcome, mutate
from guiderunner.report.console import RunConsole, make_console
from guiderunner.run.checking import Checked
from guiderunner.scenario.mutants import Mutant
from guiderunner.scenario.variants import Variant
from guiderunner.site.defects import Defect, defects_of

_STYLES: dict[Outcome, str] = {
    "killed": "green",
    "noticed": "yellow",
    "survived": "bold red",
    "error": "bold yellow",
}


class Format(StrEnum):
    """How the result is told: to people, to programs, in the summary of a CI job."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        name="mutate",
        epilog=options.examples(
            "guiderunner mutate",
            "guiderunner mutate --defect unlink_keeps_sync --only marketplace=rakuten",
            "guiderunner mutate --sample 4 --format markdown",
        ),
    )(mutate_site)


Named = Annotated[
    list[str] | None,
    typer.Option("--defect", metavar="NAME", help="Only this defect; repeatable."),
]
Sample = Annotated[
    int | None,
    typer.Option("--sample", min=1, help="So many defects; day by day it goes round all."),
]
Seed = Annotated[
    int | None, typer.Option("--seed", help="Which sample; by default the number of the day.")
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0.1, help="Seconds that an expectation waits.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", "-n", min=1, help="How many browsers run at once; else the cores."),
]


def mutate_site(
    defect: Named = None,
    only: options.Only = None,
    locale: options.Locales = None,
    sample: Sample = None,
    seed: Seed = None,
    workers: Workers = None,
    timeout: Timeout = 1,
    output: Annotated[
        Format, typer.Option("--format", help="How the result is told; json is versioned.")
    ] = Format.TEXT,
    as_list: Annotated[
        bool, typer.Option("--list", help="List the defects, and break nothing.")
    ] = False,
    project: options.ProjectFolder = None,
) -> None:
    """Break the site on purpose, defect by defect, and say whether the scenarios notice.

    A defect is killed if an expectation fails that proves the claim which the defect breaks.
    Exit codes: 0 all killed, 1 not all, 2 could not be run.
    """
    checked = options.load(project)
    variants = options.selected(checked, None, None, only, locale)
    known = defects_of(checked.project.adapter())
    mutants.require_claims(checked.suite, known)
    wanted = mutants.named(known, defect or ())
    if as_list:
        _list(wanted)
        return
    chosen, left_out = _chosen(checked, variants, wanted, defect)
    note = make_console(stderr=True)
    if sample is not None:
        seed = mutants.today() if seed is None else seed
        note.print(f"{min(sample, len(chosen))} of {plural(len(chosen), 'defect')}: --seed {seed}")
        chosen = mutants.sample(chosen, sample, seed)
    runner = _Runner(checked, workers or os.cpu_count() or 1, timeout, note)
    started = time.perf_counter()
    found = mutate(checked.suite, variants, chosen, runner)
    seconds = time.perf_counter() - started
    if output is Format.JSON:
        typer.echo(mutation_report.as_json(checked.suite, found, seconds, left_out, known))
    elif output is Format.MARKDOWN:
        typer.echo(mutation_report.markdown(checked.suite, found, seconds), nl=False)
    else:
        _show(checked, found, seconds, left_out, known)
    raise typer.Exit(found.code)


def _list(defects: Sequence[Defect]) -> None:
    width = max(len(one.name) for one in defects)
    for one in defects:
        typer.echo(f"{one.breaks}  {one.name:<{width}}  {one.description}")


def _chosen(
    checked: Checked,
    variants: Sequence[Variant],
    wanted: Sequence[Defect],
    named: Sequence[str] | None,
) -> tuple[list[Defect], list[str]]:
    """Return the defects that the selected variants can be asked about, and names of the others.

    Raises:
        GuiderunnerError: If one of the others was *named*, or none is left.
    """
    suite = checked.suite
    chosen = [one for one in wanted if mutants.can_be_asked(suite, variants, one)]
    left_out = [one.name for one in wanted if one not in chosen]
    if left_out and (named or not chosen):
        names = ", ".join(left_out)
        raise GuiderunnerError(f"no selected variant could notice this: {names}.")
    return chosen, left_out


class _Runner:
    """Runs mutants in one session of pytest, and returns their evidence."""

    def __init__(self, checked: Checked, workers: int, timeout: float, note: Console) -> None:
        self.checked, self.workers, self.timeout, self.note = checked, workers, timeout, note

    def __call__(self, asked: Sequence[Mutant]) -> Run | None:
        """Run *asked*.

        Raises:
            typer.Exit: If the person interrupted it.
        """
        from guiderunner.run.mutation import MutationPlan  # noqa: PLC0415 - as below
        from guiderunner.run.session import INTERRUPTED, run_variants  # noqa: PLC0415 - slow

        folder = self.checked.project.build / "mutation" / new_run_id()
        plan = MutationPlan.of(folder, self.timeout, asked).write()
        workers = min(self.workers, len(asked))
        flags = [*plan, "--no-pictures"]
        with _Console(self.note, asked) as console:
            result = run_variants(self.checked, asked, console, workers, flags)
        if result.code == INTERRUPTED:
            raise typer.Exit(INTERRUPTED)
        if result.said:
            typer.echo(result.said, err=True)
        return result.run


class _Console(RunConsole):
    """Tells of mutants: whether something failed is what one wants to know, and no alarm."""

    def __init__(self, console: Console, asked: Sequence[Mutant]) -> None:
        super().__init__(console)
        self.baselines = {one.node for one in asked if one.defect is None}
        self.told = 0

    def finished(self, node: str, outcome: str, seconds: float, said: str) -> None:
        """Count one; only what fails without a defect is told at once."""
        is_alarm = outcome != "passed" and node in self.baselines
        if is_alarm:
            super().finished(node, outcome, seconds, said)
            return
        self.told += 1
        name = node.rpartition("/")[2]
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=1, description=name[:48].ljust(48))
            return
        words = {True: "ok", False: "not noticed"}[node in self.baselines]
        word = words if outcome == "passed" else "noticed"
        self.console.print(Text(f"  {word:<11} {name:<70} {self.told}/{self.total}"))


def _show(
    checked: Checked,
    found: Mutation,
    seconds: float,
    left_out: Sequence[str],
    known: Sequence[Defect],
) -> None:
    console = make_console()
    _show_matrix(console, found)
    for one in found.verdicts:
        if one.outcome != "killed":
            title = mutation_report.WORDS[one.outcome].upper()
            console.print(
                Text.assemble("\n", (title, _STYLES[one.outcome]), f"  {one.defect.name}")
            )
            for heading, words in mutation_report.told(checked.suite, one):
                console.print(Text(f"  {heading:<9} {words}"))
    for line in mutation_report.baseline(found):
        console.print(Text.assemble("\n", ("WITHOUT A DEFECT", _STYLES["error"]), f"  {line}"))
    if left_out:
        names = ", ".join(left_out)
        console.print(f"\nLeft out, as no selected variant could notice: {names}")
    for line in mutation_report.gaps(checked.suite, known):
        console.print(f"\n{line}")
    console.print(f"\n{mutation_report.score(found)}: {plural(found.tried, 'variant')}", end="")
    console.print(f" in {seconds:.0f} s")


def _show_matrix(console: Console, found: Mutation) -> None:
    names = found.scenarios()
    for number, name in enumerate(names, start=1):
        console.print(f"{number:>4} {name}")
    width = max((len(one.defect.name) for one in found.verdicts), default=0)
    console.print("\n" + " " * (width + 5) + "".join(f"{i:>3}" for i in range(1, len(names) + 1)))
    for one in found.verdicts:
        line = Text(f"{one.defect.breaks}  {one.defect.name:<{width}}")
        for name in names:
            outcome = one.of(name)
            style = _STYLES[outcome] if outcome else ""
            line.append(f"{mutation_report.MARKS[outcome]:>3}", style)
        console.print(line)
    legend = (
        f"{mutation_report.MARKS[one]} {words}" for one, words in mutation_report.WORDS.items()
    )
    console.print("\n" + ", ".join(legend))
