"""Renders the bodies of articles: the help centre's own templates, and its style sheet inlined."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import css_inline

from guiderunner.guide.html import Frame, Renderer
from guiderunner.guide.zendesk.articles import Spoken
from guiderunner.guide.zendesk.settings import Profile

FOLDER = "zendesk"
STYLES = "article.css"


@dataclass(frozen=True)
class BodyRenderer:
    """Renders bodies with the templates of the folder *templates*; `renderers` by locale."""

    templates: Path
    renderers: Mapping[str, Renderer]
    profile: Profile

    @property
    def styles(self) -> str:
        """The style sheet: part of the body, or of the help centre's theme."""
        return (self.templates / FOLDER / STYLES).read_text(encoding="utf-8")

    def body(self, name: str, spoken: Spoken, attachments: Mapping[str, str]) -> str:
        """Return the body of article *name*; *attachments* names the file of each picture.

        Raises:
            TemplatesError: If a template is broken.
        """
        frame = Frame("", spoken.locale, spoken.title, "", "", {})
        html = self.renderers[spoken.locale].render(
            f"{FOLDER}/body.html", frame, name=name, spoken=spoken, attachments=attachments
        )
        styles = self.styles if self.profile == "inline" else ""
        # Written anew in both profiles, so that only what is lost differs when it is sanitised.
        return css_inline.inline_fragment(html, styles).strip() + "\n"
