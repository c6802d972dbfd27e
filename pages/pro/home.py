"""The home page of Cafe24 PRO."""

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu


class HomePage(PageObject):
    """Where Cafe24 PRO starts; its menu leads to all else."""

    site = "pro"
    path = "/"

    @property
    def menu(self) -> Menu:
        """The menu at the left."""
        return Menu(self)

    @property
    def menu_entries(self) -> Locator:
        """All entries of the menu."""
        return self.menu.root.get_by_role("list").first

    @property
    def settings_link(self) -> Locator:
        """The menu entry of the settings."""
        return self.menu.link("Settings")

    @property
    def accounts_link(self) -> Locator:
        """The menu entry of the marketplace accounts."""
        return self.menu.link("Marketplace Account Settings")

    @property
    def products_link(self) -> Locator:
        """The menu entry of the products."""
        return self.menu.link("Products")

    @action
    def log_out(self) -> None:
        """Log out of Cafe24 PRO."""
        self.page.get_by_role("button", name=self.label("Log out"), exact=True).click()
