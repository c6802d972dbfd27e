"""What Cafe24 PRO has done at the marketplaces."""

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu


class WorkStatusPage(PageObject):
    """Lists every job with its result."""

    site = "pro"
    path = "/work-status"

    @property
    def jobs(self) -> Locator:
        """The jobs that are shown, a row each."""
        return self.page.get_by_test_id("transfer").filter(visible=True)

    @property
    def done_tab(self) -> Locator:
        """The tab of the jobs that are done."""
        return self.page.get_by_role("tab", name=self.label("Transfer done"))

    @action
    def open(self) -> None:
        """Go to the work status by the menu."""
        Menu(self).follow(["Cafe24 PRO", "Work status"])
