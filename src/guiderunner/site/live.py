"""A site that is there already: nothing is made in it, and nobody cleans up after a run."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from guiderunner.diagnostics import GuiderunnerError, suggestion

_SHORTEST_SECRET = 12  # Shorter values of cookies are settings, such as a language.


@dataclass
class LiveSite:
    """The site at given addresses, entered with a Playwright storage state.

    `origins` maps each site to its origin; values of `state` are secrets.
    """

    origins: Mapping[str, str]
    state: Mapping[str, Any]
    languages: Mapping[str, Sequence[str]]
    records: Mapping[str, Collection[str]] = field(default_factory=dict)
    address: str = ""

    @classmethod
    def start(cls) -> Self:
        """Raise: it is there already."""
        raise NotImplementedError

    @classmethod
    def connect(cls, address: str) -> Self:
        """Raise: each process reads the options itself."""
        raise NotImplementedError

    @staticmethod
    def check(
        given: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]
    ) -> Sequence[tuple[Sequence[str | int], str]]:
        """Find nothing wrong: the project's own adapter has checked it."""
        del given, steps
        return ()

    @staticmethod
    def check_state(
        dumped: Mapping[str, Any], given: Mapping[str, Any]
    ) -> Sequence[tuple[Sequence[str | int], str]]:
        """Find nothing wrong: no state is restored here."""
        del dumped, given
        return ()

    @staticmethod
    def schemas() -> Mapping[str, Mapping[str, Any]]:
        """Return nothing: no world is made here."""
        return {}

    @staticmethod
    def variables(given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return none."""
        del given
        return {}

    def about(self, given: Mapping[str, Any], locale: str) -> Mapping[str, Any]:
        """Return its addresses."""
        del given, locale
        return {"kind": "live", "name": ", ".join(self.origins.values()), "language": ""}

    def create(self, given: Mapping[str, Any]) -> "LiveTenant":
        """Return the one world there is."""
        del given
        return LiveTenant(self)

    def stop(self) -> None:
        """Leave it running."""


class LiveTenant:
    """The world of a site that is there already."""

    id: str = "live"

    def __init__(self, site: LiveSite) -> None:
        self.site = site
        self.variables: Mapping[str, Any] = {}
        cookies = site.state.get("cookies", [])
        stored = [one for origin in site.state.get("origins", []) for one in origin["localStorage"]]
        self.secrets: Mapping[str, str] = {
            one["name"]: one["value"]
            for one in [*cookies, *stored]
            if len(one["value"]) >= _SHORTEST_SECRET
        }

    def origin(self, site: str) -> str:
        """Return the origin of *site*."""
        return self.site.origins[site]

    def storage_state(self, languages: Mapping[str, str]) -> dict[str, Any]:
        """Return the given state; in which language the site is, is its own affair."""
        del languages
        return dict(self.site.state)

    def perform(self, step: Mapping[str, Any]) -> None:
        """Raise: nothing happens off-stage here."""
        raise NotImplementedError(str(step))

    def was_interrupted(self) -> bool:
        """Return no: nobody here could know."""
        return False

    def dump(self) -> dict[str, Any]:
        """Return nothing: its state is not ours to know."""
        return {}

    def restore(self, dumped: Mapping[str, Any]) -> None:
        """Raise: its state is not ours to change."""
        raise NotImplementedError(str(sorted(dumped)))

    def ways_in(self) -> Sequence[Mapping[str, Any]]:
        """Return none: whoever uses the site knows how to get in."""
        return ()

    def delete(self) -> None:
        """Leave everything as it is."""


def read_live_site(
    addresses: Sequence[str], state: Path | None, languages: Mapping[str, Sequence[str]]
) -> LiveSite:
    """Return the site of `site=http://host` in *addresses*, entered with the file *state*.

    Raises:
        GuiderunnerError: If an address or the file is not right.
    """
    origins = {}
    for one in addresses:
        site, _, url = one.partition("=")
        if site not in languages:
            near = suggestion(site, languages)
            raise GuiderunnerError(f"--base-url {one}: there is no site '{site}'.{near}")
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise GuiderunnerError(f"--base-url {one}: write {site}=https://host.")
        origins[site] = f"{parts.scheme}://{parts.netloc}"
    return LiveSite(origins, _read_state(state) if state else {}, languages)


def _read_state(file: Path) -> Mapping[str, Any]:
    try:
        state = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "it is not JSON"
        raise GuiderunnerError(f"--storage-state {file}: {said}.") from None
    if not isinstance(state, dict) or not isinstance(state.get("cookies"), list):
        raise GuiderunnerError(f"--storage-state {file}: it is no storage state of Playwright.")
    return state
