"""The settings of one linked account."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.pro.market_information import MarketInformation


class AccountPage(PageObject):
    """Shows the authentication of an account, and what was retrieved from its marketplace."""

    site = "pro"
    path = "/settings/accounts/*"

    @property
    def heading(self) -> Locator:
        """The heading of the page."""
        name = self.label("Edit market account")
        return self.page.get_by_role("heading", name=name, exact=True)

    @property
    def alert(self) -> Locator:
        """What is wrong with the account as a whole."""
        return self.page.get_by_role("alert")

    @property
    def saved_message(self) -> Locator:
        """The message that the account was saved."""
        return self.page.get_by_text(self.label("The account has been saved."), exact=True)

    @property
    def retrieved_message(self) -> Locator:
        """The message that the market information was retrieved."""
        text = self.label("Market information has been retrieved.")
        return self.page.get_by_text(text, exact=True)

    @property
    def information(self) -> MarketInformation:
        """The market information of the account."""
        name = self.label("Retrieve Market Information")
        return MarketInformation(self, self.page.get_by_role("region", name=name, exact=True))

    @action
    def open_related_guide(self) -> None:
        """Open the guide to the market information, which comes in a tab of its own."""
        with self.page.expect_popup():
            self.information.related_guide_link.click()


class MarketInformationGuidePage(PageObject):
    """Says where each item of market information is set at one marketplace."""

    site = "pro"
    path = "/guides/{{ marketplace.id }}/market-information"

    def heading(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the heading, which names the marketplace."""
        name = self.label(marketplace["name"])
        return self.page.get_by_role("heading", level=1).filter(has_text=name)

    def item_place(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return where the item that sellers change most is set at this marketplace."""
        name = self.label(marketplace["item_label"])
        header = self.page.get_by_role("rowheader").filter(has_text=name)
        row = self.page.get_by_role("row").filter(has=header)
        return row.get_by_text(self.label(marketplace["item_place"]), exact=True)

    @action
    def close(self) -> None:
        """Close the tab."""
        self.page.close()
