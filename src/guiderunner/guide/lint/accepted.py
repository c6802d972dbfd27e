"""Findings that an author lets stand, and says why: `lint-ok L204: the law words it so`."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from guiderunner.diagnostics import Position, Problem
from guiderunner.guide.lint.rules import RULES
from guiderunner.guide.lint.spots import Spots

_MARK = re.compile(r"lint-ok\b:?\s*(?P<code>L\d+)?:?\s*(?P<why>[^>]*?)\s*(?:-->|$)")
_COMMENT = re.compile(r"\s*(?:#|<!--)")
_MESSAGE = re.compile(r"#|msgctxt|\"")
_SHORTEST = 8


@dataclass
class Exceptions:
    """The exceptions of the files that are looked at, and which of them were needed."""

    spots: Spots
    used: set[tuple[str, int]] = field(default_factory=set)

    def allow(self, anchor: Position, code: str) -> bool:
        """Return whether a finding in the text at *anchor* is let stand; note that it was."""
        for number in self._lines_of(anchor):
            mark = _MARK.search(self.spots.lines(anchor.path)[number])
            if mark and mark["code"] == code and len(mark["why"]) >= _SHORTEST:
                self.used.add((anchor.path, number))
                return True
        return False

    def _lines_of(self, anchor: Position) -> Iterator[int]:
        """Yield the line of the text, and the comments right above it.

        In a catalogue they stand above the head of the message, which has no line of its own.
        """
        lines, number = self.spots.lines(anchor.path), anchor.line - 1
        goes_on = _MESSAGE if anchor.path.endswith(".po") else _COMMENT
        if number < len(lines):
            yield number
        while 0 < number <= len(lines) and goes_on.match(lines[number - 1]):
            number -= 1
            yield number

    def problems(self, paths: Collection[str]) -> Iterator[Problem]:
        """Yield each exception of *paths* that gives no reason, or that nothing needs."""
        for path in sorted(paths):
            for number, line in enumerate(self.spots.lines(path)):
                mark = _MARK.search(line) if "lint-ok" in line else None
                if mark is None or (path, number) in self.used:
                    continue
                place = Position(path, number + 1, mark.start() + 1)
                if mark["code"] not in RULES or len(mark["why"]) < _SHORTEST:
                    message = "an exception needs a rule and a reason: 'lint-ok L204: why'."
                    yield Problem(place, message, "L901")
                else:
                    message = f"nothing here breaks {mark['code']}. Take the exception away."
                    yield Problem(place, message, "L902")
