"""Pages as readers have them: in three languages, light and dark, on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from guiderunner.evidence.model import Try
from guiderunner.evidence.site_model import ScreenRecord, SiteRecord, SourcedFact
from guiderunner.site.browser import find_browser
from tests.guide.key_guides import Project, make_project
from tests.guide.publisher import Publisher, drawn
from tests.proof.kept import keep, publish_with_claims, with_claims

SOURCE = "https://help.example/hc/articles/29472295175449-Where-keys-are-issued-and-how-long"
SITE = SiteRecord(
    kind="mock",
    name="A site of nobody",
    language="en",
    facts=(SourcedFact(fact="鍵", language="ja", status="documented", source=SOURCE),),
    screens=(
        ScreenRecord(
            id="keys",
            site="app",
            paths=("/keys",),
            name="鍵",
            language="ja",
            documented="help",
            sources=(SOURCE,),
            inferred=("見た目", "メッセージの文言"),
            compared="2025-01-31",
            by="product",
        ),
    ),
    stale_after=180,
)
KINDS = (
    "index.html",
    "free/create-key/index.html",
    "free/create-key/verification.html",
    "articles/all-about-keys/index.html",
    "articles/all-about-keys/verification.html",
    "claims.html",
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser that the tool would take."""
    found = find_browser()
    return {"executable_path": found.executable, "args": list(found.args)}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the project once."""
    project = with_claims(make_project(tmp_path_factory.mktemp("pages")))
    run = project.run(project.suite())
    tries = tuple(_on_the_site(one) for one in run.tries)
    keep(project, run)
    publish_with_claims(project, run.model_copy(update={"tries": tries}))
    return project.pages


def _on_the_site(tried: Try) -> Try:
    first = tried.steps[0].model_copy(update={"site": "app", "url": "/keys"})
    return tried.model_copy(update={"site": SITE, "steps": (first, *tried.steps[1:])})


@pytest.fixture(params=["light", "dark"])
def page_in(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page in light and in dark."""
    context = browser.new_context(color_scheme=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("locale", ["en", "ko", "ja"])
def test_axe_finds_nothing(page_in: Page, pages: Path, locale: str) -> None:
    """No kind of page has a fault in either colour scheme."""
    for address in (*(f"{locale}/{kind}" for kind in KINDS), "index.html"):
        page_in.goto((pages / address).as_uri())

        found = Axe().run(page_in)

        assert not found.response["violations"], f"{address}\n{found.generate_report()}"


@pytest.mark.parametrize("locale", ["en", "ko", "ja"])
def test_axe_finds_nothing_while_one_searches(page_in: Page, pages: Path, locale: str) -> None:
    """With results open, on the list and on a guide; with all steps shown at a glance."""
    for kind in KINDS[:2]:
        page_in.goto((pages / locale / kind).as_uri())
        page_in.get_by_role("searchbox").fill("free")
        page_in.locator(".results a").first.wait_for()

        found = Axe().run(page_in)

        assert not found.response["violations"], f"{kind}\n{found.generate_report()}"


@pytest.mark.parametrize("locale", ["en", "ko", "ja"])
@pytest.mark.parametrize("width", [343, 390])
def test_no_page_scrolls_sideways_on_a_phone(
    page: Page, pages: Path, locale: str, width: int
) -> None:
    """Everything fits: pictures, tables and what was found."""
    page.set_viewport_size({"width": width, "height": 740})
    for kind in KINDS:
        page.goto((pages / locale / kind).as_uri())
        page.get_by_role("searchbox").fill("free")
        page.locator(".results a").first.wait_for()

        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_no_word_of_a_table_is_squeezed_on_a_phone(page: Page, pages: Path) -> None:
    """A row stands below the other there: each cell with words is as wide as the table."""
    page.set_viewport_size({"width": 390, "height": 740})
    for kind in ("free/create-key/index.html", "free/create-key/verification.html", "claims.html"):
        page.goto((pages / "en" / kind).as_uri())
        tables = page.locator("table").all()
        assert tables

        for one in tables:
            table = one.bounding_box()
            cells = one.locator("tbody th, tbody td").filter(has_text=re.compile(r"\S")).all()
            assert table is not None
            assert cells
            for box in [cell.bounding_box() for cell in cells]:
                assert box is not None
                assert box["width"] == pytest.approx(table["width"], abs=2)


def test_what_is_printed_is_the_guide_alone(page: Page, pages: Path) -> None:
    """No way to go on, no search, no badge; steps, fields and terms are there."""
    page.goto((pages / "en/free/create-key/index.html").as_uri())
    assert page.get_by_role("navigation").first.is_visible()

    page.emulate_media(media="print")

    for gone in ("navigation", "search"):
        assert not [one for one in page.get_by_role(gone).all() if one.is_visible()]
    assert page.get_by_text("Verified").is_hidden()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_role("table", name="The fields of the form").is_visible()


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


def test_a_phone_shows_the_part_that_can_be_read_and_opens_the_whole(
    page: Page, project: Project
) -> None:
    """The part is at least 0.8 of the size of the screen that it was taken of."""
    project.publish(project.run_with_wide_pictures())
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto((project.pages / "en/free/create-key/index.html").as_uri())
    picture = page.get_by_role("img").first

    picture.scroll_into_view_if_needed()
    box, whole = picture.bounding_box(), picture.get_attribute("src") or ""
    natural = picture.evaluate("async (one) => { await one.decode(); return one.naturalWidth; }")
    shown = picture.evaluate("(one) => one.currentSrc")
    picture.click()
    large = page.get_by_role("dialog").get_by_role("img")

    assert box is not None
    assert not shown.endswith(whole.rpartition("/")[2])
    assert box["width"] >= 0.77 * natural / 2
    assert large.evaluate("(one) => one.currentSrc").endswith(whole.rpartition("/")[2])
    assert large.evaluate("(one) => one.width") == 839


def test_the_full_size_is_reached_by_keys_and_read_out(page: Page, pages: Path) -> None:
    """The dialog has the words of the picture as its name, and begins at its close button."""
    page.goto((pages / "en/free/create-key/index.html").as_uri())
    alt = page.locator(".picture img").get_attribute("alt") or ""

    page.get_by_role("link", name=f"{alt} Open in full size").press("Enter")

    dialog = page.get_by_role("dialog", name=alt)
    assert dialog.get_by_role("button", name="Close").evaluate("(one) => one.matches(':focus')")
    page.keyboard.press("Tab")
    assert dialog.get_by_role("region", name=alt).evaluate("(one) => one.matches(':focus')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert dialog.is_hidden()


def test_the_review_is_for_everybody(page_in: Page, project: Project) -> None:
    """It has no fault in either colour scheme, and fits a phone."""
    publisher = Publisher(project)
    publisher.publish()
    publisher.accept()
    publisher.publish(publisher.run("scenarios/keys/create_key.yaml::free-ko", drawn(200)))
    page_in.set_viewport_size({"width": 360, "height": 740})
    page_in.goto((publisher.review / "index.html").as_uri())

    found = Axe().run(page_in)

    assert not found.response["violations"], found.generate_report()
    assert page_in.evaluate("document.documentElement.scrollWidth") == 360
    assert page_in.get_by_role("img", name="As published").is_visible()
