"""The page of a seller admin that lists the entries of one setting of the shop."""

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu


class SellerListPage(PageObject):
    """The entries of one setting, for example how much stock is kept back, a row each."""

    site = "{{ marketplace.admin }}"

    @property
    def table(self) -> Locator:
        """The entries with their names."""
        return self.page.get_by_role("table")

    @property
    def first_name(self) -> Locator:
        """The name of the first entry."""
        name = self.label("Name of number 1")
        return self.page.get_by_role("textbox", name=name, exact=True)

    def save_button(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the button that saves the names."""
        name = self.label(marketplace["item_button"])
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def saved_message(self) -> Locator:
        """The message that the page was saved."""
        return self.page.get_by_role("status")

    @action
    def open(self, menu: Sequence[str]) -> None:
        """Go to the page by the *menu* entries of this marketplace."""
        Menu(self).follow(menu)

    @action
    def rename_first(self, name: str) -> None:
        """Type another name for the first entry."""
        self.first_name.fill(name)

    @action
    def save(self, marketplace: Mapping[str, Any]) -> None:
        """Save the names."""
        self.save_button(marketplace).click()
