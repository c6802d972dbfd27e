"""Articles said in one locale: the guides that they join, with their own words between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guiderunner.diagnostics import Problem
from guiderunner.guide.addresses import article_address, guide_address, verification_address
from guiderunner.guide.article_words import NAME, ArticleWords, PartWords
from guiderunner.guide.articles import Article
from guiderunner.guide.catalogue import Catalogue, Source
from guiderunner.guide.html import Card, Choice, PartView
from guiderunner.guide.model import Guide, Sentence
from guiderunner.guide.names import title_of
from guiderunner.guide.site import Site
from guiderunner.guide.tokens import Text
from guiderunner.guide.verification import Section, Verification, Verified, verified
from guiderunner.scenario.document import Trail
from guiderunner.scenario.loader import Loaded


@dataclass
class SpokenArticle:
    """An article in one locale; with problems, something in it could not be said."""

    id: str
    locale: str
    title: str = ""
    summary: str = ""
    parts: list[PartView] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What reports call it: locale and id."""
        return f"{self.locale}/{self.id}"

    @property
    def address(self) -> str:
        """Where its page stands."""
        return article_address(self.id, self.locale)

    @property
    def files(self) -> tuple[str, str, str]:
        """The addresses of its page, of what proves that, and of its own words."""
        folder = self.address.removesuffix("index.html")
        return self.address, verification_address(self.address), f"{folder}{NAME}"

    @property
    def words(self) -> ArticleWords:
        """What it says itself."""
        parts = [
            PartWords(
                id=part.id,
                title="" if part.title == part.guide.title.plain else part.title,
                introduction=part.introduction.plain if part.introduction else "",
            )
            for part in self.parts
        ]
        return ArticleWords(
            id=self.id,
            locale=self.locale,
            title=self.title,
            summary=self.summary,
            parts=tuple(parts),
        )

    @property
    def card(self) -> Card:
        """Its entry on the list of all guides."""
        return Card(self.address, self.title, self.summary)


def say_articles(site: Site, articles: Sequence[Loaded[Article]]) -> Iterator[SpokenArticle]:
    """Yield each article in each locale in which all of its guides are published."""
    for loaded in articles:
        article = loaded.value
        for locale in site.locales if article else ():
            guides = (
                [site.find(one.guide, one.row, locale) for one in article.parts] if article else []
            )
            found = [one for one in guides if one is not None]
            if article and len(found) == len(article.parts):
                yield _Speaker(loaded, article, site.catalogues[locale]).say(found)


def article_files(
    site: Site, article: SpokenArticle, all_of_it: Sequence[SpokenArticle]
) -> Iterator[tuple[str, str]]:
    """Yield address and content of each file of *article*."""
    page, proofs, words = article.files
    yield page, article_page(site, article, all_of_it)
    yield proofs, article_verification(site, article, all_of_it)
    yield words, article.words.model_dump_json(indent=1) + "\n"


def article_page(site: Site, article: SpokenArticle, all_of_it: Sequence[SpokenArticle]) -> str:
    """Return the page of *article*; *all_of_it* are the articles that will be there."""
    others = {one.locale: one.address for one in all_of_it if one.id == article.id}
    frame = site.frame(article.address, article.locale, article.title, others)
    terms = site.explained([part.guide for part in article.parts])
    return site.render("article.html", frame, article=article, terms=terms)


def article_verification(
    site: Site, article: SpokenArticle, all_of_it: Sequence[SpokenArticle]
) -> str:
    """Return the page that says what proves *article*: that of its guides, and its own words."""
    others = {
        one.locale: verification_address(one.address) for one in all_of_it if one.id == article.id
    }
    address = verification_address(article.address)
    crumbs = [Choice(article.title, article.address)]
    frame = site.frame(address, article.locale, article.title, others, crumbs)
    own = Verification([Section(None, list(_own_words(article)))])
    parts = [
        Choice(part.title, verification_address(guide_address(part.guide)))
        for part in article.parts
    ]
    return site.render("article_verification.html", frame, proofs=own, parts=parts)


def _own_words(article: SpokenArticle) -> Iterator[Verified]:
    """Yield what an article says beside its guides."""
    yield verified("title", _plain(article.title))
    yield verified("summary", _plain(article.summary))
    for part in article.parts:
        if part.title != part.guide.title.plain:
            yield verified("title", _plain(part.title))
        if part.introduction is not None:
            yield verified("introduction", part.introduction)


def _plain(text: str) -> Sentence:
    return Sentence(tokens=(Text(text=text),))


class _Speaker:
    """Says one article in one locale."""

    def __init__(self, loaded: Loaded[Article], article: Article, catalogue: Catalogue) -> None:
        self.document, self.article, self.catalogue = loaded.document, article, catalogue
        self.spoken = SpokenArticle(article.id, catalogue.locale)

    def say(self, guides: Sequence[Guide]) -> SpokenArticle:
        self.spoken.title = self._said(self.article.title, ("title",))
        self.spoken.summary = self._said(self.article.summary, ("summary",))
        self.spoken.parts = [self._part(index, guide) for index, guide in enumerate(guides)]
        return self.spoken

    def _part(self, index: int, guide: Guide) -> PartView:
        part = self.article.parts[index]
        title: str = title_of(guide)
        introduction = None
        if part.title is not None:
            title = self._said(part.title, ("parts", index, "title"))
        if part.introduction is not None:
            words = self._said(part.introduction.text, ("parts", index, "introduction"))
            introduction = Sentence(tokens=(Text(text=words),), editorial=True)
        earlier = sum(one.guide == part.guide for one in self.article.parts[:index])
        name = f"{part.guide}-{earlier + 1}" if earlier else part.guide
        steps = [one for one in guide.steps if not part.steps or one.id in part.steps]
        return PartView(name, f"{name}--", title, introduction, guide, steps)

    def _said(self, text: str, trail: Trail) -> str:
        source = Source(text.strip(), self.article.id, self.document.position(trail))
        said = self.catalogue.translate(source)
        if isinstance(said, Problem):
            self.spoken.problems.append(said)
            return text
        return said
