"""The detailed registration guide of a marketplace, in a tab of its own."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action


class RegistrationGuidePage(PageObject):
    """Says how to get what the form asks for, at one marketplace."""

    site = "pro"
    path = "/guides/{{ marketplace.id }}/registration"

    def heading(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the heading, which names the marketplace."""
        name = self.label(marketplace["name"])
        return self.page.get_by_role("heading", level=1).filter(has_text=name)

    @action
    def close(self) -> None:
        """Close the tab."""
        self.page.close()
