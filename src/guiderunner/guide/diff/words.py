"""What changed between two texts, word by word, in languages with and without spaces."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, TypeVar

Op = Literal["same", "removed", "added"]
Item = TypeVar("Item", bound=Hashable)

# A stretch of one script is a word; Japanese has no spaces, but changes script at most words.
_WORD = re.compile(r"\s+|[가-힣]+|[ぁ-ゟ]+|[ァ-ヿ]+|[一-鿿々]+|[^\W가-힣ぁ-ゟァ-ヿ一-鿿々]+|.")


@dataclass(frozen=True)
class Piece:
    """Words that are the same in both texts, or in one of them only."""

    op: Op
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that *old* and *new* are made of, in the order of reading."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    removed = added = ""
    for op, low, high, start, end in _opcodes(before, after):
        same = "".join(before[low:high])
        if op == "equal" and not (same.isspace() and (removed or added)):
            pieces += _changed(removed, added)
            pieces.append(Piece("same", same))
            removed = added = ""
        else:
            # A lone space between two changes would part what is read as one.
            removed, added = removed + same, added + "".join(after[start:end])
    return (*pieces, *_changed(removed, added))


def _changed(removed: str, added: str) -> list[Piece]:
    """Return both as pieces; a space that both end with belongs to neither."""
    space = removed[len(removed.rstrip()) :]
    if not added.endswith(space) or space in {removed, added}:
        space = ""
    end = len(space)
    pieces = [
        Piece("removed", removed[: len(removed) - end]),
        Piece("added", added[: len(added) - end]),
        Piece("same", space),
    ]
    return [one for one in pieces if one.text]


def aligned(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    """Return what became of each of *old*: what is new has no first, what is gone no second."""
    return [
        pair
        for _, low, high, start, end in _opcodes(old, new)
        for pair in zip_longest(old[low:high], new[start:end])
    ]


def _opcodes(old: Sequence[Item], new: Sequence[Item]) -> Sequence[tuple[str, int, int, int, int]]:
    # Without autojunk, or words that are frequent in a long text would never match.
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
