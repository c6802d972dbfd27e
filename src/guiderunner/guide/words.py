"""The words of one locale: translated, filled in, with labels as they are on the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiderunner.diagnostics import Problem
from guiderunner.evidence.model import ShownLabel
from guiderunner.guide import particles
from guiderunner.guide.catalogue import Catalogue, Source
from guiderunner.guide.tokens import Inline, Text, UiLabel
from guiderunner.scenario.data import Rows
from guiderunner.scenario.labels import Labels
from guiderunner.scenario.text import Label, Variable, fill, look_up, parse


@dataclass
class Words:
    """Says texts in one locale; what cannot be said is added to `problems`."""

    catalogue: Catalogue
    rows: Mapping[str, Rows]
    labels: Labels
    problems: list[Problem] = field(default_factory=list)
    _row_sources: dict[tuple[str, str, str], Source] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        """The locale of the reader."""
        return self.catalogue.locale

    def say(
        self, source: Source, variables: Mapping[str, Any], shown: Sequence[ShownLabel]
    ) -> tuple[Inline, ...]:
        """Return *source* as the reader sees it; its labels must be among *shown*."""
        return self._joined(self._spelled(source, variables, shown))

    def _spelled(
        self, source: Source, variables: Mapping[str, Any], shown: Sequence[ShownLabel]
    ) -> list[Inline]:
        translated = self.catalogue.translate(source)
        if isinstance(translated, Problem):
            self.problems.append(translated)
            return [Text(text=source.text)]
        spelled: list[Inline] = []
        for token in parse(translated):
            if isinstance(token, Label):
                spelled.append(self.label(fill(token.name, variables), source, shown))
            elif isinstance(token, Variable):
                spelled += self._value(token.name, variables, shown)
            else:
                spelled.append(Text(text=token))
        return spelled

    def _value(
        self, name: str, variables: Mapping[str, Any], shown: Sequence[ShownLabel]
    ) -> list[Inline]:
        """Return a variable's value; prose of a data row is translated, and may hold labels."""
        axis, _, key = name.partition(".")
        value = str(look_up(name, variables))
        rows = self.rows.get(axis)
        if rows is None or key not in rows.prose:
            return [Text(text=value)]
        row = axis, variables[axis]["id"], key
        if row not in self._row_sources:
            self._row_sources[row] = row_source(rows, row[1], key)
        return self._spelled(self._row_sources[row], variables, shown)

    def label(self, name: str, source: Source, shown: Sequence[ShownLabel]) -> Inline:
        """Return the label *name* of *source* as it was on the screen, with its meaning."""
        found = None
        for one in shown:
            if one.name == name:
                found = one
                break
        if found is None:
            message = f"[{name}] was not used and found on the screen by what proves this text."
            self.problems.append(Problem(source.position, message, "G020"))
            return Text(text=name)
        gloss = None
        if found.language != self.locale:
            gloss = self.labels.shown(found.site, name, self.locale)
            if gloss is None:
                language = self.catalogue.language
                message = f"label '{name}' of {found.site} has no {language} meaning in the labels."
                self.problems.append(Problem(source.position, message, "G021"))
        return UiLabel(
            site=found.site,
            name=name,
            shown=found.shown,
            language=found.language,
            gloss=None if gloss == found.shown else gloss,
        )

    def _joined(self, spelled: Sequence[Inline]) -> tuple[Inline, ...]:
        """Return *spelled* with neighbouring texts made one, and Korean particles chosen."""
        joined: list[Inline] = []
        for token in spelled:
            if isinstance(token, Text) and joined and isinstance(joined[-1], Text):
                joined[-1] = Text(text=joined[-1].text + token.text)
            else:
                joined.append(token)
        if self.locale != "ko":
            return tuple(joined)
        for index, token in enumerate(joined):
            if isinstance(token, Text):
                before = joined[index - 1] if index else None
                heard = before.last_heard if isinstance(before, UiLabel) else ""
                joined[index] = Text(text=particles.fit(token.text, heard))
        return tuple(joined)


def row_source(rows: Rows, row: str, key: str) -> Source:
    """Return the prose *key* of a data row as gettext knows it."""
    position = rows.document.position(("rows", list(rows.rows).index(row), key))
    return Source(str(rows.rows[row][key]).strip(), f"{rows.id}/{row}/{key}", position)
