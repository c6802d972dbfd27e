"""The flags of the browser replace none that Playwright gives it."""

import re
from collections.abc import Sequence

from playwright.sync_api import Playwright

from guiderunner.site.browser import find_browser

_ENABLED = re.compile(r"--enable-features=(\S+)")


def enabled(playwright: Playwright, args: Sequence[str]) -> list[set[str]]:
    """Return what each flag of a browser that is launched with *args* enables."""
    executable = find_browser().executable
    browser = playwright.chromium.launch(executable_path=executable, args=args)
    told = browser.new_browser_cdp_session().send("SystemInfo.getInfo")["commandLine"]
    browser.close()
    return [set(one.split(",")) for one in _ENABLED.findall(told)]


def test_what_playwright_enables_stays_so(playwright: Playwright) -> None:
    """The last flag counts alone: it enables all that the first one does, whatever comes."""
    (theirs,) = enabled(playwright, [])
    both = enabled(playwright, find_browser().args)

    assert both[:-1] == [theirs]
    assert both[-1] > theirs
