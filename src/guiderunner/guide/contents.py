"""What guides are made of beside evidence: scenarios, locale files, articles, templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import ProblemsError
from guiderunner.guide.articles import (
    Article,
    FrontPage,
    front_page_sources,
    load_articles,
    load_front_page,
)
from guiderunner.guide.catalogue import SOURCE_LOCALE, Catalogue
from guiderunner.guide.claims import ProvedClaim, claim_sources
from guiderunner.guide.elements import element_sources
from guiderunner.guide.extraction import all_sources, template_sources
from guiderunner.guide.glossary import Glossary, glossary_sources, load_glossary
from guiderunner.scenario.loader import Loaded
from guiderunner.scenario.suite import Suite


@dataclass(frozen=True)
class Contents:
    """All that guides are made of beside evidence: scenarios, and the folder *guides*.

    `claims` are those of the project with what proves them now; without them, no page shows them.
    """

    suite: Suite
    guides: Path
    front: Loaded[FrontPage]
    articles: Sequence[Loaded[Article]]
    catalogues: Mapping[str, Catalogue]
    glossary: Loaded[Glossary] | None = None
    claims: Sequence[ProvedClaim] = ()

    @classmethod
    def load(cls, suite: Suite, guides: Path) -> "Contents":
        """Read and check them.

        Raises:
            ProblemsError: If a catalogue, an article, the glossary or the front page is wrong.
        """
        root, locales = suite.surroundings.root, suite.surroundings.locales
        catalogues = {one: Catalogue.load(guides / "locales", one, root) for one in locales}
        front, articles = load_front_page(guides, suite), load_articles(guides, suite)
        glossary = load_glossary(guides, root, locales)
        return cls(suite, guides, front, articles, catalogues, glossary)

    def require_frame(self, locales: Sequence[str]) -> None:
        """Stop if the words around guides are not translated into one of *locales*.

        Raises:
            ProblemsError: With every missing translation.
        """
        translated = [one for one in locales if one != SOURCE_LOCALE]
        if not translated:
            return
        root = self.suite.surroundings.root
        texts = [one for one, _ in template_sources(self.guides / "templates", root)]
        texts += [one for one, _ in front_page_sources(self.front)]
        texts += [one for one, _ in glossary_sources(self.glossary)] if self.glossary else []
        texts += [one for one, _ in element_sources(self.suite)]
        texts += [one for one, _ in claim_sources(self.suite)]
        problems = [one for key in translated for one in self.catalogues[key].missing(texts)]
        if problems:
            raise ProblemsError(problems)

    def require_translations(self) -> None:
        """Stop if any text for readers is not translated into every locale.

        Raises:
            ProblemsError: With every missing translation.
        """
        texts = [one for one, _ in all_sources(self.suite, self.guides)]
        problems = {one for known in self.catalogues.values() for one in known.missing(texts)}
        if problems:
            raise ProblemsError(sorted(problems))
