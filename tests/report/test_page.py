"""The HTML report, as somebody reads it who did not write the scenarios."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from guiderunner.evidence.model import Failure
from guiderunner.report.page import page as report
from tests.report.runs import ALL_KINDS, failed, one_try, run_of


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Page:
    """The report of a run with every verdict, its pictures beside it, opened from a file."""
    (tmp_path / "pictures").mkdir()
    for name, width in (("open.png", 40), ("failed.png", 2400)):
        Image.new("RGB", (width, 30), "navy").save(tmp_path / "pictures" / name)
    file = tmp_path / "report.html"
    file.write_text(report(ALL_KINDS, tmp_path), encoding="utf-8")
    page.goto(file.as_uri())
    return page


def test_what_is_red_comes_first_and_is_open(opened: Page) -> None:
    """A failed variant says what was expected and found, and shows the screen as it failed."""
    first = opened.locator(".variant").first

    expect(first).to_have_attribute("open", "")
    expect(first).to_contain_text("Connect account")
    expect(first).to_contain_text("no button [Save] on pro /new after 5 s")
    expect(first.get_by_role("img")).to_have_js_property("naturalWidth", 1080)


def test_pictures_are_as_wide_as_on_the_screen(opened: Page) -> None:
    """A picture of two image pixels a CSS pixel is not shown twice as large."""
    passed = opened.locator(".variant.passed").first
    passed.locator("summary").first.click()

    expect(passed.get_by_role("img")).to_have_css("width", "10px")


def test_filters_and_search(opened: Page) -> None:
    """One verdict, or words of the scenario, row and language, narrow the list."""
    shown = opened.locator(".variant:visible")
    expect(shown).to_have_count(6)

    opened.get_by_role("button", name="Flaky 1").click()
    expect(shown).to_have_count(1)
    opened.get_by_role("button", name="All 6").click()
    opened.get_by_role("searchbox").fill("connect shop EN")
    expect(shown).to_have_count(1)
    opened.get_by_role("searchbox").fill("connect nowhere")
    expect(opened.get_by_text("Nothing fits.")).to_be_visible()


def test_the_page_is_accessible(opened: Page) -> None:
    """Axe finds nothing, with everything opened."""
    opened.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert Axe().run(opened).generate_report().startswith("Found 0")


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_scrolls_sideways(opened: Page, width: int) -> None:
    """The page fits a phone and a desktop."""
    opened.set_viewport_size({"width": width, "height": 800})

    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_text_is_never_markup(tmp_path: Path) -> None:
    """What a site answers cannot become part of the page."""
    evil = '</script><img src=x onerror="alert(1)">'
    failure = Failure.model_construct(expected=evil, found=evil, nearest=None, picture=evil)
    made = report(run_of(failed("keys-ko", failure=failure, console_errors=[evil])), tmp_path)

    assert "<img src=x" not in made
    assert made.count("</script>") == 2


def test_pictures_are_embedded_once(tmp_path: Path) -> None:
    """The same picture in two variants is in the file once; a lost one leaves the report whole."""
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (40, 30), "navy").save(tmp_path / "pictures" / "open.png")
    made = report(run_of(one_try("a-en"), one_try("b-en"), failed("c-en")), tmp_path)

    assert len(re.findall("data:image/webp", made)) == 1
