"""Whether two pictures show readers the same; badges that count on are no change."""

from pathlib import Path

from PIL import Image, ImageChops, UnidentifiedImageError

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.addresses import PICTURES
from guiderunner.guide.pictures import COLOUR, WHITE

_NEAR = 8  # Of 255: so far may a mixture of two colours be rounded.


def differ_in_badges_only(old: Path, new: Path) -> bool:
    """Whether all that differs are numbers: white in our colour, in both pictures.

    Raises:
        GuiderunnerError: If one is not there or no picture.
    """
    one, two = _opened(old), _opened(new)
    if one.size != two.size:
        return False
    red, green, blue = ImageChops.difference(one, two).split()
    changed = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_black_or_white(0))
    strange = ImageChops.lighter(_off_badge(one), _off_badge(two))
    return ImageChops.darker(changed, strange).getbbox() is None


def file_of(publication: Path, name: str) -> Path:
    """Return where *publication* has the picture *name*."""
    return publication / PICTURES / name


def _off_badge(image: Image.Image) -> Image.Image:
    """Return a mask of the pixels that are no mixture of a badge's two colours."""
    red, green, blue = image.split()
    off = Image.new("L", image.size, 0)
    for band, place in ((green, 1), (blue, 2)):
        expected = red.point([_mixed(level, place) for level in range(256)])
        away = ImageChops.difference(band, expected).point(_black_or_white(_NEAR))
        off = ImageChops.lighter(off, away)
    return off


def _mixed(red: int, place: int) -> int:
    """Return the level of another band where the mixture has so much *red*."""
    share = (WHITE[0] - red) / (WHITE[0] - COLOUR[0])
    return round(min(255, max(0, WHITE[place] - share * (WHITE[place] - COLOUR[place]))))


def _black_or_white(least: int) -> list[int]:
    return [255 * (level > least) for level in range(256)]


def _opened(file: Path) -> Image.Image:
    try:
        with Image.open(file) as image:
            return image.convert("RGB")
    except (OSError, UnidentifiedImageError):
        raise GuiderunnerError(f"{file}: this picture is not there, or damaged.") from None
