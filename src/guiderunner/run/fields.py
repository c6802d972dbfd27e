"""Reads the fields of a form off the page, for the table of a guide."""

import re
from collections.abc import Sequence

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from guiderunner.evidence.model import FieldRecord
from guiderunner.run.page_object import FormField

_NAME = re.compile(r"- '?\w+ \"((?:[^\"\\]|\\.)*)\"")


class FieldsError(AssertionError):
    """A form has no fields, or one cannot be read."""


def read_fields(fields: Sequence[FormField], language: str) -> tuple[FieldRecord, ...]:
    """Return what is on the screen of each field; its value is never read.

    Raises:
        FieldsError: If there are none, one has no name, or its help does not open.
    """
    if not fields:
        raise FieldsError("the form has no fields")
    return tuple(_read(one, language) for one in fields)


def _read(field: FormField, language: str) -> FieldRecord:
    label = _accessible_name(field.root)
    return FieldRecord(
        label=label,
        language=language,
        required=field.required_icon.is_visible(),
        help=_help(field, label) if field.help_button.is_visible() else None,
        note=_words(field.note) if field.note.is_visible() else None,
    )


def _accessible_name(root: Locator) -> str:
    # The other lines of the snapshot hold values of password fields: only the first is kept.
    first = root.aria_snapshot().partition("\n")[0]
    named = _NAME.match(first)
    if named is None:
        raise FieldsError("a field of the form has no accessible name")
    name = named[1].replace("''", "'") if first.startswith("- '") else named[1]
    return re.sub(r"\\(.)", r"\1", name)


def _help(field: FormField, label: str) -> str:
    """Return the help of the field, which has been seen on the screen."""
    field.open_help()
    try:
        field.help_text.wait_for()
    except PlaywrightError as error:
        raise FieldsError(f"the help of field '{label}' does not open") from error
    words = _words(field.help_text)
    field.close_help()
    return words


def _words(locator: Locator) -> str:
    return " ".join(locator.inner_text().split())
