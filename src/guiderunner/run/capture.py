"""Takes the pictures of steps: one shot of the area, with the boxes of what is marked."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from playwright.sync_api import Locator, Page
from pydantic import BaseModel

from guiderunner.evidence.model import Box, Mark, PictureRecord
from guiderunner.evidence.redaction import Redactor
from guiderunner.run.camera import View, one_frame, still_frame
from guiderunner.run.rendering import rendering_of
from guiderunner.run.stage import PADDING, ask


class _Seen(BaseModel):
    """What is where in the viewport, in CSS pixels; `box` is the subject's, if it has one.

    `display` is what the page believes of its screen. What was `touched` is to be put back.
    """

    box: Box | None = None
    heading: str = ""
    texts: tuple[Box, ...]
    viewport: tuple[float, float]
    scroll: tuple[float, float]
    display: dict[str, Any]
    touched: bool


class PictureError(AssertionError):
    """What a picture should show is not on the screen."""


def take_picture(
    subject: Locator,
    marks: Mapping[str, Locator],
    redactor: Redactor,
    scale: float,
    when: Literal["before", "after"],
    was_still: Callable[[bytes], bool],
) -> tuple[bytes, PictureRecord]:
    """Return a PNG of *subject* with some of its surroundings, and what is where in it.

    Secrets are covered in the page before the shot. The record's file name is left empty.
    A PNG that *was_still* before is as good as two frames that are equal.

    Raises:
        PictureError: If the subject or a mark has no box, or a mark is outside the picture.
        MovingError: If the page does not keep still.
    """
    structure = redactor.text(subject.aria_snapshot())
    with _staged(subject, redactor.secrets) as seen:
        drawn = [
            Mark.model_validate({**found, "name": name})
            for name, locator in marks.items()
            for found in _found(name, locator)
        ]
        if seen.box is None:
            raise PictureError("the subject of the picture has no size")
        area = _area([seen.box, *(mark.box for mark in drawn)], seen.viewport)
        for mark in drawn:
            if mark.box.width == 0 or not area.holds(_inside(mark.box)):
                raise PictureError(f"{mark.name} is outside the picture")
        png = still_frame(subject.page, View(area, seen.scroll, scale, seen.display), was_still)
    # Its name is made when it is kept.
    return png, PictureRecord(
        file="unnamed.png",
        scale=scale,
        area=area,
        subject=seen.box,
        heading=seen.heading,
        marks=tuple(drawn),
        texts=tuple(one for one in seen.texts if area.overlaps(one)),
        when=when,
        rendering=rendering_of(subject.page.context.browser),
        aria=hashlib.sha256(structure.encode()).hexdigest()[:16],
    )


def take_window(page: Page, redactor: Redactor) -> bytes:
    """Return a PNG of the window as it is, for a person who asks why a step failed."""
    with _staged(page.locator("body"), redactor.secrets) as seen:
        width, height = seen.viewport
        area = Box(x=0, y=0, width=width, height=height)
        return one_frame(page, View(area, seen.scroll, 1, seen.display))


@contextmanager
def _staged(subject: Locator, secrets: Sequence[str]) -> Iterator[_Seen]:
    """Ready the page for a picture of *subject*, and put it back."""
    page = subject.page
    within = [one for one in page.frames if one is not page.main_frame]
    touched = [page.main_frame, *within]
    try:
        for frame in within:
            ask(frame, "cover", *secrets)
        seen = _Seen.model_validate_json(ask(subject, "ready", *secrets))
        if not seen.touched:
            touched = within
        yield seen
    finally:
        for frame in touched:
            if not frame.is_detached():
                ask(frame, "restore")


def _found(name: str, locator: Locator) -> list[dict[str, object]]:
    """Return what each element of *locator* is: a mark may point at several."""
    found: list[dict[str, object]] = [json.loads(ask(one, "mark")) for one in locator.all()]
    if not found:
        raise PictureError(f"{name} is not on the screen")
    return found


def _inside(box: Box) -> Box:
    """Return *box* less a pixel all around: what was scrolled to may end a fraction outside."""
    width, height = max(box.width - 2, 0), max(box.height - 2, 0)
    return Box(x=box.x + 1, y=box.y + 1, width=width, height=height)


def _area(boxes: Sequence[Box], viewport: Sequence[float]) -> Box:
    """Return the whole-pixel area around *boxes*, padded, inside the viewport."""
    left = max(0, int(min(box.x for box in boxes)) - PADDING)
    top = max(0, int(min(box.y for box in boxes)) - PADDING)
    right = min(viewport[0], int(max(box.x + box.width for box in boxes)) + PADDING)
    bottom = min(viewport[1], int(max(box.y + box.height for box in boxes)) + PADDING)
    return Box(x=left, y=top, width=max(1, right - left), height=max(1, bottom - top))
