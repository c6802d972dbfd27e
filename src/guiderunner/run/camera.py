"""Takes still frames of a page: one that the next frame equals, so that nothing moves in it.

One that equals a frame which was still before is as good.
"""

import base64
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, FloatRect, Page

from guiderunner.evidence.model import Box

STILL_WITHIN = 5.0  # Seconds in which a page must come to rest.
_sessions: dict[Page, tuple[CDPSession, dict[str, Any]]] = {}


@dataclass(frozen=True)
class View:
    """What of a page a picture shows.

    Attributes:
        area: Which part of the viewport, in CSS pixels.
        scroll: How far the page is scrolled, in CSS pixels.
        scale: How many image pixels to a CSS pixel the picture is to have.
        display: What the page believes of its screen: parameters of Chromium's
            `Emulation.setDeviceMetricsOverride`.
    """

    area: Box
    scroll: tuple[float, float]
    scale: float
    display: Mapping[str, Any]


class MovingError(AssertionError):
    """A page never showed the same twice."""


def still_frame(page: Page, view: View, was_still: Callable[[bytes], bool]) -> bytes:
    """Return a PNG of *view* that two frames in a row agree on.

    One is enough if it *was_still* before.

    Raises:
        MovingError: If no two do.
    """
    shoot = _shutter(page, view)
    end = time.perf_counter() + STILL_WITHIN
    frame = shoot()
    while True:
        png = base64.b64decode(frame)
        if was_still(png) or (following := shoot()) == frame:
            return png
        if time.perf_counter() > end:
            raise MovingError(f"the screen does not keep still for {STILL_WITHIN:g} s")
        frame = following


def one_frame(page: Page, view: View) -> bytes:
    """Return a PNG of *view*, still or not."""
    return base64.b64decode(_shutter(page, view)())


def _shutter(page: Page, view: View) -> Callable[[], str | bytes]:
    """Return what takes one frame: a PNG in base64, as it comes, which is as good to compare.

    Chromium is asked itself: it packs a PNG in half the time when told to, which Playwright
    cannot ask for, so that two frames cost about as much as one screenshot of Playwright.
    """
    browser = page.context.browser
    area = view.area
    if browser is None or browser.browser_type.name != "chromium":
        clip = FloatRect(x=area.x, y=area.y, width=area.width, height=area.height)
        return lambda: base64.b64encode(page.screenshot(clip=clip, scale="device"))
    session = _session(page, view.display)
    asked = {
        "format": "png",
        "optimizeForSpeed": True,
        "clip": {
            "x": area.x + view.scroll[0],
            "y": area.y + view.scroll[1],
            "width": area.width,
            "height": area.height,
            "scale": view.scale / view.display["deviceScaleFactor"],
        },
    }

    def shoot() -> str:
        data: str = session.send("Page.captureScreenshot", asked)["data"]
        return data

    return shoot


def _session(page: Page, display: Mapping[str, Any]) -> CDPSession:
    """Return a session that shows *page* as Playwright's own session does.

    One that did not would have the page laid out for another screen at each picture, and back:
    the page could notice, and what follows would wait.
    """
    if page not in _sessions:
        _sessions[page] = page.context.new_cdp_session(page), {}
        # A session holds on to its page: no weak reference would ever end.
        page.once("close", _forget)
    session, shown = _sessions[page]
    if (size := page.viewport_size) and shown != (now := {**size, **display}):
        session.send("Emulation.setDeviceMetricsOverride", now)
        _sessions[page] = session, now
    return session


def _forget(page: Page) -> None:
    _sessions.pop(page, None)
