"""What must hold before a browser opens: names, arguments, variables, labels and proofs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guiderunner.diagnostics import suggestion
from guiderunner.scenario.claims import Claim
from guiderunner.scenario.data import filter_words
from guiderunner.scenario.document import Trail
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.step_check import StepChecker
from guiderunner.scenario.text import resolve
from guiderunner.scenario.variable_check import check_variables
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.scenario.suite import LoadedScenario, Surroundings


class Checker:
    """Checks one scenario after the other against the project around them."""

    def __init__(
        self,
        around: "Surroundings",
        claims: Mapping[str, Claim],
        scenarios: Sequence["LoadedScenario"],
        unread: Iterable[str],
    ) -> None:
        """Check against *scenarios*; those with the ids *unread* are there, but wrong."""
        self.around = around
        self.claims = claims
        self.scenarios: dict[str, LoadedScenario | None] = dict.fromkeys(unread)
        self.scenarios |= {one.scenario.id: one for one in scenarios}

    def check(self, scenario: "LoadedScenario") -> None:
        """Report every problem of *scenario* to the documents it comes from."""
        self._step_ids(scenario)
        rows = _one_per_row(scenario.variants)
        found = [self._world(scenario, variant) for variant in rows]
        # What a step remembers is there for the steps after it.
        worlds = [None if world is None else dict(world) for world in found]
        self._framing(scenario, rows)
        self._next(scenario)
        site = None
        for placed in scenario.steps:
            own = [
                (row, world)
                for row, world in zip(rows, worlds, strict=True)
                if placed.is_of(row.variables)
            ]
            if own or not rows:
                site = StepChecker(self, scenario, placed, own, site).check()
            elif placed.document is scenario.loaded.document:
                self._nobodys(scenario, placed)
            for _, world in own:
                if world is not None:
                    world.update(placed.step.remember)

    def _nobodys(self, scenario: "LoadedScenario", placed: PlacedStep) -> None:
        """Report a step that no row has; a sequence may well have steps for others' rows."""
        filters = [item for one in placed.only for item in one.items()]
        if all(axis in scenario.scenario.each for axis, _ in filters):
            asked = " and ".join(filter_words(one) for _, one in filters)
            message = f"no row of the scenario has {asked}."
            placed.document.report((*placed.trail, "only"), message, "S045")

    def _step_ids(self, scenario: "LoadedScenario") -> None:
        first: dict[str, PlacedStep] = {}
        for placed in scenario.steps:
            earlier = first.setdefault(placed.step.id, placed)
            if earlier is not placed:
                line = earlier.position.line
                message = f"step id '{placed.step.id}' is already used on line {line}."
                placed.document.report((*placed.trail, "id"), message, "S015")

    def _world(self, scenario: "LoadedScenario", variant: Variant) -> Mapping[str, Any] | None:
        """Check the world of one row; return the variables there, if nothing is wrong with it."""
        document = scenario.loaded.document
        try:
            given = variant.given()
        except KeyError as error:
            near = suggestion(error.args[0], variant.variables)
            document.report(("given",), f"'given' uses {error}, which no row has.{near}", "S050")
            return None
        indices = [one for one in scenario.steps_of(variant) if one.step.world]
        steps = [_filled(one, variant) for one in indices]
        found = self.around.check_world(given, steps)
        for path, message in found:
            if path[:1] == ["steps"] or path[:1] == ("steps",):
                placed = indices[int(path[1])]
                placed.document.report((*placed.trail, "world", *path[2:]), message, "S051")
            else:
                document.report(tuple(path), message, "S051")
        if found:
            return None
        return {**self.around.world_variables(given), **variant.variables}

    def _next(self, scenario: "LoadedScenario") -> None:
        """Report each guide that readers are to go on with and that is not there."""
        own = scenario.scenario.id
        known = [
            one.scenario.id
            for one in self.scenarios.values()
            if one is not None and one.scenario.has_guide and one.scenario.id != own
        ]
        for index, name in enumerate(scenario.scenario.next):
            unread = name in self.scenarios and self.scenarios[name] is None
            if name not in known and not unread:
                message = f"there is no other guide '{name}'.{suggestion(name, known)}"
                scenario.loaded.document.report(("next", index), message, "S034")

    def _framing(self, scenario: "LoadedScenario", rows: Sequence[Variant]) -> None:
        one, document = scenario.scenario, scenario.loaded.document
        texts: list[tuple[Trail, str]] = [(("title",), one.title), (("summary",), one.summary)]
        texts += [(("prerequisites", i), each.text) for i, each in enumerate(one.prerequisites)]
        listed = document.has(("symptom", 0))
        texts += [
            (("symptom", i) if listed else ("symptom",), s) for i, s in enumerate(one.symptom)
        ]
        texts += [(("cause",), one.cause)] if one.cause else []
        for trail, text in texts:
            check_variables(document, trail, text, [row.variables for row in rows])


def _filled(placed: PlacedStep, variant: Variant) -> Mapping[str, Any]:
    """Return the world step with the row's values; what the row lacks stays as it is written."""
    world: Mapping[str, Any] = placed.step.world or {}
    trail = (*placed.trail, "world")
    whole = all(
        check_variables(placed.document, trail, text, [variant.variables]) for text in _texts(world)
    )
    return resolve(world, variant.variables) if whole else world


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _one_per_row(variants: Sequence[Variant]) -> list[Variant]:
    found: dict[tuple[tuple[str, str], ...], Variant] = {}
    for variant in variants:
        found.setdefault(tuple(variant.row.items()), variant)
    return list(found.values())
