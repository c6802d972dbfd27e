"""Guides as they are stored beside their pages, so that lists and articles can be made again."""

from pathlib import Path

from pydantic import ValidationError

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.addresses import guide_folder
from guiderunner.guide.model import Guide

NAME = "guide.json"


def stored_address(guide: Guide) -> str:
    """Return where *guide* is stored in a publication."""
    return f"{guide_folder(guide)}/{NAME}"


def stored(guide: Guide) -> bytes:
    """Return *guide* as it is stored."""
    return f"{guide.model_dump_json(exclude_none=True)}\n".encode()


def read_guides(publication: Path, advice: str = "") -> list[Guide]:
    """Return every guide of *publication*; *advice* is for whoever has one that is damaged.

    Raises:
        GuiderunnerError: If one cannot be read.
    """
    guides = []
    for file in sorted(publication.rglob(NAME)):
        try:
            guides.append(Guide.model_validate_json(file.read_bytes()))
        except (OSError, ValidationError) as error:
            said = _said(error)
            again = f"Delete {publication.parent.parent / 'guides'} and publish all guides."
            raise GuiderunnerError(f"{file}: {said}. {advice or again}") from None
    return guides


def _said(error: OSError | ValidationError) -> str:
    """Return in words why a guide cannot be read."""
    if isinstance(error, OSError):
        return str(error)
    wrong = error.errors(include_url=False)[0]
    place = ".".join(map(str, wrong["loc"])) or "the file"
    return f"this is no guide of this version of guiderunner: {place}: {wrong['msg']}"
