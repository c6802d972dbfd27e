"""Where the highlight and the badge of a mark go, so that they hide no word and no control."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiderunner.evidence.model import Box

CLEARANCES = (7.0, 6.0, 5.0, 4.0)
STROKE = 3.0
EDGE = STROKE / 2 + 1  # How far an outline, and the white line around it, reach to each side.
GAP = 3.0
# At 343 px, the width of a picture on a phone, a badge still measures this much.
ON_A_PHONE, PHONE = 18.0, 343.0
SMALLEST, LARGEST = 26.0, 54.0


@dataclass(frozen=True)
class Place:
    """A mark in a picture: the box of its outline, the centre of its badge, and the badge's text.

    The centre may lie left of the picture: then the picture is given a margin there.
    """

    outline: Box
    x: float
    y: float
    text: str


def diameter(area: Box) -> float:
    """Return the diameter of badges in a picture of *area*."""
    return min(LARGEST, max(SMALLEST, ON_A_PHONE * area.width / PHONE))


def badge_texts(number: int, marks: int) -> list[str]:
    """Return what stands in the badges of step *number*: `3`, or `3a`, `3b` for several marks."""
    if marks == 1:
        return [str(number)]
    return [f"{number}{chr(ord('a') + index)}" for index in range(marks)]


def place_marks(area: Box, marks: Sequence[Box], texts: Sequence[Box], number: int) -> list[Place]:
    """Return the place of each mark; all boxes are in CSS pixels of the viewport."""
    size = diameter(area)
    outlines = [_outline(area, mark, marks, texts) for mark in marks]
    taken = [*texts, *marks, *(_grown(one, EDGE) for one in outlines)]
    places = []
    for outline, text in zip(outlines, badge_texts(number, len(marks)), strict=True):
        x, y = _free_centre(area, outline, taken, size)
        taken.append(Box(x=x - size / 2, y=y - size / 2, width=size, height=size))
        places.append(Place(outline, x, y, text))
    return places


def _outline(area: Box, mark: Box, marks: Sequence[Box], texts: Sequence[Box]) -> Box:
    """Return the box outside *mark* whose edge crosses no word, if there is one."""
    others = [one for one in (*texts, *marks) if not mark.holds(one) and not one.holds(mark)]
    for clearance in CLEARANCES:
        outline = _grown(mark, clearance)
        outer = _grown(outline, EDGE)
        if area.holds(outer) and not any(outer.overlaps(one) for one in others):
            return outline
    return _within(area, _grown(mark, CLEARANCES[-1]))


def _free_centre(area: Box, outline: Box, taken: Sequence[Box], size: float) -> tuple[float, float]:
    """Return the nearest centre at which a badge hides nothing; else one in the margin."""
    for x, y in _candidates(outline, size):
        badge = Box(x=x - size / 2, y=y - size / 2, width=size, height=size)
        clear = _grown(badge, 1)
        if area.holds(clear) and not any(clear.overlaps(one) for one in taken):
            return x, y
    x = area.x - size / 2 - GAP
    y = min(max(outline.y + outline.height / 2, area.y + size / 2), area.y + area.height - size / 2)
    while any(Box(x=x - size / 2, y=y - size / 2, width=size, height=size).overlaps(one)
              for one in taken):  # fmt: skip
        y += size / 2
    return x, y


def _candidates(outline: Box, size: float) -> Iterator[tuple[float, float]]:
    """Yield centres around *outline*, the nearest ring first; on each the left side first."""
    for ring in range(6):
        away = size / 2 + STROKE + GAP + ring * size / 2
        left, right = outline.x - away, outline.x + outline.width + away
        top, bottom = outline.y - away, outline.y + outline.height + away
        rows = _spread(outline.y + outline.height / 2, top, bottom, size / 3)
        columns = _spread(outline.x, left, right, size / 3)
        yield from ((left, y) for y in rows)
        yield from ((right, y) for y in rows)
        yield from ((x, top) for x in columns)
        yield from ((x, bottom) for x in columns)


def _spread(start: float, low: float, high: float, step: float) -> list[float]:
    """Return *start* and the points beside it, the nearest first."""
    points = [start]
    for index in range(1, int((high - low) / step) + 1):
        points += [start + index * step, start - index * step]
    return [one for one in points if low <= one <= high]


def _grown(box: Box, by: float) -> Box:
    return Box(x=box.x - by, y=box.y - by, width=box.width + 2 * by, height=box.height + 2 * by)


def _within(area: Box, outline: Box) -> Box:
    """Return *outline*, moved inwards where the picture ends: a control may touch the window.

    A control that goes on beyond the picture keeps its own edge there, which is not drawn.
    """
    room = _grown(area, -EDGE)
    left, right = _moved(outline.x, outline.width, room.x, room.width)
    top, bottom = _moved(outline.y, outline.height, room.y, room.height)
    return Box(x=left, y=top, width=right - left, height=bottom - top)


def _moved(start: float, length: float, low: float, room: float) -> tuple[float, float]:
    end, high = start + length, low + room
    beyond = CLEARANCES[0] + 2 * EDGE
    return (
        start if start < low - beyond else max(start, low),
        end if end > high + beyond else min(end, high),
    )
