"""The command repro: shows an issue happen and end, step by step."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiderunner.cli import bundling, options
from guiderunner.diagnostics import GuiderunnerError
from guiderunner.report.console import make_console
from guiderunner.run.checking import Checked
from guiderunner.scenario.document import Document
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.repro.particulars import Particulars

Name = Annotated[
    str,
    typer.Argument(metavar="ISSUE", help="An issue, e.g. RMS-07, a scenario, variant or bundle."),
]
Save = Annotated[
    Path | None,
    typer.Option(
        "--save", metavar="FILE.zip", help="Write a bundle: all that an engineer needs to see it."
    ),
]
With = Annotated[
    Path | None,
    typer.Option("--with", metavar="FILE", help="What is particular to the seller, in YAML."),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="AXIS=ROW", help="The row, e.g. marketplace=rakuten."),
]
Values = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=VALUE", help="A value of the seller, e.g. shop.id=my-shop."
    ),
]
Locale = Annotated[
    str | None, typer.Option("--locale", "-l", metavar="LOCALE", help="The seller's language.")
]
World = Annotated[
    Path | None,
    typer.Option(
        "--world", metavar="FILE", help="Run it on this state, in JSON: a dump, or a description."
    ),
]
Open = Annotated[
    bool,
    typer.Option("--open", help="Stop once the issue is seen, and leave the site to you."),
]


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        name="repro",
        epilog=options.examples(
            "guiderunner repro RMS-07",
            "guiderunner repro QSM-03 --locale ko --headed --slowmo 400",
            "guiderunner repro RMS-07 --with seller.yaml --save rms-07.zip",
            "guiderunner repro rms-07.zip",
            "guiderunner repro connect-account --only marketplace=rakuten --set shop.id=my-shop",
            "guiderunner repro RMS-07 --open",
            "guiderunner repro connect-account --only marketplace=rakuten --world seller.json",
        ),
    )(repro)


def repro(
    name: Name,
    with_file: With = None,
    only: Only = None,
    values: Values = None,
    locale: Locale = None,
    world: World = None,
    left_open: Open = False,
    headed: options.Headed = False,
    slowmo: options.Slowmo = 0,
    pause_at: options.PauseAt = None,
    save: Save = None,
    project: options.ProjectFolder = None,
) -> None:
    """Show an issue happen and end, step by step, and where it parts from what is documented.

    Exit code 0: it went as documented. 1: it did not. A bundle is run again as it is, and
    compared. 0: it is the SAME. 1: it is DIFFERENT. 3: it is FIXED.
    """
    from guiderunner.repro.course import course_of  # noqa: PLC0415 - slow to import
    from guiderunner.repro.issues import load_issues  # noqa: PLC0415 - as above
    from guiderunner.repro.narration import Narrator  # noqa: PLC0415 - as above
    from guiderunner.repro.opened import Opened  # noqa: PLC0415 - as above
    from guiderunner.repro.particulars import apply_particulars  # noqa: PLC0415 - as above
    from guiderunner.repro.reproduction import (  # noqa: PLC0415 - as above
        Script,
        find_issue,
        find_variant,
    )
    from guiderunner.run.session import run_variants  # noqa: PLC0415 - pytest is slow to import

    if save is not None:
        bundling.check(save)
    checked = options.load(project)
    if name.endswith(bundling.ENDING):
        flags = options.BrowserFlags(headed, slowmo).arguments([], 1)
        others = (with_file, only, values, locale, pause_at, save, world, left_open)
        raise typer.Exit(bundling.run_bundle(Path(name), checked, flags, others))
    checked.suite.require_no_problems()
    known = load_issues(checked.suite, checked.project.guides)
    _require_fitting(save, left_open=left_open)
    asked, document = _asked(with_file, only or (), locale, values or ())
    found = find_variant(checked.suite, known, name, asked.rows, asked.locale)
    variant = apply_particulars(checked.suite, found, asked, document)
    own, variant, flags = _staged(checked, variant, world, left_open=left_open)
    flags += options.BrowserFlags(headed, slowmo, pause_at=pause_at).arguments([variant], 1)
    issue, console = find_issue(known, name), make_console()
    opened = Opened(console, is_issue=issue is not None, has_window=headed) if left_open else None
    narrator = Narrator(console, Script(own.suite, variant, checked.project.guides), issue)
    flags += bundling.EVERYTHING if save is not None else []
    result = run_variants(own, [variant], narrator, 1, flags, narrator, opened)
    if result.said:
        typer.echo(result.said, err=True)
    if opened is not None and opened.happened:
        raise typer.Exit(result.code if result.said else 0)
    narrator.end(course_of(own.suite, variant, result.run), result.run)
    if save is not None:
        bundling.save(save, own, variant, result)
    raise typer.Exit(result.code)


def _require_fitting(save: Path | None, *, left_open: bool) -> None:
    if left_open and save is not None:
        raise GuiderunnerError("--open leaves out what helps: save the bundle without it.")


def _staged(
    checked: Checked, variant: Variant, world: Path | None, *, left_open: bool
) -> tuple[Checked, Variant, list[str]]:
    """Return the project with the variant as it is to be run, and what pytest is to know."""
    from guiderunner.repro.given_world import in_given_world  # noqa: PLC0415 - slow to import
    from guiderunner.repro.opened import LEAVE_OPEN, until_the_issue  # noqa: PLC0415 - as above
    from guiderunner.repro.particulars import in_place  # noqa: PLC0415 - as above

    flags: list[str] = []
    if world is not None:
        check_state = checked.project.adapter().check_state
        placed = in_given_world(checked.suite, variant, world, check_state)
        variant, flags = placed.variant, placed.arguments
    suite = in_place(checked.suite, variant)
    if left_open:
        suite, variant = until_the_issue(suite, variant)
        flags.append(LEAVE_OPEN)
    return replace(checked, suite=suite), variant, flags


def _asked(
    file: Path | None, only: Sequence[str], locale: str | None, values: Sequence[str]
) -> "tuple[Particulars, Document]":
    from guiderunner.repro import particulars  # noqa: PLC0415 - slow to import

    document, given = Document(""), particulars.Particulars()
    if file is not None:
        document, given = particulars.read_particulars(file)
    return particulars.options_over(given, only, locale, values), document
