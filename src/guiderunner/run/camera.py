"""Takes still frames of a page: one that the next frame equals, so that nothing moves in it.

One that equals a frame which was still before is as good.
"""

import base64
import time
from collections.abc import Callable

from playwright.sync_api import CDPSession, FloatRect, Page

from guiderunner.evidence.model import Box

STILL_WITHIN = 5.0  # Seconds in which a page must come to rest.
_sessions: dict[Page, CDPSession] = {}


class MovingError(AssertionError):
    """A page never showed the same twice."""


def still_frame(
    page: Page,
    area: Box,
    scroll: tuple[float, float],
    scale: float,
    was_still: Callable[[bytes], bool],
) -> bytes:
    """Return a PNG of *area* of the viewport that two frames in a row agree on.

    One is enough if it *was_still* before.

    Raises:
        MovingError: If no two do.
    """
    shoot = _shutter(page, area, scroll, scale)
    end = time.perf_counter() + STILL_WITHIN
    frame = shoot()
    while True:
        png = base64.b64decode(frame)
        if was_still(png) or (following := shoot()) == frame:
            return png
        if time.perf_counter() > end:
            raise MovingError(f"the screen does not keep still for {STILL_WITHIN:g} s")
        frame = following


def one_frame(page: Page, area: Box, scroll: tuple[float, float], scale: float) -> bytes:
    """Return a PNG of *area* of the viewport, still or not."""
    return base64.b64decode(_shutter(page, area, scroll, scale)())


def _forget(page: Page) -> None:
    _sessions.pop(page, None)


def _shutter(
    page: Page, area: Box, scroll: tuple[float, float], scale: float
) -> Callable[[], str | bytes]:
    """Return what takes one frame: a PNG in base64, as it comes, which is as good to compare.

    Chromium is asked itself: it packs a PNG in half the time when told to, which Playwright
    cannot ask for, so that two frames cost about as much as one screenshot of Playwright.
    """
    browser = page.context.browser
    if browser is None or browser.browser_type.name != "chromium":
        clip = FloatRect(x=area.x, y=area.y, width=area.width, height=area.height)
        return lambda: base64.b64encode(page.screenshot(clip=clip, scale="device"))
    if page not in _sessions:
        _sessions[page] = page.context.new_cdp_session(page)
        # A session holds on to its page: no weak reference would ever end.
        page.once("close", _forget)
    session = _sessions[page]
    asked = {
        "format": "png",
        "optimizeForSpeed": True,
        "clip": {
            "x": area.x + scroll[0],
            "y": area.y + scroll[1],
            "width": area.width,
            "height": area.height,
            "scale": scale,
        },
    }

    def shoot() -> str:
        data: str = session.send("Page.captureScreenshot", asked)["data"]
        return data

    return shoot
