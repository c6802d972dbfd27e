"""Exports guides as Markdown: a file a guide and article, its pictures beside it."""

import posixpath
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from guiderunner.guide.addresses import PICTURES, guide_folder, row_slug
from guiderunner.guide.article_pages import SpokenArticle
from guiderunner.guide.exports import Stock
from guiderunner.guide.markdown import MarkdownRenderer
from guiderunner.guide.model import Guide, GuideStep
from guiderunner.guide.navigation import row_title

_INDEX = "index.md"


def export_markdown(stock: Stock, folder: Path) -> int:
    """Write *stock* into *folder*, a subfolder a locale; return the number of files."""
    files = _Files(stock, folder)
    for guide in stock.guides:
        files.add_guide(guide)
    for article in stock.articles:
        files.add_article(article)
    for locale in stock.site.locales:
        files.add_index(locale)
    return files.count


@dataclass
class _Files:
    """Writes the files of an export; pictures are named by their steps, so names never change."""

    stock: Stock
    folder: Path
    count: int = 0

    @cached_property
    def _renderers(self) -> dict[str, MarkdownRenderer]:
        site = self.stock.site
        return {one: MarkdownRenderer(site.templates, site.catalogues[one]) for one in site.locales}

    def add_guide(self, guide: Guide) -> None:
        """Write a guide."""
        folder, site = guide_folder(guide), self.stock.site
        found = [site.find(one, guide.row, guide.locale) for one in guide.next]
        facts = {
            "title": guide.title.plain,
            "description": guide.summary.plain,
            "lang": guide.locale,
            "guide": guide.scenario,
            "flow": guide.flow,
            "row": guide.row,
        }
        self._write(
            "guide.md",
            folder,
            guide.locale,
            facts,
            guide=guide,
            later=_linked(folder, [one for one in found if one is not None]),
            pictures=self._pictures(folder, "", guide.steps),
            troubles=site.troubles.of(guide),
            terms=site.explained([guide]),
        )

    def add_article(self, article: SpokenArticle) -> None:
        """Write an article."""
        folder = _article_folder(article)
        pictures: dict[str, str] = {}
        for part in article.parts:
            pictures |= self._pictures(folder, part.prefix, part.steps)
        facts = {
            "title": article.title,
            "description": article.summary,
            "lang": article.locale,
            "article": article.id,
        }
        self._write(
            "article.md",
            folder,
            article.locale,
            facts,
            article=article,
            pictures=pictures,
            terms=self.stock.site.explained([part.guide for part in article.parts]),
        )

    def add_index(self, locale: str) -> None:
        """Write the list of all that is exported in *locale*."""
        site = self.stock.site
        rows: dict[str, list[Guide]] = {}
        for guide in self.stock.guides:
            if guide.locale == locale:
                rows.setdefault(row_slug(guide.row), []).append(guide)
        title, summary = site.front_text(locale, "title"), site.front_text(locale, "summary")
        self._write(
            "index.md",
            locale,
            locale,
            {"title": title, "description": summary, "lang": locale},
            summary=summary,
            articles=[
                (one, _link(locale, _article_folder(one)))
                for one in self.stock.articles
                if one.locale == locale
            ],
            rows=[
                (slug, row_title(own[0], bare=""), _linked(locale, own))
                for slug, own in rows.items()
            ],
        )

    def _pictures(self, folder: str, prefix: str, steps: Sequence[GuideStep]) -> dict[str, str]:
        """Copy the pictures of *steps* beside their file; return the name of each."""
        names = {}
        for step in steps:
            if step.picture and step.picture.file not in names:
                source = self.stock.publication / PICTURES / step.picture.file
                name = f"{prefix}{step.id}{source.suffix}"
                target = self.folder / folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
                names[step.picture.file] = name
        return names

    def _write(
        self, template: str, folder: str, locale: str, facts: Mapping[str, Any], **values: Any
    ) -> None:
        address = f"{folder}/{_INDEX}"
        frame = self.stock.site.frame(address, locale, facts["title"], {})
        renderer = self._renderers[locale]
        text = renderer.render(f"markdown/{template}", frame, facts=facts, **values)
        file = self.folder / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        self.count += 1


def _link(folder: str, other: str) -> str:
    return f"{posixpath.relpath(other, folder)}/{_INDEX}"


def _linked(folder: str, guides: Sequence[Guide]) -> list[tuple[Guide, str]]:
    return [(one, _link(folder, guide_folder(one))) for one in guides]


def _article_folder(article: SpokenArticle) -> str:
    return f"{article.locale}/articles/{article.id}"
