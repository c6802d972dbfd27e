"""All scenarios of a project: loaded, spelled out into variants, and checked as a whole."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guiderunner.diagnostics import Position, Problem, ProblemsError
from guiderunner.scenario.check import Checker
from guiderunner.scenario.claims import Claim, load_claims
from guiderunner.scenario.data import Rows, check_records, load_rows
from guiderunner.scenario.document import known_as
from guiderunner.scenario.issue_check import check_issue
from guiderunner.scenario.labels import Labels
from guiderunner.scenario.loader import Loaded, load_scenario, load_sequence
from guiderunner.scenario.model import Scenario
from guiderunner.scenario.model import Sequence as StepSequence
from guiderunner.scenario.names import Names
from guiderunner.scenario.sequences import PlacedStep, check_scope, place_steps
from guiderunner.scenario.variants import AxisError, Variant, spell_out

WorldCheck = Callable[
    [Mapping[str, Any], Sequence[Mapping[str, Any]]], Sequence[tuple[Sequence[str | int], str]]
]
NOT_SCENARIOS = ("data", "sequences")


@dataclass(frozen=True)
class Surroundings:
    """What scenarios are checked against: the project's folders, pages, labels and site.

    `languages`, `records`, `world_schemas`, `check_world` and `world_variables` are those of the
    site's adapter.
    """

    root: Path
    scenarios: Path
    names: Names
    labels: Labels
    locales: Sequence[str]
    languages: Mapping[str, Sequence[str]]
    check_world: WorldCheck
    world_variables: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    claims: Path | None = None
    records: Mapping[str, Collection[str]] = field(default_factory=dict)
    world_schemas: Callable[[], Mapping[str, Mapping[str, Any]]] = dict


@dataclass
class LoadedScenario:
    """A scenario of the right form, its steps in place, and its variants."""

    loaded: Loaded[Scenario]
    scenario: Scenario
    steps: list[PlacedStep]
    variants: list[Variant] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Its file, relative to the project."""
        return self.loaded.document.path

    def steps_of(self, variant: Variant) -> list[PlacedStep]:
        """Return the steps that *variant* has, in order."""
        return [one for one in self.steps if one.is_of(variant.variables)]

    def variants_with(self, step: str, other: Variant) -> list[Variant]:
        """Return the variants like *other*, of any scenario, that have the step of this id."""
        return [
            one
            for one in self.variants
            if one.is_like(other) and step in {placed.step.id for placed in self.steps_of(one)}
        ]


@dataclass
class Suite:
    """Every scenario of the project, with every problem that was found."""

    surroundings: Surroundings
    rows: dict[str, Rows]
    claims: dict[str, Claim]
    sequences: dict[str, Loaded[StepSequence]]
    scenarios: list[LoadedScenario]
    problems: list[Problem]

    @property
    def variants(self) -> list[Variant]:
        """Every variant of every scenario, in the order of files, rows and locales."""
        return [variant for scenario in self.scenarios for variant in scenario.variants]

    def of(self, variant: Variant) -> LoadedScenario:
        """Return the scenario that *variant* belongs to."""
        return next(one for one in self.scenarios if one.path == variant.path)

    def steps_of(self, variant: Variant) -> list[PlacedStep]:
        """Return the steps that *variant* has, in order."""
        return self.of(variant).steps_of(variant)

    def require_no_problems(self) -> None:
        """Stop if there is any.

        Raises:
            ProblemsError: With all of them.
        """
        if self.problems:
            raise ProblemsError(self.problems)


def scenario_files(folder: Path) -> list[Path]:
    """Return the scenario files under *folder*: not its data, not its sequences."""
    return [
        file
        for file in sorted(folder.rglob("*.yaml"))
        if not set(file.relative_to(folder).parts[:-1]) & set(NOT_SCENARIOS)
    ]


def load_suite(around: Surroundings, files: Sequence[Path] | None = None) -> Suite:
    """Load and check the scenarios; *files* leaves out those of the folder that are not named."""
    data = around.scenarios / "data"
    rows, problems = load_rows(data, around.root)
    claims, claim_problems = load_claims(around.claims, around.root)
    sequences = {
        _known_to_users(loaded, file): loaded
        for file in sorted((around.scenarios / "sequences").glob("*.yaml"))
        for loaded in [load_sequence(file, known_as(file, around.root))]
    }
    suite = Suite(around, rows, claims, sequences, [], problems + claim_problems)
    check_records(rows, around.records)
    documents = [one.document for one in rows.values()]
    documents += [one.document for one in sequences.values()]
    for loaded_sequence in sequences.values():
        check_scope(loaded_sequence)
    unread = set()
    for file in scenario_files(around.scenarios) if files is None else files:
        loaded = load_scenario(file, known_as(file, around.root))
        documents.append(loaded.document)
        if loaded.value is None:
            unread.add(_known_to_users(loaded, file))
        else:
            check_issue(loaded.value, loaded.document)
            _add(suite, loaded)
    _report_equal_ids(suite)
    checker = Checker(around, claims, suite.scenarios, unread)
    for scenario in suite.scenarios:
        checker.check(scenario)
    suite.problems = sorted({*suite.problems, *(one for doc in documents for one in doc.problems)})
    return suite


def _known_to_users(loaded: Loaded[StepSequence] | Loaded[Scenario], file: Path) -> str:
    """Return what scenarios call a file's content; of one that is wrong, what they probably do."""
    if loaded.value is not None:
        return loaded.value.id
    data = loaded.document.data
    said = data.get("id") if isinstance(data, dict) else None
    return said if isinstance(said, str) else file.stem.replace("_", "-")


def _add(suite: Suite, loaded: Loaded[Scenario]) -> None:
    assert loaded.value is not None  # noqa: S101 - the caller has just asked
    document, around = loaded.document, suite.surroundings
    placed = place_steps(loaded, suite.sequences)
    scenario = loaded.value.model_copy(
        update={"steps": tuple(one.step for one in placed), "resolution": ()}
    )
    unknown = [one for one in scenario.locales if one not in around.locales]
    for locale in unknown:
        message = (
            f"locale '{locale}' is not one of the project. Known: {', '.join(around.locales)}."
        )
        document.report(("locales",), message, "S043")
    variants: list[Variant] = []
    try:
        variants = spell_out(scenario, document.path, suite.rows, around.locales)
    except AxisError as error:
        document.report(("each", error.axis), str(error), "S044")
    suite.scenarios.append(LoadedScenario(loaded, scenario, placed, variants))


def _report_equal_ids(suite: Suite) -> None:
    first: dict[str, Position] = {}
    for one in suite.scenarios:
        position = one.loaded.document.position(("id",))
        earlier = first.setdefault(one.scenario.id, position)
        if earlier is not position:
            message = f"scenario id '{one.scenario.id}' is already used in {earlier}."
            suite.problems.append(Problem(position, message, "S015"))
