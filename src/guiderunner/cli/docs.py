"""Commands for the docs team: guides, and the catalogues of their translations."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.evidence.model import Run
from guiderunner.evidence.reader import read_run
from guiderunner.report.console import RunConsole, make_console
from guiderunner.run.checking import Checked
from guiderunner.scenario.selection import with_proofs
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.guide.contents import Contents

FromRun = Annotated[
    str | None,
    typer.Option("--from", metavar="RUN", help="Render this run's evidence; nothing is run."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command(
        name="guides",
        epilog=options.examples(
            "guiderunner guides",
            "guiderunner guides --only marketplace=rakuten --locale ko",
            "guiderunner guides --from 20260822-101500-a1b2",
        ),
    )(guides)
    i18n = typer.Typer(help="Keep the translations of guides up to date.", no_args_is_help=True)
    i18n.command(name="update", epilog=options.examples("guiderunner i18n update"))(update)
    i18n.command(name="status", epilog=options.examples("guiderunner i18n status"))(status)
    app.add_typer(i18n, name="i18n")


def guides(
    what: options.What = None,
    tag: options.Tags = None,
    only: options.Only = None,
    locale: options.Locales = None,
    workers: options.Workers = 1,
    from_run: FromRun = None,
    project: options.ProjectFolder = None,
) -> None:
    """Run scenarios with what proves them, and publish the guides that the run proved."""
    from guiderunner.guide.contents import Contents  # noqa: PLC0415 - slow to import

    checked = options.load(project)
    chosen = [
        one
        for one in options.selected(checked, what, tag, only, locale)
        if one.scenario.guide == "article"
    ]
    if not chosen:
        raise GuiderunnerError(
            "no guide is selected: only scenarios with 'guide: article' have one."
        )
    contents = Contents.load(checked.suite, checked.project.guides)
    code, run = (0, _evidence(checked, from_run)) if from_run else _run(checked, chosen, workers)
    if run is None or code not in {0, 1}:
        raise typer.Exit(code or 2)
    raise typer.Exit(max(code, _publish(checked, contents, run, chosen)))


def _evidence(checked: Checked, name: str) -> Run:
    folder = Path(name) if Path(name).is_dir() else checked.project.runs / name
    return read_run(folder)


def _run(checked: Checked, chosen: list[Variant], workers: int) -> tuple[int, Run | None]:
    from guiderunner.run.session import run_variants  # noqa: PLC0415 - pytest is slow to import

    variants = with_proofs(checked.suite, chosen)
    with RunConsole(make_console()) as console:
        result = run_variants(checked, variants, console, workers)
        if result.said:
            typer.echo(result.said, err=True)
        console.summary(result.seconds, f"runs/{result.run.id}" if result.run else None)
    return result.code, result.run


def _publish(checked: Checked, contents: "Contents", run: Run, chosen: list[Variant]) -> int:
    from guiderunner.guide.publish import publish  # noqa: PLC0415 - slow to import

    project = checked.project
    done = publish(contents, project.build, run, project.runs / run.id, chosen)
    console = make_console()
    for problem in done.problems:
        console.print(str(problem), markup=False)
    said = [f"{plural(len(done.fresh), 'guide')} published"]
    said += [f"{len(done.kept)} kept"] if done.kept else []
    said += [f"{len(done.removed)} removed"] if done.removed else []
    said += [f"{len(done.refused)} refused, old pages kept"] if done.refused else []
    said += [f"{plural(len(done.articles), 'article')}"] if done.articles else []
    console.print(", ".join(said))
    console.print(f"Guides: {project.build / 'guides' / 'index.html'}", markup=False)
    return 1 if done.refused or done.refused_articles else 0


def update(project: options.ProjectFolder = None) -> None:
    """Bring new and changed English texts into every catalogue; translations are kept."""
    from guiderunner.guide.extraction import update_catalogues  # noqa: PLC0415 - slow to import

    checked = options.load(project)
    checked.suite.require_no_problems()
    locales = checked.project.settings.locales
    for file in update_catalogues(checked.suite, checked.project.guides, locales):
        typer.echo(f"Updated {file}")
    _print_status(checked)


def status(project: options.ProjectFolder = None) -> None:
    """Show how complete the translations are; exit code 1 if one is missing or fuzzy."""
    checked = options.load(project)
    checked.suite.require_no_problems()
    raise typer.Exit(0 if _print_status(checked) else 1)


def _print_status(checked: Checked) -> bool:
    from guiderunner.guide import extraction  # noqa: PLC0415 - slow to import

    found = extraction.status(
        checked.suite, checked.project.guides, checked.project.settings.locales
    )
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Locale")
    for name in ("Texts", "Missing", "Fuzzy"):
        table.add_column(name, justify="right")
    for one in found:
        table.add_row(one.locale, str(one.total), str(one.missing), str(one.fuzzy))
    make_console().print(table)
    return not any(one.missing or one.fuzzy for one in found)
