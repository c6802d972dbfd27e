"""The guard of actions that destroy data: they reach this machine, and hosts that a person named.

Where the page is when the action begins is looked at first. That is not enough: a page can send a
form elsewhere, be redirected, or open a tab. So while such a step goes on, the browser asks us
before each request, those of redirects, frames, tabs and workers too.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from guiderunner.scenario.model import Step
from guiderunner.scenario.names import Names
from guiderunner.site.hosts import host_of, is_this_machine

# Parts of a page that are only shown or loaded; all else may change something where it is sent.
_PASSIVE = frozenset({"Stylesheet", "Image", "Media", "Font", "Script", "Manifest", "TextTrack"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_NOTHING, _EVERYTHING = "nothing:*", "*"


def destroys(names: Names, action: str) -> bool:
    """Whether the *action* of a page object destroys data."""
    return names.action(action)[1][-1].destroys


class RefusedError(AssertionError):
    """An action that destroys data would have reached another machine."""


class Guard:
    """Watches over the destroying actions of one try; *named* are hosts that they may reach."""

    def __init__(self, browser: Browser, named: Collection[str]) -> None:
        """Take *browser* under guard, before it opens a page.

        What a page loads later is watched only if it was so from the beginning.
        """
        self._named = frozenset(named)
        self._action = ""
        self._refused: list[str] = []
        self._session: CDPSession = browser.new_browser_cdp_session()
        self._session.on("Fetch.requestPaused", self._decide)
        self._watch(_NOTHING)

    @classmethod
    def of(
        cls, context: BrowserContext, names: Names, steps: Iterable[Step], named: Collection[str]
    ) -> "Guard | None":
        """Return the guard of a try with these *steps*; none if no action destroys data."""
        if not any(step.action and destroys(names, step.action) for step in steps):
            return None
        assert context.browser is not None  # noqa: S101 - it made the context
        return cls(context.browser, named)

    def begin(self, action: str, page: Page) -> None:
        """Watch from now on, as *action* is about to be performed on *page*.

        Raises:
            RefusedError: If the page is on a host that it must not reach.
        """
        self._action = action
        self._watch(_EVERYTHING)
        host = host_of(page.url)
        if not self._may_reach(host):
            raise RefusedError(self._told(f"the page is on {host or 'no host'}", host))

    def end(self) -> str | None:
        """Watch no more until the next action; return what was refused first, if anything was."""
        if not self._action:
            return None
        self._action = ""
        with suppress(PlaywrightError):  # The browser died: nobody is left to send anything.
            self._watch(_NOTHING)
        refused, self._refused = self._refused, []
        return refused[0] if refused else None

    def close(self) -> None:
        """Leave the browser alone."""
        with suppress(PlaywrightError):
            self._session.detach()

    def _watch(self, pattern: str) -> None:
        self._session.send("Fetch.enable", {"patterns": [{"urlPattern": pattern}]})

    def _decide(self, event: Mapping[str, Any]) -> None:
        request, paused = event["request"], {"requestId": event["requestId"]}
        url, method = request["url"], request["method"]
        is_passive = event["resourceType"] in _PASSIVE and method in _SAFE
        is_web = url.startswith(("http:", "https:"))
        with suppress(PlaywrightError):  # The page may be gone, and the request with it.
            if is_passive or not is_web or not self._action or self._may_reach(host_of(url)):
                self._session.send("Fetch.continueRequest", paused)
                return
            # Noted first: what is stopped must be told, whatever becomes of the page.
            where = f"a request ({method}) was stopped that went to {host_of(url) or url}"
            self._refused.append(self._told(where, host_of(url)))
            self._session.send("Fetch.failRequest", {**paused, "errorReason": "BlockedByClient"})

    def _may_reach(self, host: str | None) -> bool:
        return is_this_machine(host) or host in self._named

    def _told(self, where: str, host: str | None) -> str:
        named = f" (--destroy-on names {', '.join(sorted(self._named))})" if self._named else ""
        way = f". If {host} is meant: --destroy-on {host}" if host else ""
        return f"{self._action} destroys data, and {where}, which is not this machine{named}{way}"
