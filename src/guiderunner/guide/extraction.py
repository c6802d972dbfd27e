"""Collects every text for translators, and keeps the catalogues of all locales up to date."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as babel_extract
from babel.messages.pofile import read_po, write_po

from guiderunner.diagnostics import Position
from guiderunner.guide.articles import (
    article_sources,
    front_page_sources,
    load_articles,
    load_front_page,
)
from guiderunner.guide.catalogue import SOURCE_LOCALE, Catalogue, Source, is_translated
from guiderunner.guide.glossary import glossary_sources, load_glossary
from guiderunner.guide.sources import suite_sources
from guiderunner.scenario.labels import Labels
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.text import Label, parse

_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_WIDTH = 96


@dataclass(frozen=True)
class Status:
    """How far one locale is: messages in all, without translation, and fuzzy."""

    locale: str
    total: int
    missing: int
    fuzzy: int


def all_sources(suite: Suite, guides: Path) -> list[tuple[Source, str]]:
    """Return every text for readers: of scenarios, data rows, articles, glossary and templates.

    Raises:
        ProblemsError: If an article, the front page or the glossary is wrong.
    """
    texts = list(suite_sources(suite))
    for article in load_articles(guides, suite):
        texts += article_sources(article)
    texts += front_page_sources(load_front_page(guides, suite))
    around = suite.surroundings
    glossary = load_glossary(guides, around.root, around.locales)
    texts += glossary_sources(glossary) if glossary else ()
    return [*texts, *template_sources(guides / "templates", around.root)]


def template_sources(templates: Path, root: Path) -> Iterator[tuple[Source, str]]:
    """Yield every text that the templates translate."""
    options = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
    for file in sorted(templates.rglob("*.html")):
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
        found = babel_extract(
            "jinja2.ext:babel_extract",
            io.BytesIO(file.read_bytes()),
            _KEYWORDS,
            ("NOTE:",),
            options,
        )
        for line, message, comments, _ in found:
            text = message if isinstance(message, str) else message[0]
            yield Source(text, None, Position(path, line)), " ".join(comments) or "page"


def update_catalogues(suite: Suite, guides: Path, locales: Sequence[str]) -> list[Path]:
    """Merge all texts into the catalogues of *locales*; return the files that changed.

    A text that changed keeps its old translation, marked fuzzy.
    """
    texts = all_sources(suite, guides)
    changed = []
    for locale in locales:
        if locale != SOURCE_LOCALE:
            file = guides / "locales" / f"{locale}.po"
            if _update(file, locale, texts, suite.surroundings.labels):
                changed.append(file)
    return changed


def status(suite: Suite, guides: Path, locales: Sequence[str]) -> list[Status]:
    """Return how far each of *locales* is translated."""
    texts = {(one.context, one.text) for one, _ in all_sources(suite, guides)}
    found = []
    for locale in locales:
        catalogue = Catalogue.load(guides / "locales", locale, suite.surroundings.root)
        if catalogue.catalog is None:
            continue
        known = [catalogue.catalog.get(text, context) for context, text in texts]
        good = [one for one in known if one is not None and is_translated(one)]
        fuzzy = [one for one in known if one is not None and one.fuzzy]
        missing = len(texts) - len(good) - len(fuzzy)
        found.append(Status(locale, len(texts), missing, len(fuzzy)))
    return found


def _update(file: Path, locale: str, texts: Sequence[tuple[Source, str]], labels: Labels) -> bool:
    old = file.read_bytes() if file.exists() else b""
    catalog = read_po(io.BytesIO(old), locale=locale) if old else _new_catalog(locale)
    catalog.update(_template(texts, labels, locale), update_creation_date=False)
    catalog.obsolete.clear()
    for message in catalog:
        _keep_percent_signs(message.flags, str(message.id))
    stream = io.BytesIO()
    write_po(stream, catalog, width=_WIDTH, sort_by_file=False, include_previous=True)
    new = stream.getvalue().rstrip(b"\n") + b"\n"
    if new == old:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(new)
    return True


def _new_catalog(locale: str) -> Catalog:
    return Catalog(
        locale,
        header_comment=f"# Translations of the guides into {locale}.",
        project="guides",
        version="1",
        msgid_bugs_address="guides",
        last_translator="guides",
        language_team=locale,
        revision_date=datetime.now(UTC),
        fuzzy=False,
    )


def _template(texts: Sequence[tuple[Source, str]], labels: Labels, locale: str) -> Catalog:
    template = Catalog(fuzzy=False)
    for source, what in texts:
        template.add(
            source.text,
            locations=[(source.position.path, source.position.line)],
            auto_comments=[what, *_meanings(source.text, labels, locale)],
            context=source.context,
        )
    return template


def _meanings(text: str, labels: Labels, locale: str) -> Iterator[str]:
    """Yield what readers of *locale* see in the place of each label, for the translator."""
    for token in parse(text):
        if isinstance(token, Label):
            shown = {labels.shown(site, token.name, locale) for site in labels.sites} - {None}
            if shown:
                yield f"[{token.name}]: {', '.join(sorted(map(str, shown)))}"


def _keep_percent_signs(flags: set[str], msgid: str) -> None:
    """Say that a per cent sign is only that: guessed format flags make msgfmt refuse it."""
    if "python-format" in flags and "%(" not in msgid:
        flags.discard("python-format")
        flags.add("no-python-format")
