"""The fields of a form are read off the page as a person sees them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from guiderunner.run.fields import FieldsError, read_fields
from guiderunner.run.page_object import FormField, PageObject, Screen
from guiderunner.scenario.labels import Labels
from guiderunner.site.browser import find_browser

LABELS = Path(__file__).parents[2] / "pages" / "labels.yaml"
FORM = """
<fieldset><legend>Key 'A' "1": name</legend><strong>Required</strong>
  <button aria-label="Help" onclick="balloon.hidden = !balloon.hidden">?</button>
  <div id="balloon" role="dialog" hidden><p>The name that
    nobody else sees.</p></div>
  <input value="typed before"><p role="note">* 30 characters.</p></fieldset>
<fieldset><legend>Password</legend><strong hidden>Required</strong>
  <input type="password" value="hush-hush"></fieldset>
"""


class _Field(FormField):
    """A field of the form above."""

    @property
    def required_icon(self) -> Locator:
        return self.root.get_by_text("Required")

    @property
    def note(self) -> Locator:
        return self.root.get_by_role("note")

    @property
    def help_button(self) -> Locator:
        return self.root.get_by_role("button", name="Help")

    @property
    def help_text(self) -> Locator:
        return self.root.get_by_role("paragraph").first

    def open_help(self) -> None:
        self.help_button.click()

    def close_help(self) -> None:
        self.help_button.click()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser that the tool would take."""
    found = find_browser()
    return {"executable_path": found.executable, "args": list(found.args)}


def _fields(page: Page, content: str) -> Sequence[FormField]:
    page.set_content(content)
    page.set_default_timeout(300)
    form = PageObject(Screen(page, "app", "ko", Labels.load(LABELS, "labels.yaml")))
    return [_Field(form, root) for root in page.get_by_role("group").all()]


def test_label_icon_help_and_note_are_read(page: Page) -> None:
    """Each as it is on the screen, in the language of the screen; help is opened and closed."""
    first, second = read_fields(_fields(page, FORM), "ko")

    assert first.label == "Key 'A' \"1\": name"
    assert (first.required, first.note) == (True, "* 30 characters.")
    assert first.help == "The name that nobody else sees."
    assert page.get_by_role("dialog").is_hidden()
    assert (second.label, second.language) == ("Password", "ko")
    assert (second.required, second.help, second.note) == (False, None, None)


def test_values_are_never_read(page: Page) -> None:
    """What was typed may be a secret."""
    read = str(read_fields(_fields(page, FORM), "ko"))

    assert "hush" not in read
    assert "typed before" not in read


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<p>Nothing to fill in.</p>", "the form has no fields"),
        ("<fieldset><input></fieldset>", "a field of the form has no accessible name"),
        (FORM.replace("!balloon.hidden", "true"), "the help of field 'Key 'A' \"1\": name'"),
    ],
)
def test_what_cannot_be_read_fails_in_words(page: Page, content: str, said: str) -> None:
    """A table that says less than the form would not be true."""
    with pytest.raises(FieldsError) as raised:
        read_fields(_fields(page, content), "en")

    assert said in str(raised.value)
