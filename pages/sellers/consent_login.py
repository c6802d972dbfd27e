"""The marketplace's own login, before a seller lets Cafe24 PRO in."""

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
    def form(self) -> Locator:
        """The login with its heading."""
        return self.page.get_by_role("region").filter(has=self.login_button)

    @property
    def login_button(self) -> Locator:
        """The button that logs in."""
        return self.page.get_by_role("button", name=self.label("Log in"), exact=True)

    @property
    def country_select(self) -> Locator:
        """The country of the store, where the marketplace asks for it."""
        return self.page.get_by_role("combobox", name=self.label("Country"), exact=True)

    def account_field(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the field of the user, which each marketplace names in its own way."""
        name = self.label(marketplace["login_account"])
        return self.page.get_by_role("textbox", name=name, exact=True)

    @property
    def password_field(self) -> Locator:
        """The password of that user."""
        return self.page.get_by_label(self.label("Password"), exact=True)

    @action
    def choose_country(self, shop: Mapping[str, Any]) -> None:
        """Select the country of the shop."""
        self.country_select.select_option(shop["credentials"]["region"])

    @action
    def enter_login(self, marketplace: Mapping[str, Any], shop: Mapping[str, Any]) -> None:
        """Enter the user that the shop belongs to, with the password."""
        self.account_field(marketplace).fill(shop["login"]["user"])
        self.password_field.fill(shop["login"]["password"])

    @action
    def log_in(self) -> None:
        """Log in as the user that was entered."""
        self.login_button.click()
