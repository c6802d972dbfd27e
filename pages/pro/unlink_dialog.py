"""The dialog that asks before an account is unlinked."""

from playwright.sync_api import Locator

from guiderunner.run.page_object import Component, action


class UnlinkDialog(Component):
    """Names what unlinking does, and wants a tick before it does it."""

    @property
    def deletion_notice(self) -> Locator:
        """The sentence about the product information that is lost."""
        text = self.label("All synced product information is deleted and cannot be recovered.")
        return self.root.get_by_text(text, exact=True)

    @property
    def listings_notice(self) -> Locator:
        """The sentence about the products that stay on the marketplace."""
        text = self.label(
            "Products on the marketplace are not deleted. "
            "Stop their sales in the marketplace's own admin."
        )
        return self.root.get_by_text(text, exact=True)

    @property
    def consent_checkbox(self) -> Locator:
        """The box that says that the consequences are understood."""
        name = self.label("I understand that the product information cannot be recovered")
        return self.root.get_by_role("checkbox", name=name, exact=True)

    @property
    def unlink_button(self) -> Locator:
        """The button that unlinks."""
        return self.root.get_by_role("button", name=self.label("Unlink"), exact=True)

    @property
    def cancel_button(self) -> Locator:
        """The button that leaves everything as it is."""
        return self.root.get_by_role("button", name=self.label("Cancel"), exact=True)

    @property
    def alert(self) -> Locator:
        """What the dialog complains about."""
        return self.root.get_by_role("alert")

    @action
    def agree(self) -> None:
        """Tick the box."""
        self.consent_checkbox.check()

    @action(destroys=True)
    def confirm(self) -> None:
        """Unlink the account."""
        self.unlink_button.click()

    @action
    def cancel(self) -> None:
        """Leave the account linked."""
        self.cancel_button.click()
