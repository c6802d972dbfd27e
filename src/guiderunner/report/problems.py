"""Problems of authors' files, as people at a terminal and as programs read them."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text

from guiderunner.diagnostics import Problem, closing

_WIDEST = 100
_WORD = re.compile(r"[\w./-]+")


def as_json(problems: Sequence[Problem]) -> str:
    """Return a JSON list with path, line, column, message and code of each problem."""
    return json.dumps(
        [
            {
                "path": one.position.path,
                "line": one.position.line,
                "column": one.position.column,
                "message": one.message,
                "code": one.code,
            }
            for one in problems
        ],
        indent=1,
        ensure_ascii=False,
    )


def as_annotations(problems: Sequence[Problem]) -> str:
    """Return workflow commands that make GitHub show each problem beside its line."""
    return "\n".join(
        f"::error file={_property(one.position.path)},line={one.position.line},"
        f"col={one.position.column},title={one.code}::{_data(one.message)}"
        for one in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def with_snippets(problems: Sequence[Problem], root: Path, end: str = "Nothing was run.") -> Text:
    """Return the problems for a terminal: each with its line, and a caret below the place."""
    shown = Text()
    for one in problems:
        shown.append(str(one.position), "bold")
        shown.append(f": {one.said} ").append(f"[{one.code}]\n", "dim")
        line = _line(root / one.position.path, one.position.line)
        if line is not None:
            shown.append_text(_snippet(line, one.position.line, one.position.column))
    shown.append(f"\n{closing(problems, end)}")
    return shown


def _line(file: Path, number: int) -> str | None:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return lines[number - 1] if 0 < number <= len(lines) else None


def _snippet(line: str, number: int, column: int) -> Text:
    """Show *line*, cut where it is long, and mark the word at *column*."""
    cut = max(0, column - _WIDEST)
    line = "".join(one if one.isprintable() else " " for one in line)
    before, rest = line[cut : column - 1], line[column - 1 : cut + _WIDEST]
    word = _WORD.match(rest)
    gutter, mark = f"  {number} | ", "^" * max(1, cell_len(word[0]) if word else 1)
    shown = Text(gutter, "cyan").append(f"{before}{rest}\n", "default")
    blank = " " * (len(gutter) - 2) + "| " + " " * cell_len(before)
    return shown.append(blank, "cyan").append(f"{mark}\n", "bold red")
