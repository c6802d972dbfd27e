"""Commands for translators: the catalogues of what guides say."""

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from guiderunner.cli import options
from guiderunner.diagnostics import plural
from guiderunner.report.console import make_console
from guiderunner.run.checking import Checked


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    i18n = typer.Typer(help="Keep the translations of guides up to date.", no_args_is_help=True)
    i18n.command(
        name="extract",
        epilog=options.examples(
            "guiderunner i18n extract", "guiderunner i18n extract --output guides.pot"
        ),
    )(extract)
    i18n.command(name="update", epilog=options.examples("guiderunner i18n update"))(update)
    i18n.command(name="status", epilog=options.examples("guiderunner i18n status"))(status)
    app.add_typer(i18n, name="i18n")


def extract(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Else guides/locales/guides.pot."),
    ] = None,
    project: options.ProjectFolder = None,
) -> None:
    """Write every English text to a gettext template, for a translator or a new locale."""
    from guiderunner.guide.extraction import extract_template  # noqa: PLC0415 - slow to import

    checked = options.load(project)
    checked.suite.require_no_problems()
    guides = checked.project.guides
    file = output or guides / "locales" / "guides.pot"
    typer.echo(f"Wrote {plural(extract_template(checked.suite, guides, file), 'text')} to {file}")


def update(project: options.ProjectFolder = None) -> None:
    """Bring new and changed English texts into every catalogue; translations are kept."""
    from guiderunner.guide.extraction import update_catalogues  # noqa: PLC0415 - slow to import

    checked = options.load(project)
    checked.suite.require_no_problems()
    locales = checked.project.settings.locales
    for file in update_catalogues(checked.suite, checked.project.guides, locales):
        typer.echo(f"Updated {file}")
    _print_status(checked)


def status(project: options.ProjectFolder = None) -> None:
    """Show how complete the translations are; exit code 1 if one is missing or fuzzy."""
    checked = options.load(project)
    checked.suite.require_no_problems()
    raise typer.Exit(0 if _print_status(checked) else 1)


def _print_status(checked: Checked) -> bool:
    from guiderunner.guide import extraction  # noqa: PLC0415 - slow to import

    found = extraction.status(
        checked.suite, checked.project.guides, checked.project.settings.locales
    )
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Locale")
    for name in ("Texts", "Missing", "Fuzzy"):
        table.add_column(name, justify="right")
    for one in found:
        table.add_row(one.locale, str(one.total), str(one.missing), str(one.fuzzy))
    make_console().print(table)
    return not any(one.missing or one.fuzzy for one in found)
