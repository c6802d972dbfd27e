"""The variables that scenarios may use: those of rows, and of the worlds they ask for."""

from collections.abc import Iterable, Mapping
from typing import Any

from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant


def known_variables(suite: Suite) -> list[str]:
    """Return what scenarios of the project may write in `{{ }}`, in dotted names."""
    worlds: dict[str, Any] = {}
    for variant in suite.variants:
        _merge(worlds, variant.variables)
        _merge(worlds, _world_of(suite, variant))
    return sorted(_dotted(worlds))


def _world_of(suite: Suite, variant: Variant) -> Mapping[str, Any]:
    try:
        given = variant.given()
        if suite.surroundings.check_world(given, []):
            return {}
        return suite.surroundings.world_variables(given)
    except KeyError:  # It uses a variable that no row has, which `check` tells.
        return {}


def _merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, Mapping):
            held = into.setdefault(key, {})
            if isinstance(held, dict):
                _merge(held, value)
        else:
            into.setdefault(key, value)


def _dotted(values: Mapping[str, Any], prefix: str = "") -> Iterable[str]:
    for key, value in values.items():
        yield f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _dotted(value, f"{prefix}{key}.")
