"""Hashes of words: what has changed must be rendered again, and nothing else."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from guiderunner.guide.approval import NAME as APPROVED
from guiderunner.guide.catalogue import SOURCE_LOCALE, Source
from guiderunner.guide.contents import Contents
from guiderunner.guide.sources import scenario_sources
from guiderunner.guide.words import row_source
from guiderunner.scenario.suite import LoadedScenario
from guiderunner.scenario.variants import Variant


@dataclass
class Fingerprints:
    """The hashes of the words in *contents*."""

    contents: Contents
    _known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def words(self, variant: Variant) -> str:
        """Return the hash of all that the guide of *variant* says, as readers of its locale see it.

        What a run recorded is no part of it.
        """
        loaded, locale = self._scenarios[variant.path], variant.locale
        rows = [self._row(axis, row, variant) for axis, row in variant.row.items()]
        return _hash([self._engine, self._scenario(loaded, locale), self._labels(locale), *rows])

    @cached_property
    def around(self) -> str:
        """The hash of what is around guides: templates, theme, articles, and which there are."""
        wanted = [one.node for one in self.contents.suite.variants if one.scenario.has_guide]
        frames = [(one, self._frame_words(one)) for one in self.contents.catalogues]
        claims = [(one.id, one.text) for one in self.contents.suite.claims.values()]
        return _hash([self._engine, wanted, frames, self._files, claims])

    @cached_property
    def _scenarios(self) -> dict[str, LoadedScenario]:
        return {one.path: one for one in self.contents.suite.scenarios}

    @cached_property
    def _engine(self) -> str:
        """A hash of the code that makes guides."""
        return _hash_of(Path(__file__).parent.rglob("*.py"), Path(__file__).parent)

    @cached_property
    def _files(self) -> str:
        folder = self.contents.guides
        files = [one for one in folder.rglob("*") if one.is_file() and one.name != APPROVED]
        return _hash_of((one for one in files if one.suffix not in {".po", ".pot"}), folder)

    def _frame_words(self, locale: str) -> list[tuple[str, str | None, str]]:
        """Return every translation that belongs to no scenario and no row."""
        catalog = self.contents.catalogues[locale].catalog
        scenarios = {one.scenario.id for one in self.contents.suite.scenarios}
        inner = scenarios | set(self.contents.suite.sequences) | set(self.contents.suite.rows)
        return [
            (str(one.id), one.context, f"{one.string}{one.fuzzy}")
            for one in (catalog or ())
            if one.id and (one.context or "").partition("/")[0] not in inner
        ]

    def _scenario(self, loaded: LoadedScenario, locale: str) -> str:
        key = ("scenario", loaded.path, locale)
        if key not in self._known:
            said = [self._said(one, locale) for one, _ in scenario_sources(loaded)]
            written = [
                loaded.scenario.model_dump(mode="json"),
                [one.step.id for one in loaded.steps],
            ]
            self._known[key] = _hash([written, said])
        return self._known[key]

    def _row(self, axis: str, row: str, variant: Variant) -> str:
        key = ("row", axis, row, variant.locale)
        if key not in self._known:
            rows, said = self.contents.suite.rows.get(axis), []
            if rows is not None and row in rows.rows:
                sources = [row_source(rows, row, one) for one in rows.prose_of(row)]
                said = [self._said(one, variant.locale) for one in sources]
            self._known[key] = _hash([axis, variant.variables[axis], said])
        return self._known[key]

    def _labels(self, locale: str) -> str:
        """Return the hash of what labels mean to readers of *locale*."""
        key = ("labels", locale)
        if key not in self._known:
            labels = self.contents.suite.surroundings.labels
            told = {
                site: {name: labels.shown(site, name, locale) for name in labels.names(site)}
                for site in labels.sites
            }
            self._known[key] = _hash(told)
        return self._known[key]

    def _said(self, source: Source, locale: str) -> str:
        if locale == SOURCE_LOCALE:
            return source.text
        return str(self.contents.catalogues[locale].translate(source))


def _hash(parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _hash_of(files: Iterable[Path], folder: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        whole.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:32]
