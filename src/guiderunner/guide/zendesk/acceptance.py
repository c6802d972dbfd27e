"""Pictures that nobody has accepted are not sent."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from guiderunner.diagnostics import Position, Problem
from guiderunner.guide.addresses import PICTURES, guide_folder
from guiderunner.guide.approval import NAME, Approvals
from guiderunner.guide.model import Guide, Picture


def picture_problems(
    place: Position, guides: Iterable[Guide], publication: Path, contents: Path
) -> Iterator[Problem]:
    """Yield each picture of *guides* that is not the one that was drawn, or was not accepted.

    A project whose folder *contents* has no approved.json accepts what its runs draw.
    """
    file = contents / NAME
    approvals = Approvals.load(file) if file.exists() else None
    for guide in guides:
        folder = guide_folder(guide)
        for step in guide.steps:
            if step.picture is None:
                continue
            named = f"the picture of step '{step.id}' in {folder}"
            if not _is_as_drawn(publication / PICTURES / step.picture.file):
                message = f"{named} is not the one that was drawn. Publish the guide again."
                yield Problem(place, message, "Z009")
            elif approvals and not _is_accepted(approvals, folder, step.id, step.picture):
                message = f"nobody has accepted {named}: guiderunner guides --accept."
                yield Problem(place, message, "Z009")


def _is_as_drawn(file: Path) -> bool:
    """Whether *file* has the content that it is named by."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest().startswith(file.stem)
    except OSError:
        return False


def _is_accepted(approvals: Approvals, folder: str, step: str, picture: Picture) -> bool:
    return approvals.compare(folder, step, picture.shot) in {"equal", "same structure"}
