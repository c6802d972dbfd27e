"""What a language asks of a guide; a language without a style of its own is asked nothing."""

import re
from collections.abc import Sequence
from typing import ClassVar

LABEL, NAME = "\ue000", "\ue001"  # Stand for a UI label and for a name in masked texts.
Pattern = re.Pattern[str]
_NEVER = re.compile(r"(?!)")


class Style:
    """The words and habits of one language.

    Attributes:
        verbs: Words that only fit one kind of device, each with the one to use instead.
        pointers: Words that point by place or colour.
        loss: Words that tell of something that is gone for good.
        recovery: Words that say whether it can be brought back.
        prerequisites: The heading of what a reader needs first.
        titles: Titles that do not name the task, each with what to do instead.
        entering: Instructions after which nothing but a field has changed.
        nothing: An instruction that lacks what it speaks of.
        foreign: Letters that the language is not written in.
        alt: Words that an alternative text does not begin with.
    """

    locale: ClassVar[str] = ""
    most: ClassVar[int] = 10_000
    unit: ClassVar[str] = "words"
    order: ClassVar[str] = ""
    request: ClassVar[str] = ""
    ends: ClassVar[Pattern] = re.compile(r"(?<=[.!?。\uff01\uff1f])\s*")
    verbs: ClassVar[Sequence[tuple[Pattern, str]]] = ()
    pointers: ClassVar[Pattern] = _NEVER
    loss: ClassVar[Pattern] = _NEVER
    recovery: ClassVar[Pattern] = _NEVER
    prerequisites: ClassVar[Pattern] = _NEVER
    titles: ClassVar[Sequence[tuple[Pattern, str]]] = ()
    entering: ClassVar[Pattern] = _NEVER
    nothing: ClassVar[Pattern] = _NEVER
    foreign: ClassVar[Pattern] = _NEVER
    alt: ClassVar[Pattern] = _NEVER
    callouts: ClassVar[Pattern] = _NEVER

    def sentences(self, text: str) -> list[str]:
        """Return the sentences of *text*."""
        return [one.strip() for one in self.ends.split(text) if one.strip()]

    def length(self, sentence: str) -> int:
        """Return how long *sentence* is, in `unit`; a label or name counts as one word."""
        return len(sentence.split())

    def is_instruction(self, sentence: str) -> bool:
        """Return whether *sentence* asks the reader to do something."""
        del sentence
        return False

    def actions(self, sentence: str) -> list[str]:
        """Return the words of the actions that *sentence* asks for."""
        return [sentence]

    def is_entering(self, sentence: str) -> bool:
        """Return whether nothing but a field has changed after what *sentence* asks for."""
        return self.entering.search(sentence) is not None

    def late_place(self, sentence: str) -> str | None:
        """Return where something is to be done, if *sentence* says it after what."""
        del sentence
        return None

    def is_polite(self, sentence: str) -> bool:
        """Return whether *sentence* is in the register of a guide."""
        return bool(sentence)
