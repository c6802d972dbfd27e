"""Pictures are still, show no secret, and leave the page as it was."""

import io
import time
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize

from guiderunner.evidence.model import PictureRecord
from guiderunner.evidence.redaction import Redactor
from guiderunner.run import camera, rendering
from guiderunner.run.capture import take_picture, take_window
from guiderunner.site.browser import find_browser

SECRET = "hush-4711"  # noqa: S105 - what a test hides
OPEN = Redactor({})
RESTLESS = """() => {
  const turn = (time) => {
    document.querySelector('main').textContent = time;
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
}"""
FORM = "<main style='width: 300px; height: 120px; font: 20px sans-serif'>{}</main>"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser that the tool would take."""
    found = find_browser()
    return {"executable_path": found.executable, "args": list(found.args)}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page with two image pixels to a CSS pixel."""
    context = browser.new_context(device_scale_factor=2, viewport={"width": 600, "height": 400})
    yield context.new_page()
    context.close()


def take(
    page: Page, redactor: Redactor = OPEN, **marks: Locator
) -> tuple[Image.Image, PictureRecord]:
    """Take a picture of the page's main part, that no run has taken before."""
    main = page.locator("main")
    png, record = take_picture(main, marks, redactor, 2, "after", lambda _: False)
    return Image.open(io.BytesIO(png)).convert("RGB"), record


def colours(picture: Image.Image) -> set[object]:
    """Return every colour of *picture*."""
    return {colour for _, colour in picture.getcolors(1 << 20) or []}


def test_a_picture_has_the_pixels_of_the_screen(page: Page) -> None:
    """It is what Playwright's own screenshot shows of that area, on a scrolled page too."""
    page.set_content(f"<p style='height: 900px'>Above</p>{FORM.format('Words')}")

    picture, record = take(page)

    area = record.area.model_dump()
    shot = page.screenshot(clip=area, scale="device")  # type: ignore[arg-type]
    assert page.evaluate("scrollY") > 0
    assert picture.tobytes() == Image.open(io.BytesIO(shot)).convert("RGB").tobytes()


def test_two_frames_agree(page: Page) -> None:
    """What changes while the picture is taken is waited for: the picture shows its end."""
    page.set_content(FORM.format(""))
    page.evaluate("""() => {
      const main = document.querySelector('main');
      let left = 15;
      const grow = () => {
        main.style.background = `rgb(${left * 10} 0 0)`;
        if (left-- > 0) requestAnimationFrame(grow);
      };
      requestAnimationFrame(grow);
    }""")

    picture, _ = take(page)

    assert picture.getpixel((200, 100)) == (0, 0, 0)


def test_what_never_keeps_still_is_no_picture(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """The step fails in words, after a limited time."""
    monkeypatch.setattr(camera, "STILL_WITHIN", 0.2)
    page.set_content(FORM.format(""))
    page.evaluate(RESTLESS)
    begun = time.perf_counter()

    with pytest.raises(camera.MovingError) as raised:
        take(page)

    assert str(raised.value) == "the screen does not keep still for 0.2 s"
    assert time.perf_counter() - begun < 3


def test_what_was_still_before_needs_no_second_frame(page: Page) -> None:
    """Of a page that never rests, the first frame that is known to be still is the picture."""
    page.set_content(FORM.format(""))
    page.evaluate(RESTLESS)
    seen: list[bytes] = []

    def is_third(png: bytes) -> bool:
        seen.append(png)
        return len(seen) == 3

    png, _ = take_picture(page.locator("main"), {}, OPEN, 2, "after", is_third)

    assert png == seen[2]
    assert len(set(seen)) == 3


def test_animations_end_and_endless_ones_rest(page: Page) -> None:
    """A transition is shown at its end, what spins at its start, and it spins on afterwards."""
    page.set_content(
        "<style>@keyframes spin { to { background: red } } @keyframes in { to { color: blue } }"
        "i { animation: spin 1s infinite linear; background: lime; display: block; height: 50px }"
        "b { animation: in 9s forwards; color: red; font-size: 40px }</style>"
        + FORM.format("<i></i><b>████</b>")
    )

    picture, _ = take(page)

    assert {(0, 255, 0), (0, 0, 255)} <= colours(picture)
    assert (255, 0, 0) not in colours(picture)
    running = "document.getAnimations().filter((one) => one.playState == 'running').length"
    assert page.evaluate(running) == 1


@pytest.mark.parametrize(
    "device", [{}, {"is_mobile": True}, {"screen": {"width": 1600, "height": 900}}]
)
def test_a_page_does_not_notice_its_picture(browser: Browser, device: Any) -> None:
    """It is not laid out for another screen, neither meanwhile nor afterwards."""
    size = ViewportSize(width=390, height=700)
    context = browser.new_context(device_scale_factor=2, viewport=size, **device)
    page = context.new_page()
    page.set_content(FORM.format("Words"))
    page.evaluate("""() => {
      window.noticed = [];
      addEventListener('resize', () => noticed.push('size'));
      matchMedia('(resolution: 2dppx)').addEventListener('change', () => noticed.push('pixels'));
    }""")
    shown = """[
      innerWidth, innerHeight, screen.width, screen.height, screen.orientation.type,
      screen.orientation.angle, devicePixelRatio, document.body.clientWidth,
    ]"""
    before = page.evaluate(shown)

    take(page)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")

    assert page.evaluate("noticed") == []
    assert page.evaluate(shown) == before
    context.close()


def test_another_size_is_a_new_picture(page: Page) -> None:
    """A page object may make the window larger: what is in it then is in the picture."""
    page.set_content(FORM.format("Words").replace("300px", "900px"))

    before, _ = take(page)
    page.set_viewport_size({"width": 1000, "height": 500})
    after, record = take(page)

    assert before.width == 2 * 600
    assert after.width == 2 * record.area.width > 2 * 900
    assert page.evaluate("[innerWidth, devicePixelRatio]") == [1000, 2]


def test_a_page_may_replace_what_it_is_asked_with(page: Page) -> None:
    """What it made of its globals concerns its own scripts: secrets are covered all the same."""
    page.set_content(FORM.format(f"<p style='font-size: 30px; color: red'>{SECRET}</p>"))
    page.evaluate("""() => {
      JSON.stringify = () => 'mine';
      Document.prototype.querySelectorAll = () => [];
      Document.prototype.createTreeWalker = () => ({nextNode: () => false});
      Element.prototype.setAttribute = () => {};
    }""")

    hidden, record = take(page, Redactor({"key": SECRET}))

    assert not any(_is_red(colour) for colour in colours(hidden))
    assert record.texts


def test_no_caret_and_no_focus_ring(page: Page) -> None:
    """They are of the run's hand, not of the page."""
    field = "<input style='caret-color: red; outline-color: red; width: 200px; height: 40px'>"
    page.set_content(FORM.format(field))
    page.locator("input").focus()

    picture, _ = take(page)

    assert (255, 0, 0) not in colours(picture)
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


@pytest.mark.parametrize("role", ["role=status", "role=alert", "aria-live=polite"])
def test_a_message_that_floats_is_not_in_the_way(page: Page, role: str) -> None:
    """It would be gone a moment later; a message that is marked is meant."""
    toast = "position: fixed; top: 0; left: 0; width: 90px; height: 90px; background: red"
    page.set_content(f"{FORM.format('Words')}<p id=toast style='{toast}' {role}>Saved</p>")

    without, _ = take(page)
    marked, _ = take(page, toast=page.locator("#toast"))

    assert (255, 0, 0) not in colours(without)
    assert (255, 0, 0) in colours(marked)
    assert page.locator("#toast").is_visible()


@pytest.mark.parametrize(
    "holder",
    [
        f"<input style='color: red' value='{SECRET}'>",
        f"<input style='color: red' type=password value='{SECRET}'>",
        f"<style>::placeholder {{ color: red }}</style><input placeholder='{SECRET}'>",
        f"<textarea style='color: red'>{SECRET}</textarea>",
        f"<select style='color: red'><option>{SECRET}</select>",
        f"<p style='color: red'>Key: {SECRET}</p>",
        f"<p style='color: red'>{SECRET[:4]}<b>{SECRET[4:]}</b></p>",
        f"<p>{SECRET[:4]}<b style='color: red !important'>{SECRET[4:]}</b></p>",
        f"<div><template shadowrootmode=open><p style='color:red'>{SECRET}</p></template></div>",
        f"<svg><text y='30' style='color: red; fill: red'>{SECRET}</text></svg>",
        f"<iframe srcdoc=\"<p style='color: red'>{SECRET}</p>\"></iframe>",
    ],
)
def test_no_picture_shows_a_secret(page: Page, holder: str) -> None:
    """Wherever it stands, it is painted over in the page before the shot, and back afterwards."""
    page.set_content(FORM.format(holder.replace("color", "font-size: 30px; color", 1)))
    if "iframe" in holder:
        page.frame_locator("iframe").locator("p").wait_for()
    redactor = Redactor({"key": SECRET})
    before = page.screenshot()

    shown, _ = take(page)
    hidden, record = take(page, redactor)
    window = Image.open(io.BytesIO(take_window(page, redactor))).convert("RGB")

    # Letters are smoothed, so few pixels have the very colour; covered, none is even reddish.
    assert any(_is_red(colour) for colour in colours(shown))
    assert not any(_is_red(colour) for colour in colours(hidden) | colours(window))
    assert SECRET not in record.model_dump_json()
    assert page.screenshot() == before


def test_what_a_page_forbids_does_not_show_a_secret(page: Page) -> None:
    """A policy against styles and scripts that are not the page's own holds for the page."""
    policy = "style-src 'self'; script-src 'self'"
    page.set_content(
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<main><h1>{SECRET}</h1></main>"
    )

    shown, _ = take(page)
    hidden, _ = take(page, Redactor({"key": SECRET}))

    assert (0, 0, 0) in colours(shown)
    assert (0, 0, 0) not in colours(hidden)


def test_no_picture_shows_what_the_page_marks(page: Page) -> None:
    """The attribute `data-secret` covers what stands there, also if nobody knows its value."""
    marked = "<p data-secret style='font-size: 30px; color: red'>what only the page knows</p>"
    page.set_content(FORM.format(marked))

    hidden, _ = take(page)

    assert not any(_is_red(colour) for colour in colours(hidden))
    assert page.locator("p").is_visible()


def _is_red(colour: object) -> bool:
    assert isinstance(colour, tuple)
    red, green, blue = colour
    return bool(red > green + 60 and red > blue + 60)


def test_structure_is_hashed_without_secrets(page: Page) -> None:
    """Another secret gives the same hash, another label does not."""
    hashes = []
    for label, secret in (("Key", "hush-4711"), ("Key", "hush-0815"), ("Code", "hush-4711")):
        page.set_content(FORM.format(f"<label>{label} <input value='{secret}'></label>"))
        hashes.append(take(page, Redactor({"key": secret}))[1].aria)

    assert hashes[0] == hashes[1] != hashes[2]


def test_rendering_depends_on_fonts_and_browser(
    page: Page, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the same for the same browser and fonts, and another with other fonts."""
    page.set_content(FORM.format("Words"))
    monkeypatch.setattr(rendering, "_known", WeakKeyDictionary())
    first = take(page)[1].rendering
    monkeypatch.setattr(rendering, "_known", WeakKeyDictionary())
    again = rendering.rendering_of(browser)
    monkeypatch.setattr(rendering, "_known", WeakKeyDictionary())
    specimen = rendering._SPECIMEN.replace("sans-serif", "serif")  # noqa: SLF001
    monkeypatch.setattr(rendering, "_SPECIMEN", specimen)
    other = rendering.rendering_of(browser)

    assert first.startswith(f"chromium {browser.version} ")
    assert first == again != other


@pytest.mark.parametrize(
    ("control", "label", "state"),
    [
        ("<label>Name <input value=Hanbit></label>", "Name", "filled"),
        ("<label for=one>Name</label><input id=one>", "Name", "empty"),
        ("<p id=two>Shop</p><select aria-labelledby=two><option>A</select>", "Shop", "filled"),
        ("<label><input type=checkbox checked> I agree</label>", "I agree", "selected"),
        ("<input type=radio aria-label='The second'>", "The second", "unselected"),
        ("<button role=tab aria-selected=true>Keys</button>", "Keys", "selected"),
        ("<button>Save <b>all</b></button>", "Save all", "ready"),
        ("<button disabled>Save</button>", "Save", "unready"),
        ("<a href=/x>Accounts</a>", "Accounts", "ready"),
        ("<b>Linked</b>", "Linked", "says"),
        ("<b aria-label=Changes>One  is\nnew</b>", "One is new", "says"),
    ],
)
def test_what_is_marked_is_told(page: Page, control: str, label: str, state: str) -> None:
    """Its name as on the screen, and how it is: for those who do not see the picture."""
    page.set_content(FORM.format(f"<h2>Your  shop</h2>{control}"))
    locator = page.locator("main").locator("input, select, button, a, b:not(button b)")

    _, record = take(page, it=locator.first)

    (mark,) = record.marks
    assert (record.heading, mark.label, mark.state) == ("Your shop", label, state)


@pytest.mark.parametrize(
    ("around", "heading"),
    [
        ("<h1>Settings</h1>{}", "Settings"),
        ("<section aria-label=Menu>{}</section>", "Menu"),
        ("<title>Accounts</title>{}", "Accounts"),
    ],
)
def test_what_a_picture_is_headed_by(page: Page, around: str, heading: str) -> None:
    """Without a heading of its own it has that of the part around it, or the page's title."""
    page.set_content(around.format(FORM.format("Words")))

    assert take(page)[1].heading == heading


def test_there_is_room_around_what_was_scrolled_to(page: Page) -> None:
    """At the end of the window too, where its box ends between two pixels."""
    above = "<p style='height: 500.4px; margin: 0'>Above</p>"
    page.set_content(f"{above}{FORM.format('Words')}<p style='height: 900px'>Below</p>")

    _, record = take(page, all_of_it=page.locator("main"))

    area, subject = record.area, record.subject
    assert area.y + area.height >= subject.y + subject.height + 15
    assert area.holds(subject)
