"""A hash of all that a variant does and meets: equal hashes say that it need not run again.

Prose is left out: who changes only words renders again, and opens no browser.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from guiderunner import __version__
from guiderunner.project import Project
from guiderunner.run.checking import Checked
from guiderunner.run.tabs import site_language
from guiderunner.scenario.model import Step
from guiderunner.scenario.suite import LoadedScenario
from guiderunner.scenario.text import fill, variables
from guiderunner.scenario.variants import Variant

_PROSE = {"text", "result", "danger", "warning", "note", "tip"}


@dataclass
class Behaviours:
    """Says the behaviour of each variant of a project; *browser* is what tells the browser."""

    checked: Checked
    browser: str
    _known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def of(self, variant: Variant) -> str:
        """Return the hash of all that *variant* does and meets."""
        loaded = self._scenarios[variant.path]
        rows = [self._row(loaded, axis, variant) for axis in variant.row]
        screens = [self._labels(site, variant.locale) for site in self._sites(loaded, variant)]
        parts = [self._everywhere, self._steps(loaded), variant.locale, *rows, *screens]
        return _hash(parts)

    @cached_property
    def _scenarios(self) -> dict[str, LoadedScenario]:
        return {one.path: one for one in self.checked.suite.scenarios}

    @cached_property
    def _everywhere(self) -> str:
        """What every variant meets: the code, the browser, the window."""
        project = self.checked.project
        settings = project.settings
        seen = [settings.site, settings.viewport, settings.scale, settings.timeout]
        return _hash([seen, __version__, version("playwright"), self.browser, _code(project)])

    @cached_property
    def _words_of_pages(self) -> set[str]:
        """Every word that page objects may read a row by: quoted, or in a variable."""
        folder = self.checked.project.root / self.checked.project.settings.pages
        code = "\n".join(one.read_text(encoding="utf-8") for one in _files(folder, "*.py"))
        return set(re.findall(r"""["'.](\w+)["' }]""", code))

    def _steps(self, loaded: LoadedScenario) -> str:
        key = ("steps", loaded.path)
        if key not in self._known:
            scenario = loaded.scenario
            # Nobody takes pictures for scenarios that have no guide.
            asked = [scenario.given, scenario.guide != "none", scenario.known]
            asked += [_asked(one.step) for one in loaded.steps]
            self._known[key] = json.dumps(asked, sort_keys=True, default=str)
        return self._known[key]

    def _row(self, loaded: LoadedScenario, axis: str, variant: Variant) -> str:
        # What an axis takes from an earlier one may have equal ids: a field of each marketplace.
        key = ("row", loaded.path, axis, *variant.row.values())
        if key not in self._known:
            value = variant.variables[axis]
            if isinstance(value, Mapping):
                unread = self._unread(loaded, axis)
                value = {name: one for name, one in value.items() if name not in unread}
            self._known[key] = json.dumps([axis, value], sort_keys=True, default=str)
        return self._known[key]

    def _unread(self, loaded: LoadedScenario, axis: str) -> set[str]:
        """Return the keys of prose that neither page objects nor the scenario's steps read."""
        rows = self.checked.suite.rows.get(axis)
        prose = set(rows.prose) if rows is not None else set()
        named = {one.name for one in variables(self._steps(loaded))}
        return {key for key in prose - self._words_of_pages if f"{axis}.{key}" not in named}

    def _sites(self, loaded: LoadedScenario, variant: Variant) -> list[str]:
        """Return the sites of the page objects that the steps name."""
        pages = self.checked.registry.names.pages
        found = {
            fill(pages[name].site, variant.variables)
            for name in self._pages(loaded)
            if name in pages
        }
        return sorted(found)

    def _pages(self, loaded: LoadedScenario) -> list[str]:
        key = ("pages", loaded.path)
        if key not in self._known:
            names = {one.partition(".")[0] for each in loaded.steps for one in _names(each.step)}
            self._known[key] = " ".join(sorted(names))
        return self._known[key].split()

    def _labels(self, site: str, locale: str) -> str:
        """Return all labels of *site* in the language that readers of *locale* see it in."""
        key = ("labels", site, locale)
        if key not in self._known:
            around, labels = self.checked.suite.surroundings, self.checked.labels
            language = site_language(around.languages[site], locale, around.locales)
            shown = {name: labels.shown(site, name, language) for name in labels.names(site)}
            self._known[key] = _hash([site, language, shown])
        return self._known[key]


def _asked(step: Step) -> dict[str, Any]:
    """Return what a step does and expects; of its sentences, what is expected of them."""
    asked = step.model_dump(mode="json", exclude=_PROSE)
    told = [(kind, number, one.expect) for kind, number, one in step.sentences()]
    asked["sentences"] = [
        (kind, number, [each.model_dump(mode="json") for each in expect])
        for kind, number, expect in told
        if expect
    ]
    return asked


def _names(step: Step) -> Iterator[str]:
    """Yield every name of a page's member that a step uses."""
    if step.action:
        yield step.action
    for one in [*step.expect, *(one for _, _, each in step.sentences() for one in each.expect)]:
        if one.target:
            yield one.target
    yield from step.remember.values()
    if step.fields:
        yield step.fields
    if step.picture:
        yield step.picture.of
        yield from step.picture.mark


def _code(project: Project) -> str:
    """Return a hash of the pages, of the site's package, and of what performs the steps."""
    ours = Path(__file__).parent
    whole = hashlib.sha256()
    for folder, pattern in (
        (project.root / project.settings.pages, "*.py"),
        _site_code(project),
        (ours, "*.py"),
        (ours.parent / "site", "*.py"),
    ):
        for file in _files(folder, pattern):
            content = file.read_bytes()
            whole.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def _site_code(project: Project) -> tuple[Path, str]:
    """Return the folder of the site's package, and which of its files are of it."""
    module = project.settings.site.partition(":")[0]
    spec = find_spec(module.partition(".")[0])
    if spec is not None and spec.submodule_search_locations:
        return Path(spec.submodule_search_locations[0]), "*"
    file = Path(spec.origin) if spec is not None and spec.origin else project.root / module
    return file.parent, file.name


def _files(folder: Path, pattern: str) -> list[Path]:
    found = [one for one in folder.rglob(pattern) if "__pycache__" not in one.parts]
    return sorted(one for one in found if one.is_file())


def _hash(parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:32]
