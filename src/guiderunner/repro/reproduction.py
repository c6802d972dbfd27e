"""Which variant reproduces an issue, and in which words its steps are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.guide.catalogue import Catalogue
from guiderunner.guide.sources import text_source, title_source
from guiderunner.repro.issues import Issue, Teller
from guiderunner.scenario.selection import Selection, SelectionError, select
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant


def find_issue(known: Sequence[Issue], name: str) -> Issue | None:
    """Return the issue that is called *name*, in upper or lower case."""
    return next((one for one in known if one.id.casefold() == name.casefold()), None)


def find_variant(
    suite: Suite, known: Sequence[Issue], name: str, rows: Mapping[str, str], locale: str | None
) -> Variant:
    """Return the variant of the issue, or of the scenario, that is called *name*.

    Without *locale* it is the first one of the project; of a scenario with several rows, the
    rows must say which.

    Raises:
        GuiderunnerError: If there is none, or there are several.
    """
    issue = find_issue(known, name)
    only = tuple(f"{axis}={row}" for axis, row in rows.items())
    locales = (locale or suite.surroundings.locales[0],)
    if issue is not None:
        _require_rows(issue, rows, known)
        own = tuple(f"{axis}={row}" for axis, row in issue.row.items())
        return select(suite, Selection((issue.scenario,), (), own, locales), Path.cwd())[0]
    try:
        chosen = select(suite, Selection((name,), (), only, locales), Path.cwd())
    except SelectionError:
        _require_known(suite, known, name)
        raise
    if len(chosen) > 1:
        axis, row = next(iter(chosen[0].row.items()))
        raise GuiderunnerError(
            f"'{name}' means {len(chosen)} variants. Say which, e.g. --only {axis}={row}"
        )
    return chosen[0]


def _require_rows(issue: Issue, rows: Mapping[str, str], known: Sequence[Issue]) -> None:
    for axis, row in rows.items():
        if axis not in issue.row:
            raise GuiderunnerError(f"{issue.id} has no '{axis}'.{suggestion(axis, issue.row)}")
        if issue.row[axis] != row:
            like = [
                one.id
                for one in known
                if one.scenario == issue.scenario and one.row.get(axis) == row
            ]
            there = f" Like it at {row}: {', '.join(like)}." if like else ""
            raise GuiderunnerError(f"{issue.id} is of {issue.row[axis]}, not of '{row}'.{there}")


def _require_known(suite: Suite, known: Sequence[Issue], name: str) -> None:
    scenarios = [one.scenario.id for one in suite.scenarios]
    nodes = [one.node for one in suite.variants]
    if name not in (*scenarios, *nodes):
        near = suggestion(name.upper(), [one.id for one in known]) or suggestion(name, scenarios)
        raise GuiderunnerError(
            f"there is no issue or scenario '{name}'.{near} See them all: guiderunner issues"
        )


@dataclass(frozen=True)
class Script:
    """What is told of a variant in the language of its locale, without a run."""

    suite: Suite
    variant: Variant
    guides: Path

    @property
    def title(self) -> str:
        """What the scenario is called."""
        return self._teller.say(title_source(self.suite.of(self.variant)))

    def instruction(self, placed: PlacedStep, site: str | None) -> str:
        """Return what is done in a step; nothing of one that has no words."""
        if placed.step.text is None:
            return ""
        source = text_source(self.suite.of(self.variant), placed, placed.step.text)
        return self._teller.say(source, site)

    @cached_property
    def _teller(self) -> Teller:
        catalogue = Catalogue.load(
            self.guides / "locales", self.variant.locale, self.suite.surroundings.root
        )
        return Teller(self.suite, catalogue, self.variant.variables)
