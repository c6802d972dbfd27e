"""Commands for QA: check, list, run, claims."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from guiderunner.cli import options
from guiderunner.cli.live import without_worlds
from guiderunner.diagnostics import GuiderunnerError, Problem, ProblemsError, plural
from guiderunner.evidence.model import Run
from guiderunner.evidence.reader import last_run
from guiderunner.proof.claims import ProvedClaim, prove_claims
from guiderunner.report.console import RunConsole, make_console
from guiderunner.run.checking import Checked

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
_STYLES = {"proved": "green", "failed": "bold red", "not run": "yellow", "no expectation": "red"}


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
    app.command(
        name="claims", epilog=options.examples("guiderunner claims", "guiderunner claims --json")
    )(claims)


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
    flags = browser.arguments(variants, workers)
    if base_url:
        variants, live = without_worlds(checked, variants, what or (), base_url, storage_state)
        flags += live
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


def claims(as_json: Json = False, project: options.ProjectFolder = None) -> None:
    """Show each claim of the documentation, what proves it, and how the last run answered."""
    checked = options.load(project)
    checked.suite.require_no_problems()
    last = last_run(checked.project.runs)
    proved = prove_claims(checked.suite, last)
    if as_json:
        typer.echo(json.dumps([_claim_data(one) for one in proved], indent=1, ensure_ascii=False))
    else:
        _print_claims(proved, last)
    raise typer.Exit(0 if all(one.verdict == "proved" for one in proved) else 1)


def _claim_data(one: ProvedClaim) -> dict[str, object]:
    return {
        "claim": one.claim.id,
        "flow": one.claim.flow,
        "text": one.claim.text,
        "verdict": one.verdict,
        "proofs": [vars(proof) for proof in one.proofs],
    }


def _print_claims(proved: list[ProvedClaim], last: Run) -> None:
    console = make_console()
    for one in proved:
        style = _STYLES[one.verdict]
        claim = escape(one.claim.text)
        console.print(f"[bold]{one.claim.id}[/]  [{style}]{one.verdict:<14}[/]  {claim}")
        for proof in one.proofs:
            failed = f", {proof.failed} failed" if proof.failed else ""
            said = f"     {proof.passed:>3} passed{failed}  {proof.place}  {proof.step}"
            console.print(Text(said, style="dim"))
    good = sum(one.verdict == "proved" for one in proved)
    console.print(f"\n{good} of {len(proved)} claims are proved by run {last.id}.")
