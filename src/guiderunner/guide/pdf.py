"""Renders guides and articles as pages to print, and prints them: a PDF each."""

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.guide.addresses import PICTURES, guide_folder
from guiderunner.guide.article_pages import SpokenArticle
from guiderunner.guide.exports import Stock
from guiderunner.guide.model import Guide, GuideStep
from guiderunner.site.printing import open_printer

_KINDS = {".webp": "image/webp", ".png": "image/png"}
Watched = Callable[[Sequence["Sheet"]], Iterable["Sheet"]]


@dataclass(frozen=True)
class Sheet:
    """What is printed into the file `name`; `page` makes its HTML, which needs no other file."""

    name: str
    page: Callable[[], str]


def export_pdf(stock: Stock, folder: Path, watched: Watched = iter) -> int:
    """Print *stock* into *folder*, a subfolder a locale; return the number of files.

    *watched* is given all sheets, and yields them one by one: it may show how far it is.
    """
    todo = list(sheets(stock))
    with open_printer() as printer:
        for sheet in watched(todo):
            file = folder / sheet.name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(printer.print(sheet.page()))
    return len(todo)


def sheets(stock: Stock) -> Iterator[Sheet]:
    """Yield what is printed of *stock*: each guide, then each article."""
    for guide in stock.guides:
        yield Sheet(f"{guide_folder(guide)}.pdf", lambda one=guide: guide_page(stock, one))  # type: ignore[misc]
    for article in stock.articles:
        name = f"{article.locale}/articles/{article.id}.pdf"
        yield Sheet(name, lambda one=article: article_page(stock, one))  # type: ignore[misc]


def guide_page(stock: Stock, guide: Guide) -> str:
    """Return *guide* as a page to print."""
    site = stock.site
    return site.render(
        "pdf/guide.html",
        site.frame("", guide.locale, guide.title.plain, {}),
        guide=guide,
        rows=list(guide.axes.values()),
        pictures=_pictures(stock, guide.steps),
        troubles=site.troubles.of(guide),
        terms=site.explained([guide]),
    )


def article_page(stock: Stock, article: SpokenArticle) -> str:
    """Return *article* as a page to print."""
    site = stock.site
    steps = [step for part in article.parts for step in part.steps]
    return site.render(
        "pdf/article.html",
        site.frame("", article.locale, article.title, {}),
        article=article,
        pictures=_pictures(stock, steps),
        terms=site.explained([part.guide for part in article.parts]),
    )


def _pictures(stock: Stock, steps: Sequence[GuideStep]) -> Mapping[str, str]:
    """Return the pictures of *steps* as addresses that hold them."""
    files = [stock.publication / PICTURES / one.picture.file for one in steps if one.picture]
    return {
        one.name: f"data:{_KINDS[one.suffix]};base64,{base64.b64encode(one.read_bytes()).decode()}"
        for one in files
    }
