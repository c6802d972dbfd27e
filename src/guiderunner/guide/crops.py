"""Which part of a picture a phone shows: around the marks, so that words can still be read."""

from collections.abc import Sequence

from guiderunner.evidence.model import Box
from guiderunner.guide.badges import PHONE

WIDEST = 1.25 * PHONE  # Words of 14 px are then 11 px high on a phone.
_SPARE = 1.35  # A picture that is hardly wider is not cut: half a sentence says less.
_BADGE = 40.0  # What a badge needs beside its mark.
# Of the width: how much is shown of a mark that is too wide, and for the sake of its name.
_SHOWN, _LEAST = 0.45, 0.3
_AROUND = 110.0  # Above and below the marks.
_MARGIN, _STRETCH = 8.0, 44.0  # Kept off words; how far an edge may move to cut none.


def phone_area(area: Box, marks: Sequence[Box], texts: Sequence[Box]) -> Box | None:
    """Return the part of *area* around *marks*; None if all of it can be read on a phone."""
    if area.width <= WIDEST * _SPARE:
        return None
    words = [one for one in texts if area.overlaps(one)]
    left, right = _across(area, marks, words)
    column = Box(x=left, y=area.y, width=right - left, height=area.height)
    top, bottom = _down(area, marks, [one for one in words if column.overlaps(one)])
    return Box(x=left, y=top, width=right - left, height=bottom - top)


def _across(area: Box, marks: Sequence[Box], words: Sequence[Box]) -> tuple[float, float]:
    end = area.x + area.width
    if not marks:
        right = min(end, area.x + WIDEST)
        return area.x, _clear(right, right - _STRETCH, min(end, right + _STRETCH), _wide(words))
    first = min(mark.x for mark in marks)
    needed = max(mark.x + mark.width for mark in marks) + _BADGE
    if needed - first + _BADGE > WIDEST:
        named = min((one.x for one in words if _names(one, marks)), default=first)
        room = max(_LEAST * WIDEST, min(_SHOWN * WIDEST, named - _MARGIN + WIDEST - first))
        needed = first + room
    # To the left of a control stands what it is called, so the mark is at the right.
    left = max(area.x, needed - WIDEST)
    if left > area.x:
        lowest, highest = max(area.x, left - _STRETCH), max(left, first - _BADGE)
        left = _clear(left, lowest, highest, _wide(words))
    right = min(end, left + WIDEST)
    right = _clear(right, max(right - _STRETCH, needed), min(end, right + _STRETCH), _wide(words))
    return left, min(end, right)


def _names(word: Box, marks: Sequence[Box]) -> bool:
    """Whether *word* stands in the row of a mark, to the left of it."""
    return any(
        word.x + word.width <= mark.x
        and word.y < mark.y + mark.height
        and mark.y < word.y + word.height
        for mark in marks
    )


def _down(area: Box, marks: Sequence[Box], words: Sequence[Box]) -> tuple[float, float]:
    start, end = area.y, area.y + area.height
    if area.height <= WIDEST * _SPARE:
        return start, end
    if not marks:
        bottom = start + WIDEST
        return start, _clear(bottom, bottom - _STRETCH, bottom + _STRETCH, _high(words))
    first = min(mark.y for mark in marks)
    last = max(mark.y + mark.height for mark in marks)
    top, bottom = max(start, first - _AROUND), min(end, last + _AROUND)
    if top > start:
        top = _clear(top, max(start, top - _STRETCH), top + _STRETCH, _high(words))
    if bottom < end:
        bottom = _clear(bottom, bottom - _STRETCH, min(end, bottom + _STRETCH), _high(words))
    return top, bottom


def _wide(words: Sequence[Box]) -> list[tuple[float, float]]:
    return [(one.x, one.x + one.width) for one in words]


def _high(words: Sequence[Box]) -> list[tuple[float, float]]:
    return [(one.y, one.y + one.height) for one in words]


def _clear(edge: float, low: float, high: float, spans: Sequence[tuple[float, float]]) -> float:
    """Return the whole number next to *edge*, from *low* to *high*, that cuts fewest *spans*."""
    beside = [start - _MARGIN for start, _ in spans] + [end + _MARGIN for _, end in spans]
    tried = [edge, *(one for one in beside if low <= one <= high)]

    def cost(one: float) -> tuple[int, float]:
        return sum(start < one < end for start, end in spans), abs(one - edge)

    best: float = min(tried, key=cost)
    return float(round(best))
