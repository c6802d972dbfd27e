"""Commands for the docs team: guides."""

import typer


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
