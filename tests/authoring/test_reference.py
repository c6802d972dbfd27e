"""The reference of actions and locators is read off the page objects."""

from pathlib import Path

from guiderunner.authoring.reference import entries, markdown
from guiderunner.project import find_project
from guiderunner.run.checking import check_project
from guiderunner.scenario.names import Names
from tests.run.command import run_command

ROOT = Path(__file__).parents[2]


def _names() -> Names:
    return check_project(find_project(ROOT)).registry.names


def test_the_page_of_actions_is_current() -> None:
    """docs/actions.md is the reference of today; renew: guiderunner actions --markdown."""
    assert (ROOT / "docs" / "actions.md").read_text(encoding="utf-8") == markdown(_names())


def test_every_member_is_described() -> None:
    """No action or locator stands in the reference without a docstring."""
    assert [one.name for one in entries(_names()) if not one.doc] == []


def test_words_narrow_the_list() -> None:
    """A word is looked for in names and descriptions; components are listed with their path."""
    found = run_command(ROOT, "actions", "tick the box")

    assert found.returncode == 0
    assert found.stdout.splitlines()[0] == "marketplace_accounts.unlink_dialog.agree  action"


def test_nothing_found_is_an_error() -> None:
    """A word that is nowhere ends with exit code 2."""
    found = run_command(ROOT, "actions", "teleport")

    assert (found.returncode, found.stderr) == (2, "no action or locator has 'teleport' in it.\n")


def test_what_destroys_data_says_so() -> None:
    """The reference marks the actions that need a danger."""
    assert "| `marketplace_accounts.unlink_dialog.confirm` | action, destroys data |" in markdown(
        _names()
    )
