"""Writes docs/cli.md from the commands themselves: `python -m tests.cli_reference`."""

from pathlib import Path

from typer.testing import CliRunner

from guiderunner.cli.app import app

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
COMMANDS: tuple[list[str], ...] = (
    [],
    ["check"],
    ["list"],
    ["run"],
    ["guides"],
    ["export"],
    ["export", "markdown"],
    ["export", "pdf"],
    ["diff"],
    ["lint"],
    ["claims"],
    ["mutate"],
    ["issues"],
    ["diagnose"],
    ["repro"],
    ["reply"],
    ["report"],
    ["merge"],
    ["new"],
    ["actions"],
    ["schema"],
    ["labels"],
    ["publish"],
    ["publish", "zendesk"],
    ["i18n"],
    ["i18n", "extract"],
    ["i18n", "update"],
    ["i18n", "status"],
)


def reference() -> str:
    """Return the page: the help of every command."""
    parts = ["# Command line", "", "What `--help` says, command by command."]
    for command in COMMANDS:
        name = " ".join(["guiderunner", *command])
        parts += ["", f"## {name}", "", "```text", help_of(command), "```"]
    return "\n".join(parts) + "\n"


def help_of(command: list[str]) -> str:
    """Return the help of one command as a terminal of 92 columns shows it, without colour."""
    environment = {"COLUMNS": "92", "NO_COLOR": "1", "TERM": "dumb", "FORCE_COLOR": None}
    environment |= {"GITHUB_ACTIONS": None, "PY_COLORS": None, "CI": None}
    result = CliRunner().invoke(app, [*command, "--help"], prog_name="guiderunner", env=environment)
    lines = [line.rstrip() for line in result.output.splitlines()]
    return "\n".join(lines).strip("\n")


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
