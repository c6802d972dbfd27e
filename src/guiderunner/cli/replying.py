"""The command `reply`: what is written to a person with an issue, or to engineering."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError, ProblemsError, plural, suggestion
from guiderunner.guide.generations import write_whole
from guiderunner.report.console import RunConsole, make_console
from guiderunner.repro.reply import ReplyFormat
from guiderunner.run.checking import Checked
from guiderunner.scenario.selection import with_proofs
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.repro.issues import Issue

IssueId = Annotated[
    str, typer.Argument(metavar="ISSUE", help="Its id, as diagnose and issues name it.")
]
Locale = Annotated[
    str | None, typer.Option("--locale", "-l", metavar="LOCALE", help="The language of the reply.")
]
Format = Annotated[
    ReplyFormat | None,
    typer.Option("--format", help="Else by the ending of the file; without one, text."),
]
Ticket = Annotated[
    bool,
    typer.Option("--ticket", help="Write the text for engineering instead: Markdown, English."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Else it is printed.")
]
_ENDINGS = {".html": ReplyFormat.HTML, ".htm": ReplyFormat.HTML, ".md": ReplyFormat.MARKDOWN}


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        name="reply",
        epilog=options.examples(
            "guiderunner reply RMS-07",
            "guiderunner reply RMS-07 --locale ko --output reply.html",
            "guiderunner reply RMS-07 --ticket --output ticket.md",
        ),
    )(reply)


def reply(
    issue: IssueId,
    locale: Locale = None,
    only: options.Only = None,
    output_format: Format = None,
    ticket: Ticket = False,
    output: Output = None,
    project: options.ProjectFolder = None,
) -> None:
    """Write the reply to a seller with an issue: what a run proved, and no more.

    The newest evidence that still holds is used; if there is none, the issue is run first.
    Exit code 1: the run does not prove it, and nothing is written.
    """
    from guiderunner.repro.issues import load_issues  # noqa: PLC0415 - slow to import
    from guiderunner.repro.reproduction import find_issue, find_variant  # noqa: PLC0415 - as above

    checked = options.load(project)
    checked.suite.require_no_problems()
    known = load_issues(checked.suite, checked.project.guides)
    rows, language = dict(map(_row, only or ())), _locale(checked, locale)
    variant, own = (
        find_variant(checked.suite, known, issue, rows, language),
        find_issue(known, issue),
    )
    if own is None:
        raise GuiderunnerError(f"'{issue}' is no issue, so nobody waits for a reply.")
    kind = _kind(output_format, output, ticket=ticket)
    folder = _evidence(checked, variant)
    with tempfile.TemporaryDirectory() as pictures:
        text = _text(checked, variant, own, folder, Path(pictures), kind, output)
    if output is None:
        typer.echo(text, nl=False)
        return
    write_whole(output, text.encode())
    typer.echo(f"Wrote {output}", err=True)


def _row(asked: str) -> tuple[str, str]:
    axis, equals, row = asked.partition("=")
    if not equals:
        raise GuiderunnerError(f"'{asked}' is not axis=row.")
    return axis, row


def _locale(checked: Checked, asked: str | None) -> str:
    locales = checked.suite.surroundings.locales
    if asked is not None and asked not in locales:
        raise GuiderunnerError(f"there is no locale '{asked}'.{suggestion(asked, locales)}")
    return asked or locales[0]


def _kind(asked: ReplyFormat | None, output: Path | None, *, ticket: bool) -> ReplyFormat | None:
    """Return what the reply is written as; None is a ticket."""
    if ticket and asked not in {None, ReplyFormat.MARKDOWN}:
        raise GuiderunnerError("a ticket is Markdown: leave --format out.")
    if ticket:
        return None
    return asked or _ENDINGS.get(output.suffix.lower() if output else "", ReplyFormat.TEXT)


def _evidence(checked: Checked, variant: Variant) -> Path:
    """Return the run that proves *variant*; it is run now if none does."""
    from guiderunner.cli import making  # noqa: PLC0415 - slow to import
    from guiderunner.guide.validity import Validity  # noqa: PLC0415 - as above
    from guiderunner.run.session import run_variants  # noqa: PLC0415 - pytest is slow to import

    runs = checked.project.runs
    found = Validity(checked.suite, runs, making.behaviours(checked).of).evidence_of(variant)
    if found is not None:
        typer.echo(f"Evidence: {runs.name}/{found.name}", err=True)
        return found
    variants = with_proofs(checked.suite, [variant])
    said = f"No evidence of {variant.name} still holds"
    typer.echo(f"{said}: {plural(len(variants), 'variant')} will be run.", err=True)
    with RunConsole(make_console(stderr=True)) as console:
        result = run_variants(checked, variants, console)
        if result.said:
            typer.echo(result.said, err=True)
        console.summary(result.seconds, f"runs/{result.run.id}" if result.run else None)
    if result.code or result.run is None:
        typer.echo(f"No reply: nothing proves {variant.name}.", err=True)
        raise typer.Exit(result.code or 2)
    return runs / result.run.id


def _text(
    checked: Checked,
    variant: Variant,
    own: "Issue",
    folder: Path,
    pictures: Path,
    kind: ReplyFormat | None,
    output: Path | None,
) -> str:
    from guiderunner.guide.contents import Contents  # noqa: PLC0415 - slow to import
    from guiderunner.repro.proved import prove  # noqa: PLC0415 - as above
    from guiderunner.repro.reply import reply as write_reply  # noqa: PLC0415 - as above
    from guiderunner.repro.reply import ticket as write_ticket  # noqa: PLC0415 - as above

    contents = Contents.load(checked.suite, checked.project.guides)
    contents.require_frame([variant.locale])
    try:
        proved = prove(contents, variant, folder, pictures)
    except ProblemsError as error:
        typer.echo(f"No reply: nothing proves {variant.name}.\n{error}", err=True)
        raise typer.Exit(1) from None
    if kind is not None:
        return write_reply(contents, proved, kind, output)
    return write_ticket(contents, proved, own)
