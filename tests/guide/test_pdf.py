"""PDFs can be read by everybody: tagged, with outline and language, no step torn."""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.exports import Stock, take_stock
from guiderunner.guide.pdf import Sheet, sheets
from guiderunner.site.printing import Printer
from tests.guide.key_guides import Project

# All elements that are printed.
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "svg",
    "symbol",
    "path",
    "use",
    "main",
    "header",
    "section",
    "nav",
    "div",
    "h1",
    "h2",
    "h3",
    "p",
    "strong",
    "span",
    "ul",
    "ol",
    "li",
    "a",
    "img",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
}


def stock_of(project: Project) -> Stock:
    """Publish the project, and return what there is to print."""
    project.publish()
    contents = project.contents()
    chosen = [one for one in contents.suite.variants if one.scenario.has_guide]
    return take_stock(contents, project.build, chosen)


def sheet(project: Project, name: str) -> str:
    """Return the page that is printed as *name*."""
    found: dict[str, Sheet] = {one.name: one for one in sheets(stock_of(project))}
    return found[name].page()


def walk(element: Any) -> Iterator[Any]:
    """Yield *element* of a structure and all below it."""
    if isinstance(element, pikepdf.Array):
        for one in element:
            yield from walk(one)
    elif isinstance(element, pikepdf.Dictionary):
        yield element
        yield from walk(element.get("/K"))


def read(printed: bytes) -> pikepdf.Pdf:
    """Return the printed file."""
    return pikepdf.open(io.BytesIO(printed))


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """Return the elements of the structure of one *kind*."""
    return [one for one in walk(pdf.Root.StructTreeRoot.K) if str(one.get("/S")) == kind]


def pages_of(element: Any) -> set[object]:
    """Return the pages that *element* and what is below it are printed on."""
    return {one.Pg.objgen for one in walk(element) if "/Pg" in one}


@pytest.mark.parametrize("locale", ["en", "ko", "ja"])
def test_a_guide_is_tagged_and_says_its_language(
    project: Project, browser: Browser, locale: str
) -> None:
    """Title, language, outline, and alternative texts are in the file, and fonts with letters."""
    pdf = read(Printer(browser).print(sheet(project, f"{locale}/free/create-key.pdf")))

    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == locale
    titles = {"en": "Create a key for Free", "ko": "Free를 위한 키 만들기"}
    assert str(pdf.docinfo["/Title"]) == titles.get(locale, titles["en"])
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_outline() as outline:
        (top,) = outline.root
        assert [one.title for one in top.children] == ["Before you start", "Steps"]
    (figure,) = elements(pdf, "/Figure")
    assert str(figure.Alt)
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        inside = font if font.Subtype != "/Type0" else font.DescendantFonts[0]
        assert "/CharProcs" in inside or {"/FontFile2", "/FontFile3"} & set(inside.FontDescriptor)


def test_no_step_is_torn(project: Project, browser: Browser) -> None:
    """Where a step does not fit on what is left of a page, it begins on the next."""
    page = sheet(project, "en/free/create-key.pdf")
    (step,) = re.findall(r'<li class="step" id="create">.*?</li>\s*(?=<li|</ol>)', page, re.DOTALL)

    pdf = read(Printer(browser).print(page.replace(step, step * 9)))

    steps = [one for one in elements(pdf, "/LI") if pages_of(one)]
    assert len(steps) > 9
    assert len(pdf.pages) > 2
    assert [len(pages_of(one)) for one in steps] == [1] * len(steps)


def test_an_article_has_links_and_parts_in_its_outline(project: Project, browser: Browser) -> None:
    """They lead within the file: no address of this machine is in it."""
    printed = Printer(browser).print(sheet(project, "en/articles/all-about-keys.pdf"))
    pdf = read(printed)

    with pdf.open_outline() as outline:
        (top,) = outline.root
        assert [one.title for one in top.children] == [
            "In this article",
            "Find your keys",
            "Create a key for Free",
        ]
    links = [one for page in pdf.pages for one in page.get("/Annots", [])]
    assert len(links) == 2
    assert all("/Dest" in one or one.A.S == "/GoTo" for one in links)
    assert b"file:" not in printed


def test_equal_guides_give_equal_bytes(project: Project, browser: Browser) -> None:
    """Whatever the browser printed before; and no date is in the file."""
    printer, page = Printer(browser), sheet(project, "ko/free/create-key.pdf")
    first = printer.print(page)
    printer.print("<p>Another.</p>")

    assert printer.print(page) == first
    assert not re.search(rb"\(D:\d{4}", first)
    assert "/CreationDate" not in read(first).docinfo


def test_every_guide_and_article_has_a_file(project: Project) -> None:
    """Named as its page is; and no other element is printed than is allowed."""
    found = list(sheets(stock_of(project)))

    assert sorted(one.name for one in found) == sorted(
        f"{locale}/{name}.pdf"
        for locale in ("en", "ko", "ja")
        for name in ("free/create-key", "team/create-key", "articles/all-about-keys")
    )
    for one in found:
        assert _Tags(one.page()).found <= ALLOWED, one.name


class _Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.add(tag)


def test_a_page_needs_no_other_file(project: Project) -> None:
    """Pictures are in it, and nothing is asked from anywhere."""
    page = sheet(project, "en/free/create-key.pdf")

    assert re.search(r'src="data:image/webp;base64,', page)
    assert not re.search(r'(src|href)="(?!data:|#)|url\(|@import', page)


def test_a_browser_that_died_is_told_in_words(browser: Browser, tmp_path: Path) -> None:
    """In one line."""

    class _Dead:
        def new_context(self, **_: Any) -> Any:
            return browser.new_context().new_page().goto("http://127.0.0.1:1/")

    with pytest.raises(GuiderunnerError, match=r"^the browser cannot print: [^\n]+$"):
        Printer(_Dead()).print("<p>One.</p>")  # type: ignore[arg-type]
