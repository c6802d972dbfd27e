"""Pictures show where to click, and hide nothing that a reader needs."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from guiderunner.evidence.model import Box, Mark
from guiderunner.guide.badges import PHONE, badge_texts, diameter, place_marks
from guiderunner.guide.crops import phone_area
from guiderunner.guide.pictures import COLOUR, draw
from tests.guide.key_guides import make_picture, shot

AREA = Box(x=100, y=50, width=600, height=300)


@st.composite
def boxes(draw_one: st.DrawFn) -> Box:
    """A control or word somewhere in the area."""
    width, height = draw_one(st.integers(12, 200)), draw_one(st.integers(10, 40))
    x = draw_one(st.integers(100, 700 - width))
    y = draw_one(st.integers(50, 350 - height))
    return Box(x=x, y=y, width=width, height=height)


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@settings(max_examples=150, deadline=None)
@given(marks=st.lists(boxes(), min_size=1, max_size=4), texts=st.lists(boxes(), max_size=25))
def test_a_badge_covers_no_word_and_no_control(marks: list[Box], texts: list[Box]) -> None:
    """However full the screen is; where there is no room, the badge stands in a margin."""
    size = diameter(AREA)

    places = place_marks(AREA, marks, texts, 3)

    badges = [
        Box(x=one.x - size / 2, y=one.y - size / 2, width=size, height=size) for one in places
    ]
    for index, badge in enumerate(badges):
        assert not any(_overlap(badge, one) for one in [*texts, *marks, *badges[:index]])


@settings(max_examples=100, deadline=None)
@given(mark=boxes())
def test_a_highlight_is_outside_its_control(mark: Box) -> None:
    """It keeps 4 to 8 pixels off, except where the picture ends."""
    (place,) = place_marks(AREA, [mark], [], 1)

    outline = place.outline
    left, top = mark.x - outline.x, mark.y - outline.y
    assert 4 <= left <= 8 or mark.x - AREA.x < 8
    assert 4 <= top <= 8 or mark.y - AREA.y < 8


def test_a_highlight_keeps_off_the_words_beside_it() -> None:
    """It is drawn nearer to the control where a word is near."""
    mark = Box(x=200, y=140, width=90, height=32)
    word = Box(x=297.5, y=140, width=60, height=32)

    (alone,), (beside,) = (place_marks(AREA, [mark], texts, 1) for texts in ([], [word]))

    assert mark.x - alone.outline.x == 7
    assert mark.x - beside.outline.x == 5


@pytest.mark.parametrize(("x", "width"), [(0, 300), (500, 400)])
def test_a_control_that_goes_on_beyond_the_picture_is_not_closed(x: float, width: float) -> None:
    """Its highlight runs out of the picture, as it would else seem to end there."""
    mark = Box(x=x, y=140, width=width, height=32)

    (place,) = place_marks(AREA, [mark], [], 1)

    outline = place.outline
    is_left = mark.x < AREA.x
    assert (outline.x < AREA.x - 3) == is_left
    assert (outline.x + outline.width > AREA.x + AREA.width + 3) == (not is_left)


def test_several_marks_have_letters() -> None:
    """Each mark of a step can be named: 3a, 3b; a single one is only 3."""
    assert badge_texts(3, 1) == ["3"]
    assert badge_texts(3, 3) == ["3a", "3b", "3c"]


def test_a_badge_is_legible_on_a_phone() -> None:
    """A wide picture has larger badges: on a phone they still measure 14 pixels."""
    for width in (300, 800, 1280):
        area = Box(x=0, y=0, width=width, height=100)
        assert diameter(area) * min(1, PHONE / width) >= 14


def test_a_picture_is_the_shot_with_marks_only() -> None:
    """It has the size of its area, is opaque, and is marked in the colour of the theme."""
    large, small = draw(Image.open(io.BytesIO(shot())), make_picture(), 2)

    picture = Image.open(io.BytesIO(large.webp))
    assert (large.width, large.height) == (400, 200)
    assert small is None
    assert (picture.size, picture.mode) == ((800, 400), "RGB")
    colours = picture.getcolors(1 << 20) or []
    assert COLOUR in {colour for _, colour in colours}
    inside = picture.getpixel(((245 - 100) * 2, (156 - 50) * 2))
    assert inside == (255, 255, 255)  # What is marked is not shaded.


def test_a_picture_is_drawn_alike_every_time() -> None:
    """Equal evidence gives equal bytes."""
    first, second = (draw(Image.open(io.BytesIO(shot())), make_picture(), 2) for _ in range(2))

    assert first == second


def test_an_empty_stretch_is_cut_off() -> None:
    """What has no word and no mark far below is not shown."""
    record = make_picture(area=Box(x=100, y=50, width=400, height=600))

    large, _ = draw(Image.open(io.BytesIO(shot(400, 600))), record, 1)

    assert (large.width, large.height) == (400, 162)


def test_a_full_picture_gets_a_margin_for_its_badge() -> None:
    """Where words are everywhere, the picture grows to the left, and nothing is covered."""
    mark = Box(x=200, y=140, width=90, height=32)
    everywhere = tuple(Box(x=100, y=y, width=400, height=20) for y in range(50, 250, 20))
    record = make_picture(marks=(Mark(name="keys.create_button", box=mark),), texts=everywhere)

    large, _ = draw(Image.open(io.BytesIO(shot())), record, 1)

    assert large.width == 400 + 32


WIDE = Box(x=100, y=50, width=839, height=240)
PHONES = 343


@settings(max_examples=150, deadline=None)
@given(
    marks=st.lists(boxes(), min_size=1, max_size=3),
    texts=st.lists(boxes(), max_size=25),
    height=st.integers(300, 900),
)
def test_a_phone_sees_words_that_can_be_read(
    marks: list[Box], texts: list[Box], height: int
) -> None:
    """A word of 14 pixels is at least 10 high at 343 pixels, and each mark begins in it."""
    area = WIDE.model_copy(update={"height": height})

    part = phone_area(area, marks, texts)

    assert part is not None
    assert area.holds(part)
    assert 14 * PHONES / part.width >= 10
    for mark in marks:
        corner = Box(x=mark.x, y=mark.y, width=1, height=min(mark.height, 10))
        assert part.holds(corner) or mark.x > min(one.x for one in marks)
        assert part.y <= mark.y
        assert mark.y + mark.height <= part.y + part.height


def test_a_phone_sees_what_a_field_is_called() -> None:
    """A field that is wider than the phone is cut so that its label at the left is whole."""
    label = Box(x=128, y=150, width=90, height=20)
    field = Box(x=420, y=140, width=460, height=40)

    part = phone_area(WIDE, [field], [label])

    assert part is not None
    assert part.holds(label)
    assert part.x + part.width > field.x + 100


def test_a_phone_sees_no_half_words_where_it_can_be_helped() -> None:
    """The edges move a little so that they cut no word."""
    button = Box(x=700, y=140, width=120, height=40)
    word = Box(x=400, y=90, width=60, height=20)

    part = phone_area(WIDE, [button], [word])

    assert part is not None
    assert part.holds(button)
    assert not part.overlaps(word) or part.holds(word)


def test_a_narrow_picture_is_the_same_on_a_phone() -> None:
    """What can be read anyway is not cut."""
    assert phone_area(Box(x=0, y=0, width=540, height=900), [], []) is None


def test_a_wide_picture_is_drawn_for_phones_too() -> None:
    """At the same scale, with the same mark, and a part of the same height."""
    mark = Mark(name="keys.save_button", box=Box(x=700, y=140, width=120, height=40))
    record = make_picture(area=WIDE, marks=(mark,), texts=(mark.box,))

    large, small = draw(Image.open(io.BytesIO(shot(839, 240))), record, 2)

    assert small is not None
    assert large.width == 839
    assert (small.width, small.height) == (429, large.height)
    picture = Image.open(io.BytesIO(small.webp))
    assert picture.size == (2 * small.width, 2 * small.height)
    assert COLOUR in {colour for _, colour in picture.getcolors(1 << 20) or []}
