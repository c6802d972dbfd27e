"""The page of a seller admin on which the shop's addresses are set."""

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu


class SellerAddressesPage(PageObject):
    """The shop's own addresses at the marketplace."""

    site = "{{ marketplace.admin }}"

    @property
    def form(self) -> Locator:
        """The form of the addresses."""
        return self.page.get_by_role("form")

    def return_address_field(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the field of the return address, which each marketplace names in its own way."""
        name = self.label(marketplace["item_label"])
        return self.page.get_by_role("textbox", name=name, exact=True)

    def save_button(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the button that saves the page."""
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
    def change_return_address(self, marketplace: Mapping[str, Any], address: str) -> None:
        """Type another return address."""
        self.return_address_field(marketplace).fill(address)

    @action
    def save(self, marketplace: Mapping[str, Any]) -> None:
        """Save the page."""
        self.save_button(marketplace).click()
