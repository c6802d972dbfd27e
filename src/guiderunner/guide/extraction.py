"""Collects every text for translators, and keeps the catalogues of all locales up to date."""

import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.pofile import denormalize, read_po, write_po

from guiderunner.diagnostics import GuiderunnerError, Position
from guiderunner.guide.articles import (
    article_sources,
    front_page_sources,
    load_articles,
    load_front_page,
)
from guiderunner.guide.catalogue import SOURCE_LOCALE, Catalogue, Source, is_translated
from guiderunner.guide.claims import claim_sources
from guiderunner.guide.elements import element_sources
from guiderunner.guide.generations import write_whole
from guiderunner.guide.glossary import glossary_sources, load_glossary
from guiderunner.guide.sightings import Sightings
from guiderunner.guide.sources import suite_sources
from guiderunner.scenario.labels import Labels
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.text import Label, parse

_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_WIDTH = 96
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True)
class Status:
    """How far one locale is: messages in all, without translation, and fuzzy."""

    locale: str
    total: int
    missing: int
    fuzzy: int


def all_sources(suite: Suite, guides: Path) -> list[tuple[Source, str]]:
    """Return every text for readers: of content, of templates, and the names of elements.

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
    texts += claim_sources(suite)
    texts += template_sources(guides / "templates", around.root)
    return [*texts, *element_sources(suite)]


def template_sources(templates: Path, root: Path) -> Iterator[tuple[Source, str]]:
    """Yield every text that the templates translate.

    Raises:
        GuiderunnerError: If one is not text.
    """
    kinds = ("*.html", "*.md", "*.txt")
    for file in sorted(one for kind in kinds for one in templates.rglob(kind)):
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
        try:
            for line, text, comment in _translated_by(file.read_bytes()):
                yield Source(text, None, Position(path, line)), comment
        except UnicodeDecodeError as error:
            raise GuiderunnerError(f"{path}: the template is not UTF-8: {error.reason}.") from None


@lru_cache(maxsize=256)
def _translated_by(template: bytes) -> tuple[tuple[int, str, str], ...]:
    """Return line, text and comment of each text that *template* translates."""
    options = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
    stream = io.BytesIO(template)
    found = babel_extract("jinja2.ext:babel_extract", stream, _KEYWORDS, ("NOTE:",), options)
    return tuple(
        (line, message if isinstance(message, str) else message[0], " ".join(comments) or "page")
        for line, message, comments, _ in found
    )


def update_catalogues(suite: Suite, guides: Path, locales: Sequence[str]) -> list[Path]:
    """Merge all texts into the catalogues of *locales*; return the files that changed.

    A text that changed keeps its old translation, marked fuzzy.
    """
    changed = []
    for locale in locales:
        if locale != SOURCE_LOCALE:
            file = guides / "locales" / f"{locale}.po"
            if _update(file, locale, _template(suite, guides, locale, file.parent)):
                changed.append(file)
    return changed


def extract_template(suite: Suite, guides: Path, file: Path) -> int:
    """Write all texts without translations to *file*, a gettext template; return their number.

    Raises:
        GuiderunnerError: If the file cannot be written.
    """
    catalog = _template(suite, guides, SOURCE_LOCALE, file.resolve().parent)
    old = file.read_bytes() if file.is_file() else b""
    if old:  # Its date alone is no reason to write it.
        known = read_po(io.BytesIO(old))
        dates = catalog.creation_date, catalog.revision_date
        catalog.creation_date, catalog.revision_date = known.creation_date, known.revision_date
        if _written(catalog) == old:
            return len(catalog)
        catalog.creation_date, catalog.revision_date = dates
    write_whole(file, _written(catalog))
    return len(catalog)


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


def _update(file: Path, locale: str, template: Catalog) -> bool:
    old = file.read_bytes() if file.exists() else b""
    catalog = read_po(io.BytesIO(old), locale=locale) if old else _new_catalog(locale)
    catalog.update(template, update_creation_date=False)
    catalog.obsolete.clear()
    for message in catalog:
        _keep_previous(message)
    new = _written(catalog)
    if new == old:
        return False
    write_whole(file, new)
    return True


def _written(catalog: Catalog) -> bytes:
    for message in catalog:
        _keep_percent_signs(message.flags, str(message.id))
    stream = io.BytesIO()
    write_po(stream, catalog, width=_WIDTH, sort_by_file=False, include_previous=True)
    return stream.getvalue().rstrip(b"\n") + b"\n"


def _keep_previous(message: Message) -> None:
    """Keep the English that a fuzzy translation is of; Babel reads it as a comment of a person."""
    ours = [one for one in message.user_comments if not one.startswith("|")]
    said = " ".join(
        one.removeprefix("|").strip() for one in message.user_comments if one not in ours
    )
    message.user_comments = ours
    if message.fuzzy and said and not message.previous_id:
        parts = _QUOTED.findall(said)
        message.previous_id = ["".join(denormalize(one) for one in parts)]


def _new_catalog(locale: str | None) -> Catalog:
    what = f"Translations of the guides into {locale}." if locale else "The texts of the guides."
    return Catalog(
        locale,
        header_comment=f"# {what}",
        project="guides",
        version="1",
        msgid_bugs_address="guides",
        last_translator="guides",
        language_team=locale or "guides",
        revision_date=datetime.now(UTC),
        fuzzy=False,
    )


def _template(suite: Suite, guides: Path, locale: str, folder: Path) -> Catalog:
    """Return every text with where it is from, what it is, and where readers of *locale* see it."""
    template = _new_catalog(None)
    publication = os.path.relpath(suite.surroundings.root / "build" / "guides", folder)
    articles = (one.value.id for one in load_articles(guides, suite) if one.value)
    seen = Sightings(suite, articles, locale, Path(publication).as_posix())
    labels = suite.surroundings.labels
    for source, what in all_sources(suite, guides):
        page = seen.of(source)
        template.add(
            source.text,
            locations=[(source.position.path, source.position.line)],
            auto_comments=[
                what,
                *_meanings(source.text, labels, locale),
                *([f"see: {page}"] if page else []),
            ],
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
