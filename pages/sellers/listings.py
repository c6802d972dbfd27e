"""The page of a seller admin that lists the shop's products."""

from collections.abc import Sequence

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu


class SellerListingsPage(PageObject):
    """The shop's products at the marketplace: they live on whatever Cafe24 PRO forgets."""

    site = "{{ marketplace.admin }}"

    @property
    def table(self) -> Locator:
        """The table of the listings."""
        return self.page.get_by_role("table")

    @property
    def listings(self) -> Locator:
        """Every listing, a row each."""
        return self.page.get_by_test_id("listing")

    def listing(self, number: str = "") -> Locator:
        """Return the listing with the marketplace's *number*, or the only one."""
        return self.listings.filter(has_text=number)

    @property
    def shown_name(self) -> Locator:
        """The name that buyers see of the only listing."""
        return self.listings.get_by_test_id("name")

    @property
    def shown_stock(self) -> Locator:
        """The stock that buyers see of the only listing."""
        return self.listings.get_by_test_id("stock")

    def state(self, number: str = "") -> Locator:
        """Return whether the listing is on sale."""
        return self.listing(number).get_by_test_id("state")

    def other_listing_state(self, number: str) -> Locator:
        """Return whether the listings with another number are on sale."""
        return self.listings.filter(has_not_text=number).get_by_test_id("state")

    def stop_button(self, number: str = "") -> Locator:
        """Return the button that stops the sales of a listing."""
        name = self.label("Stop selling")
        return self.listing(number).get_by_role("button", name=name, exact=True)

    @action
    def open(self, menu: Sequence[str]) -> None:
        """Go to the page by the *menu* entries of this marketplace."""
        Menu(self).follow(menu)

    @action
    def stop_selling(self, number: str = "") -> None:
        """Stop the sales of one listing."""
        self.stop_button(number).click()
