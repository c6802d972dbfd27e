"""The words of an article between its guides, as they are stored beside its page."""

from pathlib import Path

from pydantic import ValidationError

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.model import Part

NAME = "article.json"


class PartWords(Part):
    """What an article says of one of its guides; an empty title is that of the guide."""

    id: str
    title: str = ""
    introduction: str = ""


class ArticleWords(Part):
    """What an article says itself, in one locale."""

    version: int = 1
    id: str
    locale: str
    title: str
    summary: str
    parts: tuple[PartWords, ...] = ()


def read_article_words(publication: Path, advice: str) -> list[ArticleWords]:
    """Return the words of every article of *publication*; older ones store none.

    Raises:
        GuiderunnerError: If a file cannot be read; *advice* says what that means.
    """
    found = []
    for file in sorted(publication.glob(f"*/articles/*/{NAME}")):
        try:
            found.append(ArticleWords.model_validate_json(file.read_bytes()))
        except (OSError, ValidationError):
            message = f"{file}: this is no article of this version of guiderunner. {advice}"
            raise GuiderunnerError(message) from None
    return found
