"""Renders guides as HTML pages: templates hold loops and values, this module what they need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.lists import format_list
from jinja2 import TemplateError
from markupsafe import Markup, escape

from guiderunner.diagnostics import Problem, ProblemsError
from guiderunner.evidence.model import ShownLabel
from guiderunner.guide.addresses import PICTURES, link, verification_address
from guiderunner.guide.catalogue import Catalogue
from guiderunner.guide.compiling import escaped
from guiderunner.guide.model import Guide, GuideStep, Sentence
from guiderunner.guide.sandbox import Sandbox
from guiderunner.guide.template_problems import RAISED, TemplateReport
from guiderunner.guide.tokens import Inline, UiLabel

# How each language sets off the label of a control; English does it by weight alone.
QUOTES = {"ko": ("[", "]"), "ja": ("「", "」")}


def quotes_of(locale: str) -> tuple[str, str]:
    """Return what *locale* sets off the label of a control with."""
    return QUOTES.get(locale.partition("-")[0], ("", ""))


@dataclass(frozen=True)
class Choice:
    """A link: to the page in another locale, to a page above, or to another guide.

    Here and wherever templates get one, an address begins at the publication; `page.root` leads
    there.
    """

    text: str
    href: str
    locale: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Frame:
    """What is around the content of any page. `theme` maps files of the theme to links.

    `claims` is the address of the page of claims, if there is one.
    """

    address: str
    locale: str
    title: str
    site: str
    home: str
    theme: Mapping[str, str]
    locales: Sequence[Choice] = ()
    crumbs: Sequence[Choice] = ()
    search: str = ""
    claims: str = ""

    @cached_property
    def root(self) -> str:
        """What leads from the page to the publication."""
        return link(self.address, "")

    @cached_property
    def pictures(self) -> str:
        """The link to the folder of pictures."""
        return link(self.address, PICTURES)

    @cached_property
    def verification(self) -> str:
        """The address of the page that says what proves this one."""
        return verification_address(self.address)


@dataclass(frozen=True)
class PartView:
    """A guide within an article; `prefix` keeps the anchors of its steps apart."""

    id: str
    prefix: str
    title: str
    introduction: Sentence | None
    guide: Guide
    steps: Sequence[GuideStep]

    @property
    def is_whole(self) -> bool:
        """Whether all steps of the guide are in it."""
        return len(self.steps) == len(self.guide.steps)


@dataclass(frozen=True)
class Card:
    """An article on the list of all guides."""

    href: str
    title: str
    summary: str


class TemplatesError(ProblemsError):
    """Templates cannot be used; says which, where and why."""


@dataclass(frozen=True)
class Renderer:
    """Renders pages of one locale from the folder *templates*."""

    templates: Path
    catalogue: Catalogue

    def render(self, template: str, frame: Frame, **values: Any) -> str:
        """Return the page that *template* makes of *values*.

        Raises:
            TemplatesError: If a template is broken or asks for what is not there.
        """
        values["page"] = frame
        try:
            text = self._environment.get_template(template).render(values)
        except (TemplateError, *RAISED):
            problems = self._problems(template, values)
            if not problems:  # Not the template's fault.
                raise
            raise TemplatesError(problems, "Nothing was made.") from None
        return text.rstrip() + "\n"

    def _problems(self, template: str, values: Mapping[str, Any]) -> list[Problem]:
        """Return what is wrong with *template*, by the files and lines that authors know."""
        environment = self._sandbox(is_joined=False)
        try:
            environment.get_template(template).render(values)
        except (TemplateError, *RAISED) as error:
            report = TemplateReport(environment, self.templates, values)
            return report.problems(error, template)
        return []

    @cached_property
    def _environment(self) -> Sandbox:
        return self._sandbox(is_joined=True)

    def _sandbox(self, *, is_joined: bool) -> Sandbox:
        locale, words = self.catalogue.locale, self.catalogue.compiled()
        environment = Sandbox(self.templates, locale, words, is_joined=is_joined)
        environment.filters["inline"] = self.inline
        environment.filters["named"] = self.named
        environment.filters["in_language"] = self.in_language
        environment.filters["listed"] = self.listed
        return environment

    def inline(self, tokens: Sequence[Inline]) -> Markup:
        """Return *tokens* as HTML: labels stand out, and say what language they are in."""
        said = [
            self._label(token) if isinstance(token, UiLabel) else escaped(token.text)
            for token in tokens
        ]
        return Markup("".join(said))  # noqa: S704 - each part is escaped by itself

    def in_language(self, text: str, language: str) -> Markup:
        """Return *text* as HTML that says its *language*, if that is not the page's."""
        if language == self.catalogue.locale:
            return escape(text)
        return Markup('<span lang="{}">{}</span>').format(language, text)

    def listed(self, labels: Sequence[ShownLabel]) -> Markup:
        """Return *labels* as they were on the screen, one after the other."""
        return Markup(", ").join(self.in_language(one.shown, one.language) for one in labels)

    def _label(self, label: UiLabel) -> str:
        if label not in self._labels:
            self._labels[label] = self._marked(label)
        return self._labels[label]

    @cached_property
    def _labels(self) -> dict[UiLabel, str]:
        return {}

    def _marked(self, label: UiLabel) -> str:
        before, after = self._quotes
        shown = self.in_language(label.shown, label.language)
        marked = f'<strong class="label">{before}{shown}{after}</strong>'
        if label.gloss is None:
            return marked
        return f'{marked} <span class="gloss">({escape(label.gloss)})</span>'

    def named(self, labels: Sequence[str]) -> str:
        """Return *labels* as a list in words, for alternative texts."""
        before, after = self._quotes
        names = [f"{before}{label}{after}" for label in labels]
        if len(names) == 1:
            return names[0]
        return format_list(names, locale=self.catalogue.locale.replace("-", "_"))

    @cached_property
    def _quotes(self) -> tuple[str, str]:
        return quotes_of(self.catalogue.locale)


@lru_cache
def own_name(locale: str) -> str:
    """Return what its speakers call a language, e.g. `한국어`."""
    return str(Locale.parse(locale, sep="-").get_display_name() or locale)
