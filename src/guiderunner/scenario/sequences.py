"""Sequences: shared steps, spelled out where a scenario uses them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guiderunner.diagnostics import Position, suggestion
from guiderunner.scenario.document import Document, Trail
from guiderunner.scenario.loader import Loaded
from guiderunner.scenario.model import Scenario, Sequence, Step, Use
from guiderunner.scenario.text import variables, whole_variable


@dataclass(frozen=True)
class PlacedStep:
    """A step, and where it was written: its file and its trail there."""

    step: Step
    document: Document
    trail: Trail

    @property
    def position(self) -> Position:
        """Where the step stands."""
        return self.document.position(self.trail)


def place_steps(
    loaded: Loaded[Scenario], sequences: Mapping[str, Loaded[Sequence]]
) -> list[PlacedStep]:
    """Return the steps of the scenario in order, sequences spelled out.

    What is wrong with a `use` is reported to the scenario's document.
    """
    placed: list[PlacedStep] = []
    assert loaded.value is not None  # noqa: S101 - only scenarios of the right form get here
    for index, step in enumerate(loaded.value.steps):
        trail: Trail = ("steps", index)
        if isinstance(step, Step):
            placed.append(PlacedStep(step, loaded.document, trail))
        else:
            placed += _spelled_out(step, trail, loaded.document, sequences)
    return placed


def _spelled_out(
    use: Use, trail: Trail, document: Document, sequences: Mapping[str, Loaded[Sequence]]
) -> list[PlacedStep]:
    loaded = sequences.get(use.use)
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
    if missing:
        return []
    return [
        PlacedStep(_filled(step, sequence, use.with_), loaded.document, ("steps", index))
        for index, step in enumerate(sequence.steps)
    ]


def _filled(step: Step, sequence: Sequence, given: Mapping[str, Any]) -> Step:
    data = step.model_dump(by_alias=True, exclude_defaults=True)
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
    return re.sub(r"\{\{\s*(.*?)\s*\}\}", lambda match: _reference(match[1], given), value)


def _reference(name: str, given: Mapping[str, Any]) -> str:
    first, dot, rest = name.partition(".")
    if first not in given:
        return f"{{{{ {name} }}}}"
    outer = whole_variable(given[first]) if isinstance(given[first], str) else None
    return f"{{{{ {outer}{dot}{rest} }}}}" if outer else str(given[first])


def check_scope(loaded: Loaded[Sequence]) -> None:
    """Report each variable in the sequence that is not one of its parameters."""
    if loaded.value is None:
        return
    for trail, text in _strings(loaded.document.data.get("steps", []), ("steps",)):
        for variable in variables(text):
            name = variable.name.split(".")[0]
            if name not in loaded.value.parameters:
                near = suggestion(name, loaded.value.parameters)
                message = f"'{name}' is not a parameter of this sequence.{near}"
                loaded.document.report(trail, message, "S042")


def _strings(value: Any, trail: Trail) -> list[tuple[Trail, str]]:
    if isinstance(value, str):
        return [(trail, value)]
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in _strings(inner, (*trail, key))]
    if isinstance(value, list):
        items = enumerate(value)
        return [one for index, inner in items for one in _strings(inner, (*trail, index))]
    return []
