"""Takes the pictures of steps: one shot of the area, with the boxes of what is marked."""

from collections.abc import Mapping, Sequence
from typing import Literal

from playwright.sync_api import FloatRect, Locator, Page
from pydantic import BaseModel

from guiderunner.evidence.model import Box, Mark, PictureRecord

PADDING = 16  # Context around the subject, in CSS pixels; less than pages part their cards by.
_HIDING = "data-guiderunner-hidden"

# One call: scroll to the subject, cover secrets, hide the focus ring, which would look like a
# mark, and read the subject's box and the boxes of all words.
_PREPARE = """
([subject, ...others], [secrets, attribute]) => {
  if (!subject || others.length) return null;
  const boxes = (rects) => [...rects]
    .filter((r) => r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight)
    .map((r) => ({x: r.x, y: r.y, width: r.width, height: r.height}));
  subject.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'});
  const holds = (text) => secrets.some((secret) => text.includes(secret));
  for (const field of document.querySelectorAll('input, textarea')) {
    if (holds(field.value)) field.setAttribute(attribute, '');
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim()) continue;
    if (holds(node.data)) node.parentElement.setAttribute(attribute, '');
    range.selectNodeContents(node);
    texts.push(...boxes(range.getClientRects()));
  }
  const controls = document.querySelectorAll('button, input, select, textarea, svg');
  for (const control of controls) texts.push(...boxes(control.getClientRects()));
  if (!document.getElementById(attribute)) {
    const style = document.createElement('style');
    style.id = attribute;
    style.textContent = `[${attribute}] { color: transparent !important;
      -webkit-text-fill-color: transparent !important; text-shadow: none !important;
      background: repeating-linear-gradient(90deg, #59636e 0 10px, #59636e 10px)
        12px center / 9em 10px no-repeat #eef1f4 !important; }
      *:focus, *:focus-visible { outline-color: transparent !important; }
      [${attribute}]::selection { color: transparent; background: transparent }`;
    document.head.append(style);
  }
  const [box] = boxes([subject.getBoundingClientRect()]);
  // As text: a hundred boxes take a tenth of the time that way.
  return JSON.stringify({box, texts, viewport: [innerWidth, innerHeight]});
}
"""
_RESTORE = """
(attribute) => {
  document.getElementById(attribute)?.remove();
  document.querySelectorAll(`[${attribute}]`).forEach((one) => one.removeAttribute(attribute));
}
"""
_BOXES = """
(elements) => elements.map((element) => {
  const {x, y, width, height} = element.getBoundingClientRect();
  return {x, y, width, height};
})
"""


class _Seen(BaseModel):
    """What is where in the viewport, in CSS pixels; `box` is the subject's, if it has one."""

    box: Box | None = None
    texts: tuple[Box, ...]
    viewport: tuple[float, float]


class PictureError(AssertionError):
    """What a picture should show is not on the screen."""


def take_picture(
    subject: Locator,
    marks: Mapping[str, Locator],
    secrets: Sequence[str],
    scale: float,
    when: Literal["before", "after"],
) -> tuple[bytes, PictureRecord]:
    """Return a PNG of *subject* with some of its surroundings, and what is where in it.

    Secrets are covered in the page before the shot. The record's file name is left empty.

    Raises:
        PictureError: If the subject or a mark has no box, or a mark is outside the picture.
    """
    page = subject.page
    seen = _prepare(subject, secrets)
    drawn = [
        Mark(name=name, box=Box.model_validate(box))
        for name, locator in marks.items()
        for box in _boxes(name, locator)
    ]
    if seen.box is None:
        raise PictureError("the subject of the picture has no size")
    area = _area([seen.box, *(mark.box for mark in drawn)], seen.viewport)
    for mark in drawn:
        if mark.box.width == 0 or not area.holds(mark.box):
            raise PictureError(f"{mark.name} is outside the picture")
    try:
        png = _shoot(page, area)
    finally:
        page.evaluate(_RESTORE, _HIDING)
    return png, PictureRecord(
        file="",
        scale=scale,
        area=area,
        subject=seen.box,
        marks=tuple(drawn),
        texts=tuple(one for one in seen.texts if area.overlaps(one)),
        when=when,
    )


def _prepare(subject: Locator, secrets: Sequence[str]) -> _Seen:
    arguments = [list(secrets), _HIDING]
    # Of all elements, as that is one call to the browser; of the element it is three.
    seen: str | None = subject.evaluate_all(_PREPARE, arguments)
    if seen is None:
        subject.wait_for(state="attached")
        seen = subject.evaluate(f"(element, given) => ({_PREPARE})([element], given)", arguments)
    return _Seen.model_validate_json(seen)


def _boxes(name: str, locator: Locator) -> list[dict[str, float]]:
    """Return the box of each element of *locator*: a mark may point at several."""
    boxes: list[dict[str, float]] = locator.evaluate_all(_BOXES)
    if not boxes:
        raise PictureError(f"{name} is not on the screen")
    return boxes


def _shoot(page: Page, area: Box) -> bytes:
    clip = FloatRect(x=area.x, y=area.y, width=area.width, height=area.height)
    return page.screenshot(clip=clip, caret="hide", animations="disabled", scale="device")


def _area(boxes: Sequence[Box], viewport: Sequence[float]) -> Box:
    """Return the whole-pixel area around *boxes*, padded, inside the viewport."""
    left = max(0, int(min(box.x for box in boxes)) - PADDING)
    top = max(0, int(min(box.y for box in boxes)) - PADDING)
    right = min(viewport[0], int(max(box.x + box.width for box in boxes)) + PADDING)
    bottom = min(viewport[1], int(max(box.y + box.height for box in boxes)) + PADDING)
    return Box(x=left, y=top, width=max(1, right - left), height=max(1, bottom - top))
