"""The sub-admins of the store, and what each of them may open."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu


class SubAdminsPage(PageObject):
    """Lists the sub-admins, and changes which menus they may open."""

    site = "pro"
    path = "/settings/staff"

    @property
    def sub_admins(self) -> Locator:
        """Every sub-admin, a row each."""
        return self.page.get_by_test_id("staff")

    def sub_admin(self, staff: Mapping[str, Any]) -> Locator:
        """Return the row of one sub-admin."""
        return self.sub_admins.filter(has_text=staff["user"])

    @property
    def accounts_checkbox(self) -> Locator:
        """The box that allows the marketplace accounts."""
        name = self.label("Marketplace Account Settings")
        return self.page.get_by_role("checkbox", name=name, exact=True)

    @property
    def saved_message(self) -> Locator:
        """The message that the sub-admin was saved."""
        return self.page.get_by_text(self.label("The sub-admin has been saved."), exact=True)

    @action
    def open(self) -> None:
        """Go to the sub-admins by the menu."""
        Menu(self).follow(["Cafe24 PRO", "Settings", "Sub-admins"])

    @action
    def edit(self, staff: Mapping[str, Any]) -> None:
        """Open what one sub-admin may do."""
        self.sub_admin(staff).get_by_role("link").click()

    @action
    def allow_accounts(self) -> None:
        """Allow the marketplace accounts."""
        self.accounts_checkbox.check()

    @action
    def save(self) -> None:
        """Save the sub-admin."""
        self.page.get_by_role("button", name=self.label("Save"), exact=True).click()
