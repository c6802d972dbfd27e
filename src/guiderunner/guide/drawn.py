"""What it takes to draw a picture: the door between a guide's words and its pictures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from guiderunner.evidence.model import PictureRecord
from guiderunner.guide.model import Guide, SmallPicture


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


def drawn_in(guides: Iterable[Guide]) -> dict[str, Drawn]:
    """Return the pictures of *guides* by their source: what need not be drawn again."""
    pictures = (step.picture for guide in guides for step in guide.steps)
    return {
        one.source: Drawn(one.file, one.source, one.width, one.height, one.shot.pixels, one.small)
        for one in pictures
        if one
    }


Draw = Callable[[PictureRecord, int], Drawn]


class PictureUnusableError(Exception):
    """The evidence of a picture cannot be drawn; says why in words."""
