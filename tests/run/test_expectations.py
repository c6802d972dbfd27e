"""Each kind of expectation holds when it should, and does not when it should not."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from guiderunner.run.expectations import Question, ask_locator, ask_page
from guiderunner.site.browser import find_browser

PAGE = """<title>My keys</title><h1>Keys</h1><p hidden>Gone</p>
<input value=abc><button disabled>Save</button><input type=checkbox checked>
<ul><li>One</li><li>Two</li></ul>"""
NO = 60  # Milliseconds are enough to see that what stands still does not hold.


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser that the tool would take."""
    found = find_browser()
    return {"executable_path": found.executable, "args": list(found.args)}


@pytest.fixture(scope="module")
def still_page(browser: Browser) -> Iterator[Page]:
    """Open one page that nothing changes."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content(PAGE)
    yield page
    context.close()


@pytest.mark.parametrize(
    ("kind", "selector", "asked", "holds"),
    [
        ("visible", "h1", {}, True),
        ("visible", "p", {}, False),
        ("hidden", "p", {}, True),
        ("hidden", "h1", {}, False),
        ("enabled", "input[value]", {}, True),
        ("enabled", "button", {}, False),
        ("disabled", "button", {}, True),
        ("disabled", "input[value]", {}, False),
        ("checked", "[checked]", {}, True),
        ("text", "h1", {"is_": "Keys"}, True),
        ("text", "h1", {"is_": "Key"}, False),
        ("text", "h1", {"is_not": "Key"}, True),
        ("text", "h1", {"is_not": "Keys"}, False),
        ("text", "h1", {"contains": "Key"}, True),
        ("text", "h1", {"contains": "lock"}, False),
        ("value", "input[value]", {"is_": "abc"}, True),
        ("value", "input[value]", {"is_not": "abc"}, False),
        ("value", "input[value]", {"contains": "b"}, True),
        ("count", "li", {"is_": 2}, True),
        ("count", "li", {"is_": "2"}, True),
        ("count", "li", {"is_not": 2}, False),
        ("aria", "ul", {"is_": "- listitem: Two"}, True),
        ("aria", "ul", {"contains": "- listitem: Three"}, False),
        ("aria", "ul", {"is_not": "- listitem: Three"}, True),
        ("aria", "ul", {"is_not": "- listitem: Two"}, False),
    ],
)
def test_a_kind_tells_yes_from_no(
    still_page: Page, kind: str, selector: str, asked: dict[str, Any], holds: bool
) -> None:
    """Also `is_not` and `contains`, where a kind compares."""
    question = Question(kind, **asked, timeout=2000 if holds else NO)

    try:
        ask_locator(still_page.locator(selector), question)
        held = True
    except AssertionError:
        held = False

    assert held is holds


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"is_": "My keys"}, True),
        ({"is_not": "My keys"}, False),
        ({"contains": "keys"}, True),
        ({"contains": "locks"}, False),
    ],
)
def test_a_title_is_that_of_the_page(still_page: Page, asked: dict[str, str], holds: bool) -> None:
    """Wholly, or in part where that is asked."""
    question = Question("title", **asked, timeout=2000 if holds else NO)

    try:
        ask_page(still_page, question)
        held = True
    except AssertionError:
        held = False

    assert held is holds


@pytest.mark.parametrize(
    ("question", "compares", "value", "expected"),
    [
        (Question("visible"), None, "", "to be visible"),
        (Question("text", is_=""), "is", "", "text to be ''"),
        (Question("count", is_not=0), "is_not", "0", "count not to be '0'"),
        (Question("title", contains="k"), "contains", "k", "title to contain 'k'"),
        (Question("url", url="/keys"), None, "/keys", "the address to be /keys"),
    ],
)
def test_a_question_is_known_in_parts_and_in_words(
    question: Question, compares: str | None, value: str, expected: str
) -> None:
    """An empty text and nought are compared with like any other."""
    assert (question.compares, question.value, question.expected) == (compares, value, expected)
