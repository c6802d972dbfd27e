"""What Cafe24 PRO has copied from the marketplace."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import Component, action


class MarketInformation(Component):
    """The copy of the marketplace's settings: its items, its date, and how to renew it."""

    @property
    def retrieve_button(self) -> Locator:
        """The button that copies the marketplace's settings anew."""
        name = self.label("Retrieve Market Information")
        return self.root.get_by_role("button", name=name, exact=True)

    @property
    def retrieved_at(self) -> Locator:
        """When the copy was made."""
        return self.root.get_by_test_id("retrieved-at")

    def item(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the row of the marketplace's main item: its return address, if it has one."""
        name = self.label(marketplace["item_label"])
        rows = self.root.get_by_test_id(f"information-{marketplace['item']}")
        return rows.filter(has_text=name)

    def item_value(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return what the copy holds of it."""
        return self.item(marketplace).get_by_test_id("value")

    @property
    def changes(self) -> Locator:
        """What the last retrieve added, changed and removed."""
        name = self.label("Changes since the last time")
        return self.root.get_by_role("list", name=name, exact=True)

    @property
    def related_guide_link(self) -> Locator:
        """The link to the guide of this marketplace's market information."""
        return self.root.get_by_role("link", name=self.label("Related guide"), exact=True)

    @action
    def retrieve(self) -> None:
        """Copy the marketplace's settings anew."""
        self.retrieve_button.click()
