"""The list of marketplaces and their linked accounts, under Settings."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu
from pages.pro.unlink_dialog import UnlinkDialog


class MarketplaceAccountsPage(PageObject):
    """Lists the marketplaces, each with its accounts, and starts registration and unlinking."""

    site = "pro"
    path = "/settings/accounts"

    def section(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the section of a marketplace."""
        name = self.label(marketplace["name"])
        return self.page.get_by_role("region", name=name, exact=True)

    def registration_button(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the button that opens the form of a new account."""
        name = self.label("Market Account Registration")
        return self.section(marketplace).get_by_role("button", name=name, exact=True)

    def registration_guide_link(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the link at the far right that opens the marketplace's registration guide."""
        name = self.label("If you have trouble registering an account, click here")
        return self.section(marketplace).get_by_role("link", name=name, exact=True)

    def accounts(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the linked accounts of a marketplace, a row each."""
        return self.section(marketplace).get_by_test_id("account")

    def account(self, shop: Mapping[str, Any]) -> Locator:
        """Return the row of the account that is linked to *shop*."""
        return self.page.get_by_test_id("account").filter(has_text=shop["id"])

    def account_status(self, shop: Mapping[str, Any]) -> Locator:
        """Return the status of that account."""
        return self.account(shop).get_by_test_id("status")

    def edit_link(self, shop: Mapping[str, Any]) -> Locator:
        """Return the link to the settings of that account."""
        name = self.label("Edit market account")
        return self.account(shop).get_by_role("link", name=name, exact=True)

    def unlink_button(self, shop: Mapping[str, Any]) -> Locator:
        """Return the button that asks whether to unlink that account."""
        return self.account(shop).get_by_role("button", name=self.label("Unlink"), exact=True)

    @property
    def linked_message(self) -> Locator:
        """The message that an account has been linked."""
        return self.page.get_by_text(self.label("The account has been linked."), exact=True)

    @property
    def unlinked_message(self) -> Locator:
        """The message that an account has been unlinked."""
        return self.page.get_by_text(self.label("The account has been unlinked."), exact=True)

    @property
    def unlink_dialog(self) -> UnlinkDialog:
        """The question that comes before an account is unlinked."""
        name = self.label("Unlink account")
        return UnlinkDialog(self, self.page.get_by_role("dialog", name=name, exact=True))

    @action
    def open(self) -> None:
        """Go to the list by the menu."""
        Menu(self).follow(["Cafe24 PRO", "Settings", "Marketplace Account Settings"])

    @action
    def register(self, marketplace: Mapping[str, Any]) -> None:
        """Open the form of a new account."""
        self.registration_button(marketplace).click()

    @action
    def open_registration_guide(self, marketplace: Mapping[str, Any]) -> None:
        """Open the registration guide, which comes in a tab of its own."""
        with self.page.expect_popup():
            self.registration_guide_link(marketplace).click()

    @action
    def edit(self, shop: Mapping[str, Any]) -> None:
        """Open the settings of the account that is linked to *shop*."""
        self.edit_link(shop).click()

    @action
    def unlink(self, shop: Mapping[str, Any]) -> None:
        """Ask to unlink the account; nothing happens before the dialog is confirmed."""
        self.unlink_button(shop).click()
