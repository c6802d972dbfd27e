"""All that a window shows, for pictures as large as those taken by hand."""

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject


class WholeScreenPage(PageObject):
    """Any page of Cafe24 PRO."""

    site = "pro"

    @property
    def body(self) -> Locator:
        """The whole page; a picture of it shows what is in the window."""
        return self.page.locator("body")
