"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from mock_site.web.visit import Visit

SIZE = 20
_DIGITS = 6


@dataclass(frozen=True)
class PageOfRows:
    """Some rows of a list, and the way to the others.

    Attributes:
        total: How many rows there are in all.
        number: Which page this is, from 1; `last` is the last one.
        others: The address of each page, by its number.
    """

    rows: Sequence[Any]
    total: int
    number: int
    last: int
    others: dict[int, str]


def page_of(visit: Visit, rows: Sequence[Any], path: str, **tab: str) -> PageOfRows:
    """Return the page of *rows* that the address asks for, or the nearest one that there is.

    Rows of a *tab* that is not the one asked for stand at their first page.
    """
    last = max(1, -(-len(rows) // SIZE))
    here = all(visit.query(key) == value for key, value in tab.items())
    asked = visit.query("page") if here else ""
    number = min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < _DIGITS else 1
    kept = {key: value for key, value in visit.request.query_params.items() if key != "page"}
    others = {
        one: f"{path}?{urlencode({**kept, **tab, 'page': one})}" for one in range(1, last + 1)
    }
    return PageOfRows(rows[(number - 1) * SIZE : number * SIZE], len(rows), number, last, others)
