"""The command repro: shows an issue happen and end, step by step."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiderunner.cli import bundling, options
from guiderunner.report.console import make_console
from guiderunner.scenario.document import Document

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
        ),
    )(repro)


def repro(
    name: Name,
    with_file: With = None,
    only: Only = None,
    values: Values = None,
    locale: Locale = None,
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
    from guiderunner.repro.particulars import apply_particulars, in_place  # noqa: PLC0415 - as above
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
        others = (with_file, only, values, locale, pause_at, save)
        raise typer.Exit(bundling.run_bundle(Path(name), checked, flags, others))
    checked.suite.require_no_problems()
    known = load_issues(checked.suite, checked.project.guides)
    asked, document = _asked(with_file, only or (), locale, values or ())
    found = find_variant(checked.suite, known, name, asked.rows, asked.locale)
    variant = apply_particulars(checked.suite, found, asked, document)
    own = replace(checked, suite=in_place(checked.suite, variant))
    flags = options.BrowserFlags(headed, slowmo, pause_at=pause_at).arguments([variant], 1)
    issue = find_issue(known, name)
    script = Script(own.suite, variant, checked.project.guides)
    narrator = Narrator(make_console(), script, issue)
    flags += bundling.EVERYTHING if save is not None else []
    result = run_variants(own, [variant], narrator, 1, flags, narrator)
    if result.said:
        typer.echo(result.said, err=True)
    narrator.end(course_of(own.suite, variant, result.run), result.run)
    if save is not None:
        bundling.save(save, own, variant, result)
    raise typer.Exit(result.code)


def _asked(
    file: Path | None, only: Sequence[str], locale: str | None, values: Sequence[str]
) -> "tuple[Particulars, Document]":
    from guiderunner.repro import particulars  # noqa: PLC0415 - slow to import

    document, given = Document(""), particulars.Particulars()
    if file is not None:
        document, given = particulars.read_particulars(file)
    return particulars.options_over(given, only, locale, values), document
