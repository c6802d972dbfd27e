"""What is exported: published guides and the articles that join them, into a folder of its own."""

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError, ProblemsError
from guiderunner.guide.article_pages import SpokenArticle, say_articles
from guiderunner.guide.contents import Contents
from guiderunner.guide.generations import Shelves
from guiderunner.guide.model import Guide
from guiderunner.guide.site import Site
from guiderunner.guide.stored import read_guides
from guiderunner.guide.troubles import issues_in, key_of
from guiderunner.scenario.variants import Variant

# Says that a folder was made by an export, so that the next one may replace it.
MARKER = ".guiderunner-export"


@dataclass(frozen=True)
class Stock:
    """Guides of a publication that were asked for, and the articles made of these alone.

    `missing` are the variants whose guide is not published.
    """

    publication: Path
    site: Site
    articles: Sequence[SpokenArticle]
    missing: Sequence[Variant]

    @property
    def guides(self) -> Sequence[Guide]:
        """The guides, in the order of scenarios and rows."""
        return [one for one in self.site.guides if not one.is_issue]


def take_stock(contents: Contents, build: Path, selected: Sequence[Variant]) -> Stock:
    """Return what is published of the guides of *selected*.

    Raises:
        GuiderunnerError: If nothing of it is published.
        ProblemsError: If words around the guides, or of an article, are not translated.
    """
    publication = Shelves(build).current()
    if publication is None:
        raise GuiderunnerError("no guides are published yet. `guiderunner guides` does it.")
    published = {one.key: one for one in read_guides(publication)}
    keys = {key_of(one): one for one in selected}
    guides = [published[key] for key in keys if key in published]
    if not guides:
        raise GuiderunnerError("none of the selected guides is published.")
    locales = {one.locale for one in guides}
    contents.require_frame(sorted(locales))
    guides += [one for one in issues_in(contents.suite, published) if one.locale in locales]
    templates = contents.guides / "templates"
    site = Site(templates, guides, contents.catalogues, contents.front, {}, contents.glossary)
    articles = list(say_articles(site, contents.articles))
    problems = [problem for one in articles for problem in one.problems]
    if problems:
        raise ProblemsError(problems)
    missing = [one for key, one in keys.items() if key not in published]
    return Stock(publication, site, articles, missing)


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder; when all went well, it takes the place of *folder*.

    Raises:
        GuiderunnerError: If *folder* holds what no export made, or the disk refuses.
    """
    _require_ours(folder)
    staging, old = (folder.with_name(f".{folder.name}.{end}") for end in ("making", "old"))
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        (staging / MARKER).write_text("Made anew by every `guiderunner export`.\n")
        yield staging
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        staging.rename(folder)
    except OSError as error:
        place = error.filename or folder
        raise GuiderunnerError(f"cannot write {place}: {error.strerror or error}.") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _require_ours(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise GuiderunnerError(f"{folder} is not a folder. Name a new one with --output.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        advice = "An export replaces its whole folder: name a new one with --output."
        raise GuiderunnerError(f"{folder} holds what no export made. {advice}")
