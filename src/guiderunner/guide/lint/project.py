"""Drafts of all that a project tells its readers, filled in as far as it goes without a run."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from guiderunner.diagnostics import Position, Problem
from guiderunner.guide.articles import article_sources, front_page_sources
from guiderunner.guide.catalogue import SOURCE_LOCALE, Catalogue, Source
from guiderunner.guide.contents import Contents
from guiderunner.guide.extraction import template_sources
from guiderunner.guide.glossary import glossary_sources
from guiderunner.guide.lint.draft import Chunk, Draft, DraftStep, Passage, Role
from guiderunner.guide.lint.lexicon import lexicon_of
from guiderunner.guide.lint.styles import style_of
from guiderunner.guide.sources import (
    admonition_source,
    cause_source,
    prerequisite_sources,
    result_source,
    section_source,
    summary_source,
    text_source,
    title_source,
)
from guiderunner.guide.words import row_source
from guiderunner.scenario.model import Step
from guiderunner.scenario.names import NameProblemError
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.text import Label, Variable, fill, look_up, parse, variables
from guiderunner.scenario.variants import Variant

# What these look at is what the reader has just entered; it needs no telling.
_OWN_DOING = {"value", "checked", "enabled", "disabled"}
_PUT_IN = re.compile(r"(%\(\w+\)[sd])")
_ROLES: Mapping[str, Role] = {
    "title": "title",
    "summary": "summary",
    "introduction": "introduction",
}


@dataclass(frozen=True)
class Drafts:
    """Makes the drafts of one locale."""

    contents: Contents
    locale: str

    @property
    def _catalogue(self) -> Catalogue:
        return self.contents.catalogues[self.locale]

    def guide(self, loaded: LoadedScenario, variant: Variant) -> Draft:
        """Return the guide of *variant*."""
        say = _Sayer(self.contents, self._catalogue, variant.variables)
        opening = [
            say.passage("title", title_source(loaded)),
            say.passage("summary", summary_source(loaded)),
            *(say.passage("prerequisite", one) for one in prerequisite_sources(loaded)),
        ]
        # Symptoms are in the words of those who have them: they are not ours to mend.
        if cause := cause_source(loaded):
            opening.append(say.passage("introduction", cause))
        placed = [one for one in loaded.steps_of(variant) if one.step.text is not None]
        opening += [
            say.passage("heading", section_source(loaded, one, one.step.section))
            for one in placed
            if one.step.section
        ]
        steps = [self._step(loaded, one, say) for one in placed]
        return self._draft(opening, steps)

    def _draft(self, opening: Sequence[Passage], steps: Sequence[DraftStep] = ()) -> Draft:
        lexicon = lexicon_of(self.contents, self.locale)
        return Draft(
            style=style_of(self.locale),
            opening=tuple(opening),
            steps=tuple(steps),
            lexicon=lexicon,
            is_translation=self.locale != SOURCE_LOCALE,
        )

    def _step(self, loaded: LoadedScenario, placed: PlacedStep, say: "_Sayer") -> DraftStep:
        step = placed.step
        told = [
            say.passage(_role(kind), admonition_source(loaded, placed, kind, index, one))
            for kind, index, one in step.sentences()
        ]
        assert step.text is not None  # noqa: S101 - steps without text are not in guides
        results = [say.passage("result", result_source(loaded, placed, step.result or ""))]
        return DraftStep(
            instruction=say.passage("instruction", text_source(loaded, placed, step.text)),
            before=tuple(one for one in told if one.role in {"danger", "warning"}),
            results=tuple(results if step.result else ()),
            after=tuple(one for one in told if one.role in {"note", "tip"}),
            changes=_changes(step),
            destroys=self._destroys(step),
            section=step.section is not None,
        )

    def _destroys(self, step: Step) -> bool:
        try:
            names = self.contents.suite.surroundings.names
            return bool(step.action) and names.action(step.action or "")[1][-1].destroys
        except NameProblemError:
            return False

    def words(self, selected: Sequence[str] | None = None) -> Iterator[Draft]:
        """Yield the texts beside guides: articles, front page, glossary, rows, templates."""
        contents = self.contents
        files: dict[str, list[tuple[Role, Source]]] = {}
        told = [one for article in contents.articles for one in article_sources(article)]
        told += front_page_sources(contents.front)
        for source, what in told:
            role: Role = _ROLES.get(what, "words")
            files.setdefault(source.position.path, []).append((role, source))
        for source, _ in glossary_sources(contents.glossary) if contents.glossary else ():
            files.setdefault(source.position.path, []).append(("definition", source))
        symptoms = _symptoms(contents.suite)
        for rows in contents.suite.rows.values():
            for row in rows.rows:
                for key in rows.prose_of(row):
                    if f"{rows.id}.{key}" not in symptoms:
                        source = row_source(rows, row, key)
                        files.setdefault(source.position.path, []).append(("words", source))
        templates = contents.guides / "templates"
        for source, _ in template_sources(templates, contents.suite.surroundings.root):
            files.setdefault(source.position.path, []).append(("words", source))
        say = _Sayer(contents, self._catalogue, {})
        for path, sources in files.items():
            if selected is None or path in selected:
                yield self._draft([say.passage(role, source) for role, source in sources])


def _symptoms(suite: Suite) -> set[str]:
    """Return the variables that hold what people with an issue say: their words are not ours."""
    said = [text for one in suite.scenarios for text in one.scenario.symptom]
    return {variable.name for text in said for variable in variables(text)}


def _role(kind: str) -> Role:
    roles: Mapping[str, Role] = {"danger": "danger", "warning": "warning", "note": "note"}
    return roles.get(kind, "tip")


def _changes(step: Step) -> bool:
    """Return whether the step does more than put a value where the reader sees it."""
    kinds = {one.kind for one in step.expect}
    return bool(step.action) and not (kinds and kinds <= _OWN_DOING)


@dataclass(frozen=True)
class _Sayer:
    """Says texts in one locale with the variables of one row."""

    contents: Contents
    catalogue: Catalogue
    variables: Mapping[str, Any]

    def passage(self, role: Role, source: Source) -> Passage:
        chunks = tuple(self._chunks(source))
        anchors = dict.fromkeys(one.position for one in chunks if one.text.strip())
        # A text that is nothing but a row's words is written there.
        anchor = next(iter(anchors)) if len(anchors) == 1 else self._place(source)
        return Passage(role, chunks, anchor)

    def _chunks(self, source: Source) -> Iterator[Chunk]:
        translated = self.catalogue.translate(source)
        if isinstance(translated, Problem):
            return
        position = self._place(source)
        for token in parse(translated):
            if isinstance(token, Label):
                yield Chunk(_filled(token.name, self.variables), position, "label")
            elif isinstance(token, Variable):
                yield from self._value(token.name, position)
            else:
                yield from self._words(token, position)

    def _words(self, text: str, position: Position) -> Iterator[Chunk]:
        """Yield plain words; what a template puts into them is a name."""
        for index, part in enumerate(_PUT_IN.split(text)):
            if part:
                kind: Literal["name", "text"] = "name" if index % 2 else "text"
                yield Chunk(part, position, kind, self.catalogue.locale)

    def _value(self, name: str, position: Position) -> Iterator[Chunk]:
        axis, _, key = name.partition(".")
        rows = self.contents.suite.rows.get(axis)
        if rows is None or key not in rows.prose or axis not in self.variables:
            yield Chunk(_filled(f"{{{{ {name} }}}}", self.variables), position, "name")
            return
        source = row_source(rows, self.variables[axis]["id"], key)
        if source.text.endswith(".") or "[" in source.text:
            yield from self._chunks(source)
        else:
            yield Chunk(str(look_up(name, self.variables)), position, "name")

    def _place(self, source: Source) -> Position:
        """Return where the text stands that readers of this locale get."""
        found = self.catalogue.catalog and self.catalogue.catalog.get(source.text, source.context)
        return Position(self.catalogue.path, found.lineno or 1) if found else source.position


def _filled(text: str, variables: Mapping[str, Any]) -> str:
    try:
        return fill(text, variables)
    except KeyError:
        return text
