"""Where pages stand in a publication, and how they refer to each other: always relatively."""

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache

from guiderunner.guide.model import Guide

_LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
START = "index.html"
PICTURES = "pictures"
THEME = "theme"


def index_address(locale: str) -> str:
    """Return the address of the list of all guides in *locale*."""
    return f"{locale}/index.html"


def search_address(locale: str) -> str:
    """Return the address of what can be searched for in *locale*."""
    return f"{locale}/search.js"


def claims_address(locale: str) -> str:
    """Return the address of the page of claims in *locale*."""
    return f"{locale}/claims.html"


def row_slug(row: Mapping[str, str]) -> str:
    """Return the part of addresses and anchors that stands for a row."""
    return "-".join(_slug(one) for one in row.values())


@lru_cache(maxsize=4096)
def _slug(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name.lower())


def guide_folder(guide: Guide) -> str:
    """Return the folder of a guide's page: `en/<row>/<scenario>`."""
    return folder_of(guide.scenario, guide.row, guide.locale)


def folder_of(scenario: str, row: Mapping[str, str], locale: str) -> str:
    """Return the folder of the page of a scenario, row and locale."""
    return "/".join(part for part in (locale, row_slug(row), scenario) if part)


def guide_address(guide: Guide) -> str:
    """Return the address of a guide's page."""
    return f"{guide_folder(guide)}/index.html"


def article_address(article: str, locale: str) -> str:
    """Return the address of an article's page."""
    return f"{locale}/articles/{article}/index.html"


def verification_address(address: str) -> str:
    """Return the address of the page that says what proves the page at *address*."""
    return f"{address.removesuffix('index.html')}verification.html"


def link(page: str, target: str) -> str:
    """Return how *page* refers to *target*, also from a file without any server."""
    return "../" * page.count("/") + target


def links_of(address: str, page: str) -> set[str]:
    """Return the addresses of the pages that *page* links to."""
    folder = posixpath.dirname(address)
    found = {posixpath.normpath(posixpath.join(folder, one)) for one in _LINK.findall(page)}
    return {one for one in found if one.endswith(".html")}
