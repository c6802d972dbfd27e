"""What the rules look at: a guide or article as a reader gets it, and where each part stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from guiderunner.diagnostics import Position
from guiderunner.guide.lint.style import LABEL, NAME, Style

Role = Literal[
    "title",
    "heading",
    "summary",
    "introduction",
    "prerequisite",
    "instruction",
    "result",
    "danger",
    "warning",
    "note",
    "tip",
    "definition",
    "words",
]
MASKS = {"label": LABEL, "name": NAME}


@dataclass(frozen=True)
class Chunk:
    """A piece of a text, and where it stands: words, a UI label, or a name.

    `language` is None where whoever shows it says what language it is in.
    """

    text: str
    position: Position
    kind: Literal["text", "label", "name"] = "text"
    language: str | None = None


@dataclass(frozen=True)
class Passage:
    """A text of a guide; `anchor` is where it begins, and where an exception is written."""

    role: Role
    chunks: tuple[Chunk, ...]
    anchor: Position

    @cached_property
    def masked(self) -> str:
        """The text with one letter for each label and each name, which are not ours to word."""
        return "".join(MASKS.get(one.kind, one.text) for one in self.chunks).strip()

    @cached_property
    def plain(self) -> str:
        """The text as it is read."""
        return " ".join("".join(one.text for one in self.chunks).split())

    @property
    def labels(self) -> list[Chunk]:
        """The UI labels that it names."""
        return [one for one in self.chunks if one.kind == "label"]


@dataclass(frozen=True)
class Image:
    """A picture, its alternative text (None: it has none), and the text that it stands beside."""

    anchor: Position
    alt: str | None
    beside: str = ""


@dataclass(frozen=True)
class DraftStep:
    """One step: what is read before its instruction, the instruction, and what follows.

    `changes` says that it changes more than what stands in a field, `section` that a heading
    stands before it, `is_numbered` that it is an item of a numbered list.
    """

    instruction: Passage
    before: tuple[Passage, ...] = ()
    results: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()
    changes: bool = False
    destroys: bool = False
    section: bool = False
    is_numbered: bool = True

    def passages(self) -> Iterator[Passage]:
        """Yield its texts in the order in which they are read."""
        yield from (*self.before, self.instruction, *self.results, *self.after)


@dataclass(frozen=True)
class Lexicon:
    """The words that a text is held to: those not to use, and the names that can be mistaken."""

    avoid: tuple[tuple[str, str], ...] = ()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Draft:
    """A guide or article in one locale; `opening` is all that belongs to no step.

    A translation has the steps of its source, which are asked there.
    """

    style: Style
    opening: tuple[Passage, ...] = ()
    steps: tuple[DraftStep, ...] = ()
    images: tuple[Image, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon)
    is_translation: bool = False

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All texts."""
        return (*self.opening, *(text for step in self.steps for text in step.passages()))
