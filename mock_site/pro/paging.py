"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from mock_site.web.visit import Visit

SIZE = 20


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


def page_of(visit: Visit, rows: Sequence[Any], size: int = SIZE) -> PageOfRows:
    """Return the page of *rows* that the address asks for, or the nearest one that there is."""
    last = max(1, -(-len(rows) // size))
    asked = visit.query("page")
    number = min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < SIZE else 1
    others = {one: _address(visit, one) for one in range(1, last + 1)}
    return PageOfRows(rows[(number - 1) * size : number * size], len(rows), number, last, others)


def _address(visit: Visit, number: int) -> str:
    kept = {key: value for key, value in visit.request.query_params.items() if key != "page"}
    return f"{visit.request.url.path}?{urlencode({**kept, 'page': number})}"
