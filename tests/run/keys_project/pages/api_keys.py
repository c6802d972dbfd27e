"""The page of the keys."""

import os
import signal

from playwright.sync_api import Locator

from guiderunner.run.page_object import PageObject, action

KILLED_AT: list[str] = []


class ApiKeysPage(PageObject):
    """Lists keys and creates new ones."""

    site = "app"
    path = "/"

    @property
    def name_field(self) -> Locator:
        """The name of the new key."""
        return self.page.get_by_label(self.label("Key name"), exact=True)

    @property
    def secret_field(self) -> Locator:
        """A secret."""
        return self.page.get_by_label("Secret", exact=True)

    @property
    def create_button(self) -> Locator:
        """The button that creates the key."""
        return self.page.get_by_role("button", name=self.label("Create key"), exact=True)

    @property
    def keys(self) -> Locator:
        """The keys."""
        return self.page.get_by_role("listitem")

    @property
    def first_key(self) -> Locator:
        """The first key."""
        return self.keys.first

    @action
    def open(self) -> None:
        """Look at the page anew."""
        self.page.reload()

    @action
    def enter_secret(self, secret: str) -> None:
        """Type the secret."""
        self.secret_field.fill(secret)

    @action
    def create(self, name: str) -> None:
        """Create a key."""
        self.name_field.fill(name)
        self.create_button.click()

    @action
    def rename(self) -> None:
        """Select a button that is not there."""
        self.page.get_by_role("button", name="Create keys", exact=True).click()

    @action
    def interrupt(self, name: str) -> None:
        """Press Ctrl-C after a first move."""
        self.name_field.fill(name)
        os.kill(os.getpid(), signal.SIGINT)
        self.create_button.click()

    @action
    def crash(self) -> None:
        """Kill the page."""
        self.page.goto("chrome://crash")

    @action
    def kill_browser(self) -> None:
        """Kill the browser."""
        browser = self.page.context.browser
        assert browser is not None
        browser.close()
        self.create_button.click()

    @action
    def kill_browser_once(self, name: str) -> None:
        """Kill the browser the first time, and create a key the next."""
        if not KILLED_AT:
            KILLED_AT.append(self.page.url)
            self.kill_browser()
        self.create(name)
