"""The form of a new account of a marketplace."""

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.pro.field import Field


class AccountFormPage(PageObject):
    """Connects a shop of a marketplace with Cafe24 PRO."""

    site = "pro"
    path = "/settings/accounts/new"

    @property
    def heading(self) -> Locator:
        """The heading of the form."""
        name = self.label("Market Account Registration")
        return self.page.get_by_role("heading", name=name, exact=True)

    def marketplace_name(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the name of the marketplace whose account it is, below the heading."""
        name = self.label(marketplace["name"])
        return self.page.get_by_role("main").get_by_text(name, exact=True)

    @property
    def form(self) -> Locator:
        """The form with its fields and its Save button."""
        name = self.label("Link authentication")
        return self.page.get_by_role("region", name=name, exact=True)

    @property
    def inputs(self) -> Locator:
        """Everything that can be typed or selected in; a box holds no value until it is ticked."""
        return self.form.get_by_test_id("input").and_(self.page.locator(":not([type=checkbox])"))

    @property
    def ticked_boxes(self) -> Locator:
        """The boxes that are ticked."""
        return self.form.get_by_role("checkbox", checked=True)

    @property
    def required_inputs(self) -> Locator:
        """What must be typed or selected: the inputs of the fields with a Required icon."""
        icon = self.page.get_by_text(self.label("Required"), exact=True)
        return self.form.get_by_role("group").filter(has=icon).get_by_test_id("input")

    @property
    def save_button(self) -> Locator:
        """The Save button at the bottom."""
        return self.form.get_by_role("button", name=self.label("Save"), exact=True)

    @property
    def alert(self) -> Locator:
        """What the form says is wrong as a whole."""
        return self.page.get_by_role("alert")

    @property
    def fields(self) -> Sequence[Field]:
        """Every field, from top to bottom."""
        return [Field(self, root) for root in self.form.get_by_role("group").all()]

    def field(self, field: Mapping[str, Any]) -> Field:
        """Return one field by its label."""
        name, kind = field["label"], field.get("kind", "text")
        root = self.form.get_by_role("group", name=self.label(name), exact=True)
        return Field(self, root, name, kind)

    def authorization(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the field in which the marketplace's consent is asked for."""
        name = self.label(marketplace["consent_field"])
        return self.form.get_by_role("group", name=name, exact=True)

    def authorization_state(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return until when the marketplace has consented."""
        return self.authorization(marketplace).get_by_test_id("authorization")

    def authorization_error(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return what the form says is wrong with the consent."""
        return self.authorization(marketplace).get_by_test_id("error")

    def authorize_button(self, marketplace: Mapping[str, Any]) -> Locator:
        """Return the button that leads to the marketplace's own consent page."""
        name = self.label("Authorize")
        return self.authorization(marketplace).get_by_role("button", name=name, exact=True)

    @action
    def fill_in(self, marketplace: Mapping[str, Any], shop: Mapping[str, Any]) -> None:
        """Fill in every field with what the marketplace issued for the shop."""
        for field in marketplace["fields"]:
            self.field(field).fill(shop["credentials"][field["id"]])

    @action
    def authorize(self, marketplace: Mapping[str, Any]) -> None:
        """Go to the marketplace to ask for its consent."""
        self.authorize_button(marketplace).click()

    @action
    def save(self) -> None:
        """Save the form."""
        self.save_button.click()
