"""The flow as a plain script: `python -m bench.by_script COUNT FOLDER [--full]`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.flow import WORLD, context_arguments, launch_arguments, perform
from guiderunner.site.browser import find_browser
from mock_site.client import MockSite


def main(count: int, folder: Path, full: bool) -> None:
    """Run the flow *count* times in one browser."""
    site = MockSite.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments(find_browser(headed=full)))
        for number in range(count):
            mall = site.create(WORLD)
            context = browser.new_context(**context_arguments(mall))
            perform(context.new_page(), mall, folder / str(number))
            context.close()
            mall.delete()
        browser.close()
    site.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), full="--full" in sys.argv)
