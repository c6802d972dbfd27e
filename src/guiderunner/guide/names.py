"""Names of pages, for links and headings: plain words in which other languages say so."""

from typing import Self

from markupsafe import Markup, escape

from guiderunner.guide.model import Guide, Sentence
from guiderunner.guide.tokens import UiLabel


class Name(str):
    """The words of a sentence; in HTML its labels in another language than *locale* are marked."""

    __slots__ = ("_html",)
    _html: Markup

    def __new__(cls, sentence: Sentence, locale: str) -> Self:
        """Make the name that *sentence* is to readers of *locale*."""
        name = super().__new__(cls, sentence.plain)
        marked = Markup('<span lang="{}">{}</span>')
        name._html = Markup().join(
            marked.format(one.language, one.shown)
            if isinstance(one, UiLabel) and one.language != locale
            else escape(one.text)
            for one in sentence.tokens
        )
        return name

    def __html__(self) -> str:
        """Return it as templates print it."""
        return str(self._html)


def title_of(guide: Guide) -> Name:
    """Return the title of *guide* as a name."""
    return Name(guide.title, guide.locale)
