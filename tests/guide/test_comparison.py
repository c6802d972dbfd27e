"""Two pictures count as equal only if nobody would see what differs."""

from pathlib import Path

import pytest
from PIL import Image

from guiderunner.guide.comparison import highlight, look_alike

SIZE = (200, 100)
Spot = tuple[int, int, int, int]


def picture(folder: Path, name: str, shade: int = 255, spot: Spot = (0, 0, 0, 0)) -> Path:
    """Write a white picture with a grey spot."""
    image = Image.new("RGB", SIZE, "white")
    image.paste((shade, shade, shade), spot)
    image.save(folder / name, "WEBP", lossless=True)
    return folder / name


@pytest.mark.parametrize(
    ("shade", "spot", "expected"),
    [
        (255, (0, 0, 0, 0), True),
        (248, (0, 0, *SIZE), True),  # The whole is a shade darker.
        (240, (10, 10, 13, 13), True),  # An edge is smoothed otherwise.
        (240, (10, 10, 30, 13), False),  # ... but not along a line.
        (200, (10, 10, 11, 11), False),  # A dot is gone.
    ],
)
def test_what_nobody_sees_is_no_difference(
    tmp_path: Path, shade: int, spot: Spot, *, expected: bool
) -> None:
    """Few pixels may differ by little; none by much."""
    one, other = picture(tmp_path, "one.webp"), picture(tmp_path, "other.webp", shade, spot)

    assert look_alike(one, other) is expected


def test_another_size_is_another_picture(tmp_path: Path) -> None:
    """So is one that is torn."""
    one, other, torn = (tmp_path / name for name in ("one.webp", "other.webp", "torn.webp"))
    for file, width in ((one, 200), (other, 201)):
        Image.new("RGB", (width, 100), "white").save(file, "WEBP", lossless=True)
    torn.write_bytes(one.read_bytes()[:20])

    assert not look_alike(one, other)
    assert not look_alike(one, torn)


def test_pictures_of_two_sizes_are_laid_on_each_other() -> None:
    """What the larger one has more is outlined."""
    old, new = Image.new("RGB", (100, 60), "navy"), Image.new("RGB", (100, 160), "navy")

    shown = highlight(old, new)

    assert shown.size == (100, 160)
    red = [y for y in range(160) for x in range(100) if shown.getpixel((x, y)) == (214, 40, 57)]
    assert 20 < min(red) < 60
