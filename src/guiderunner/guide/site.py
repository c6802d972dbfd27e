"""The pages of a publication and how they hang together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from guiderunner.guide.addresses import (
    START,
    claims_address,
    guide_address,
    index_address,
    search_address,
    verification_address,
)
from guiderunner.guide.articles import FrontPage, front_page_sources
from guiderunner.guide.catalogue import Catalogue
from guiderunner.guide.claims import ProvedClaim
from guiderunner.guide.claims_page import claims_page
from guiderunner.guide.fidelity import fidelity_of
from guiderunner.guide.glossary import Glossary
from guiderunner.guide.html import Card, Choice, Frame, Renderer, own_name
from guiderunner.guide.model import Guide, Key
from guiderunner.guide.names import title_of
from guiderunner.guide.navigation import FlowName, Navigation
from guiderunner.guide.questions import Questions
from guiderunner.guide.search import SearchIndex
from guiderunner.guide.terms import Explained, Explainer
from guiderunner.guide.troubles import Troubles
from guiderunner.guide.verification import in_words, verification_of
from guiderunner.scenario.loader import Loaded
from guiderunner.scenario.names import Names

Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Site:
    """Renders the pages of a publication of *guides*; `theme` maps theme files to addresses."""

    templates: Path
    guides: Sequence[Guide]
    catalogues: Mapping[str, Catalogue]
    front: Loaded[FrontPage]
    theme: Mapping[str, str]
    glossary: Loaded[Glossary] | None = None
    claims: Sequence[ProvedClaim] = ()
    names: Names = field(default_factory=lambda: Names({}))

    @cached_property
    def locales(self) -> list[str]:
        """The locales that have guides, in the order of the project."""
        used = {guide.locale for guide in self.guides}
        return [locale for locale in self.catalogues if locale in used]

    @cached_property
    def _by_task(self) -> dict[tuple[str, Row], dict[str, Guide]]:
        """Every guide by scenario and row, and then by locale."""
        found: dict[tuple[str, Row], dict[str, Guide]] = {}
        for guide in self.guides:
            found.setdefault((guide.scenario, _row(guide.row)), {})[guide.locale] = guide
        return found

    @cached_property
    def _navigation(self) -> dict[str, Navigation]:
        return {
            locale: Navigation(
                locale,
                [one for one in self.guides if one.locale == locale and not one.is_issue],
                self._flows(locale),
            )
            for locale in self.locales
        }

    def _flows(self, locale: str) -> dict[str, FlowName]:
        """Return the flows in the order of the front page; one that it lacks has its own name."""
        listed = [one.id for one in self.front.value.flows] if self.front.value else []
        flows = dict.fromkeys([*listed, *(one.flow for one in self.guides if not one.is_issue)])
        texts = self._front_texts
        return {
            flow: FlowName(
                flow,
                texts.get(
                    (locale, f"front-page/{flow}", "title"), flow.replace("_", " ").capitalize()
                ),
                texts.get((locale, f"front-page/{flow}", "summary"), ""),
            )
            for flow in flows
        }

    @cached_property
    def _renderers(self) -> dict[str, Renderer]:
        return {one: Renderer(self.templates, self.catalogues[one]) for one in self.locales}

    @cached_property
    def _explainers(self) -> dict[str, Explainer]:
        return {one: Explainer(self.glossary, self.catalogues[one]) for one in self.locales}

    @cached_property
    def questions(self) -> dict[str, Questions]:
        """What tells readers of each locale what was asked of the screen."""
        return {one: Questions(self._renderers[one], self.names) for one in self.locales}

    @cached_property
    def _front_texts(self) -> dict[tuple[str, str | None, str], str]:
        """The texts of the front page by locale, context and key; untranslated ones are missing."""
        return {
            (locale, source.context, key): said
            for locale in self.locales
            for source, key in front_page_sources(self.front)
            if isinstance(said := self.catalogues[locale].translate(source), str)
        }

    def front_text(self, locale: str, key: str) -> str:
        """Return the title or summary of the list of all guides."""
        return self._front_texts[locale, "front-page", key]

    def find(self, scenario: str, row: Mapping[str, str], locale: str) -> Guide | None:
        """Return the guide of a scenario, row and locale, if it is published."""
        return self._by_task.get((scenario, _row(row)), {}).get(locale)

    def explained(self, guides: Sequence[Guide]) -> list[Explained]:
        """Return the terms that *guides* of one locale use."""
        return self._explainers[guides[0].locale].explained(guides)

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
        return Frame(
            address=address,
            locale=locale,
            title=title,
            site=self._front_texts[locale, "front-page", "title"],
            home=index_address(locale),
            theme=self.theme,
            locales=[
                Choice(own_name(one), others.get(one, index_address(one)), one, one == locale)
                for one in self.locales
            ],
            crumbs=crumbs,
            search=search_address(locale),
            claims=claims_address(locale) if self.claims else "",
        )

    @cached_property
    def troubles(self) -> Troubles:
        """The issues that guides tell."""
        return Troubles(self.guides)

    def _tree(self, guide: Guide) -> Navigation | Troubles:
        return self.troubles if guide.is_issue else self._navigation[guide.locale]

    def tells_of(self, guide: Guide, keys: Collection[Key]) -> bool:
        """Whether *guide* tells an issue of these *keys*."""
        return any(one.key in keys for one in self.troubles.of(guide))

    def guide(self, guide: Guide) -> str:
        """Return the page of *guide*, or of the issue that it ends."""
        others = self._others(guide)
        around = self._tree(guide).around(guide)
        frame = self.frame(
            guide_address(guide), guide.locale, guide.title.plain, others, around.crumbs
        )
        return self.render(
            "issue.html" if guide.is_issue else "guide.html",
            frame,
            guide=guide,
            around=around,
            later=[(one, guide_address(one)) for one in around.next],
            troubles=[(one, guide_address(one)) for one in self.troubles.of(guide)],
            rows=list(guide.axes.values()),
            terms=self.explained([guide]),
        )

    def verification(self, guide: Guide) -> str:
        """Return the page that says what proves *guide*."""
        others = {key: verification_address(one) for key, one in self._others(guide).items()}
        crumbs = [*self._tree(guide).crumbs(guide), Choice(title_of(guide), guide_address(guide))]
        address = others[guide.locale]
        frame = self.frame(address, guide.locale, guide.title.plain, others, crumbs)
        return self.render(
            "verification.html",
            frame,
            guide=guide,
            proofs=verification_of(guide, self.troubles.of(guide)),
            fidelity=fidelity_of([guide.provenance], guide.locale),
            when=in_words(guide.provenance.started, guide.locale),
            told=self.questions[guide.locale].tell,
        )

    def _others(self, guide: Guide) -> dict[str, str]:
        """Return the addresses of *guide* by locale."""
        same = self._by_task[guide.scenario, _row(guide.row)]
        return {key: guide_address(one) for key, one in same.items()}

    def lists(self, articles: Mapping[str, Sequence[Card]]) -> Iterator[tuple[str, str]]:
        """Yield address and text of each locale's search, list and claims; and of the start."""
        others = {locale: index_address(locale) for locale in self.locales}
        for locale in self.locales:
            cards = articles.get(locale, ())
            yield search_address(locale), self._search(locale, cards)
            yield index_address(locale), self._index(locale, others, cards)
            if self.claims:
                same = {one: claims_address(one) for one in self.locales}
                title = self._front_texts[locale, "front-page", "title"]
                yield claims_address(locale), claims_page(self, locale, same, title)
        if self.locales:
            first = self.locales[0]
            titles = {one: self._front_texts[one, "front-page", "title"] for one in self.locales}
            frame = self.frame(START, first, titles[first], others)
            yield START, self.render("start.html", frame, titles=titles)

    def _index(self, locale: str, others: Mapping[str, str], cards: Sequence[Card]) -> str:
        title, summary = (self.front_text(locale, key) for key in ("title", "summary"))
        navigation = self._navigation[locale]
        values: dict[str, Any] = {
            "summary": summary,
            "articles": cards,
            "rows": navigation.by_row(),
            "flows": navigation.by_flow(),
            "issues": self.troubles.by_row(locale),
        }
        frame = self.frame(index_address(locale), locale, title, others)
        return self.render("index.html", frame, **values)

    def _search(self, locale: str, cards: Sequence[Card]) -> str:
        index = SearchIndex(locale)
        for guide in (*self._navigation[locale].guides, *self.troubles.in_locale(locale)):
            same = self._by_task[guide.scenario, _row(guide.row)].values()
            names = [*guide.row.values(), *(name for one in same for name in one.axes.values())]
            index.add_guide(guide, guide_address(guide), names)
        for card in cards:
            index.add_article(card.href, card.title, card.summary)
        return index.script()


def _row(row: Mapping[str, str]) -> Row:
    return tuple(row.items())
