"""The marketplace's own page on which a seller lets Cafe24 PRO in."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action


class ConsentPage(PageObject):
    """Lets the seller say whether Cafe24 PRO may work with the shops, and with which."""

    site = "{{ marketplace.admin }}"
    tab = "pro"
    path = "/oauth/consent"

    @property
    def heading(self) -> Locator:
        """The heading of the page."""
        name = self.label("Authorize Cafe24 PRO")
        return self.page.get_by_role("heading", name=name, exact=True)

    @property
    def form(self) -> Locator:
        """The question with its heading."""
        name = self.label("Authorize Cafe24 PRO")
        return self.page.get_by_role("region", name=name, exact=True)

    def shop_checkbox(self, shop: Mapping[str, Any]) -> Locator:
        """Return the box of one shop."""
        return self.page.get_by_role("checkbox", name=shop["name"])

    def confirm_button(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the button that gives the consent."""
        name = self.label(marketplace["consent_button"])
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def refusal(self) -> Locator:
        """Why the marketplace gives no consent for this login."""
        return self.page.get_by_role("alert")

    @property
    def return_link(self) -> Locator:
        """The link that leads back from a refusal."""
        name = self.label("Return to Cafe24 PRO")
        return self.page.get_by_role("link", name=name, exact=True)

    @property
    def decline_link(self) -> Locator:
        """The link that leads back without consent."""
        return self.page.get_by_role("link", name=self.label("Decline"), exact=True)

    @action
    def choose_shop(self, shop: Mapping[str, Any]) -> None:
        """Tick the shop."""
        self.shop_checkbox(shop).check()

    @action
    def confirm(self, marketplace: Mapping[str, Any]) -> None:
        """Give the consent, and return to Cafe24 PRO."""
        self.confirm_button(marketplace).click()

    @action
    def return_to_pro(self) -> None:
        """Return to Cafe24 PRO after a refusal."""
        self.return_link.click()

    @action
    def decline(self) -> None:
        """Return to Cafe24 PRO without consent."""
        self.decline_link.click()
