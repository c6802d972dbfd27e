"""The marketplace's own pages on which a seller lets Cafe24 PRO in."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action


class ConsentLoginPage(PageObject):
    """Asks for the marketplace's own login before consent; it comes in PRO's tab."""

    site = "{{ marketplace.admin }}"
    tab = "pro"
    path = "/oauth/login"

    @property
    def login_button(self) -> Locator:
        """The button that logs in."""
        return self.page.get_by_role("button", name=self.label("Log in"), exact=True)

    @property
    def account_field(self) -> Locator:
        """The name of the main account."""
        name = self.label("Main account")
        return self.page.get_by_role("textbox", name=name, exact=True)

    @property
    def password_field(self) -> Locator:
        """The password of the main account."""
        return self.page.get_by_label(self.label("Password"), exact=True)

    @action
    def log_in(self, shop: Mapping[str, Any]) -> None:
        """Log in with the main account of the shop."""
        self.account_field.fill(shop["login"]["user"])
        self.password_field.fill(shop["login"]["password"])
        self.login_button.click()


class ConsentPage(PageObject):
    """Lets the seller choose the shops that Cafe24 PRO may work with."""

    site = "{{ marketplace.admin }}"
    tab = "pro"
    path = "/oauth/consent"

    @property
    def heading(self) -> Locator:
        """The heading of the page."""
        name = self.label("Authorize Cafe24 PRO")
        return self.page.get_by_role("heading", name=name, exact=True)

    def shop_checkbox(self, shop: Mapping[str, Any]) -> Locator:
        """Return the box of one shop."""
        return self.page.get_by_role("checkbox", name=shop["name"])

    @property
    def confirm_button(self) -> Locator:
        """The button that gives the consent."""
        name = self.label("Confirm authorization")
        return self.page.get_by_role("button", name=name, exact=True)

    @action
    def choose_shop(self, shop: Mapping[str, Any]) -> None:
        """Tick the shop."""
        self.shop_checkbox(shop).check()

    @action
    def confirm(self) -> None:
        """Give the consent, and return to Cafe24 PRO."""
        self.confirm_button.click()
