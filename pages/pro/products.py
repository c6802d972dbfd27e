"""The store's products, and those that are synced to a marketplace."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu


class ProductsPage(PageObject):
    """Sends products to marketplaces, and shows which are synced."""

    site = "pro"
    path = "/products"

    @property
    def heading(self) -> Locator:
        """The heading of the page."""
        return self.page.get_by_role("heading", name=self.label("Products"), exact=True)

    def product_checkbox(self, product: Mapping[str, Any]) -> Locator:
        """Return the box that selects a product."""
        row = self.page.get_by_role("row").filter(has_text=product["code"])
        return row.get_by_role("checkbox")

    @property
    def account_select(self) -> Locator:
        """The marketplace account that products are sent to."""
        name = self.label("Marketplace account")
        return self.page.get_by_role("combobox", name=name, exact=True)

    @property
    def send_button(self) -> Locator:
        """The button that sends the selected products."""
        name = self.label("Send to marketplace")
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def alert(self) -> Locator:
        """What the page says went wrong."""
        return self.page.get_by_role("alert")

    @property
    def no_account_message(self) -> Locator:
        """The hint that no marketplace account is linked."""
        text = self.label("Link a marketplace account first.")
        return self.page.get_by_text(text, exact=True)

    @property
    def nothing_synced_message(self) -> Locator:
        """The hint that no product is synced."""
        return self.page.get_by_text(self.label("No product is synced."), exact=True)

    @property
    def synced(self) -> Locator:
        """The synced products, a row each."""
        return self.page.get_by_test_id("synced")

    @property
    def synced_state(self) -> Locator:
        """The state of a synced product."""
        return self.synced.get_by_test_id("state")

    @property
    def synced_number(self) -> Locator:
        """The number that the marketplace gave a synced product."""
        return self.synced.get_by_test_id("number")

    @property
    def stop_button(self) -> Locator:
        """The button that stops the sales of a synced product."""
        name = self.label("Stop selling")
        return self.page.get_by_role("button", name=name, exact=True)

    @action
    def open(self) -> None:
        """Go to the products by the menu."""
        Menu(self).follow(["Cafe24 PRO", "Products"])

    @action
    def send(self, product: Mapping[str, Any]) -> None:
        """Select a product, and send it to the marketplace."""
        self.product_checkbox(product).check()
        self.send_button.click()

    @action
    def stop(self) -> None:
        """Stop the sales of the only synced product."""
        self.stop_button.click()
