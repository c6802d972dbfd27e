"""The templates of the marketplace accounts, under Settings."""

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action
from pages.menu import Menu


class TemplatesPage(PageObject):
    """Presets what a marketplace needs when products are registered."""

    site = "pro"
    path = "/settings/templates"

    @property
    def templates(self) -> Locator:
        """Every template, a row each."""
        return self.page.get_by_test_id("template")

    @property
    def deleted_message(self) -> Locator:
        """The message that a template was deleted."""
        text = self.label(
            "The template has been deleted. Products that were registered with it stay as they are."
        )
        return self.page.get_by_text(text, exact=True)

    @property
    def delete_button(self) -> Locator:
        """The button that deletes the template."""
        name = self.label("Delete template")
        return self.page.get_by_role("button", name=name, exact=True)

    @action
    def open(self) -> None:
        """Go to the templates by the menu."""
        Menu(self).follow(["Cafe24 PRO", "Settings", "Templates"])

    @action
    def add(self, name: str) -> None:
        """Add a template to the only account."""
        self.page.get_by_role("link", name=self.label("Add template to")).click()
        self.page.get_by_label(self.label("Template name"), exact=True).fill(name)
        self.page.get_by_role("button", name=self.label("Save"), exact=True).click()

    @action
    def edit(self) -> None:
        """Open the only template."""
        self.templates.get_by_role("link").click()

    @action
    def delete(self) -> None:
        """Delete the template."""
        self.delete_button.click()
