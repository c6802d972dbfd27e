"""What expectations asked of the screen, as sentences for the readers of one locale."""

import re
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from guiderunner.diagnostics import Position
from guiderunner.evidence.model import QuestionRecord
from guiderunner.guide.catalogue import Source
from guiderunner.guide.elements import CONTEXT, element_name
from guiderunner.guide.html import Frame, Renderer
from guiderunner.guide.particles import fit
from guiderunner.scenario.names import Names

# Stand for the element and the value, so that Korean particles are chosen in the words between.
_WHAT, _VALUE = "\x01", "\x02"
_PLACES = re.compile(f"([{_WHAT}{_VALUE}])")
_CODE = ("url", "aria")  # Their values are no words.


@dataclass
class Questions:
    """Tells what was asked; rows of one scenario ask the same, so each is worded once."""

    renderer: Renderer
    names: Names
    _told: dict[QuestionRecord, Markup] = field(default_factory=dict)

    def tell(self, question: QuestionRecord) -> Markup:
        """Return *question* as HTML."""
        if question not in self._told:
            self._told[question] = self._sentence(question)
        return self._told[question]

    def _sentence(self, question: QuestionRecord) -> Markup:
        frame = Frame("", self.renderer.catalogue.locale, "", "", "", {})
        sentence = self.renderer.render(
            "partials/expectation.html", frame, question=question, what=_WHAT, value=_VALUE
        ).strip()
        filled = {_WHAT: self._element(question), _VALUE: self._value(question)}
        told, heard = "", ""
        for part in _PLACES.split(sentence):
            if part in filled:
                told, heard = told + filled[part], str(filled[part].striptags())
            else:
                told += fit(part, heard) if self.renderer.catalogue.locale == "ko" else part
        return Markup(told)  # noqa: S704 - a template made it of what was escaped

    def _element(self, question: QuestionRecord) -> Markup:
        """Return the element by its name, or by what scenarios call it if it has none."""
        name = element_name(self.names, question.at or "")
        if name is not None:
            said = self.renderer.catalogue.translate(Source(name, CONTEXT, Position("")))
            if isinstance(said, str):
                return escape(said)
        return _code(question.at or "")

    def _value(self, question: QuestionRecord) -> Markup:
        if question.kind in _CODE:
            return _code(question.value)
        return self.renderer.in_language(question.value, question.language)


def _code(text: str) -> Markup:
    return Markup('<code lang="en">{}</code>').format(text)
