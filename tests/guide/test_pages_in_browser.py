"""Pages as readers have them: in three languages, light and dark, on a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from guiderunner.site.browser import find_browser
from tests.guide.key_guides import make_project

KINDS = ("index.html", "free/create-key/index.html", "articles/all-about-keys/index.html")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser that the tool would take."""
    found = find_browser()
    return {"executable_path": found.executable, "args": list(found.args)}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the project once."""
    project = make_project(tmp_path_factory.mktemp("pages"))
    project.publish()
    return project.pages


@pytest.fixture(params=["light", "dark"])
def page_in(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page in light and in dark."""
    context = browser.new_context(color_scheme=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("locale", ["en", "ko", "ja"])
def test_axe_finds_nothing(page_in: Page, pages: Path, locale: str) -> None:
    """Lists, guides and articles have no fault in either colour scheme."""
    for address in (*(f"{locale}/{kind}" for kind in KINDS), "index.html"):
        page_in.goto((pages / address).as_uri())

        found = Axe().run(page_in)

        assert not found.response["violations"], f"{address}\n{found.generate_report()}"


@pytest.mark.parametrize("locale", ["en", "ko", "ja"])
def test_no_page_scrolls_sideways_on_a_phone(page: Page, pages: Path, locale: str) -> None:
    """At 360 pixels everything fits, pictures too."""
    page.set_viewport_size({"width": 360, "height": 740})
    for kind in KINDS:
        page.goto((pages / locale / kind).as_uri())

        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_picture_opens_in_full_size_and_closes_by_key(page: Page, pages: Path) -> None:
    """By mouse or keyboard; afterwards the reader is where they were."""
    page.goto((pages / "en/free/create-key/index.html").as_uri())
    picture = page.get_by_role("link", name="Open in full size")

    picture.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    assert dialog.is_visible()
    page.keyboard.press("Escape")

    assert dialog.is_hidden()
    assert page.evaluate("document.activeElement.className") == "zoom"
