"""The glossary: one word for each thing, in each language, and the words not to use for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from guiderunner.diagnostics import ProblemsError
from guiderunner.guide.articles import editorial
from guiderunner.guide.catalogue import SOURCE_LOCALE, Source
from guiderunner.scenario.loader import Loaded, load
from guiderunner.scenario.model import KebabId, Part, Sentence

# Languages that part words with spaces; in others a word may stand anywhere in a text.
_SPACED = ("en",)
_ENDINGS = r"(?:e|s|es|d|ed|ing)?"


class Term(Part):
    """One thing: its word in each locale, the words not to use for it, and what it is.

    A term without a definition is for those who write only; readers are not told of it.
    """

    id: KebabId
    term: dict[str, str]
    avoid: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    definition: Annotated[Sentence | None, BeforeValidator(editorial)] = None

    @model_validator(mode="after")
    def _is_honest(self) -> "Term":
        if self.definition and not self.definition.editorial:
            raise ValueError("nothing proves the definition: mark it editorial")
        return self

    def is_in(self, text: str, locale: str) -> bool:
        """Return whether *text* of *locale* uses the term, in whatever form of the word."""
        word = self.term.get(locale)
        # Most texts have nothing like it, which is seen sooner without a pattern.
        if word is None or _folded(_stem(word)) not in _folded(text):
            return False
        return pattern(word, locale).search(text) is not None


class Glossary(Part):
    """The words of the project, in the order in which readers are told them."""

    version: Literal[1]
    terms: tuple[Term, ...] = ()

    def defined_in(self, text: str, locale: str) -> list[Term]:
        """Return the terms with a definition that *text* uses."""
        return [one for one in self.terms if one.definition and one.is_in(text, locale)]


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    return text.casefold()


@lru_cache(maxsize=1024)
def pattern(word: str, locale: str) -> re.Pattern[str]:
    """Return what finds *word* in texts of *locale*; in English with the endings of verbs."""
    if locale not in _SPACED:
        return re.compile(re.escape(word))
    parts = [re.escape(_stem(part)) + _ENDINGS for part in word.split()]
    return re.compile(rf"\b{r'[ -]'.join(parts)}\b", re.IGNORECASE)


def _stem(word: str) -> str:
    """Return what all forms of the first word have, in languages without spaces the whole."""
    return word.split(maxsplit=1)[0].removesuffix("e")


def load_glossary(guides: Path, root: Path, locales: Sequence[str]) -> Loaded[Glossary] | None:
    """Read and check glossary.yaml of the folder *guides*; a project may have none.

    Raises:
        ProblemsError: With every problem of it.
    """
    file = guides / "glossary.yaml"
    if not file.exists():
        return None
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    loaded = load(file, path, Glossary, "the glossary")
    if loaded.value is not None:
        _check(loaded, loaded.value, locales)
    if loaded.document.problems:
        raise ProblemsError(loaded.document.problems)
    return loaded


def _check(loaded: Loaded[Glossary], glossary: Glossary, locales: Sequence[str]) -> None:
    """Report terms that lack a locale, and words that stand for two things."""
    document, owners = loaded.document, dict[tuple[str, str], str]()
    for index, term in enumerate(glossary.terms):
        for locale in locales:
            if not term.term.get(locale, "").strip():
                message = f"term '{term.id}' has no word in '{locale}'."
                document.report(("terms", index, "term"), message, "T001")
        for locale, word in term.term.items():
            first = owners.setdefault((locale, word.casefold()), term.id)
            if first != term.id:
                message = f"'{word}' is the word of term '{first}' already."
                document.report(("terms", index, "term", locale), message, "T002")
    for index, term in enumerate(glossary.terms):
        for locale, number, word in _avoided(term.avoid):
            owner = owners.get((locale, word.casefold()))
            if owner is not None:
                message = f"'{word}' is not to be used, but is the word of term '{owner}'."
                document.report(("terms", index, "avoid", locale, number), message, "T002")


def _avoided(avoid: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int, str]]:
    for locale, words in avoid.items():
        for number, word in enumerate(words):
            yield locale, number, word


def definition_source(loaded: Loaded[Glossary], term: Term) -> Source | None:
    """Return the definition of *term* as gettext knows it."""
    if term.definition is None or loaded.value is None:
        return None
    trail = ("terms", loaded.value.terms.index(term), "definition")
    position = loaded.document.position(trail)
    return Source(term.definition.text.strip(), f"glossary/{term.id}", position)


def glossary_sources(loaded: Loaded[Glossary]) -> Iterator[tuple[Source, str]]:
    """Yield every definition, each with what it is to a translator."""
    for term in loaded.value.terms if loaded.value else ():
        source = definition_source(loaded, term)
        if source is not None:
            yield source, f"definition of {term.term[SOURCE_LOCALE]}"
