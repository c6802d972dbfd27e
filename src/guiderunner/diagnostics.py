"""Positions, problems and the one way in which they are printed."""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MOST_NAMED = 12
_LONGEST = 2_000


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of an author: where it stands, what is wrong, and its stable code."""

    position: Position
    message: str
    code: str

    @property
    def said(self) -> str:
        """The message in one line of bearable length, whatever it quotes from a file."""
        shown = "".join(map(_shown, self.message[: _LONGEST + 1]))
        return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} ..."

    def __str__(self) -> str:
        return f"{self.position}: {self.said} [{self.code}]"


def _shown(character: str) -> str:
    """Return what a terminal would obey, or break the line at, as an escape."""
    is_shown = unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return character if is_shown else ascii(character)[1:-1]


class GuiderunnerError(Exception):
    """What stops a command and is told in one line, without a traceback (exit code 2)."""


class ProblemsError(GuiderunnerError):
    """Bad input; carries every problem that was found, in file order."""

    def __init__(self, problems: Iterable[Problem], end: str = "Nothing was run.") -> None:
        self.problems, self.end = sorted(set(problems)), end
        super().__init__(render(self.problems, end))

    def __reduce__(self) -> tuple[type["ProblemsError"], tuple[list[Problem], str]]:
        """Say how it is made again on the way from one process to another."""
        return type(self), (self.problems, self.end)


def render(problems: Sequence[Problem], end: str = "Nothing was run.") -> str:
    """Return *problems* line by line, closed by their count and *end*."""
    return "\n".join([*map(str, problems), "", closing(problems, end)])


def closing(problems: Sequence[Problem], end: str = "Nothing was run.") -> str:
    """Return how many problems there are in how many files, and *end*."""
    files = len({problem.position.path for problem in problems})
    return f"{plural(len(problems), 'problem')} in {plural(files, 'file')}. {end}".rstrip()


def plural(count: int, noun: str) -> str:
    """Return *count* with *noun*, e.g. `1 problem`, `3 problems`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean 'x'?` for the nearest of *known*, else what is valid, else nothing."""
    names = sorted(set(known))
    nearest = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if nearest:
        return f" Did you mean '{nearest[0]}'?"
    if names and len(names) <= _MOST_NAMED:
        return f" Known: {', '.join(names)}."
    return ""
