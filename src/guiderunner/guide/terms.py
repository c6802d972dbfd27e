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

    def explained(self, guides: Sequence[Guide]) -> list[Explained]:
        """Return the terms that a sentence of *guides* uses, in the order of the glossary."""
        if self.glossary is None or self.glossary.value is None:
            return []
        # All at once, each on a line of its own: no term goes over the end of a line.
        said = "\n".join(one.plain for guide in guides for _, _, one in guide.sentences())
        found = self.glossary.value.defined_in(said, self.catalogue.locale)
        told = [self._explained(self.glossary, term) for term in found]
        return [one for one in told if one is not None]

    def _explained(self, glossary: Loaded[Glossary], term: Term) -> Explained | None:
        if term.id not in self._known:
            source = definition_source(glossary, term)
            said = self.catalogue.translate(source) if source else None
            word = term.term[self.catalogue.locale]
            self._known[term.id] = Explained(word, said) if isinstance(said, str) else None
        return self._known[term.id]
