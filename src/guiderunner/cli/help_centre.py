"""Commands for the docs team: guides as articles of a Zendesk help centre."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError, closing, plural
from guiderunner.report.console import make_console

if TYPE_CHECKING:
    from guiderunner.guide.zendesk.help_centre import HelpCentre, Made
    from guiderunner.guide.zendesk.plan import Call

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="WHAT", help="Articles, scenario ids or flows; all without it."),
]
Apply = Annotated[
    bool,
    typer.Option(
        "--apply", help="Send the bundles that were made; ZENDESK_EMAIL and ZENDESK_API_TOKEN."
    ),
]
Rehearse = Annotated[
    str | None,
    typer.Option(
        "--rehearse", metavar="URL", help="Send to a double of Zendesk on this machine instead."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    publish = typer.Typer(help="Bring guides to where readers are.", no_args_is_help=True)
    publish.command(
        name="zendesk",
        epilog=options.examples(
            "guiderunner publish zendesk",
            "guiderunner publish zendesk marketplace-accounts",
            "guiderunner publish zendesk unlink --apply",
        ),
    )(zendesk)
    app.add_typer(publish, name="publish")


def zendesk(
    what: Names = None,
    apply: Apply = False,
    rehearse: Rehearse = None,
    project: options.ProjectFolder = None,
) -> None:
    """Make a bundle of each article to review, and show what would be sent; send nothing.

    With --apply, send exactly the bundles that were made and reviewed.
    """
    from guiderunner.guide.contents import Contents  # noqa: PLC0415 - slow to import
    from guiderunner.guide.zendesk.help_centre import HelpCentre  # noqa: PLC0415 - as above

    if rehearse and urlsplit(rehearse).hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise GuiderunnerError(f"--rehearse {rehearse}: not on this machine. Nothing was sent.")
    checked = options.load(project)
    checked.suite.require_no_problems()
    contents = Contents.load(checked.suite, checked.project.guides)
    centre = HelpCentre(contents, checked.project.build, is_rehearsal=bool(rehearse))
    if apply:
        _send(centre, what or [], rehearse)
        return
    raise typer.Exit(_show(centre, centre.make(what or [], _Progress()), checked.project.root))


class _Progress:
    """Says which bundle is being made, as pictures take a while."""

    def __call__(self, name: str) -> None:
        typer.echo(f"  making {name}", err=True)


def _show(centre: "HelpCentre", made: "Made", root: Path) -> int:
    """Print the plan; return the exit code."""
    console = make_console()
    for bundle, calls in made.bundles:
        console.print(f"{bundle.path}  {plural(len(calls), 'call')}", markup=False)
        for words, count in _in_short(calls):
            console.print(f"  {words}" if count == 1 else f"  {words} ({count})", markup=False)
    for name in made.without_source:
        console.print(f"{name}: not published in the first locale, so no bundle.", markup=False)
    for name in made.left:
        console.print(
            f"{name}: is live, and no guide of the publication. Archive it in Zendesk.",
            markup=False,
        )
    if made.problems:
        for problem in made.problems:
            typer.echo(str(problem), err=True)
        typer.echo("\n" + closing(made.problems, "Their bundles were not made."), err=True)
    total = sum(len(calls) for _, calls in made.bundles)
    console.print(
        f"{plural(len(made.bundles), 'bundle')}, {plural(total, 'call')} to send. "
        f"Nothing was sent. Review: {centre.bundles.relative_to(root)}/*/review.html",
        markup=False,
    )
    return 2 if made.problems else 0


def _in_short(calls: list["Call"]) -> list[tuple[str, int]]:
    """Return the plan in words; pictures are counted."""
    many = {"upload": "Upload pictures.", "remove": "Remove pictures that are no longer shown."}
    words = [many.get(one.deed, one.words) for one in calls]
    return [(one, words.count(one)) for one in dict.fromkeys(words)]


def _send(centre: "HelpCentre", what: list[str], rehearse: str | None) -> None:
    from guiderunner.guide.zendesk.client import Client, Credentials  # noqa: PLC0415 - slow

    credentials = Credentials.of()
    bundles = centre.made(what)
    address = rehearse or f"https://{centre.settings.subdomain}.zendesk.com"
    client = Client(address.rstrip("/"), credentials)
    console = make_console()

    def say(name: str, call: "Call") -> None:
        console.print(f"  {name}: {call.words}", markup=False)

    with client.http:
        report = centre.send(bundles, client, say)
    articles = len({name for name, _ in report.done})
    said = f"{plural(len(report.done), 'call')} sent for {plural(articles, 'article')}"
    said += f", {len(report.unchanged)} unchanged" if report.unchanged else ""
    console.print(f"{said}.")
