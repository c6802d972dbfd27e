"""What is live in the help centre, as far as we sent it: guides/zendesk.json, kept in git.

It is written after every call, so that a run that stops half-way is gone on with from there.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guiderunner.diagnostics import GuiderunnerError

NAME = "zendesk.json"
VERSION = 1


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_assignment=True)


class LiveTranslation(_Record):
    """One language of an article: `sent` is a hash of what we sent, `stored` of what came of it.

    `follows` is the hash of the source that it was sent with.
    """

    sent: str
    stored: str
    follows: str


class LiveArticle(_Record):
    """An article: its number, and what of it is there. Without number it is being created."""

    id: int | None = None
    updated_at: str = ""
    section: int
    metadata: dict[str, Any] = Field(default_factory=dict)
    attachments: dict[str, int] = Field(default_factory=dict)
    translations: dict[str, LiveTranslation] = Field(default_factory=dict)
    outdated_by: str = ""


class Live(_Record):
    """All articles that were sent, by name."""

    version: int = VERSION
    subdomain: str | None = None
    articles: dict[str, LiveArticle] = Field(default_factory=dict)


class Record:
    """The record on disk."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.live = _read(file)

    def article(self, name: str) -> LiveArticle | None:
        """Return what is known of an article."""
        return self.live.articles.get(name)

    def save(self) -> None:
        """Write it; whoever is killed leaves the old record or the new one."""
        data = self.live.model_dump(mode="json")
        text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        new = self.file.with_suffix(".json.new")
        try:
            new.write_text(text, encoding="utf-8")
            new.replace(self.file)
        except OSError as error:
            raise GuiderunnerError(f"cannot write {self.file}: {error.strerror}.") from None


def digest(*texts: object) -> str:
    """Return a hash of *texts*, to compare what was sent with what is there."""
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()[:24]


def _read(file: Path) -> Live:
    if not file.exists():
        return Live()
    try:
        return Live.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        said = str(error).splitlines()[0]
        raise GuiderunnerError(f"{file}: {said}. Take it from git again.") from None
