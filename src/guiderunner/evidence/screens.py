"""Which screens of its site a try met, and how far each can be trusted."""

import re
from datetime import date
from functools import cache
from typing import Literal

from guiderunner.evidence.model import Try
from guiderunner.evidence.site_model import ScreenRecord, SiteRecord

_GAP = re.compile(r"\\{\w+(:path)?\\}")
Comparison = Literal["fresh", "stale", "never"]


def screens_met(tried: Try) -> tuple[ScreenRecord, ...]:
    """Return the screens that the steps of *tried* ended on, in the order in which it met them."""
    if tried.site is None:
        return ()
    places = dict.fromkeys((one.site, one.url) for one in tried.steps if one.site and one.url)
    found = (_screen_at(tried.site, site, path) for site, path in places if site and path)
    return tuple({one.id: one for one in found if one is not None}.values())


def _screen_at(site: SiteRecord, name: str, path: str) -> ScreenRecord | None:
    """Return the screen at *path* of the site *name*: of several, that with the fewest gaps."""
    fitting = [
        (len(_GAP.findall(re.escape(one))), ":path}" in one, index)
        for index, screen in enumerate(site.screens)
        if screen.site == name
        for one in screen.paths
        if _pattern(one).fullmatch(path)
    ]
    return site.screens[min(fitting)[-1]] if fitting else None


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(_GAP.sub(lambda gap: ".*" if gap[1] else "[^/]+", re.escape(path)))


def comparison(screen: ScreenRecord, stale_after: int, day: date) -> Comparison:
    """Return whether *screen* had been compared, as of *day*, and not too long before."""
    if not screen.compared:
        return "never"
    age = (day - date.fromisoformat(screen.compared)).days
    return "stale" if age > stale_after else "fresh"
