"""The command that says what changed for readers."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError
from guiderunner.project import find_project
from guiderunner.report.console import make_console


class Format(StrEnum):
    """How a difference is told."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


_KIND = "a folder, or a name or number in build/publications"
Old = Annotated[
    str | None,
    typer.Argument(metavar="OLD", help=f"{_KIND.capitalize()}; else the one before NEW."),
]
New = Annotated[
    str | None, typer.Argument(metavar="NEW", help="The same; else what readers see now.")
]
Told = Annotated[Format, typer.Option("--format", help="Text, Markdown, or a page with pictures.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to this file.")
]


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        name="diff",
        epilog=options.examples(
            "guiderunner diff",
            "guiderunner diff 3 --format html --output build/changes.html",
            "guiderunner diff ../released/guides build/guides --format markdown",
        ),
    )(diff)


def diff(
    old: Old = None,
    new: New = None,
    told: Told = Format.TEXT,
    output: Output = None,
    project: options.ProjectFolder = None,
) -> None:
    """Say what changed for readers between two publications; exit code 1 if anything did."""
    from guiderunner.guide.diff.compare import compare  # noqa: PLC0415 - slow to import
    from guiderunner.guide.diff.page import as_page  # noqa: PLC0415 - as above
    from guiderunner.guide.diff.publications import choose, read_side  # noqa: PLC0415 - as above
    from guiderunner.guide.diff.text import as_markdown, as_text, summary  # noqa: PLC0415 - as above

    sides = [read_side(one) for one in choose(find_project(project).build, old, new)]
    found = compare(*sides)
    console = make_console()
    if told is Format.HTML:
        said = as_page(found, sides[0].folder, sides[1].folder)
    else:
        said = as_markdown(found) if told is Format.MARKDOWN else as_text(found).plain + "\n"
    if output is not None:
        _write(output, said)
        console.print(summary(found), markup=False)
        console.print(str(output), markup=False)
    elif told is Format.TEXT:
        console.print(as_text(found))
    else:
        typer.echo(said, nl=False)
    raise typer.Exit(1 if found.changes else 0)


def _write(file: Path, text: str) -> None:
    """Write *text*; whoever is stopped leaves the old file as it was."""
    making = file.with_name(f".{file.name}.making")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        making.write_text(text, encoding="utf-8", newline="\n")
        making.replace(file)
    except OSError as error:
        making.unlink(missing_ok=True)
        raise GuiderunnerError(f"cannot write {file}: {error.strerror or error}.") from None
