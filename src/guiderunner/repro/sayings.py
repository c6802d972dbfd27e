"""What people said of issues before: the nearest of it tells what a new text may mean."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import Position, Problem, ProblemsError, suggestion
from guiderunner.repro.likeness import Likeness
from guiderunner.scenario.document import known_as, read_source

FILE = Path("data", "sayings.txt")  # In the folder of scenarios.
NO_ISSUE = "none"  # Said of what no issue is about.
_SECOND = 0.5  # How much the second nearest of an issue counts beside the nearest.


@dataclass(frozen=True)
class Saying:
    """A text that was said of an issue."""

    issue: str
    text: str


@dataclass(frozen=True)
class Near:
    """How near a text is to what was said of an issue, and the nearest that was."""

    likeness: float
    saying: str


def read_sayings(file: Path, issues: Collection[str], root: Path) -> list[Saying]:
    """Return what *file* holds on *issues*, a line each: `RMS-07: text`. There may be no file.

    An id stands also for those that add a word to it: `RMS-05` for `RMS-05-unknown`.

    Raises:
        ProblemsError: If the file cannot be read, or a line names no issue or says nothing.
    """
    if not file.is_file():
        return []
    path = known_as(file, root)
    known = {NO_ISSUE, *issues}
    said: list[Saying] = []
    problems: list[Problem] = []
    for number, line in enumerate(read_source(file, path).splitlines(), start=1):
        name, colon, text = (part.strip() for part in line.partition(":"))
        if not line.strip() or line.startswith("#"):
            continue
        if name not in known:
            message = f"'{name}' is no issue, nor '{NO_ISSUE}'.{suggestion(name, known)}"
            problems.append(Problem(Position(path, number), message, "D004"))
        elif not (colon and text):
            message = f"says nothing of '{name}'. A line is ISSUE: what was said."
            problems.append(Problem(Position(path, number, len(line) + 1), message, "D005"))
        said.append(Saying(name, text))
    if problems:
        raise ProblemsError(problems)
    return said


class Sayings:
    """Finds what was said in other words before."""

    def __init__(self, said: Sequence[Saying], compared: Callable[[str], str]) -> None:
        """Know what was *said*; *compared* returns what of a text is compared."""
        self._said, self._compared = said, compared
        self._likeness = Likeness([compared(one.text) for one in said])

    def near(self, text: str) -> Mapping[str, Near]:
        """Return how near *text* is to each issue, and to `none`."""
        by_issue: dict[str, list[Near]] = {}
        for likeness, one in zip(self._likeness.to(self._compared(text)), self._said, strict=True):
            by_issue.setdefault(one.issue, []).append(Near(likeness, one.text))
        return {issue: _together(found) for issue, found in by_issue.items()}


def _together(found: Sequence[Near]) -> Near:
    first, *others = sorted(found, key=lambda one: -one.likeness)
    second = others[0].likeness if others else 0.0
    return Near(first.likeness + _SECOND * second, first.saying)
