"""The two publications that are compared: found by folder, by name, or by being the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.guide.article_words import ArticleWords, read_article_words
from guiderunner.guide.generations import Shelves
from guiderunner.guide.model import Guide
from guiderunner.guide.stored import read_guides

_ADVICE = "It cannot be compared."


@dataclass(frozen=True)
class Side:
    """One of the two publications; `words` are those of articles between their guides."""

    folder: Path
    guides: Sequence[Guide]
    words: Sequence[ArticleWords] = ()

    @property
    def name(self) -> str:
        """What reports call it."""
        return self.folder.name

    @cached_property
    def by_key(self) -> Mapping[object, Guide]:
        """The guides by scenario, row and locale."""
        return {one.key: one for one in self.guides}

    @cached_property
    def articles(self) -> set[tuple[str, str]]:
        """Locale and id of each article."""
        pages = self.folder.glob("*/articles/*/index.html")
        return {(one.parts[-4], one.parts[-2]) for one in pages}


def read_side(folder: Path) -> Side:
    """Read the publication in *folder*.

    Raises:
        GuiderunnerError: If it is none, or damaged.
    """
    if not folder.is_dir():
        raise GuiderunnerError(f"there is no publication {folder}.")
    folder = folder.resolve()
    guides = read_guides(folder, _ADVICE)
    if not guides:
        raise GuiderunnerError(f"{folder} is no publication: it holds no guide.")
    return Side(folder, guides, read_article_words(folder, _ADVICE))


def choose(build: Path, old: str | None, new: str | None) -> tuple[Path, Path]:
    """Return the folders of two publications; by default of the current and the one before it.

    Each may be a folder, or the name or number of one in `publications/` of *build*.

    Raises:
        GuiderunnerError: If one is not there.
    """
    shelves = Shelves(build)
    kept = {one.name: one for one in sorted(shelves.publications.glob("[0-9]*-*"))}
    if new is not None:
        after = _named(kept, new)
    else:
        current = shelves.current()
        if current is None:
            raise GuiderunnerError("no guides are published yet. `guiderunner guides` does it.")
        after = current
    if old is not None:
        return _named(kept, old), after
    earlier = [one for name, one in kept.items() if name < after.name]
    if not earlier or after.name not in kept:
        raise GuiderunnerError(f"there is no publication before {after.name}. Name one.")
    return earlier[-1], after


def _named(kept: Mapping[str, Path], name: str) -> Path:
    for known, folder in kept.items():
        number = known.partition("-")[0]
        if name in {known, number} or (name.isdigit() and int(name) == int(number)):
            return folder
    if Path(name).is_dir():
        return Path(name)
    raise GuiderunnerError(f"there is no publication '{name}'.{suggestion(name, kept)}")
