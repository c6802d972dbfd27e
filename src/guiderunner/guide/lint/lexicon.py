"""The words that a project's texts are held to: its glossary, and the names it knows."""

import re
from functools import lru_cache

from guiderunner.guide.contents import Contents
from guiderunner.guide.lint.draft import Lexicon

_NAME = re.compile(r"[^\W_]*[A-Za-z][^\W_]*")
_SHORTEST = 4


@lru_cache(maxsize=16)
def _joined(avoid: tuple[tuple[str, str], ...], names: frozenset[str]) -> Lexicon:
    return Lexicon(avoid, names)


def lexicon_of(contents: Contents, locale: str) -> Lexicon:
    """Return the words of *contents* in *locale*."""
    glossary = contents.glossary.value if contents.glossary else None
    avoid = tuple(
        (word, term.term[locale])
        for term in (glossary.terms if glossary else ())
        for word in term.avoid.get(locale, ())
    )
    return _joined(avoid, _names(contents))


def _names(contents: Contents) -> frozenset[str]:
    """Return the proper names that rows are called by, word by word."""
    texts = [
        str(row["name"])
        for rows in contents.suite.rows.values()
        if "name" in rows.prose
        for row in rows.rows.values()
        if "name" in row
    ]
    words = {word for text in texts for word in _NAME.findall(text)}
    return frozenset(one for one in words if len(one) >= _SHORTEST)
