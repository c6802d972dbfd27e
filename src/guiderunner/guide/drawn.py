"""What it takes to draw a picture: the door between a guide's words and its pictures."""

from collections.abc import Callable
from dataclasses import dataclass

from guiderunner.evidence.model import PictureRecord
from guiderunner.guide.model import SmallPicture


@dataclass(frozen=True)
class Drawn:
    """A drawn picture: its file in the publication and its size in CSS pixels.

    `pixels` is a hash of the shot that it was drawn from.
    """

    file: str
    source: str
    width: int
    height: int
    pixels: str
    small: SmallPicture | None = None


Draw = Callable[[PictureRecord, int], Drawn]


class PictureUnusableError(Exception):
    """The evidence of a picture cannot be drawn; says why in words."""
