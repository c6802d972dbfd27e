"""Articles: several guides on one page; and the front page that all of them are listed on."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from guiderunner.diagnostics import ProblemsError, suggestion
from guiderunner.guide.catalogue import Source
from guiderunner.scenario.document import Document
from guiderunner.scenario.loader import Loaded, load
from guiderunner.scenario.model import KebabId, Part, Sentence
from guiderunner.scenario.suite import LoadedScenario, Suite

Shape = TypeVar("Shape", bound=BaseModel)


def editorial(value: Any) -> Any:
    """Read a plain text as a sentence that nothing proves."""
    return {"text": value, "editorial": True} if isinstance(value, str) else value


class ArticlePart(Part):
    """A guide in an article, with its own heading and introduction if it has them.

    `steps` takes only these steps of the guide; they keep their numbers.
    """

    guide: KebabId
    row: dict[str, str] = Field(default_factory=dict)
    title: str | None = None
    introduction: Annotated[Sentence | None, BeforeValidator(editorial)] = None
    steps: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_honest(self) -> "ArticlePart":
        if self.introduction and not self.introduction.editorial:
            raise ValueError("nothing proves the introduction: mark it editorial")
        return self


class Article(Part):
    """Several guides on one page."""

    version: Literal[1]
    id: KebabId
    title: str
    summary: str
    parts: tuple[ArticlePart, ...] = Field(min_length=1)


class FlowText(Part):
    """What readers call a flow, a folder of scenarios."""

    id: str
    title: str
    summary: str


class FrontPage(Part):
    """The texts of the page that lists all guides; flows are listed in this order."""

    version: Literal[1]
    title: str
    summary: str
    flows: tuple[FlowText, ...] = ()


def load_articles(guides: Path, suite: Suite) -> list[Loaded[Article]]:
    """Read and check every article of the folder *guides*.

    Raises:
        ProblemsError: With every problem of every article.
    """
    root = suite.surroundings.root
    loaded = [_load(file, root, Article) for file in sorted((guides / "articles").glob("*.yaml"))]
    scenarios = {one.scenario.id: one for one in suite.scenarios}
    for one in loaded:
        if one.value is not None:
            _check(one.document, one.value, scenarios)
    problems = [problem for one in loaded for problem in one.document.problems]
    if problems:
        raise ProblemsError(problems)
    return loaded


def load_front_page(guides: Path, suite: Suite) -> Loaded[FrontPage]:
    """Read the texts of the front page, guides/front_page.yaml.

    Raises:
        ProblemsError: If they are not there or not of the right form.
    """
    loaded = _load(guides / "front_page.yaml", suite.surroundings.root, FrontPage)
    if loaded.value is None:
        raise ProblemsError(loaded.document.problems)
    return loaded


def _load(file: Path, root: Path, shape: type[Shape]) -> Loaded[Shape]:
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    what = "the article" if shape is Article else "the front page"
    return load(file, path, shape, what)


def _check(document: Document, article: Article, scenarios: Mapping[str, LoadedScenario]) -> None:
    """Report each guide, row and step that the article names and that is not there."""
    readable = {key: one for key, one in scenarios.items() if one.scenario.has_guide}
    for index, part in enumerate(article.parts):
        loaded = readable.get(part.guide)
        if loaded is None:
            message = f"there is no guide '{part.guide}'.{suggestion(part.guide, readable)}"
            document.report(("parts", index, "guide"), message, "A001")
            continue
        rows = [dict(one.row) for one in loaded.variants]
        if part.row not in rows:
            known = dict.fromkeys(" ".join(one.values()) for one in rows)
            asked = " ".join(part.row.values()) or "no row"
            message = f"guide '{part.guide}' has no row '{asked}'. Known: {', '.join(known)}."
            document.report(("parts", index, "row"), message, "A002")
        own = [loaded.steps_of(one) for one in loaded.variants if dict(one.row) == part.row]
        told = [one.step.id for one in (own or [loaded.steps])[0] if one.step.text]
        for number, step in enumerate(part.steps):
            if step not in told:
                near = suggestion(step, told)
                message = f"guide '{part.guide}' has no step '{step}'.{near}"
                document.report(("parts", index, "steps", number), message, "A003")


def article_sources(loaded: Loaded[Article]) -> Iterator[tuple[Source, str]]:
    """Yield every text of an article, each with what it is to a translator."""
    article = loaded.value
    if article is None:
        return
    texts: list[tuple[tuple[str | int, ...], str | None]] = [
        (("title",), article.title),
        (("summary",), article.summary),
    ]
    for index, part in enumerate(article.parts):
        introduction = part.introduction.text if part.introduction else None
        texts += [
            (("parts", index, "title"), part.title),
            (("parts", index, "introduction"), introduction),
        ]
    for trail, text in texts:
        if text is not None:
            source = Source(text.strip(), article.id, loaded.document.position(trail))
            yield source, str(trail[-1])


def front_page_sources(loaded: Loaded[FrontPage]) -> Iterator[tuple[Source, str]]:
    """Yield every text of the front page, each with what it is to a translator."""
    page = loaded.value
    if page is None:
        return
    position = loaded.document.position
    yield Source(page.title.strip(), "front-page", position(("title",))), "title"
    yield Source(page.summary.strip(), "front-page", position(("summary",))), "summary"
    for index, flow in enumerate(page.flows):
        for key in ("title", "summary"):
            text = getattr(flow, key).strip()
            yield Source(text, f"front-page/{flow.id}", position(("flows", index, key))), key
