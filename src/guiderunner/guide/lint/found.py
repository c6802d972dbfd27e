"""What a rule finds: where, and what is wrong in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guiderunner.diagnostics import Position
from guiderunner.guide.lint.draft import Draft, Passage


@dataclass(frozen=True)
class Found:
    """One finding: the text that it is in, what is wrong, and the words to point at."""

    anchor: Position
    position: Position
    message: str
    words: str = ""


Rule = Callable[[Draft], Iterator[Found]]


def found_in(passage: Passage, message: str, words: str = "") -> Found:
    """Return a finding in *passage*, at the piece of it that holds *words* if one does."""
    near = (one.position for one in passage.chunks if words and words in one.text)
    return Found(passage.anchor, next(near, passage.anchor), message, words)
