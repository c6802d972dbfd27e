"""Commands for what a run leaves: report, merge."""

from pathlib import Path
from typing import Annotated

import typer

from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.evidence.merging import merge_runs
from guiderunner.evidence.model import Run
from guiderunner.evidence.reader import last_run, read_run
from guiderunner.evidence.verdicts import exit_code
from guiderunner.evidence.writer import new_run_id
from guiderunner.project import find_project
from guiderunner.report.console import make_console
from guiderunner.report.overview import counts, entries

OneRun = Annotated[
    str | None, typer.Argument(metavar="[RUN]", help="A run by id or folder; the last without it.")
]
Shards = Annotated[
    list[Path], typer.Argument(metavar="RUN...", help="Folders of runs, e.g. from CI machines.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command(
        name="report",
        epilog=options.examples(
            "guiderunner report", "guiderunner report --report html=report.html"
        ),
    )(report)
    app.command(
        name="merge",
        epilog=options.examples("guiderunner merge shard-*/* --report junit=junit.xml"),
    )(merge)


def report(
    run: OneRun = None, report: options.Reports = None, project: options.ProjectFolder = None
) -> None:
    """Say how a run ended, and write reports of it; nothing is run."""
    from guiderunner.report.files import parse_reports  # noqa: PLC0415 - slow to import

    asked = parse_reports(report or ())
    runs = find_project(project).runs
    if run is None:
        found = last_run(runs)
        folder = runs / found.id
    else:
        folder = Path(run) if Path(run).is_dir() else runs / run
        found = read_run(folder)
    _tell(found, folder, asked)


def merge(
    shards: Shards, report: options.Reports = None, project: options.ProjectFolder = None
) -> None:
    """Join the runs of shards into one run of this project."""
    from guiderunner.report.files import parse_reports  # noqa: PLC0415 - slow to import

    asked = parse_reports(report or ())
    runs = find_project(project).runs
    folders = [folder for shard in shards for folder in _runs_in(shard)]
    runs.mkdir(exist_ok=True)
    target = runs / new_run_id()
    _tell(merge_runs(folders, target), target, asked)


def _runs_in(folder: Path) -> list[Path]:
    """Return *folder* if it is a run, else the runs right below it."""
    if (folder / "tries").is_dir():
        return [folder]
    found = sorted(one for one in folder.glob("*") if (one / "tries").is_dir())
    if not found:
        raise GuiderunnerError(f"{folder}: there is no run here.")
    return found


def _tell(run: Run, folder: Path, asked: list[tuple[str, Path]]) -> None:
    from guiderunner.report.files import write_reports  # noqa: PLC0415 - slow to import

    found = entries(run)
    said = ", ".join(f"{count} {text}" for text, count in counts(found).items())
    console = make_console()
    console.print(f"{plural(len(found), 'variant')}: {said} in {run.seconds:.1f} s", markup=False)
    console.print(f"Evidence: {folder}", markup=False)
    write_reports(asked, run, folder)
    raise typer.Exit(exit_code(one.verdict for one in found))
