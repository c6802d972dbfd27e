"""The ledger of screens: what documents each, and when a person last compared it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from mock_site.catalogue import MARKETPLACES, marketplace_of_site
from mock_site.catalogue.loading import read_yaml, told
from mock_site.catalogue.shape import PRO_LANGUAGES, Shape, Words

FILE = Path(__file__).parent / "screens.yaml"
SELLERS = "sellers"
"""Stands for every seller admin that has no entry of its own for a path."""

_OF_MARKETPLACE = "marketplace"
_SITES = ("pro", SELLERS, *(one.admin.site for one in MARKETPLACES.values()))
_GAP = re.compile(r"\{\w+(:path)?\}")


class Documents(Shape):
    """The public pages that show a screen: the article that the flows are from, other help."""

    article: str = ""
    help: str = ""


class Comparison(Shape):
    """When a person compared a screen with the real product: by role, never by name."""

    day: date = Field(alias="date")
    by: Literal["docs", "qa", "support", "product"]


class Screen(Shape):
    """The entry of one screen."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    site: str
    paths: tuple[str, ...] = Field(min_length=1)
    name: Words
    documented: Documents = Documents()
    inferred: tuple[str, ...] = ()
    compared: Literal["never"] | Comparison

    @model_validator(mode="after")
    def _is_whole(self) -> "Screen":
        if self.site not in _SITES:
            raise ValueError(f"there is no site '{self.site}'")
        _require_languages(self.name)
        if not (self.documented.article or self.documented.help or self.inferred):
            raise ValueError("needs 'documented' or 'inferred'")
        return self

    def sources(self, site: str) -> list[str]:
        """Return the public pages that show it on *site*."""
        of_help = self.documented.help
        if of_help == _OF_MARKETPLACE:
            of_help = marketplace_of_site(site).admin.source.documented
        return [one for one in (self.documented.article, of_help) if one]


class ScreenLedger(Shape):
    """Every screen, with the words for what is inferred; a comparison holds *stale_after* days."""

    version: Literal[1]
    stale_after: int = Field(gt=0)
    parts: Mapping[str, Words]
    screens: tuple[Screen, ...]

    @model_validator(mode="after")
    def _is_consistent(self) -> "ScreenLedger":
        for words in self.parts.values():
            _require_languages(words)
        seen: set[str] = set()
        taken: set[tuple[str, str]] = set()
        for one in self.screens:
            if one.id in seen:
                raise ValueError(f"screen '{one.id}' stands twice")
            seen.add(one.id)
            unknown = [part for part in one.inferred if part not in self.parts]
            if unknown:
                raise ValueError(f"screen '{one.id}': there is no part '{unknown[0]}'")
            for path in one.paths:
                if (one.site, path) in taken:
                    raise ValueError(f"screen '{one.id}': {path} has another entry")
                taken.add((one.site, path))
        return self

    def of_site(self, site: str) -> Iterator[tuple[Screen, Sequence[str]]]:
        """Yield the screens of *site*, each with the paths that are its own there."""
        own = {path for one in self.screens if one.site == site for path in one.paths}
        for one in self.screens:
            if one.site == site:
                yield one, one.paths
            elif one.site == SELLERS and site != "pro":
                left = [path for path in one.paths if path not in own]
                if left:
                    yield one, left

    def find(self, site: str, route: str) -> Screen | None:
        """Return the screen that *route* of *site* shows; what its gaps are called is no matter."""
        for one, paths in self.of_site(site):
            if _bare(route) in map(_bare, paths):
                return one
        return None


def _require_languages(words: Words) -> None:
    if set(words) != set(PRO_LANGUAGES):
        raise ValueError(f"the words are needed in {', '.join(PRO_LANGUAGES)}")


def _bare(route: str) -> str:
    """Return *route* without the names of its gaps; one for a whole path stays apart."""
    return _GAP.sub(lambda gap: "{:path}" if gap[1] else "{}", re.sub(r":int\}", "}", route))


@cache
def screen_ledger(file: Path = FILE) -> ScreenLedger:
    """Return the ledger in *file*.

    Raises:
        EntryError: If it lacks something, or holds what does not belong there.
    """
    data = read_yaml(file)
    try:
        return ScreenLedger.model_validate(data)
    except ValidationError as error:
        raise told(file, data, error) from error
