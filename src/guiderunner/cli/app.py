"""The `guiderunner` command."""

import sys
from typing import Annotated

import typer

from guiderunner import __version__
from guiderunner.cli import (
    authors,
    differences,
    docs,
    exports,
    help_centre,
    linting,
    mutating,
    options,
    proofs,
    qa,
    replying,
    reports,
    reproducing,
    support,
    translating,
)
from guiderunner.diagnostics import GuiderunnerError, ProblemsError

app = typer.Typer(
    help="Run documented flows in a browser, and publish guides that the run proved.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
qa.register(app)
proofs.register(app)
docs.register(app)
exports.register(app)
differences.register(app)
linting.register(app)
authors.register(app)
reports.register(app)
mutating.register(app)
help_centre.register(app)
support.register(app)
reproducing.register(app)
replying.register(app)
translating.register(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"guiderunner {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Run documented flows in a browser, and publish guides that the run proved."""


def main() -> None:
    """Run the command; bad input ends in words and exit code 2, never in a traceback."""
    try:
        app()
    except GuiderunnerError as error:
        if isinstance(error, ProblemsError) and sys.stderr.isatty():
            _show(error)
        else:
            typer.echo(str(error), err=True)
        sys.exit(2)


def _show(error: ProblemsError) -> None:
    from guiderunner.report.console import make_console  # noqa: PLC0415 - slow to import
    from guiderunner.report.problems import with_snippets  # noqa: PLC0415 - as above

    shown = with_snippets(error.problems, options.project_root.get())
    make_console(stderr=True).print(shown)
