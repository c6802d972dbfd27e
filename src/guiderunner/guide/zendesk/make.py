"""Makes the bundle of an article, each file of it from the published guides alone."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guiderunner.diagnostics import Problem, ProblemsError
from guiderunner.guide.html import Renderer
from guiderunner.guide.zendesk.articles import HelpArticle, Spoken
from guiderunner.guide.zendesk.attachments import Attachment, attachments_of, write_attachments
from guiderunner.guide.zendesk.bundle import MANIFEST, Bundle, Manifest, hashes, read_bundle
from guiderunner.guide.zendesk.limits import attachment_problems, body_problems
from guiderunner.guide.zendesk.plan import Call, in_words, make_plan
from guiderunner.guide.zendesk.preview import Previews
from guiderunner.guide.zendesk.record import LiveArticle
from guiderunner.guide.zendesk.render import STYLES, BodyRenderer
from guiderunner.guide.zendesk.settings import Settings


@dataclass(frozen=True)
class Workshop:
    """All that bundles are made of, and where: `bundles` is their folder, `root` the project's.

    `applied` keeps the bundles that were sent last; `source` is the project's first locale.
    """

    root: Path
    templates: Path
    renderers: Mapping[str, Renderer]
    settings: Settings
    publication: Path
    bundles: Path
    applied: Path
    source: str

    def path(self, article: str) -> str:
        """Return how people know the bundle of an article."""
        folder = self.bundles / article
        return folder.relative_to(self.root).as_posix()

    def make(self, article: HelpArticle, live: LiveArticle | None) -> tuple[Bundle, list[Call]]:
        """Make the bundle of *article*, and its plan from what is *live*.

        Raises:
            ProblemsError: If it breaks a limit; an older bundle stays as it was.
        """
        staging = self.bundles / ".making"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        try:
            return _Maker(self, article, staging).make(live)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


class _Maker:
    """Makes one bundle in a folder of its own, which then takes the place of the old one."""

    def __init__(self, workshop: Workshop, article: HelpArticle, folder: Path) -> None:
        self.shop, self.article, self.folder = workshop, article, folder
        self.path = workshop.path(article.name)
        self.settings = workshop.settings
        self.renderer = BodyRenderer(
            workshop.templates, workshop.renderers, workshop.settings.profile
        )

    def make(self, live: LiveArticle | None) -> tuple[Bundle, list[Call]]:
        self._attach()
        for spoken in self.article.spoken.values():
            self._write_translation(spoken)
        self._write_json("article.json", self._payload())
        if self.settings.profile == "theme":
            self._write(f"theme/{STYLES}", self.renderer.styles)
        self._require_limits()
        bundle = Bundle(self.folder, self.path, self._manifest(live))
        calls = make_plan(bundle, live)
        self._write_json("plan.json", [one.model_dump(mode="json") for one in calls])
        self._write("plan.md", in_words(bundle, calls))
        old = self.shop.applied / self.article.name
        Previews(self.shop.renderers, self.renderer.styles).write(bundle, old)
        manifest = self._manifest(live)
        self._write(MANIFEST, manifest.model_dump_json(indent=1) + "\n")
        target = self.shop.bundles / self.article.name
        shutil.rmtree(target, ignore_errors=True)
        self.folder.rename(target)
        return replace(bundle, folder=target, manifest=manifest), calls

    def _attach(self) -> None:
        wanted: list[Attachment] = []
        for spoken in self.article.spoken.values():
            wanted += self._attachments(spoken).values()
        write_attachments(wanted, self.folder / "attachments", self._known())

    def _attachments(self, spoken: Spoken) -> dict[str, Attachment]:
        locale = self.settings.locale(spoken.locale)
        return attachments_of(spoken, locale, self.shop.publication)

    def _known(self) -> dict[str, bytes]:
        """Return the pictures of the bundle that was made before, if nobody touched it."""
        try:
            old = read_bundle(self.shop.bundles / self.article.name, self.path)
        except ProblemsError:
            return {}
        folder = old.folder / "attachments"
        return {one: (folder / one).read_bytes() for one in old.attachments}

    def _write_translation(self, spoken: Spoken) -> None:
        locale = self.settings.locale(spoken.locale)
        names = {file: one.name for file, one in self._attachments(spoken).items()}
        self._write(f"body/{locale}.html", self.renderer.body(self.article.name, spoken, names))
        payload = {
            "locale": locale,
            "title": spoken.title,
            "draft": self.settings.draft,
            "outdated": False,
            "body": f"{{{{file:body/{locale}.html}}}}",
        }
        self._write_json(f"translations/{locale}.json", {"translation": payload})

    def _payload(self) -> dict[str, Any]:
        """Return what the article is created with: as a draft, until its pictures are there."""
        source = self.settings.locale(self.shop.source)
        return {
            "article": {
                "title": self.article.spoken[self.shop.source].title,
                "locale": source,
                "draft": True,
                "permission_group_id": self.settings.permission_group,
                "user_segment_id": self.settings.user_segment,
                "label_names": sorted(self.settings.labels),
            },
            "notify_subscribers": False,
        }

    def _require_limits(self) -> None:
        problems: list[Problem] = []
        for file in sorted((self.folder / "body").iterdir()):
            body = file.read_text(encoding="utf-8")
            problems += body_problems(f"{self.path}/body/{file.name}", body)
        attached = self.folder / "attachments"
        sizes = {
            one.relative_to(attached).as_posix(): one.stat().st_size
            for one in sorted(attached.rglob("*.png"))
        }
        problems += attachment_problems(self.path, sizes)
        if problems:
            raise ProblemsError(problems, "The bundle was not made.")

    def _manifest(self, live: LiveArticle | None) -> Manifest:
        name, settings = self.article.name, self.settings
        return Manifest(
            article=name,
            shelf=self.article.shelf,
            id=live.id if live else None,
            expected=(live.updated_at or None) if live else None,
            source=settings.locale(self.shop.source),
            locales={settings.locale(one): one for one in sorted(self.article.spoken)},
            section=settings.section(name, self.article.shelf),
            publication=self.shop.publication.name,
            settings=settings.digest,
            profile=settings.profile,
            runs={one.node: one.run for one in self.article.guides},
            files=hashes(self.folder),
        )

    def _write_json(self, name: str, data: Any) -> None:
        self._write(name, json.dumps(data, indent=1, ensure_ascii=False) + "\n")

    def _write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
