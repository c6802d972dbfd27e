"""Commands for QA: check, list, run."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from guiderunner.cli import options
from guiderunner.cli.live import LiveRun
from guiderunner.diagnostics import GuiderunnerError, Problem, ProblemsError, plural
from guiderunner.report.console import RunConsole, make_console
from guiderunner.run.checking import Checked
from guiderunner.site.hosts import named_host

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


class Format(StrEnum):
    """How problems are told: to people, to programs, to GitHub."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command(
        name="check",
        epilog=options.examples("guiderunner check", "guiderunner check --format github"),
    )(check)
    app.command(
        name="list",
        epilog=options.examples(
            "guiderunner list", "guiderunner list --tag 'rakuten and not ja' --claim C10"
        ),
    )(list_variants)
    app.command(
        name="run",
        epilog=options.examples(
            "guiderunner run",
            "guiderunner run connect-account --only marketplace=rakuten --locale ko",
            "guiderunner run scenarios/unlink --headed --slowmo 400",
            "guiderunner run --tag smoke --report html=report.html --report junit=junit.xml",
        ),
    )(run)


def check(
    output: Annotated[
        Format, typer.Option("--format", help="How problems are told; github makes annotations.")
    ] = Format.TEXT,
    project: options.ProjectFolder = None,
) -> None:
    """Check scenarios, articles and translations without a browser; silent when all is well."""
    try:
        _check(options.load(project))
    except ProblemsError as error:
        if output is Format.TEXT:
            raise
        typer.echo(_told(error.problems, output))
        raise typer.Exit(2) from None
    if output is Format.JSON:
        typer.echo(_told([], output))


def _check(checked: Checked) -> None:
    checked.suite.require_no_problems()
    if checked.project.guides.is_dir():
        from guiderunner.guide.contents import Contents  # noqa: PLC0415 - slow to import

        Contents.load(checked.suite, checked.project.guides).require_translations()


def _told(problems: Sequence[Problem], output: Format) -> str:
    from guiderunner.report.problems import as_annotations, as_json  # noqa: PLC0415 - rare

    return as_json(problems) if output is Format.JSON else as_annotations(problems)


def list_variants(
    what: options.What = None,
    tag: options.Tags = None,
    only: options.Only = None,
    locale: options.Locales = None,
    claim: options.Claims = None,
    as_json: Json = False,
    project: options.ProjectFolder = None,
) -> None:
    """List the variants that a selection means."""
    checked = options.load(project)
    variants = options.selected(checked, what, tag, only, locale, claim)
    if as_json:
        listed = [
            {"node": one.node, "scenario": one.scenario.id, "row": one.row, "locale": one.locale}
            for one in variants
        ]
        typer.echo(json.dumps(listed, indent=1, ensure_ascii=False))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Scenario", "Rows", "Locales", "Guide", "File"):
        table.add_column(name, overflow="fold")
    for scenario in checked.suite.scenarios:
        own = [one for one in variants if one.path == scenario.path]
        if own:
            rows = dict.fromkeys(" ".join(one.row.values()) or "-" for one in own)
            locales = dict.fromkeys(one.locale for one in own)
            guide = scenario.scenario.guide
            table.add_row(
                scenario.scenario.id, "\n".join(rows), " ".join(locales), guide, scenario.path
            )
    console = make_console()
    console.print(table)
    console.print(plural(len(variants), "variant"))


def run(
    what: options.What = None,
    tag: options.Tags = None,
    only: options.Only = None,
    locale: options.Locales = None,
    claim: options.Claims = None,
    workers: options.Workers = 1,
    headed: options.Headed = False,
    slowmo: options.Slowmo = 0,
    pause_at: options.PauseAt = None,
    tracing: options.Traced = options.Tracing.OFF,
    browser_channel: options.Channel = None,
    no_pictures: options.NoPictures = False,
    base_url: options.BaseUrls = None,
    storage_state: options.StorageState = None,
    destroy_on: options.DestroyOn = None,
    report: options.Reports = None,
    project: options.ProjectFolder = None,
) -> None:
    """Run scenarios in a browser, each variant in a world of its own."""
    from guiderunner.report.files import parse_reports, write_reports  # noqa: PLC0415 - slow
    from guiderunner.run.session import run_variants  # noqa: PLC0415 - pytest is slow to import

    reports = parse_reports(report or ())
    checked = options.load(project)
    variants = options.selected(checked, what, tag, only, locale, claim)
    browser = options.BrowserFlags(headed, slowmo, tracing, browser_channel, pause_at, no_pictures)
    flags, named = (
        browser.arguments(variants, workers),
        [named_host(one) for one in destroy_on or ()],
    )
    flags += [part for host in named for part in ("--destroy-on", host)]
    if base_url:
        live = LiveRun(base_url, storage_state, named)
        variants, more = live.without_worlds(checked, variants, what or ())
        flags += more
    elif storage_state:
        raise GuiderunnerError("--storage-state needs --base-url: the mock site has its own.")
    with RunConsole(make_console()) as console:
        result = run_variants(checked, variants, console, workers, flags)
        if result.said:
            typer.echo(result.said, err=True)
        console.summary(result.seconds, f"runs/{result.run.id}" if result.run else None)
    if result.run:
        folder = checked.project.runs / result.run.id
        write_reports(reports, result.run, folder, result.secrets)
    raise typer.Exit(result.code)
