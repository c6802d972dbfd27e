"""The terms that guides use, explained to readers of one locale."""

from collections.abc import Sequence
from dataclasses import dataclass

from guiderunner.guide.catalogue import Catalogue
from guiderunner.guide.glossary import Glossary, Term, definition_source
from guiderunner.guide.model import Guide
from guiderunner.scenario.loader import Loaded


@dataclass(frozen=True)
class Explained:
    """A term as readers know it, and what it is."""

    term: str
    definition: str


class Explainer:
    """Explains terms in the language of *catalogue*; a project may have no glossary."""

    def __init__(self, glossary: Loaded[Glossary] | None, catalogue: Catalogue) -> None:
        self.glossary, self.catalogue = glossary, catalogue
        self._known: dict[str, Explained | None] = {}
        self._seen: dict[str, list[Term]] = {}

    def explained(self, guides: Sequence[Guide]) -> list[Explained]:
        """Return the terms that a sentence of *guides* uses, in the order of the glossary."""
        if self.glossary is None or self.glossary.value is None:
            return []
        sentences = (one.plain for guide in guides for _, _, one in guide.sentences())
        # Rows of one scenario share most sentences, so each is looked through once.
        found = {term.id for one in sentences for term in self._terms_in(one)}
        told = [
            self._explained(self.glossary, term)
            for term in self.glossary.value.terms
            if term.id in found
        ]
        return [one for one in told if one is not None]

    def _terms_in(self, sentence: str) -> list[Term]:
        if sentence not in self._seen and self.glossary and self.glossary.value:
            terms = self.glossary.value.defined_in([sentence], self.catalogue.locale)
            self._seen[sentence] = terms
        return self._seen[sentence]

    def _explained(self, glossary: Loaded[Glossary], term: Term) -> Explained | None:
        if term.id not in self._known:
            source = definition_source(glossary, term)
            said = self.catalogue.translate(source) if source else None
            word = term.term[self.catalogue.locale]
            self._known[term.id] = Explained(word, said) if isinstance(said, str) else None
        return self._known[term.id]
