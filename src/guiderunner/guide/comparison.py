"""Whether two pictures look alike, and where they do not."""

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

# A smoothed edge may come out a shade darker; a letter or a line that moved is far beyond.
MOST_SHADES, MOST_PIXELS = 24, 0.0005
_FADED = 0.72  # How pale the rest of a picture is.
_GRAIN = 12  # Image pixels: what differs is framed in squares of this size.
_COLOUR = (214, 40, 57)
_PAPER = (255, 255, 255)


def look_alike(one: Path, other: Path) -> bool:
    """Whether two pictures differ by so little that nobody would see it."""
    try:
        first, second = (_opened(file) for file in (one, other))
    except OSError:
        return False
    if first.size != second.size:
        return False
    shades = _difference(first, second).histogram()
    # Up to 8 shades are within the rounding of any smoothing, however many pixels have them.
    return not any(shades[MOST_SHADES:]) and sum(shades[8:]) <= MOST_PIXELS * sum(shades)


def highlight(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return *new*, paler, with a frame of colour around all that is not as in *old*."""
    size = (max(old.width, new.width), max(old.height, new.height))
    before, after = (_on_paper(one, size) for one in (old, new))
    differs = _difference(before, after).point(lambda shade: 255 if shade else 0)
    coarse = differs.reduce(_GRAIN).point(lambda shade: 255 if shade else 0)
    around = coarse.filter(ImageFilter.MaxFilter(5)).resize(size, Image.Resampling.NEAREST)
    edge = ImageChops.subtract(around.filter(ImageFilter.MaxFilter(7)), around)
    pale = Image.blend(after, Image.new("RGB", size, _PAPER), _FADED)
    pale.paste(after, mask=around)
    pale.paste(_COLOUR, mask=edge)
    return pale


def _opened(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        return picture.convert("RGB")


def _on_paper(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    paper = Image.new("RGB", size, _PAPER)
    paper.paste(picture)
    return paper


def _difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return the greatest difference of any colour, pixel by pixel."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)
