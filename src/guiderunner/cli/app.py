"""The `guiderunner` command."""

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from guiderunner import __version__
from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError, ProblemsError

# Commands in the order of `--help`, and the module of each: all together take twice as long to
# import as the one that is called.
_MODULES = {
    "check": "qa",
    "list": "qa",
    "run": "qa",
    "claims": "proofs",
    "guides": "docs",
    "diff": "differences",
    "lint": "linting",
    "new": "authors",
    "actions": "authors",
    "labels": "authors",
    "schema": "authors",
    "report": "reports",
    "merge": "reports",
    "mutate": "mutating",
    "issues": "support",
    "diagnose": "support",
    "repro": "reproducing",
    "reply": "replying",
    "export": "exports",
    "publish": "help_centre",
    "i18n": "translating",
}


class _Commands(TyperGroup):
    """The commands, each imported when it is called, or told about."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name) for name in _MODULES}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of a name, if there is one."""
        if cmd_name not in _MODULES:
            return None
        part = typer.Typer(rich_markup_mode="markdown")
        import_module(f"guiderunner.cli.{_MODULES[cmd_name]}").register(part)
        return typer.main.get_group(part).get_command(ctx, cmd_name)


app = typer.Typer(
    cls=_Commands,
    help="Run documented flows in a browser, and publish guides that the run proved.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
