"""Draws the pictures of guides: the shot, a highlight on each marked control, and its badge."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont, UnidentifiedImageError

from guiderunner.evidence.model import Box, PictureRecord
from guiderunner.guide.badges import EDGE, GAP, STROKE, Place, diameter, place_marks
from guiderunner.guide.crops import phone_area
from guiderunner.guide.drawn import Drawn, PictureUnusableError
from guiderunner.guide.model import SmallPicture

DRAWING = 2  # Counted up when pictures are drawn differently: then all are drawn anew.
COLOUR = (163, 20, 140)  # The accent of the theme: numbers on pictures look as in the text.
# Of lossless WebP: how hard it is packed. Less makes it larger, more takes ten times as long.
QUALITY, METHOD = 90, 6
WHITE = (255, 255, 255)
SHADE = 20  # Of 255: what lies outside the highlights is a little darker.
RADIUS = 8.0
EMPTY, KEPT = 160.0, 40.0  # A stretch without a word longer than the first is cut to the second.
SMOOTH = 4  # Round shapes are drawn so many times larger, and then reduced.
_LETTERS = {1: 0.6, 2: 0.5}  # The size of letters in a badge, by their number.
_MARGIN = (246, 247, 249)


@dataclass
class Draughtsman:
    """Draws the pictures of one run into the folder *target*; `known` are drawn already.

    `known` maps the source of a picture to the file that it became, somewhere in `drawn_in`.
    """

    evidence: Path
    target: Path
    known: Mapping[str, Drawn]
    drawn_in: Path | None = None

    def draw(self, record: PictureRecord, number: int) -> Drawn:
        """Return the picture of step *number*; it is drawn only if it is not known.

        Raises:
            PictureUnusableError: If the shot is missing, torn, or not of the recorded area.
        """
        source = source_of(record, number)
        known = self.known.get(source)
        if known is not None and self._is_there(known):
            return known
        shot = self._shot(record)
        large, small = draw(shot, record, number)
        return Drawn(
            self._kept(large),
            source,
            large.width,
            large.height,
            pixels=hashlib.sha256(f"{shot.size}".encode() + shot.tobytes()).hexdigest()[:24],
            small=self._small(small) if small is not None else None,
        )

    def _small(self, drawing: "Drawing") -> SmallPicture:
        file = self._kept(drawing)
        return SmallPicture(file=file, width=drawing.width, height=drawing.height)

    def _kept(self, drawing: "Drawing") -> str:
        """Write a drawing under a name made of its content, and return the name."""
        name = f"{hashlib.sha256(drawing.webp).hexdigest()[:24]}.webp"
        self.target.mkdir(parents=True, exist_ok=True)
        (self.target / name).write_bytes(drawing.webp)
        return name

    def _is_there(self, known: Drawn) -> bool:
        files = [known.file, *([known.small.file] if known.small else [])]
        folder = self.drawn_in
        return folder is not None and all((folder / one).is_file() for one in files)

    def _shot(self, record: PictureRecord) -> Image.Image:
        file = self.evidence / record.file
        try:
            shot = Image.open(io.BytesIO(file.read_bytes()))
            shot.load()
        except FileNotFoundError:
            raise PictureUnusableError(f"is not there: {file}") from None
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
            raise PictureUnusableError(f"cannot be decoded: {file}") from None
        wanted = (record.area.width * record.scale, record.area.height * record.scale)
        if any(abs(one - two) > 1 for one, two in zip(shot.size, wanted, strict=True)):
            size = f"{shot.width} x {shot.height}"
            raise PictureUnusableError(f"is {size} pixels, not the recorded area: {file}")
        return shot.convert("RGB")


def source_of(record: PictureRecord, number: int) -> str:
    """Return a hash of all that a picture is drawn from."""
    facts = [DRAWING, number, record.model_dump(mode="json")]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Drawing:
    """A picture as lossless WebP, and its size in CSS pixels."""

    webp: bytes
    width: int
    height: int


def draw(shot: Image.Image, record: PictureRecord, number: int) -> tuple[Drawing, Drawing | None]:
    """Return the picture, and the part of it that phones show if it is too wide for them."""
    shot, record = _trimmed(shot, record)
    part = phone_area(record.area, [mark.box for mark in record.marks], record.texts)
    large = _drawn(shot, record, number)
    return large, _drawn(*_cut(shot, record, part), number) if part else None


def _cut(shot: Image.Image, record: PictureRecord, part: Box) -> tuple[Image.Image, PictureRecord]:
    texts = tuple(one for one in record.texts if part.overlaps(one))
    cut = record.model_copy(update={"area": part, "texts": texts})
    left, top = part.x - record.area.x, part.y - record.area.y
    edges = (left, top, left + part.width, top + part.height)
    left, top, right, bottom = (round(one * record.scale) for one in edges)
    return shot.crop((left, top, right, bottom)), cut


def _drawn(shot: Image.Image, record: PictureRecord, number: int) -> Drawing:
    marks = [mark.box for mark in record.marks]
    places = place_marks(record.area, marks, record.texts, number)
    size = diameter(record.area)
    left = size + 2 * GAP if any(place.x < record.area.x for place in places) else 0.0
    canvas = _shaded(shot, record, places)
    if left:
        canvas = _with_margin(canvas, round(left * record.scale))
    pen = _Pen(canvas, record.scale, record.area.x - left, record.area.y)
    for place in places:
        pen.outline(place.outline)
    for place in places:
        pen.badge(place, size)
    stream = io.BytesIO()
    canvas.save(stream, "WEBP", lossless=True, quality=QUALITY, method=METHOD)
    width, height = (round(one / record.scale) for one in canvas.size)
    return Drawing(stream.getvalue(), width, height)


def _trimmed(shot: Image.Image, record: PictureRecord) -> tuple[Image.Image, PictureRecord]:
    """Cut off a long stretch below the last word or mark: nothing is there to see."""
    area, scale = record.area, record.scale
    seen = [*record.texts, *(mark.box for mark in record.marks)]
    last = max((one.y + one.height for one in seen), default=area.y + area.height)
    height = area.height
    if area.y + area.height - last > EMPTY:
        height = round(last + KEPT - area.y)
    trimmed = Box(x=area.x, y=area.y, width=area.width, height=height)
    box = (0, 0, shot.width, round(height * scale))
    return shot.crop(box), record.model_copy(update={"area": trimmed})


def _shaded(shot: Image.Image, record: PictureRecord, places: list[Place]) -> Image.Image:
    """Return *shot*, a little darker outside the highlights."""
    if not places:
        return shot.copy()
    lit = Image.new("L", shot.size, 255 - SHADE)
    pen, scale = ImageDraw.Draw(lit), record.scale
    for place in places:
        box = _pixels(place.outline, scale, record.area.x, record.area.y)
        pen.rounded_rectangle(box, RADIUS * scale, fill=255)
    return ImageChops.multiply(shot, Image.merge("RGB", (lit, lit, lit)))


def _with_margin(shot: Image.Image, width: int) -> Image.Image:
    wider = Image.new("RGB", (shot.width + width, shot.height), _MARGIN)
    wider.paste(shot, (width, 0))
    return wider


def _pixels(box: Box, scale: float, x: float, y: float) -> tuple[float, float, float, float]:
    left, top = (box.x - x) * scale, (box.y - y) * scale
    return left, top, left + box.width * scale - 1, top + box.height * scale - 1


class _Pen:
    """Draws smooth shapes on a canvas whose top left corner is (x, y) of the viewport."""

    def __init__(self, canvas: Image.Image, scale: float, x: float, y: float) -> None:
        self.canvas, self.scale, self.x, self.y = canvas, scale, x, y

    def outline(self, box: Box) -> None:
        """Draw a rounded outline on the edge of *box*, set off from what it lies on."""
        left, top, right, bottom = _pixels(box, self.scale, self.x, self.y)
        most = EDGE * self.scale
        around = (left - most, top - most, right + most, bottom + most)
        for half, colour in ((EDGE, WHITE), (STROKE / 2, COLOUR)):
            grown = half * self.scale
            width = 2 * grown
            shape = (left - grown, top - grown, right + grown, bottom + grown)
            radius = RADIUS * self.scale + grown
            self._smooth(around, shape, radius, colour, width)

    def badge(self, place: Place, size: float) -> None:
        """Draw a round badge with its text."""
        radius = size / 2 * self.scale
        x, y = (place.x - self.x) * self.scale, (place.y - self.y) * self.scale
        around = (x - radius, y - radius, x + radius, y + radius)
        self._smooth(around, around, radius, WHITE, None)
        inner = radius - 1.5 * self.scale
        self._smooth(around, (x - inner, y - inner, x + inner, y + inner), inner, COLOUR, None)
        font = _font(round(size * self.scale * _LETTERS.get(len(place.text), 0.38)))
        pen = ImageDraw.Draw(self.canvas)
        pen.text((x, y), place.text, WHITE, font, anchor="mm", stroke_width=self.scale * 0.3)

    def _smooth(
        self,
        around: tuple[float, float, float, float],
        shape: tuple[float, float, float, float],
        radius: float,
        colour: tuple[int, int, int],
        width: float | None,
    ) -> None:
        """Paint a rounded shape, filled or as a line *width* wide, with smooth edges."""
        left, top = int(around[0]) - 1, int(around[1]) - 1
        size = (int(around[2]) + 2 - left, int(around[3]) + 2 - top)
        mask = Image.new("L", (size[0] * SMOOTH, size[1] * SMOOTH), 0)
        moved = [
            (one - start) * SMOOTH for one, start in zip(shape, (left, top, left, top), strict=True)
        ]
        pen = ImageDraw.Draw(mask)
        if width is None:
            pen.ellipse(moved, fill=255)
        else:
            pen.rounded_rectangle(moved, radius * SMOOTH, outline=255, width=round(width * SMOOTH))
        self.canvas.paste(colour, (left, top), mask.resize(size, Image.Resampling.BOX))


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
