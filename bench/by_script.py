"""The flow as a plain script: `python -m bench.by_script COUNT FOLDER [--full] [--window]`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.flow import (
    WORLD,
    Shoot,
    context_arguments,
    launch_arguments,
    perform,
    shoot_part,
    shoot_window,
)
from guiderunner.site.browser import find_browser
from mock_site.client import MockSite


def main(count: int, folder: Path, shoot: Shoot, *, full: bool) -> None:
    """Run the flow *count* times in one browser."""
    site = MockSite.start()
    with sync_playwright() as playwright:
        arguments = launch_arguments(find_browser(headed=full))
        if full:  # As Playwright launches it by itself.
            del arguments["args"]
        browser = playwright.chromium.launch(**arguments)
        for number in range(count):
            mall = site.create(WORLD)
            context = browser.new_context(**context_arguments(mall))
            perform(context.new_page(), mall, folder / str(number), shoot)
            context.close()
            mall.delete()
        browser.close()
    site.stop()


if __name__ == "__main__":
    chosen = shoot_window if "--window" in sys.argv else shoot_part
    main(int(sys.argv[1]), Path(sys.argv[2]), chosen, full="--full" in sys.argv)
