"""The tabs of one try: one a site, each logged in and in its language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page

from guiderunner.run.page_object import Screen
from guiderunner.scenario.labels import Labels
from guiderunner.site.protocol import Tenant


def site_language(offered: Sequence[str], locale: str, preferred: Sequence[str]) -> str:
    """Return the language of a site that offers some: the locale's, else the first preferred."""
    for language in (locale, *preferred):
        if language in offered:
            return language
    return offered[0]


@dataclass
class Tabs:
    """Opens the tab of a site when a step first needs it; a pop-up stays current till closed."""

    context: BrowserContext
    tenant: Tenant
    labels: Labels
    languages: Mapping[str, str]
    timeout: float
    _pages: dict[str, list[Page]] = field(default_factory=dict)
    _screens: dict[tuple[str, int], Screen] = field(default_factory=dict)
    crashed: bool = False

    def screen(self, site: str, tab: str | None = None) -> Screen:
        """Return the screen of *site*, shown in its own tab or in that of site *tab*."""
        page = self._current(tab or site)
        key = (site, id(page))
        if key not in self._screens:
            self._screens[key] = Screen(page, site, self.languages[site], self.labels)
        return self._screens[key]

    def _current(self, site: str) -> Page:
        pages = self._pages.setdefault(site, [])
        while pages and pages[-1].is_closed():
            pages.pop()
        if not pages:
            pages.append(self._open(site))
        return pages[-1]

    def _open(self, site: str) -> Page:
        page = self.context.new_page()
        self._prepare(page, site)
        page.goto(f"{self.tenant.origin(site)}/", wait_until="domcontentloaded")
        return page

    def _prepare(self, page: Page, site: str) -> None:
        page.set_default_timeout(self.timeout)
        page.on("popup", lambda popup: self._opened(popup, site))
        page.on("crash", lambda _: setattr(self, "crashed", True))

    def _opened(self, popup: Page, site: str) -> None:
        self._prepare(popup, site)
        self._pages[site].append(popup)

    def close(self) -> None:
        """Close every tab."""
        for pages in self._pages.values():
            for page in pages:
                if not page.is_closed():
                    page.close()
