"""The records of a site: what it is, and where what it shows is known from."""

from typing import Annotated, Literal

from pydantic import Field

from guiderunner.evidence.record import Record


class SourcedFact(Record):
    """Something that the screens of a site show or do, and where that is known from."""

    fact: str
    language: str
    status: Literal["documented", "part", "inferred"]
    source: str


class ScreenRecord(Record):
    """A screen of a site: what documents it, and when a person last compared it.

    It is shown at `paths`, in which `{name}` stands for a part and `{name:path}` for the rest.
    `documented` says by what: the article that the guides are from, or other help; `sources` are
    their addresses. `inferred` are the parts that no public page shows. `compared` is the ISO date
    on which somebody in the role `by` compared it with the real product; empty if nobody has.
    """

    id: str
    site: str
    paths: tuple[str, ...]
    name: str
    language: str
    documented: Literal["article", "help", ""] = ""
    sources: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    compared: str = ""
    by: Literal["docs", "qa", "support", "product", ""] = ""


class SiteRecord(Record):
    """What the site said of itself: a stand-in, or the real one. `language` is of the words.

    A comparison of a screen with the real product holds for `stale_after` days.
    """

    kind: Literal["mock", "live"]
    name: str
    language: str
    facts: tuple[SourcedFact, ...] = ()
    screens: tuple[ScreenRecord, ...] = ()
    stale_after: Annotated[int, Field(ge=0)] = 0
