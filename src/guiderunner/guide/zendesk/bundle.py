"""A bundle: all that is sent of one article, in a folder to review, with a hash of each file."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from guiderunner.diagnostics import Position, Problem, ProblemsError

MANIFEST = "manifest.json"
VERSION = 1


class Manifest(BaseModel):
    """What a bundle was made of, and its files.

    `locales` maps the help centre's locales to ours, `runs` each guide to the run that proved it,
    `files` each file to its SHA-256. `expected` is when the article changed last, as far as known,
    `settings` a hash of guides/zendesk.yaml.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int = VERSION
    article: str
    shelf: str
    id: int | None
    expected: str | None
    source: str
    locales: dict[str, str]
    section: int | None
    publication: str
    settings: str
    profile: str
    runs: dict[str, str]
    files: dict[str, str]


@dataclass(frozen=True)
class Translation:
    """One language of a bundle; attachments stand in the body as `{{attachment:name}}`."""

    locale: str
    title: str
    draft: bool
    body: str


@dataclass(frozen=True)
class Bundle:
    """A bundle on disk, known to people as *path*."""

    folder: Path
    path: str
    manifest: Manifest

    @property
    def name(self) -> str:
        """The name of the article."""
        return self.manifest.article

    @cached_property
    def article(self) -> dict[str, Any]:
        """What the article is created with, apart from its words."""
        payload: dict[str, Any] = json.loads(self._text("article.json"))["article"]
        return payload

    @property
    def metadata(self) -> dict[str, Any]:
        """What of the article is no text: labels, and who may read and edit it."""
        return {one: self.article[one] for one in METADATA}

    @cached_property
    def translations(self) -> list[Translation]:
        """Each language, the source first."""
        ordered = sorted(self.manifest.locales, key=lambda one: one != self.manifest.source)
        return [self._translation(one) for one in ordered]

    @property
    def attachments(self) -> list[str]:
        """The names of all attachments."""
        names = [one for one in self.manifest.files if one.startswith("attachments/")]
        return [one.removeprefix("attachments/") for one in names]

    def position(self, file: str = MANIFEST) -> Position:
        """Return where problems of a file are told."""
        return Position(f"{self.path}/{file}")

    def _translation(self, locale: str) -> Translation:
        payload = json.loads(self._text(f"translations/{locale}.json"))["translation"]
        body = self._text(f"body/{locale}.html")
        return Translation(locale, payload["title"], payload["draft"], body)

    def _text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


METADATA = ("label_names", "permission_group_id", "user_segment_id")


def read_bundle(folder: Path, path: str) -> Bundle:
    """Read the bundle of *folder*, known to people as *path*.

    Raises:
        ProblemsError: With every file that is not as it was made.
    """
    place = Position(f"{path}/{MANIFEST}")
    again = "Make the bundle again: guiderunner publish zendesk."
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except OSError:
        message = f"there is no bundle. {again}"
        raise ProblemsError([Problem(place, message, "Z004")], "Nothing was sent.") from None
    except ValidationError:
        message = f"the manifest was changed by hand. {again}"
        raise ProblemsError([Problem(place, message, "Z004")], "Nothing was sent.") from None
    there, wanted = hashes(folder), manifest.files
    problems = []
    for name in sorted(there.keys() | wanted.keys()):
        if there.get(name) != wanted.get(name):
            what = "is missing" if name not in there else "was changed by hand"
            if name not in wanted:
                what = "does not belong to the bundle"
            message = f"the file {what}. {again}"
            problems.append(Problem(Position(f"{path}/{name}"), message, "Z004"))
    if problems:
        raise ProblemsError(problems, "Nothing was sent.")
    return Bundle(folder, path, manifest)


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a bundle but the manifest."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return {
        one.relative_to(folder).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in files
        if one != folder / MANIFEST
    }
