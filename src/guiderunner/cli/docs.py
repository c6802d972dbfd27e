"""Commands for the docs team: guides, and the catalogues of their translations."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiderunner.cli import making, options
from guiderunner.cli.making import Work
from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.evidence.model import Run
from guiderunner.guide.contents import Contents
from guiderunner.guide.validity import Plan
from guiderunner.project import find_project
from guiderunner.report.console import RunConsole, make_console
from guiderunner.run.checking import Checked
from guiderunner.scenario.issue_rows import is_issue, issues_of
from guiderunner.scenario.selection import with_proofs
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.cli.watching import Select

FromRun = Annotated[
    str | None,
    typer.Option("--from", metavar="RUN", help="Render this run's evidence; nothing is run."),
]
RunAll = Annotated[
    bool, typer.Option("--run-all", help="Run every selected guide, also where nothing changed.")
]
NoIssues = Annotated[
    bool, typer.Option("--no-issues", help="Run no issue: what nothing proves now is not told.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would be run and what rendered.")
]
Watch = Annotated[
    bool, typer.Option("--watch", "-w", help="Show the pages, and renew them as you write.")
]

Accept = Annotated[
    bool,
    typer.Option("--accept", help="Approve the pictures that the last review showed; run nothing."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command(
        name="guides",
        epilog=options.examples(
            "guiderunner guides",
            "guiderunner guides --only marketplace=rakuten --locale ko",
            "guiderunner guides connect-account --only marketplace=rakuten --watch",
            "guiderunner guides --from 20260822-101500-a1b2",
            "guiderunner guides --accept",
        ),
    )(guides)


def guides(
    what: options.What = None,
    tag: options.Tags = None,
    only: options.Only = None,
    locale: options.Locales = None,
    workers: options.Workers = 1,
    from_run: FromRun = None,
    run_all: RunAll = False,
    no_issues: NoIssues = False,
    dry_run: DryRun = False,
    accept: Accept = False,
    watch: Watch = False,
    project: options.ProjectFolder = None,
) -> None:
    """Publish guides: run what has changed with what proves it, render what says other words.

    A guide is not run again while all that it does and meets is as it was in its evidence.
    A guide whose pictures are not as approved keeps its old pages; look at build/review/.
    """

    def select(checked: Checked) -> list[Variant]:
        chosen = options.selected(checked, what, tag, only, locale)
        guides = [one for one in chosen if one.scenario.has_guide]
        issues = [one for one in chosen if is_issue(one)]
        if not guides and not issues:
            raise GuiderunnerError("no guide is selected: scenarios with 'guide: none' have none.")
        issues += issues_of(checked.suite, guides)
        return [*guides, *{one.node: one for one in issues}.values()]

    if watch:
        if from_run or run_all or dry_run or accept:
            raise GuiderunnerError("--watch decides by itself what to run: leave other modes out.")
        _watch(project, select, _arguments(what, tag, only, locale, workers))
        return
    checked = options.load(project)
    if accept:
        from guiderunner.cli import reviews  # noqa: PLC0415 - as in _publish

        reviews.refuse_options(bool(what or tag or only or locale), from_run)
        contents = Contents.load(checked.suite, checked.project.guides)
        raise typer.Exit(reviews.accept_review(checked, contents, make_console()))
    chosen = select(checked)
    contents = Contents.load(checked.suite, checked.project.guides)
    if from_run:
        code, work = 0, making.from_run(checked, from_run, chosen)
    else:
        plan = making.plan(checked, contents, chosen, run_all=run_all, run_issues=not no_issues)
        if dry_run:
            _tell(plan)
            return
        if plan.is_done:
            guides = sum(one.scenario.has_guide for one in chosen)
            make_console().print(f"Nothing to do: {plural(guides, 'guide')} up to date.")
            return
        contents.require_frame(sorted({one.locale for one in chosen}))
        code, run = _run(checked, plan.run, workers) if plan.run else (0, None)
        if (plan.run and run is None) or code not in {0, 1}:
            raise typer.Exit(code or 2)
        work = making.work(checked, plan, run)
    raise typer.Exit(max(code, _publish(checked, contents, work)))


def _watch(project: Path | None, select: "Select", arguments: list[str]) -> None:
    from guiderunner.cli.watching import Watcher  # noqa: PLC0415 - other commands do not need it

    Watcher(find_project(project).root, select, arguments).watch()


def _arguments(
    what: list[str] | None,
    tags: list[str] | None,
    only: list[str] | None,
    locales: list[str] | None,
    workers: int,
) -> list[str]:
    """Return the selection as arguments, for a process that runs it."""
    named = (("--tag", tags), ("--only", only), ("--locale", locales))
    flags = [word for name, values in named for value in values or () for word in (name, value)]
    return [*(what or ()), *flags, "--workers", str(workers)]


def _tell(plan: Plan) -> None:
    for variant in plan.run:
        typer.echo(f"run     {variant.node}")
    for variant in (one for each in plan.render.values() for one in each):
        typer.echo(f"render  {variant.node}")
    for variant in plan.current:
        typer.echo(f"current {variant.node}")


def _run(checked: Checked, chosen: list[Variant], workers: int) -> tuple[int, Run | None]:
    from guiderunner.run.session import run_variants  # noqa: PLC0415 - pytest is slow to import

    variants = with_proofs(checked.suite, chosen)
    with RunConsole(make_console()) as console:
        result = run_variants(checked, variants, console, workers)
        if result.said:
            typer.echo(result.said, err=True)
        console.summary(result.seconds, f"runs/{result.run.id}" if result.run else None)
    return result.code, result.run


def _publish(checked: Checked, contents: Contents, work: Work) -> int:
    from guiderunner.cli import reviews  # noqa: PLC0415 - slow, for nothing to do
    from guiderunner.guide.publish import publish  # noqa: PLC0415 - as above

    project, gate = checked.project, reviews.make_gate(checked)
    contents, console = making.with_claims(checked, contents), make_console()
    if any(one.variants for one in work.batches):
        console.print("Drawing pictures, writing pages ...")
    done = publish(contents, project.build, work.batches, work.current, gate, work.left_out)
    for problem in done.problems:
        console.print(str(problem), markup=False)
    said = [f"{plural(len(done.fresh), 'guide')} published"]
    said += [f"{len(done.kept)} kept"] if done.kept else []
    said += [f"{len(done.removed)} removed"] if done.removed else []
    said += [f"{len(done.refused)} refused, old pages kept"] if done.refused else []
    said += [f"{plural(len(done.issues), 'issue')}"] if done.issues else []
    said += [f"{plural(len(done.articles), 'article')}"] if done.articles else []
    console.print(", ".join(said))
    if done.left_out:
        rows = plural(len(done.left_out), "row")
        console.print(
            f"Troubleshooting: {rows} left out, not proved. guiderunner guides runs them."
        )
    reviews.tell(gate, project.root, console)
    console.print(f"Guides: {project.build / 'guides' / 'index.html'}", markup=False)
    return 1 if done.refused or done.refused_articles or any(done.left_out.values()) else 0
