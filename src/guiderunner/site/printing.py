"""Prints pages to PDF with the browser that also visits the site."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, Error, sync_playwright

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.site.browser import find_browser

_DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:[0-9+'Z-]+\)")


@dataclass(frozen=True)
class Printer:
    """Prints one page after the other."""

    browser: Browser

    def print(self, page: str) -> bytes:
        """Return *page*, HTML that needs no other file, as a tagged PDF with an outline.

        Equal pages give equal bytes: the PDF has no date.

        Raises:
            GuiderunnerError: If the browser cannot print it.
        """
        try:
            # Marks of the structure are counted in each context, from one.
            context = self.browser.new_context(java_script_enabled=False, offline=True)
            with contextlib.closing(context):
                sheet = context.new_page()
                sheet.set_content(page)
                printed = sheet.pdf(
                    tagged=True, outline=True, print_background=True, prefer_css_page_size=True
                )
        except Error as error:
            said = error.message.splitlines()[0]
            raise GuiderunnerError(f"the browser cannot print: {said}") from None
        # Spaces of the same length: the file's table of offsets stays true.
        return _DATE.sub(lambda match: b" " * len(match[0]), printed)


@contextlib.contextmanager
def open_printer() -> Iterator[Printer]:
    """Give a printer; its browser is started once.

    Raises:
        GuiderunnerError: If there is no browser, or it cannot be started.
    """
    found = find_browser()
    with contextlib.ExitStack() as stack:
        try:
            playwright = stack.enter_context(sync_playwright())
            browser = playwright.chromium.launch(
                executable_path=found.executable, args=list(found.args)
            )
        except Error as error:
            said = error.message.splitlines()[0]
            raise GuiderunnerError(f"{found.name} cannot be started: {said}") from None
        stack.callback(browser.close)
        yield Printer(browser)
