"""Sequences: shared steps, spelled out where a scenario uses them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import ValidationError

from guiderunner.diagnostics import Position, suggestion
from guiderunner.scenario.data import fits
from guiderunner.scenario.document import Document, Trail
from guiderunner.scenario.loader import EXPECTED, Loaded
from guiderunner.scenario.model import RowFilters, Scenario, Sequence, Step, Use
from guiderunner.scenario.text import replace_variables, variables, whole_variable

StepList = Literal["steps", "resolution"]


@dataclass(frozen=True)
class PlacedStep:
    """A step, where it was written (its file and its trail there), and which rows have it.

    `part` is the list of the scenario that it belongs to.
    """

    step: Step
    document: Document
    trail: Trail
    only: tuple[RowFilters, ...] = ()
    part: StepList = "steps"

    @property
    def position(self) -> Position:
        """Where the step stands."""
        return self.document.position(self.trail)

    def is_of(self, values: Mapping[str, Any]) -> bool:
        """Return whether a variant with these variables has the step."""
        asked = [one for filters in self.only for one in filters.items()]
        return all(fits(values.get(axis), one) for axis, one in asked)


def place_steps(
    loaded: Loaded[Scenario], sequences: Mapping[str, Loaded[Sequence]]
) -> list[PlacedStep]:
    """Return the steps of the scenario in order, sequences spelled out.

    What is wrong with a `use` is reported to the scenario's document.
    """
    scenario = loaded.value
    assert scenario is not None  # noqa: S101 - only scenarios of the right form get here
    reproducing = _placed("steps", scenario.steps, loaded, sequences)
    return reproducing + _placed("resolution", scenario.resolution, loaded, sequences)


def _placed(
    part: StepList,
    steps: Iterable[Step | Use],
    loaded: Loaded[Scenario],
    sequences: Mapping[str, Loaded[Sequence]],
) -> list[PlacedStep]:
    placed: list[PlacedStep] = []
    assert loaded.value is not None  # noqa: S101 - as above
    for index, step in enumerate(steps):
        trail: Trail = (part, index)
        _report_unknown_axes(step.only, loaded.value, loaded.document, trail)
        if isinstance(step, Step):
            placed.append(PlacedStep(step, loaded.document, trail, (step.only,), part))
        else:
            found = _spelled_out(step, trail, loaded, sequences)
            placed += [replace(one, part=part) for one in found]
    return placed


def _report_unknown_axes(
    only: RowFilters, scenario: Scenario, document: Document, trail: Trail
) -> None:
    for axis in only:
        if axis not in scenario.each:
            message = f"'{axis}' is not an axis of 'each'.{suggestion(axis, scenario.each)}"
            document.report((*trail, "only", axis), message, "S045", of_key=True)


def _spelled_out(
    use: Use, trail: Trail, user: Loaded[Scenario], sequences: Mapping[str, Loaded[Sequence]]
) -> list[PlacedStep]:
    loaded, document = sequences.get(use.use), user.document
    if loaded is None:
        near = suggestion(use.use, sequences)
        document.report((*trail, "use"), f"there is no sequence '{use.use}'.{near}", "S040")
        return []
    sequence = loaded.value
    if sequence is None:
        return []
    for name in use.with_:
        if name not in sequence.parameters:
            near = suggestion(name, sequence.parameters)
            message = f"sequence '{use.use}' has no parameter '{name}'.{near}"
            document.report((*trail, "with", name), message, "S041", of_key=True)
    missing = [name for name in sequence.parameters if name not in use.with_]
    for name in missing:
        message = f"sequence '{use.use}' needs '{name}' in 'with'."
        document.report(trail, message, "S041")
    for name in {name for step in sequence.steps for name in step.only} & set(use.with_):
        if user.value is not None and _axis(use.with_[name]) not in user.value.each:
            message = f"sequence '{use.use}' filters rows by '{name}': give it an axis of 'each'."
            document.report((*trail, "with", name), message, "S045")
    if missing:
        return []
    return _filled_steps(use, trail, document, loaded.document, sequence)


def _filled_steps(
    use: Use, trail: Trail, user: Document, document: Document, sequence: Sequence
) -> list[PlacedStep]:
    filled: list[PlacedStep] = []
    for index, step in enumerate(sequence.steps):
        only = (use.only, _renamed(step.only, use.with_))
        try:
            whole = _filled(step, sequence, use.with_)
        except ValidationError as error:
            message = f"step '{step.id}' of sequence '{use.use}' cannot be filled with this: "
            user.report((*trail, "with"), message + _said(error), "S041")
            continue
        filled.append(PlacedStep(whole, document, ("steps", index), only))
    return filled


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    message = first["msg"].removeprefix("Value error, ").rstrip(".")
    names = [part for part in first["loc"] if isinstance(part, str)]
    expected = EXPECTED.get(first["type"])
    return f"'{names[-1]}' is not {expected}." if names and expected else f"{message}."


def _renamed(only: RowFilters, given: Mapping[str, Any]) -> RowFilters:
    """Return filters of parameters as filters of the axes that the user of the sequence gives."""
    return {_axis(given.get(name)) or name: asked for name, asked in only.items()}


def _axis(value: Any) -> str | None:
    return whole_variable(value) if isinstance(value, str) else None


def _filled(step: Step, sequence: Sequence, given: Mapping[str, Any]) -> Step:
    data = step.model_dump(by_alias=True, exclude_defaults=True, exclude={"only"})
    filled = _substitute(data, given)
    return Step.model_validate({**filled, "id": f"{sequence.id}.{step.id}"})


def _substitute(value: Any, given: Mapping[str, Any]) -> Any:
    if isinstance(value, Mapping):
        return {key: _substitute(one, given) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_substitute(one, given) for one in value]
    if not isinstance(value, str):
        return value
    name = whole_variable(value)
    if name is not None and name in given:
        return given[name]
    return replace_variables(value, lambda variable: _reference(variable, given))


def _reference(name: str, given: Mapping[str, Any]) -> str:
    first, dot, rest = name.partition(".")
    if first not in given:
        return f"{{{{ {name} }}}}"
    outer = _axis(given[first])
    return f"{{{{ {outer}{dot}{rest} }}}}" if outer else str(given[first])


def check_scope(loaded: Loaded[Sequence]) -> None:
    """Report each variable in the sequence that is not one of its parameters."""
    if loaded.value is None:
        return
    used = [
        (trail, variable.name.split(".")[0])
        for trail, text in _strings(loaded.document.data.get("steps", []), ("steps",))
        for variable in variables(text)
    ]
    for index, step in enumerate(loaded.value.steps):
        used += [(("steps", index, "only", name), name) for name in step.only]
    for trail, name in used:
        if name not in loaded.value.parameters:
            near = suggestion(name, loaded.value.parameters)
            message = f"'{name}' is not a parameter of this sequence.{near}"
            loaded.document.report(trail, message, "S042", of_key=trail[-2] == "only")


def _strings(value: Any, trail: Trail) -> list[tuple[Trail, str]]:
    if isinstance(value, str):
        return [(trail, value)]
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in _strings(inner, (*trail, key))]
    if isinstance(value, list):
        items = enumerate(value)
        return [one for index, inner in items for one in _strings(inner, (*trail, index))]
    return []
