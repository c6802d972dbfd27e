"""The command line says what it does, and its page in docs says the same."""

from pathlib import Path

from tests.cli_reference import COMMANDS, PAGE, help_of, reference
from tests.run.command import run_command

ROOT = Path(__file__).parent.parent


def test_page_of_commands_is_current() -> None:
    """docs/cli.md is the help of the commands; renew it: python -m tests.cli_reference."""
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_every_command_has_examples() -> None:
    """The help of each command that does something shows how it is used."""
    for command in COMMANDS:
        if command and command not in (["i18n"], ["export"], ["publish"]):
            assert "Examples" in help_of(command), command
            assert f"guiderunner {' '.join(command)}" in help_of(command).split("Examples")[1]


def test_unknown_command_ends_with_two(tmp_path: Path) -> None:
    """A command or option that is not there ends with exit code 2, without a traceback."""
    for arguments in (["rnu"], ["run", "--locle", "ko"]):
        ended = run_command(ROOT, *arguments)
        assert ended.returncode == 2
        assert "Traceback" not in ended.stderr


def test_outside_a_project_one_line_says_so(tmp_path: Path) -> None:
    """Away from any project each command says in one line where to go."""
    ended = run_command(tmp_path, "check")

    assert ended.returncode == 2
    assert ended.stderr.startswith(f"no project at or above {tmp_path}")
    assert len(ended.stderr.splitlines()) == 1


def test_guides_of_tests_only_are_refused() -> None:
    """Asking for the guide of a scenario that has none is an error."""
    ended = run_command(ROOT, "guides", "cancel-unlink")

    assert ended.returncode == 2
    assert ended.stderr.startswith("no guide is selected")


def test_accepting_stands_alone() -> None:
    """A part of a review cannot be accepted, nor a run."""
    for more in (["--locale", "en"], ["connect-account"], ["--from", "run-1"]):
        ended = run_command(ROOT, "guides", "--accept", *more)

        assert ended.returncode == 2
        assert ended.stderr.startswith("--accept stands alone")
