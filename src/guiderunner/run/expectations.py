"""Expectations: one function a kind; each waits until it holds, and can say what it found."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, expect

NOTHING = "nothing of the kind"
_COMPARED = {"is": "to be", "is_not": "not to be", "contains": "to contain"}


@dataclass(frozen=True)
class Question:
    """What is asked of the screen: labels and variables are already filled in.

    `url` is the path pattern of the page object that the kind `url` names. `timeout` is in
    milliseconds.
    """

    kind: str
    is_: str | int | None = None
    is_not: str | int | None = None
    contains: str | None = None
    url: str | None = None
    timeout: float = 5000

    @property
    def compares(self) -> Literal["is", "is_not", "contains"] | None:
        """How it compares, if it does."""
        if self.is_ is not None:
            return "is"
        if self.is_not is not None:
            return "is_not"
        return None if self.contains is None else "contains"

    @property
    def value(self) -> str:
        """What it compares with; of an address, its pattern."""
        asked = (self.is_, self.is_not, self.contains, self.url)
        return next((str(one) for one in asked if one is not None), "")

    @property
    def expected(self) -> str:
        """What is asked, in words."""
        if self.kind == "url":
            return f"the address to be {self.url}"
        if self.compares is not None:
            return f"{self.kind} {_COMPARED[self.compares]} {_quoted(self.value)}"
        return f"to be {self.kind}"


Asked = Callable[[Locator, Question], None]
Found = Callable[[Locator], str]


def ask_locator(locator: Locator, question: Question) -> None:
    """Wait until the answer is yes.

    Raises:
        AssertionError: If it is not yes in time. Its message may hold values of fields.
    """
    _KINDS[question.kind][0](locator, question)


def ask_page(page: Page, question: Question) -> None:
    """Wait until the page has the title or the address that is asked for.

    Raises:
        AssertionError: If it has not in time.
    """
    if question.kind == "url":
        parts = [re.escape(part) for part in (question.url or "").split("*")]
        pattern = re.compile(r"^[a-z]+://[^/]+" + r"[^/?#]+".join(parts) + r"/?([?#].*)?$")
        expect(page).to_have_url(pattern, timeout=question.timeout)
    elif question.contains is not None:
        pattern = re.compile(re.escape(question.contains))
        expect(page).to_have_title(pattern, timeout=question.timeout)
    elif question.is_not is not None:
        expect(page).not_to_have_title(str(question.is_not), timeout=question.timeout)
    else:
        expect(page).to_have_title(str(question.is_), timeout=question.timeout)


def found_on(locator: Locator, kind: str) -> str:
    """Return in words what is there instead; it may hold values of fields."""
    try:
        count = locator.count()
        if kind == "count":
            return str(count)
        if count == 0:
            return NOTHING
        if count > 1:
            return f"{count} of the kind"
        return _KINDS[kind][1](locator)
    except PlaywrightError:
        return "a page that does not answer"


def _visible(locator: Locator, question: Question) -> None:
    expect(locator).to_be_visible(timeout=question.timeout)


def _hidden(locator: Locator, question: Question) -> None:
    expect(locator).to_be_hidden(timeout=question.timeout)


def _text(locator: Locator, question: Question) -> None:
    if question.contains is not None:
        expect(locator).to_contain_text(question.contains, timeout=question.timeout)
    elif question.is_not is not None:
        expect(locator).not_to_have_text(str(question.is_not), timeout=question.timeout)
    else:
        expect(locator).to_have_text(str(question.is_), timeout=question.timeout)


def _value(locator: Locator, question: Question) -> None:
    if question.contains is not None:
        pattern = re.compile(re.escape(question.contains))
        expect(locator).to_have_value(pattern, timeout=question.timeout)
    elif question.is_not is not None:
        expect(locator).not_to_have_value(str(question.is_not), timeout=question.timeout)
    else:
        expect(locator).to_have_value(str(question.is_), timeout=question.timeout)


def _count(locator: Locator, question: Question) -> None:
    if question.is_not is not None:
        expect(locator).not_to_have_count(_number(question.is_not), timeout=question.timeout)
    else:
        expect(locator).to_have_count(_number(question.is_), timeout=question.timeout)


def _number(asked: object) -> int:
    """Return the number that a variable holds; a word is a mistake in the row."""
    if not str(asked).isdecimal():
        raise LookupError(f"a count compares with a whole number; '{asked}' is none")
    return int(str(asked))


def _enabled(locator: Locator, question: Question) -> None:
    expect(locator).to_be_enabled(timeout=question.timeout)


def _disabled(locator: Locator, question: Question) -> None:
    expect(locator).to_be_disabled(timeout=question.timeout)


def _checked(locator: Locator, question: Question) -> None:
    expect(locator).to_be_checked(timeout=question.timeout)


def _aria(locator: Locator, question: Question) -> None:
    if question.is_not is not None:
        snapshot = str(question.is_not)
        expect(locator).not_to_match_aria_snapshot(snapshot, timeout=question.timeout)
    else:
        expect(locator).to_match_aria_snapshot(question.value, timeout=question.timeout)


def _shown(locator: Locator) -> str:
    return "visible" if locator.is_visible() else "hidden"


def _state(locator: Locator) -> str:
    return "enabled" if locator.is_enabled() else "disabled"


def _ticked(locator: Locator) -> str:
    return "checked" if locator.is_checked() else "not checked"


def _inner_text(locator: Locator) -> str:
    return _quoted(" ".join(locator.inner_text().split()))


def _input_value(locator: Locator) -> str:
    return _quoted(locator.input_value())


def _structure(locator: Locator) -> str:
    return f"another structure around {_inner_text(locator)}"


_KINDS: dict[str, tuple[Asked, Found]] = {
    "visible": (_visible, _shown),
    "hidden": (_hidden, _shown),
    "text": (_text, _inner_text),
    "value": (_value, _input_value),
    "count": (_count, _shown),
    "enabled": (_enabled, _state),
    "disabled": (_disabled, _state),
    "checked": (_checked, _ticked),
    "aria": (_aria, _structure),
}


def _quoted(value: object) -> str:
    return f"'{value}'"
