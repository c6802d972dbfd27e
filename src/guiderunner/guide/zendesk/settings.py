"""The settings of the help centre, guides/zendesk.yaml."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from guiderunner.diagnostics import ProblemsError, suggestion
from guiderunner.scenario.document import Document, known_as
from guiderunner.scenario.loader import load
from guiderunner.scenario.model import Part

NAME = "zendesk.yaml"
ARTICLES = "articles"
Profile = Literal["inline", "theme"]
Label = Annotated[str, StringConstraints(min_length=1, max_length=255, strip_whitespace=True)]
Subdomain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class Settings(Part):
    """Where articles go, and how.

    `locales` maps ours to those of the help centre, `sections` a flow, an article or `articles`
    to a section. Without `user_segment` everyone may read. The profile `inline` writes styles
    into the body; `theme` leaves them to the theme of the help centre.
    """

    version: Literal[1]
    subdomain: Subdomain | None = None
    permission_group: int | None = None
    user_segment: int | None = None
    locales: dict[str, str] = Field(default_factory=dict)
    sections: dict[str, int] = Field(default_factory=dict)
    labels: tuple[Label, ...] = Field(default=(), max_length=50)
    profile: Profile = "inline"
    draft: bool = True

    @property
    def digest(self) -> str:
        """A hash of all settings."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def locale(self, ours: str) -> str:
        """Return what the help centre calls the locale *ours*."""
        return self.locales.get(ours, ours).lower()

    def section(self, article: str, shelf: str) -> int | None:
        """Return the section of an article: its own, or that of its flow."""
        return self.sections.get(article, self.sections.get(shelf))


def load_settings(
    guides: Path, root: Path, locales: Iterable[str], shelves: Mapping[str, Iterable[str]]
) -> Settings:
    """Read and check the settings; without the file they are the defaults.

    *shelves* are the flows, and `articles`, each with the names of its articles.

    Raises:
        ProblemsError: If they have another form, or name what the project lacks.
    """
    file = guides / NAME
    if not file.exists():
        return Settings(version=1)
    loaded = load(file, known_as(file, root), Settings, "the file of settings")
    if loaded.value is not None:
        _check(loaded.document, loaded.value, locales, shelves)
    if loaded.document.problems or loaded.value is None:
        raise ProblemsError(loaded.document.problems, "Nothing was made.")
    return loaded.value


def _check(
    document: Document,
    settings: Settings,
    locales: Iterable[str],
    shelves: Mapping[str, Iterable[str]],
) -> None:
    known = list(locales)
    for one in settings.locales:
        if one not in known:
            message = f"the project has no locale '{one}'.{suggestion(one, known)}"
            document.report(("locales", one), message, "Z001", of_key=True)
    names = {*shelves, *(name for article in shelves.values() for name in article)}
    for one in settings.sections:
        if one not in names:
            message = f"there is no flow or article '{one}'.{suggestion(one, names)}"
            document.report(("sections", one), message, "Z001", of_key=True)
