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
from guiderunner.cli.mutation_table import show
from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.evidence.model import Run
from guiderunner.evidence.writer import new_run_id
from guiderunner.proof import mutants, mutation_report
from guiderunner.proof.mutation import mutate
from guiderunner.report.console import RunConsole, make_console
from guiderunner.run.checking import Checked
from guiderunner.scenario.mutants import Mutant
from guiderunner.scenario.variants import Variant
from guiderunner.site.defects import Defect, defects_of


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
        show(make_console(), checked.suite, found, left_out, known)
        typer.echo(f"\n{mutation_report.score(found)}: {mutation_report.effort(found, seconds)}")
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
        self.told += 1
        if outcome != "passed" and node in self.baselines:
            super().finished(node, outcome, seconds, said)
            return
        name = node.rpartition("/")[2]
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=1, description=name[:48].ljust(48))
            return
        good = "ok" if node in self.baselines else "not noticed"
        word = good if outcome == "passed" else "noticed"
        counted = f"{self.told}/{self.total}"
        self.console.print(Text(f"{counted:>9}  {word:<11}  {name}"))
