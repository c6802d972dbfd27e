"""Where in a file certain words stand, once it is known where their text begins."""

import re
from collections.abc import Callable
from pathlib import Path

from guiderunner.diagnostics import Position

_MOST_LINES = 30
_KEY = re.compile(r"\s*(?:- )?[A-Za-z_]+:(?:\s|$)")
# How a text goes on in the next line: of YAML, HTML, or a catalogue.
_GAP = r'(?:"\s*\n\s*"|\s)+'


class Spots:
    """Finds words in the files of *root*; each file is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lines: dict[str, list[str]] = {}

    def lines(self, path: str) -> list[str]:
        """Return the lines of the file that people know as *path*."""
        if path not in self._lines:
            try:
                text = (self.root / path).read_text(encoding="utf-8", errors="replace")
            except OSError:
                text = ""
            self._lines[path] = text.split("\n")
        return self._lines[path]

    def find(self, start: Position, words: str) -> Position:
        """Return where *words* stand in the text that begins at *start*, else *start*."""
        lines = self.lines(start.path)
        first, column = start.line - 1, start.column - 1
        if start.path.endswith(".po"):
            first, column = self._translation(lines, first), 0
            start = Position(start.path, first + 1)
        rest = lines[first : first + _MOST_LINES]
        if not words.strip() or not rest:
            return start
        rest = [rest[0][column:], *_until(rest[1:], _ends(start.path))]
        pattern = _GAP.join(re.escape(part) for part in words.split())
        found = re.search(pattern, "\n".join(rest))
        if found is None:
            return start
        before = "\n".join(rest)[: found.start()]
        line = before.count("\n")
        return Position(
            start.path,
            first + line + 1,
            len(before) - before.rfind("\n") + (column if line == 0 else 0),
        )

    @staticmethod
    def _translation(lines: list[str], first: int) -> int:
        """Return the line in which the translation of the message at *first* begins."""
        for number in range(first, min(first + _MOST_LINES, len(lines))):
            if lines[number].startswith("msgstr"):
                return number
        return first


def _ends(path: str) -> Callable[[str], bool]:
    if path.endswith(".po"):
        return lambda line: not line.startswith('"')
    if path.endswith((".yaml", ".yml")):
        return lambda line: _KEY.match(line) is not None
    return lambda _: False


def _until(lines: list[str], is_end: Callable[[str], bool]) -> list[str]:
    found = []
    for line in lines:
        if is_end(line):
            break
        found.append(line)
    return found
