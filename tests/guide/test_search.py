"""Readers find guides without a server, in words of their own language."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from guiderunner.site.browser import find_browser
from tests.guide.key_guides import Project, make_project


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser that the tool would take."""
    found = find_browser()
    return {"executable_path": found.executable, "args": list(found.args)}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the project once."""
    project = make_project(tmp_path_factory.mktemp("search"))
    project.publish()
    return project.pages


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """Open pages as a reader without any network does."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_default_timeout(5000)
    yield page
    context.close()


def _find(page: Page, address: Path, words: str) -> list[str]:
    """Search for *words* on the page at *address*; return the titles of what is found."""
    page.goto(address.as_uri())
    page.get_by_role("searchbox").fill(words)
    expect(page.get_by_role("status")).not_to_be_empty()
    return page.locator(".results strong").all_inner_texts()


@pytest.mark.parametrize(
    ("locale", "words", "first"),
    [
        ("en", "KEY team", "Create a key for Team <b>&</b>"),
        ("en", "stops working free", "Create a key for Free"),
        ("ko", "free 만들기", "Free를 위한 키 만들기"),
        ("ko", "키만들기", "Free를 위한 키 만들기"),  # Parted otherwise than on the page.
        ("ko", "ｆｒｅｅ", "Free를 위한 키 만들기"),  # noqa: RUF001 - full-width letters
        ("ja", "受信ト", "Create a key for Free"),
        ("ja", "受信箱トレイ", "Create a key for Free"),  # Not a word of the page, but near.
    ],
)
def test_words_are_found(reader: Page, pages: Path, locale: str, words: str, first: str) -> None:
    """In titles and in steps, in any case and width; the best comes first."""
    assert _find(reader, pages / locale / "index.html", words)[0] == first


def test_all_words_count(reader: Page, pages: Path) -> None:
    """A second word narrows what the first has found."""
    index = pages / "en" / "index.html"

    assert len(_find(reader, index, "key")) == 3
    assert _find(reader, index, "key team") == ["Create a key for Team <b>&</b>"]


def test_another_language_s_name_of_a_row_is_found(reader: Page, pages: Path) -> None:
    """Row ids too: people type what they see elsewhere."""
    assert len(_find(reader, pages / "ja" / "index.html", "team")) == 1


def test_nothing_is_said_to_be_nothing(reader: Page, pages: Path) -> None:
    """To eyes and to screen readers."""
    assert _find(reader, pages / "en" / "index.html", "zebra") == []

    assert reader.get_by_role("status").inner_text() == "Nothing found. Try another word."
    assert reader.get_by_text("Nothing found.").first.is_visible()


def test_a_result_leads_to_its_step(reader: Page, pages: Path) -> None:
    """From any page, by keyboard alone; how many there are is announced."""
    reader.goto((pages / "en/team/create-key/index.html").as_uri())
    reader.locator("body").press("/")
    reader.keyboard.type("inbox free")
    expect(reader.get_by_role("status")).to_have_text("Results: 1")

    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")

    reader.wait_for_url("**/en/free/create-key/index.html#check-mail")


def test_escape_closes_and_stays(reader: Page, pages: Path) -> None:
    """The reader is back in the field; the arrow up leads there too."""
    _find(reader, pages / "en" / "index.html", "key")
    field = reader.get_by_role("searchbox")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    reader.keyboard.press("ArrowDown")

    reader.keyboard.press("Escape")

    expect(field).to_be_focused()
    expect(reader.locator(".results")).to_be_hidden()


def test_another_language_is_marked_in_results(reader: Page, pages: Path) -> None:
    """A screen reader pronounces a foreign label as on the page of the guide."""
    _find(reader, pages / "ko" / "index.html", "받은편지함")

    assert reader.locator(".results [lang=ja]").first.inner_text() == "受信トレイ"


def test_without_script_there_is_no_dead_field(browser: Browser, pages: Path) -> None:
    """The list has every guide anyway."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "en/index.html").as_uri())

    assert page.get_by_role("searchbox").count() == 0
    assert page.get_by_role("link", name="Keys", exact=True).count() == 2
    context.close()


def _content(script: str) -> Any:
    return json.loads(script.removeprefix("foundPages(").rstrip().removesuffix(");"))


def test_every_result_leads_somewhere(project: Project) -> None:
    """Its page is there, and the step on it."""
    project.publish()

    for locale in ("en", "ko", "ja"):
        script = (project.pages / locale / "search.js").read_text(encoding="utf-8")
        for address, *_, steps in _content(script)["pages"]:
            page = (project.pages / address).read_text(encoding="utf-8")
            assert [one[0] for one in steps if one[0] and f'id="{one[0]}"' not in page] == []


def test_a_sentence_of_many_guides_is_there_once(project: Project) -> None:
    """The file stays small; mark-up in a text stays text."""
    project.publish()

    script = (project.pages / "en" / "search.js").read_text(encoding="utf-8")
    content = _content(script)
    assert script.count("Your new Key is shown.") == 1
    assert len(content["pages"]) == 3
    assert ["In your mail, open ", ["ja", "受信トレイ"], " (Inbox)."] in content["texts"]
