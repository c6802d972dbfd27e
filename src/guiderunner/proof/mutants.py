"""Which variants could notice which defect of the site: what is run to find out."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.scenario.model import Expectation
from guiderunner.scenario.mutants import Mutant
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.variants import Variant
from guiderunner.site.defects import Defect

_LIST = " See all: guiderunner mutate --list"


def today() -> int:
    """Return the number of this day: the seed that lets samples go round, day by day."""
    return datetime.now(UTC).toordinal()


def sample(defects: Sequence[Defect], size: int, seed: int) -> list[Defect]:
    """Return *size* of the defects; seeds that follow one another go round all of them."""
    rounds = -(-len(defects) // size)
    return list(defects[seed % rounds :: rounds])


def named(defects: Sequence[Defect], names: Sequence[str]) -> list[Defect]:
    """Return the defects that are called *names*; all, if there are none.

    Raises:
        GuiderunnerError: If one is not there.
    """
    known = [one.name for one in defects]
    for name in names:
        if name not in known:
            raise GuiderunnerError(
                f"there is no defect '{name}'.{suggestion(name, known) or _LIST}"
            )
    return [one for one in defects if not names or one.name in names]


def require_claims(suite: Suite, defects: Iterable[Defect]) -> None:
    """Stop if a defect breaks what the project does not claim.

    Raises:
        GuiderunnerError: With every such defect.
    """
    known = suite.claims
    wrong = [
        f"defect '{one.name}' of the site breaks '{one.breaks}', which is no claim."
        f"{suggestion(one.breaks, known)}"
        for one in defects
        if one.breaks not in known
    ]
    if wrong:
        raise GuiderunnerError("\n".join(wrong))


def proving(suite: Suite, variants: Sequence[Variant], defect: Defect) -> list[Mutant]:
    """Return the mutants that should notice *defect*: of what proves the claim that it breaks."""
    return [
        Mutant(variant, defect.name)
        for scenario in _running(suite)
        if proves(scenario, defect.breaks)
        for variant in _chosen(scenario, _own(scenario, variants), defect)
    ]


def can_be_asked(suite: Suite, variants: Sequence[Variant], defect: Defect) -> bool:
    """Return whether *variants* could tell: the scenarios that should notice may be elsewhere."""
    nobody = not any(proves(one, defect.breaks) for one in _running(suite))
    return nobody or bool(proving(suite, variants, defect))


def bystanders(suite: Suite, variants: Sequence[Variant], defect: Defect) -> list[Mutant]:
    """Return mutants of the other scenarios of the claim's flow, which could notice by chance."""
    flow = suite.claims[defect.breaks].flow
    chosen = []
    for scenario in _running(suite):
        own = [one for one in _own(scenario, variants) if one.flow == flow]
        about = [one for one in own if is_about(defect, one)]
        if about and not proves(scenario, defect.breaks):
            chosen.append(Mutant(about[0], defect.name))
    return chosen


def is_about(defect: Defect, variant: Variant) -> bool:
    """Return whether the row and the locale of *variant* are those that *defect* is about."""
    rows = all(variant.row.get(axis) == row for axis, row in defect.row.items())
    return rows and defect.locale in (None, variant.locale)


def expectations(scenario: LoadedScenario) -> list[Expectation]:
    """Return all that *scenario* asks, in its steps and for its sentences."""
    steps = [placed.step for placed in scenario.steps]
    asked = [one for step in steps for one in step.expect]
    return asked + [
        one for step in steps for _, _, words in step.sentences() for one in words.expect
    ]


def proves(scenario: LoadedScenario, claim: str) -> bool:
    """Return whether an expectation of *scenario* proves the claim with this id."""
    return any(claim in one.proves for one in expectations(scenario))


def _running(suite: Suite) -> list[LoadedScenario]:
    """Return the scenarios whose failure says something: not those that are known to fail."""
    return [one for one in suite.scenarios if one.scenario.known is None]


def _own(scenario: LoadedScenario, variants: Sequence[Variant]) -> list[Variant]:
    return [one for one in variants if one.path == scenario.path]


def _chosen(scenario: LoadedScenario, variants: Sequence[Variant], defect: Defect) -> list[Variant]:
    """Return one row in one locale; two for a defect that is about a row or a locale."""
    about = [one for one in variants if is_about(defect, one)]
    if not about:
        return []  # Nobody could notice it here.
    nodes = {one.node for one in (*_first(scenario, variants), *_first(scenario, about))}
    return [one for one in variants if one.node in nodes]


def _first(scenario: LoadedScenario, variants: Sequence[Variant]) -> list[Variant]:
    """Return the first variant, and what differs from it in an axis that depends on its row.

    The fields of a marketplace, for example, are parts of its row.
    """
    free = [axis for axis, asked in scenario.scenario.each.items() if "{{" not in str(asked)]
    first = variants[0]
    return [
        one
        for one in variants
        if one.locale == first.locale and all(one.row[axis] == first.row[axis] for axis in free)
    ]
