"""Reads how the labels of a step are written in the other languages of its site."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from guiderunner.run.page_object import Screen
from guiderunner.site.protocol import Tenant

# Where a text stands on the page, and how: as text, or as an attribute that names a control.
_PLACES = """
(wanted) => {
  const path = (element) => {
    const parts = [];
    for (let one = element; one.parentElement; one = one.parentElement) {
      const place = [...one.parentElement.children].indexOf(one) + 1;
      parts.unshift(`${one.localName}:nth-child(${place})`);
    }
    return ['html', ...parts].join(' > ');
  };
  const own = (element) => [...element.childNodes].filter((one) => one.nodeType === 3)
    .map((one) => one.data).join(' ').replace(/\\s+/g, ' ').trim();
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (own(element) === wanted) found.push([path(element), '']);
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      if (element.getAttribute(name) === wanted) found.push([path(element), name]);
    }
  }
  return found;
}
"""
_TEXT = """
([path, name]) => {
  const element = document.querySelector(path);
  if (!element) return null;
  if (name) return element.getAttribute(name);
  return [...element.childNodes].filter((one) => one.nodeType === 3)
    .map((one) => one.data).join(' ').replace(/\\s+/g, ' ').trim();
}
"""


class LabelReader:
    """Opens each page that steps come to in the other languages, and notes their labels.

    A label that is not on the page when it is opened anew (in a dialog, in a message) is noted
    without a reading. Each reading is a line of JSON in *file*.
    """

    def __init__(
        self, browser: Browser, tenant: Tenant, languages: Mapping[str, Sequence[str]], file: Path
    ) -> None:
        self.browser, self.tenant, self.languages, self.file = browser, tenant, languages, file
        self._contexts: dict[tuple[str, str], BrowserContext] = {}

    def read(self, screen: Screen, names: Sequence[str]) -> None:
        """Read the labels with the English *names*, which a step has just used on *screen*."""
        shown = {name: screen.labels.shown(screen.site, name, screen.language) for name in names}
        places = {name: screen.page.evaluate(_PLACES, text) for name, text in shown.items() if text}
        for language in self.languages[screen.site]:
            if language != screen.language:
                self._read_in(language, screen, places)

    def _read_in(self, language: str, screen: Screen, places: Mapping[str, Any]) -> None:
        page = self._open(language, screen)
        for name, found in places.items():
            texts = [page.evaluate(_TEXT, place) for place in found] if page else []
            self._note(screen.site, name, language, sorted({text for text in texts if text}))
        if page:
            page.close()

    def _open(self, language: str, screen: Screen) -> Page | None:
        key = (screen.site, language)
        if key not in self._contexts:
            state: Any = self.tenant.storage_state({**self._first(), screen.site: language})
            self._contexts[key] = self.browser.new_context(
                storage_state=state, locale=language, viewport=screen.page.viewport_size
            )
        page = self._contexts[key].new_page()
        try:
            page.goto(screen.page.url, wait_until="domcontentloaded")
        except PlaywrightError:
            page.close()
            return None
        return page

    def _first(self) -> dict[str, str]:
        return {site: offered[0] for site, offered in self.languages.items()}

    def _note(self, site: str, name: str, language: str, texts: Sequence[str]) -> None:
        reading = {"site": site, "name": name, "language": language, "texts": list(texts)}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(reading, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Close what was opened."""
        for context in self._contexts.values():
            context.close()
