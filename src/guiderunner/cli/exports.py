"""Commands that write published guides in other formats."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiderunner.cli import options
from guiderunner.diagnostics import plural
from guiderunner.report.console import make_console

if TYPE_CHECKING:
    from guiderunner.guide.exports import Stock

_MOST_NAMED = 10
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FOLDER", help="Where to; its contents are replaced as a whole."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    export = typer.Typer(help="Write published guides in other formats.", no_args_is_help=True)
    export.command(
        name="markdown",
        epilog=options.examples(
            "guiderunner export markdown",
            "guiderunner export markdown --locale ko --output ../help/docs",
        ),
    )(markdown)
    export.command(
        name="pdf",
        epilog=options.examples(
            "guiderunner export pdf",
            "guiderunner export pdf connect-account --only marketplace=rakuten --locale ja",
        ),
    )(pdf)
    app.add_typer(export, name="export")


def markdown(
    what: options.What = None,
    tag: options.Tags = None,
    only: options.Only = None,
    locale: options.Locales = None,
    output: Output = None,
    project: options.ProjectFolder = None,
) -> None:
    """Write guides and articles as Markdown with front matter, for MkDocs Material."""
    from guiderunner.guide.markdown_files import export_markdown  # noqa: PLC0415 - slow to import

    _export("markdown", export_markdown, (what, tag, only, locale), output, project)


def pdf(
    what: options.What = None,
    tag: options.Tags = None,
    only: options.Only = None,
    locale: options.Locales = None,
    output: Output = None,
    project: options.ProjectFolder = None,
) -> None:
    """Print guides and articles as PDF: tagged, with outline, links and page numbers."""
    from rich.progress import track  # noqa: PLC0415 - slow to import

    from guiderunner.guide.pdf import export_pdf  # noqa: PLC0415 - slow to import

    def printed(stock: "Stock", folder: Path) -> int:
        console = make_console(stderr=True)
        quiet = not console.is_terminal
        shown = partial(
            track, description="Printing", console=console, transient=True, disable=quiet
        )
        return export_pdf(stock, folder, shown)

    _export("pdf", printed, (what, tag, only, locale), output, project)


_Asked = tuple[list[str] | None, list[str] | None, list[str] | None, list[str] | None]


def _export(
    kind: str,
    write: Callable[["Stock", Path], int],
    asked: _Asked,
    output: Path | None,
    project: Path | None,
) -> None:
    from guiderunner.guide.contents import Contents  # noqa: PLC0415 - slow to import
    from guiderunner.guide.exports import replacing, take_stock  # noqa: PLC0415 - as above

    checked = options.load(project)
    chosen = [one for one in options.selected(checked, *asked) if one.scenario.has_guide]
    contents = Contents.load(checked.suite, checked.project.guides)
    stock = take_stock(contents, checked.project.build, chosen)
    folder = output or checked.project.build / kind
    with replacing(folder.absolute()) as staging:
        count = write(stock, staging)
    console = make_console()
    console.print(
        f"{plural(count, 'file')}: {plural(len(stock.guides), 'guide')}, "
        f"{plural(len(stock.articles), 'article')}",
        markup=False,
    )
    if stock.missing:
        console.print(f"Not published, so left out: {plural(len(stock.missing), 'guide')}")
        for one in stock.missing[:_MOST_NAMED]:
            console.print(f"  {one.node}", markup=False)
        if len(stock.missing) > _MOST_NAMED:
            console.print(f"  and {len(stock.missing) - _MOST_NAMED:,} more")
    console.print(str(folder), markup=False)
    raise typer.Exit(1 if stock.missing else 0)
