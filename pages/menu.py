"""The menu that is on every page of a site."""

from collections.abc import Sequence

from playwright.sync_api import Locator

from guiderunner.run.page_object import Component, Part


class Menu(Component):
    """The menu of a site: links that lead from page to page."""

    def __init__(self, owner: Part) -> None:
        name = owner.label("Menu")
        super().__init__(owner, owner.page.get_by_role("navigation", name=name, exact=True))

    def link(self, name: str) -> Locator:
        """Return the entry with the English *name*."""
        return self.root.get_by_role("link", name=self.label(name), exact=True)

    def follow(self, names: Sequence[str]) -> None:
        """Select one entry after the other."""
        for name in names:
            self.link(name).click()
