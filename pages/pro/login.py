"""The page on which users log in to Cafe24 PRO."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action


class LoginPage(PageObject):
    """Asks for the mall, the user and the password."""

    site = "pro"
    path = "/login"

    def _field(self, name: str) -> Locator:
        return self.page.get_by_label(self.label(name), exact=True)

    @property
    def alert(self) -> Locator:
        """Why one has to log in again, or cannot."""
        return self.page.get_by_role("alert")

    @property
    def log_in_button(self) -> Locator:
        """The button that logs in."""
        return self.page.get_by_role("button", name=self.label("Log in"), exact=True)

    @action
    def log_in(self, mall: Mapping[str, Any]) -> None:
        """Log in as the owner of the store."""
        self._log_in(mall["id"], mall)

    @action
    def log_in_as_sub_admin(self, mall: Mapping[str, Any], staff: Mapping[str, Any]) -> None:
        """Log in as a sub-admin of the store."""
        self._log_in(mall["id"], staff)

    def _log_in(self, mall_id: str, user: Mapping[str, Any]) -> None:
        self._field("Mall ID").fill(mall_id)
        self._field("User ID").fill(user["user"])
        self._field("Password").fill(user["password"])
        self.log_in_button.click()
