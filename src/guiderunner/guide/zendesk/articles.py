"""What becomes an article of the help centre: each article of ours, and each guide by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guiderunner.diagnostics import GuiderunnerError, ProblemsError, suggestion
from guiderunner.guide.article_pages import SpokenArticle, say_articles
from guiderunner.guide.contents import Contents
from guiderunner.guide.html import PartView
from guiderunner.guide.model import Guide, Sentence
from guiderunner.guide.site import Site
from guiderunner.guide.terms import Explained
from guiderunner.guide.tokens import Text
from guiderunner.guide.troubles import issues_in
from guiderunner.guide.zendesk.settings import ARTICLES


@dataclass(frozen=True)
class Spoken:
    """An article in one locale. One with a single guide has no headings of its own.

    `troubles` are the issues that it tells, `later` the guides to go on with, `terms` the words
    that it explains.
    """

    locale: str
    title: str
    summary: Sentence
    parts: Sequence[PartView]
    troubles: Sequence[Guide] = ()
    later: Sequence[Guide] = ()
    terms: Sequence[Explained] = ()


@dataclass
class HelpArticle:
    """An article of the help centre in all its locales; `shelf` is a flow, or `articles`."""

    name: str
    shelf: str
    spoken: dict[str, Spoken] = field(default_factory=dict)

    @property
    def scenarios(self) -> set[str]:
        """The scenarios that it tells."""
        return {part.guide.scenario for one in self.spoken.values() for part in one.parts}

    @property
    def guides(self) -> list[Guide]:
        """Every guide in it, in every locale, once."""
        found = {part.guide.key: part.guide for one in self.spoken.values() for part in one.parts}
        return list(found.values())


def help_articles(contents: Contents, guides: Sequence[Guide]) -> list[HelpArticle]:
    """Return the articles that the published *guides* make.

    Raises:
        ProblemsError: If words of an article are not translated.
    """
    published = {one.key: one for one in guides}
    told = [one for one in guides if not one.is_issue]
    whole = [*told, *issues_in(contents.suite, published)]
    templates = contents.guides / "templates"
    site = Site(templates, whole, contents.catalogues, contents.front, {}, contents.glossary)
    made: dict[str, HelpArticle] = {}
    problems = []
    for one in say_articles(site, contents.articles):
        article = made.setdefault(one.id, HelpArticle(one.id, ARTICLES))
        article.spoken[one.locale] = _of_article(site, one)
        problems += one.problems
    if problems:
        raise ProblemsError(problems, "Nothing was made.")
    for guide in told:
        name = article_name(guide.scenario, guide.row)
        article = made.setdefault(name, HelpArticle(name, guide.flow))
        article.spoken[guide.locale] = _of_guide(site, guide)
    return list(made.values())


def _of_article(site: Site, article: SpokenArticle) -> Spoken:
    terms = site.explained([part.guide for part in article.parts])
    summary = _framing(article.summary)
    return Spoken(article.locale, article.title, summary, article.parts, terms=terms)


def _of_guide(site: Site, guide: Guide) -> Spoken:
    next_ones = [site.find(one, guide.row, guide.locale) for one in guide.next]
    return Spoken(
        guide.locale,
        guide.title.plain,
        guide.summary,
        [PartView("", "", guide.title.plain, None, guide, guide.steps)],
        site.troubles.of(guide),
        [one for one in next_ones if one is not None],
        site.explained([guide]),
    )


def article_name(scenario: str, row: dict[str, str]) -> str:
    """Return what the article of one guide is called: the scenario's id and those of its rows."""
    return "-".join([scenario, *row.values()]).lower().replace("_", "-")


def select_articles(articles: Sequence[HelpArticle], what: Iterable[str]) -> list[HelpArticle]:
    """Return those that *what* names, by article, scenario or flow; all if it names none.

    Raises:
        GuiderunnerError: If a name is not known.
    """
    asked = list(what)
    named = {one.name: {one.name, one.shelf, *one.scenarios} for one in articles}
    known = set().union(*named.values())
    for one in asked:
        if one not in known:
            raise GuiderunnerError(f"no article, guide or flow '{one}'.{suggestion(one, known)}")
    return [one for one in articles if not asked or named[one.name] & set(asked)]


def _framing(text: str) -> Sentence:
    return Sentence(tokens=(Text(text=text),), editorial=True)
