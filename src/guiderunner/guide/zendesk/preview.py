"""Pages to look at before anything is sent: as readers will see it, and old beside new."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from guiderunner.diagnostics import ProblemsError
from guiderunner.guide.html import Frame, Renderer
from guiderunner.guide.zendesk.bundle import Bundle, Translation, read_bundle
from guiderunner.guide.zendesk.limits import PLACEHOLDER
from guiderunner.guide.zendesk.render import FOLDER
from guiderunner.guide.zendesk.review import Pair, review
from guiderunner.guide.zendesk.sanitiser import sanitise

SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Reviewed:
    """One language of a review: titles and lines, old and new."""

    locale: str
    language: str
    old_title: str | None
    title: str
    pairs: list[Pair]

    @property
    def changes(self) -> int:
        """How many lines differ."""
        return sum(one.is_changed for one in self.pairs) + (self.old_title != self.title)


@dataclass(frozen=True)
class Previews:
    """Writes the pages of a bundle, with a renderer for each locale."""

    renderers: Mapping[str, Renderer]
    styles: str

    def write(self, bundle: Bundle, applied: Path) -> None:
        """Write preview and review; *applied* is the bundle that was sent last, if there is one."""
        folder = bundle.folder / "preview"
        folder.mkdir()
        for one in bundle.translations:
            shown = PLACEHOLDER.sub(r"../attachments/\1", sanitise(one.body))
            for scheme in SCHEMES:
                text = self._render(
                    "preview.html",
                    one.title,
                    bundle.manifest.locales[one.locale],
                    translation=one,
                    body=Markup(shown),  # noqa: S704 - sanitised
                    scheme=scheme,
                    styles=self._theme(bundle),
                )
                file = folder / f"{one.locale}-{scheme}.html"
                file.write_text(text, encoding="utf-8", newline="\n")
        self._write_review(bundle, applied)

    def _theme(self, bundle: Bundle) -> Markup:
        """Return the style sheet, if it is the theme's to have it."""
        return Markup(self.styles if bundle.manifest.profile == "theme" else "")  # noqa: S704 - ours

    def _write_review(self, bundle: Bundle, applied: Path) -> None:
        old = _applied(applied)
        reviewed = []
        for one in bundle.translations:
            before = old.get(one.locale)
            pairs = review(before.body if before else "", one.body)
            language = bundle.manifest.locales[one.locale]
            title = before.title if before else None
            reviewed.append(Reviewed(one.locale, language, title, one.title, pairs))
        title = bundle.translations[0].title
        text = self._render(
            "review.html",
            title,
            bundle.manifest.locales[bundle.manifest.source],
            name=bundle.name,
            is_new=not old,
            reviewed=reviewed,
            old_pictures=os.path.relpath(applied / "attachments", bundle.folder),
        )
        (bundle.folder / "review.html").write_text(text, encoding="utf-8", newline="\n")

    def _render(self, template: str, title: str, locale: str, **values: Any) -> str:
        frame = Frame("", locale, title, "", "", {})
        return self.renderers[locale].render(f"{FOLDER}/{template}", frame, **values)


def _applied(folder: Path) -> dict[str, Translation]:
    """Return what was sent last; a bundle that somebody touched since is not it."""
    try:
        bundle = read_bundle(folder, folder.name)
    except ProblemsError:
        return {}
    return {one.locale: one for one in bundle.translations}
