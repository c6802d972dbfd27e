"""The review: pictures that are not as approved, old beside new, on one page for anybody."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from jinja2 import Environment, PackageLoader, StrictUndefined
from PIL import Image
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.addresses import PICTURES, guide_folder
from guiderunner.guide.approval import Shots, Verdict
from guiderunner.guide.comparison import highlight
from guiderunner.guide.generations import carry_over
from guiderunner.guide.model import Guide, GuideStep, Picture

NAME, PAGE = "review.json", "index.html"
VERSION = 1
_MAKING = ".review"
_SHOWN = ("changed", "new")


class Review(BaseModel):
    """What a person is shown: the pictures of *guides*.

    `approved` is the digest of what was approved at that time; `runs` has the variants whose
    guides are held back, each with the run that its pictures are from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[int, Field(ge=1, le=VERSION)] = VERSION
    approved: str
    runs: dict[str, str]
    guides: dict[str, Shots]

    @classmethod
    def load(cls, folder: Path) -> "Review":
        """Read the last review.

        Raises:
            GuiderunnerError: If there is none.
        """
        try:
            return cls.model_validate_json((folder / NAME).read_bytes())
        except FileNotFoundError:
            said = "there is no review to accept: run guiderunner guides, and look at its pictures."
            raise GuiderunnerError(said) from None
        except (OSError, ValidationError):
            said = f"{folder / NAME}: cannot be read. Run guiderunner guides again."
            raise GuiderunnerError(said) from None


@dataclass(frozen=True)
class Reviewed:
    """One picture that was compared; `old` is the step as it is published."""

    guide: Guide
    step: GuideStep
    verdict: Verdict
    old: GuideStep | None = None


@dataclass(frozen=True)
class _Shown:
    """A picture of the page: the files of it as it is, as it was, and what differs."""

    seen: Reviewed
    new: Picture
    old: Picture | None = None
    difference: str | None = None


def write_review(
    folder: Path, review: Review, seen: Sequence[Reviewed], shelves: Sequence[Path]
) -> None:
    """Show in *folder* what is not as approved; if all is, there is no review."""
    shown = [one for one in seen if one.verdict != "equal"]
    if not shown:
        remove_review(folder)
        return
    making = folder.parent / _MAKING
    shutil.rmtree(making, ignore_errors=True)
    (making / PICTURES).mkdir(parents=True)
    items = [_shown(one, making, shelves) for one in shown if one.verdict in _SHOWN]
    (making / PAGE).write_text(_page(review, items, len(shown) - len(items)), encoding="utf-8")
    (making / NAME).write_text(review.model_dump_json(indent=1) + "\n", encoding="utf-8")
    remove_review(folder)
    making.rename(folder)


def remove_review(folder: Path) -> None:
    """Take the review away."""
    shutil.rmtree(folder, ignore_errors=True)


def _shown(seen: Reviewed, folder: Path, shelves: Sequence[Path]) -> _Shown:
    new, old = seen.step.picture, seen.old.picture if seen.old else None
    if new is None:
        raise LookupError(seen.step.id)
    after = _copied(new, folder, shelves)
    if seen.verdict == "new" or old is None:
        return _Shown(seen, new)
    before = _copied(old, folder, shelves)
    if before is None or after is None:
        return _Shown(seen, new)
    with Image.open(before) as one, Image.open(after) as other:
        difference = highlight(one.convert("RGB"), other.convert("RGB"))
    name = hashlib.sha256(f"{old.file} {new.file}".encode()).hexdigest()[:24] + ".webp"
    difference.save(folder / PICTURES / name, "WEBP", lossless=True, quality=20, method=1)
    return _Shown(seen, new, old, name)


def _copied(picture: Picture, folder: Path, shelves: Sequence[Path]) -> Path | None:
    for shelf in shelves:
        file = shelf / PICTURES / picture.file
        if file.is_file():
            carry_over(file, folder / PICTURES / picture.file)
            return folder / PICTURES / picture.file
    return None


def _page(review: Review, items: Sequence[_Shown], others: int) -> str:
    groups: dict[str, dict[str, list[_Shown]]] = {one: {} for one in _SHOWN}
    for item in items:
        guides = groups[item.seen.verdict]
        guides.setdefault(guide_folder(item.seen.guide), []).append(item)
    environment = Environment(
        loader=PackageLoader("guiderunner.guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    counts = {name: sum(map(len, guides.values())) for name, guides in groups.items()}
    return environment.get_template("review.html").render(
        review=review, groups=groups, counts=counts, others=others, pictures=PICTURES
    )
