"""Commands for support: issues, diagnose."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError, plural, suggestion
from guiderunner.report.console import make_console, show_pairs
from guiderunner.run.checking import Checked

if TYPE_CHECKING:
    from guiderunner.repro.diagnose import Match
    from guiderunner.repro.issues import Issue


As = Annotated[options.Form, typer.Option("--format", help="How they are told.")]
Locale = Annotated[
    str | None,
    typer.Option("--locale", "-l", metavar="LOCALE", help="The language that they are told in."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    # Some error codes begin with a minus, as options do.
    settings = {"ignore_unknown_options": True}
    app.command(
        name="issues",
        context_settings=settings,
        epilog=options.examples(
            "guiderunner issues",
            "guiderunner issues --only marketplace=rakuten --flow refresh",
            "guiderunner issues ES04-01",
            "guiderunner issues 반품지 --locale ko",
        ),
    )(issues)
    app.command(
        name="diagnose",
        context_settings=settings,
        epilog=options.examples(
            "guiderunner diagnose 'the return address at Rakuten is still the old one'",
            "guiderunner diagnose '큐텐 비밀번호를 바꿨더니 연동이 안 돼요'",
            "guiderunner diagnose -90004",
        ),
    )(diagnose)


def issues(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD", help="Only issues with these words, codes or ids in them."),
    ] = None,
    only: options.Only = None,
    flow: Annotated[str | None, typer.Option("--flow", help="Only issues of this flow.")] = None,
    locale: Locale = None,
    output: As = options.Form.TEXT,
    project: options.ProjectFolder = None,
) -> None:
    """List the issues that sellers have, or those with the words, rows and flow asked for."""
    from guiderunner.repro.issues import search  # noqa: PLC0415 - slow to import

    checked = options.load(project)
    language, known = _locale(checked, locale), _known(checked)
    found = search(known, words or (), only or (), flow)
    if output is options.Form.JSON:
        _print_json([_data(one, language) for one in found])
        return
    console = make_console()
    table = _table("Issue", "Flow", "Of", "Code", "What people say")
    for one in found:
        said = "\n".join(one.told_in(language).symptoms)
        table.add_row(one.id, one.flow, " ".join(one.others), "\n".join(one.codes) or "-", said)
    console.print(table)
    console.print(f"{plural(len(found), 'issue')}. To see one happen, and end:")
    console.print(Text(f"  {found[0].command}", "bold"), soft_wrap=True)


def diagnose(
    text: Annotated[str, typer.Argument(help="What was said, or an error code.")],
    most: Annotated[int, typer.Option("--most", min=1, help="At most so many issues.")] = 3,
    locale: Locale = None,
    output: As = options.Form.TEXT,
    project: options.ProjectFolder = None,
) -> None:
    """Name the issues that a seller's words or an error code may mean, each with the reason.

    Exit code 1: no issue fits.
    """
    from guiderunner.repro.diagnose import diagnosis_of  # noqa: PLC0415 - slow to import

    checked = options.load(project)
    language, known = _locale(checked, locale), _known(checked)
    matches = diagnosis_of(known, checked.suite).ask(text)[:most]
    if output is options.Form.JSON:
        told = [{**_data(one.issue, language), "reason": one.reason} for one in matches]
        _print_json(told)
    elif matches:
        _print_matches(matches, language)
    else:
        typer.echo("No match. Ask for the marketplace and the error text, or look for a word:")
        typer.echo("  guiderunner issues WORD")
    raise typer.Exit(0 if matches else 1)


def _known(checked: Checked) -> "list[Issue]":
    from guiderunner.repro.issues import load_issues  # noqa: PLC0415 - slow to import

    checked.suite.require_no_problems()
    return load_issues(checked.suite, checked.project.guides)


def _locale(checked: Checked, asked: str | None) -> str:
    locales = checked.suite.surroundings.locales
    if asked is not None and asked not in locales:
        raise GuiderunnerError(f"there is no locale '{asked}'.{suggestion(asked, locales)}")
    return asked or locales[0]


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _print_matches(matches: "Sequence[Match]", locale: str) -> None:
    console = make_console()
    for number, match in enumerate(matches, start=1):
        told, issue = match.issue.told_in(locale), match.issue
        console.print(Text.assemble(f"{number}. ", (issue.id, "bold"), f"  {told.symptoms[0]}"))
        pairs = (("because", match.reason), ("cause", told.cause), ("reproduce", issue.command))
        show_pairs(console, pairs)


def _data(issue: "Issue", locale: str) -> Mapping[str, Any]:
    told = issue.told_in(locale)
    return {
        "issue": issue.id,
        "scenario": issue.scenario,
        "flow": issue.flow,
        "row": dict(issue.row),
        "codes": list(issue.codes),
        "symptoms": list(told.symptoms),
        "cause": told.cause,
        "command": issue.command,
    }


def _print_json(data: Sequence[Mapping[str, Any]]) -> None:
    typer.echo(json.dumps(data, indent=1, ensure_ascii=False))
