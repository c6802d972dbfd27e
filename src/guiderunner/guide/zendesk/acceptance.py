"""Pictures that nobody has accepted are not sent."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError, Position, Problem
from guiderunner.guide.addresses import PICTURES, guide_folder
from guiderunner.guide.model import Guide

NAME = "approved.json"


def picture_problems(
    place: Position, guides: Iterable[Guide], publication: Path, contents: Path
) -> Iterator[Problem]:
    """Yield each picture of *guides* that is not the one that was drawn, or was not accepted.

    A project whose folder *contents* has no approved.json accepts what its runs draw.
    """
    accepted = _accepted(contents / NAME)
    for guide in guides:
        folder = guide_folder(guide)
        for step in guide.steps:
            if step.picture is None:
                continue
            named = f"the picture of step '{step.id}' in {folder}"
            if not _is_as_drawn(publication / PICTURES / step.picture.file):
                message = f"{named} is not the one that was drawn. Publish the guide again."
                yield Problem(place, message, "Z009")
            elif accepted is not None and step.id not in accepted.get(folder, ()):
                message = f"nobody has accepted {named}: guiderunner guides --accept."
                yield Problem(place, message, "Z009")


def _is_as_drawn(file: Path) -> bool:
    """Whether *file* has the content that it is named by."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest().startswith(file.stem)
    except OSError:
        return False


def _accepted(file: Path) -> dict[str, dict[str, object]] | None:
    """Return the accepted pictures by the folder of their guide and their step."""
    try:
        found: dict[str, dict[str, object]] = json.loads(file.read_bytes())["guides"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise GuiderunnerError(f"{file} cannot be read. Restore it from git.") from None
    return found
