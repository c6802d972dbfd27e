"""The issue library: what a project's troubleshooting scenarios tell, issue by issue."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.guide import particles
from guiderunner.guide.catalogue import Catalogue, Source
from guiderunner.guide.sources import cause_source, symptom_sources
from guiderunner.guide.words import row_source
from guiderunner.scenario.issue_rows import flow_of
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.text import Label, Variable, fill, parse
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class Told:
    """What is said of an issue in one locale."""

    symptoms: tuple[str, ...]
    cause: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Issue:
    """One issue: a troubleshooting scenario with one row of each axis.

    Attributes:
        id: The row of its first axis, else the id of its scenario.
        codes: Error codes and texts that may come with it.
        flow: Where it happens: `flow` of a row, else the folder.
        told: What is said of it, by locale.
        everywhere: Whether it is not an issue of its rows alone.
    """

    id: str
    scenario: str
    row: Mapping[str, str]
    codes: tuple[str, ...]
    flow: str
    told: Mapping[str, Told]
    everywhere: bool = False

    @property
    def command(self) -> str:
        """The command that reproduces it."""
        return shlex.join(["guiderunner", "repro", self.id])

    @property
    def others(self) -> tuple[str, ...]:
        """Its rows on the other axes, e.g. the marketplace."""
        return tuple(self.row.values())[1:]

    def told_in(self, locale: str) -> Told:
        """Return what is said of it in *locale*, else in the first one that it has."""
        return self.told.get(locale) or next(iter(self.told.values()))

    @cached_property
    def text(self) -> str:
        """All that is said of it, to look for words in."""
        said = [" ".join((*one.symptoms, one.cause, *one.words)) for one in self.told.values()]
        return " ".join((self.id, self.scenario, self.flow, *self.codes, *said)).casefold()


def load_issues(suite: Suite, guides: Path) -> list[Issue]:
    """Return every issue of the project, told by the locale files of *guides*.

    Raises:
        ProblemsError: If a locale file is no catalogue.
    """
    root, locales = suite.surroundings.root, suite.surroundings.locales
    catalogues = {one: Catalogue.load(guides / "locales", one, root) for one in locales}
    return [
        one
        for loaded in suite.scenarios
        if loaded.scenario.guide == "troubleshooting"
        for one in _issues_of(loaded, suite, catalogues)
    ]


def _issues_of(
    loaded: LoadedScenario, suite: Suite, catalogues: Mapping[str, Catalogue]
) -> Iterator[Issue]:
    by_row: dict[tuple[str, ...], list[Variant]] = {}
    for variant in loaded.variants:
        by_row.setdefault(tuple(variant.row.values()), []).append(variant)
    for row, (first, *others) in by_row.items():
        known = [one for one in first.variables.values() if isinstance(one, Mapping)]
        code = next((str(one["code"]) for one in known if one.get("code")), "")
        yield Issue(
            id=row[0] if row else loaded.scenario.id,
            scenario=loaded.scenario.id,
            row=first.row,
            codes=tuple(part.strip() for part in code.split(",") if part.strip()),
            flow=flow_of(first),
            told={
                one.locale: _told(loaded, one, suite, catalogues[one.locale])
                for one in (first, *others)
            },
            everywhere=any(one.get("everywhere") is True for one in known),
        )


def _told(loaded: LoadedScenario, variant: Variant, suite: Suite, catalogue: Catalogue) -> Told:
    teller = Teller(suite, catalogue, variant.variables)
    cause = cause_source(loaded)
    return Told(
        symptoms=tuple(teller.say(one) for one in symptom_sources(loaded)),
        cause=teller.say(cause) if cause else "",
        words=tuple(teller.words(variant)),
    )


@dataclass(frozen=True)
class Teller:
    """Says texts in one locale without a run: labels by the table, not by the screen."""

    suite: Suite
    catalogue: Catalogue
    variables: Mapping[str, Any]

    def say(self, source: Source, site: str | None = None) -> str:
        """Return *source*; of *site*, labels are said as they are shown there."""
        translated = self.catalogue.translate(source)
        said = translated if isinstance(translated, str) else source.text
        parts: list[str] = []
        for one in parse(said):
            part = self._token(one, site)
            if isinstance(one, str) and self.catalogue.locale == "ko":
                part = particles.fit(part, parts[-1].strip("[]") if parts else "")
            parts.append(part)
        return "".join(parts)

    def words(self, variant: Variant) -> Iterator[str]:
        """Yield the prose of the rows, and what of them is a label: what screens show."""
        for axis, row in variant.row.items():
            rows = self.suite.rows.get(axis)
            if rows is None:
                continue
            for key in ("name", *(one for one in rows.prose if axis == next(iter(variant.row)))):
                if key in rows.rows[row]:
                    yield self._row(axis, key)
            yield str(rows.rows[row].get("keywords", ""))
            yield from self._shown(str(rows.rows[row].get("says", "")))

    def _shown(self, name: str) -> Iterator[str]:
        labels = self.suite.surroundings.labels
        for site in labels.sites:
            if shown := labels.shown(site, name, self.catalogue.locale):
                yield shown

    def _token(self, token: str | Label | Variable, site: str | None) -> str:
        if isinstance(token, str):
            return token
        if isinstance(token, Variable):
            axis, _, key = token.name.partition(".")
            return self._row(axis, key)
        name, labels = fill(token.name, self.variables), self.suite.surroundings.labels
        shown = labels.shown(site, name, self.catalogue.locale) if site else None
        return f"[{shown or name}]"

    def _row(self, axis: str, key: str) -> str:
        row, rows = self.variables.get(axis), self.suite.rows.get(axis)
        if not isinstance(row, Mapping) or key not in row:
            return ""
        if rows is None or key not in rows.prose:
            return str(row[key])
        return self.say(row_source(rows, row["id"], key))


class NoIssueError(GuiderunnerError):
    """Nothing fits the search; the message names the nearest."""


def search(
    known: Sequence[Issue], words: Sequence[str], only: Sequence[str], flow: str | None
) -> list[Issue]:
    """Return the issues that hold every one of *words*, in the rows and the flow asked for.

    Raises:
        NoIssueError: If there is none.
    """
    found = [
        one
        for one in known
        if (flow is None or one.flow == flow)
        and all(_has_row(one, asked) for asked in only)
        and all(word.casefold() in one.text for word in words)
    ]
    if not found:
        raise NoIssueError(_nothing(known, words, only, flow))
    return found


def _has_row(issue: Issue, asked: str) -> bool:
    axis, _, row = asked.partition("=")
    return issue.row.get(axis) == row


def _nothing(
    known: Sequence[Issue], words: Sequence[str], only: Sequence[str], flow: str | None
) -> str:
    if not known:
        return "there are no issues: no scenario has 'guide: troubleshooting'."
    flows = sorted({one.flow for one in known})
    if flow is not None and flow not in flows:
        return f"there is no flow '{flow}' with issues.{suggestion(flow, flows)}"
    rows = {f"{axis}={row}" for one in known for axis, row in one.row.items()}
    for asked in only:
        if asked not in rows:
            return f"no issue has '{asked}'.{suggestion(asked, rows)}"
    terms = {word for one in known for word in one.text.split()}
    for word in words:
        if not any(word.casefold() in one.text for one in known):
            near = suggestion(word.casefold(), terms | {one.id for one in known})
            return f"no issue has '{word}'.{near} All of them: guiderunner issues"
    return "no issue has all of it. Leave a word out, or see them all: guiderunner issues"
