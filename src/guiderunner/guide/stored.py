"""Guides as they are stored beside their pages, so that lists and articles can be made again."""

import gzip
import zlib
from pathlib import Path

from pydantic import ValidationError

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.addresses import guide_folder
from guiderunner.guide.model import Guide

NAME = "guide.json.gz"
_BEFORE = "guide.json"  # Of publications that were made before guides were packed.


def stored_address(guide: Guide) -> str:
    """Return where *guide* is stored in a publication."""
    return f"{guide_folder(guide)}/{NAME}"


def stored(guide: Guide) -> bytes:
    """Return *guide* as it is stored: packed into a fifth, equal guides into equal bytes."""
    return gzip.compress(guide.model_dump_json(exclude_none=True).encode(), 6, mtime=0)


def read_guide(file: Path) -> Guide:
    """Return the guide that is stored in *file*.

    Raises:
        OSError, ValidationError: If it cannot be read, or is none.
    """
    content = file.read_bytes()
    if file.name == NAME:
        try:
            content = gzip.decompress(content)
        except (EOFError, zlib.error) as error:
            raise OSError(f"it is damaged: {error}") from None
    return Guide.model_validate_json(content)


def read_guides(publication: Path, advice: str = "") -> list[Guide]:
    """Return every guide of *publication*; *advice* is for whoever has one that is damaged.

    Raises:
        GuiderunnerError: If one cannot be read.
    """
    guides = []
    for file in sorted(one for name in (NAME, _BEFORE) for one in publication.rglob(name)):
        try:
            guides.append(read_guide(file))
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
