"""Changes between two publications, each told once however many guides it is in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from guiderunner.guide.diff.words import Piece
from guiderunner.guide.model import Guide

Kind = Literal[
    "guide added",
    "guide removed",
    "article added",
    "article removed",
    "label renamed",
    "step added",
    "step removed",
    "step moved",
    "text added",
    "text removed",
    "text reworded",
    "picture added",
    "picture removed",
    "picture changed",
]

_MOST_ROWS = 3


@dataclass(frozen=True)
class Version:
    """A change as it is in some guides of one locale: in words, or in pictures.

    `before` and `after` are files of pictures in the old and in the new publication.
    """

    locale: str
    guides: tuple[Guide, ...]
    pieces: tuple[Piece, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def rows(self) -> str:
        """The rows of the first guides."""
        rows = list(dict.fromkeys(" ".join(one.row.values()) for one in self.guides))
        return ", ".join([*rows[:_MOST_ROWS], *(["…"] if len(rows) > _MOST_ROWS else [])])


@dataclass(frozen=True)
class Change:
    """One change; `subject` says of what, `part` which part of it: instruction, result, danger."""

    kind: Kind
    subject: str
    part: str
    versions: tuple[Version, ...]

    @property
    def title(self) -> str:
        """What happened, e.g. `Label renamed` or `Warning reworded`."""
        what = self.part if self.kind.startswith("text ") else self.kind.partition(" ")[0]
        return f"{what} {self.kind.rpartition(' ')[2]}".capitalize()

    @property
    def guides(self) -> list[Guide]:
        """All guides that it is in."""
        found = {guide.node: guide for one in self.versions for guide in one.guides}
        return list(found.values())


@dataclass(frozen=True)
class Difference:
    """All changes between two publications, which are called *old* and *new*."""

    old: str
    new: str
    changes: Sequence[Change]

    def by_title(self) -> Iterator[tuple[str, list[Change]]]:
        """Yield the changes, those that are called the same together."""
        for title in dict.fromkeys(one.title for one in self.changes):
            yield title, [one for one in self.changes if one.title == title]


def places(guides: Sequence[Guide], most: int | None = None) -> list[str]:
    """Return where a change is, a line a scenario: its rows and its locales.

    Of more than *most* rows only the first are named.
    """
    lines = []
    for scenario in dict.fromkeys(one.scenario for one in guides):
        own = [one for one in guides if one.scenario == scenario]
        rows = list(dict.fromkeys(" ".join(one.row.values()) for one in own if one.row))
        locales = list(dict.fromkeys(one.locale for one in own))
        shown = rows[:most]
        more = [f"{len(rows) - len(shown)} more"] if len(rows) > len(shown) else []
        named = f" ({', '.join([*shown, *more])})" if rows else ""
        lines.append(f"{scenario}{named}: {', '.join(locales)}")
    return lines
