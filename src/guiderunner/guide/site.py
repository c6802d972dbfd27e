"""The pages of a publication and how they hang together."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel import Locale

from guiderunner.guide.addresses import START, guide_address, index_address, link
from guiderunner.guide.articles import FrontPage, front_page_sources
from guiderunner.guide.catalogue import Catalogue
from guiderunner.guide.html import Card, Choice, Frame, Renderer, Shelf
from guiderunner.guide.model import Guide
from guiderunner.scenario.loader import Loaded

_LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Site:
    """Renders the pages of a publication of *guides*; `theme` maps theme files to addresses."""

    templates: Path
    guides: Sequence[Guide]
    catalogues: Mapping[str, Catalogue]
    front: Loaded[FrontPage]
    theme: Mapping[str, str]

    @cached_property
    def locales(self) -> list[str]:
        """The locales that have guides, in the order of the project."""
        used = {guide.locale for guide in self.guides}
        return [locale for locale in self.catalogues if locale in used]

    @cached_property
    def addresses(self) -> set[str]:
        """The addresses of all guides and lists."""
        lists = {START, *(index_address(one) for one in self.locales)}
        return lists | {guide_address(one) for one in self.guides}

    @cached_property
    def _by_task(self) -> dict[tuple[str, Row], dict[str, Guide]]:
        """Every guide by scenario and row, and then by locale."""
        found: dict[tuple[str, Row], dict[str, Guide]] = {}
        for guide in self.guides:
            found.setdefault((guide.scenario, _row(guide.row)), {})[guide.locale] = guide
        return found

    @cached_property
    def _by_row(self) -> dict[tuple[str, Row], list[Guide]]:
        found: dict[tuple[str, Row], list[Guide]] = {}
        for guide in self.guides:
            found.setdefault((guide.locale, _row(guide.row)), []).append(guide)
        return found

    @cached_property
    def _renderers(self) -> dict[str, Renderer]:
        return {one: Renderer(self.templates, self.catalogues[one]) for one in self.locales}

    @cached_property
    def _front_texts(self) -> dict[tuple[str, str | None, str], str]:
        """The texts of the front page by locale, context and key; untranslated ones are missing."""
        return {
            (locale, source.context, key): said
            for locale in self.locales
            for source, key in front_page_sources(self.front)
            if isinstance(said := self.catalogues[locale].translate(source), str)
        }

    def find(self, scenario: str, row: Mapping[str, str], locale: str) -> Guide | None:
        """Return the guide of a scenario, row and locale, if it is published."""
        return self._by_task.get((scenario, _row(row)), {}).get(locale)

    def render(self, template: str, frame: Frame, **values: object) -> str:
        """Return the page that *template* makes, in the locale of *frame*."""
        return self._renderers[frame.locale].render(template, frame, **values)

    def frame(
        self,
        address: str,
        locale: str,
        title: str,
        others: Mapping[str, str],
        crumbs: Sequence[Choice] = (),
    ) -> Frame:
        """Return what is around a page; *others* are its addresses by locale."""
        choices = [
            Choice(
                text=own_name(one),
                href=link(address, others.get(one, index_address(one))),
                locale=one,
                is_current=one == locale,
            )
            for one in self.locales
        ]
        return Frame(
            address=address,
            locale=locale,
            title=title,
            site=self._front_texts[locale, "front-page", "title"],
            home=link(address, index_address(locale)),
            theme={name: link(address, one) for name, one in self.theme.items()},
            locales=choices,
            crumbs=crumbs,
        )

    def guide(self, guide: Guide) -> str:
        """Return the page of *guide*."""
        address, row = guide_address(guide), _row(guide.row)
        others = {
            key: guide_address(one) for key, one in self._by_task[guide.scenario, row].items()
        }
        index = link(address, index_address(guide.locale))
        crumb = Choice(self._flow(guide.flow, guide.locale)[0], f"{index}#{guide.flow}")
        related = [
            Choice(one.title.plain, link(address, guide_address(one)))
            for one in self._by_row[guide.locale, row]
            if one is not guide
        ]
        frame = self.frame(address, guide.locale, guide.title.plain, others, [crumb])
        rows = list(guide.axes.values())
        return self.render("guide.html", frame, guide=guide, related=related, rows=rows)

    def _flow(self, flow: str, locale: str) -> tuple[str, str]:
        """Return title and summary of a flow; one that the front page lacks has its own name."""
        texts, context = self._front_texts, f"front-page/{flow}"
        title = texts.get((locale, context, "title"), flow.replace("_", " ").capitalize())
        return title, texts.get((locale, context, "summary"), "")

    def lists(self, articles: Mapping[str, Sequence[Card]]) -> Iterator[tuple[str, str]]:
        """Yield address and text of the list of each locale, and of the start page."""
        others = {locale: index_address(locale) for locale in self.locales}
        for locale in self.locales:
            title, summary = (
                self._front_texts[locale, "front-page", key] for key in ("title", "summary")
            )
            frame = self.frame(index_address(locale), locale, title, others)
            shelves = self._shelves(locale)
            cards = articles.get(locale, ())
            yield (
                index_address(locale),
                self.render("index.html", frame, summary=summary, shelves=shelves, articles=cards),
            )
        if self.locales:
            first = self.locales[0]
            frame = self.frame(
                START, first, self._front_texts[first, "front-page", "title"], others
            )
            yield START, self.render("start.html", frame, titles=self._titles())

    def _titles(self) -> dict[str, str]:
        return {one: self._front_texts[one, "front-page", "title"] for one in self.locales}

    def _shelves(self, locale: str) -> list[Shelf]:
        """Return the guides of *locale* flow by flow, in the order of the front page."""
        own = [guide for guide in self.guides if guide.locale == locale]
        listed = [one.id for one in self.front.value.flows] if self.front.value else []
        flows = dict.fromkeys([*listed, *(guide.flow for guide in own)])
        shelves = []
        for flow in flows:
            cards = [_card(guide, locale) for guide in own if guide.flow == flow]
            if cards:
                shelves.append(Shelf(flow, *self._flow(flow, locale), cards))
        return shelves


def _card(guide: Guide, locale: str) -> Card:
    href = link(index_address(locale), guide_address(guide))
    return Card(href, guide.title.plain, guide.summary.plain, list(guide.axes.values()))


def _row(row: Mapping[str, str]) -> Row:
    return tuple(row.items())


def own_name(locale: str) -> str:
    """Return what its speakers call a language, e.g. `한국어`."""
    return str(Locale.parse(locale, sep="-").get_display_name() or locale)


def links_of(address: str, page: str) -> set[str]:
    """Return the addresses of the pages that *page* links to."""
    folder = posixpath.dirname(address)
    found = {posixpath.normpath(posixpath.join(folder, one)) for one in _LINK.findall(page)}
    return {one for one in found if one.endswith(".html")}
