"""Variants: a scenario with its parameters filled in, row by row and locale by locale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiderunner.scenario.data import Rows, filter_words, fits
from guiderunner.scenario.model import Scenario
from guiderunner.scenario.text import resolve

_MOST_VARIANTS = 10_000


@dataclass(frozen=True)
class Variant:
    """One scenario with one row of each axis, in one locale.

    `variables` holds the rows by axis, and `locale`. A person's own `world` takes the place of
    parts of what is given, and `values` that of parts of the site's variables.
    """

    scenario: Scenario
    path: str
    name: str
    row: Mapping[str, str]
    locale: str
    variables: Mapping[str, Any] = field(repr=False)
    world: Mapping[str, Any] = field(default_factory=dict, repr=False)
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def node(self) -> str:
        """Its pytest node id; never parsed back."""
        return f"{self.path}::{self.name}"

    @property
    def flow(self) -> str:
        """The flow it belongs to: the name of its folder."""
        return self.path.split("/")[-2] if "/" in self.path else ""

    @property
    def tags(self) -> tuple[str, ...]:
        """What it can be selected by: flow, rows, locale, and its own tags."""
        return (self.flow, *self.row.values(), self.locale, *self.scenario.tags)

    def is_like(self, other: "Variant") -> bool:
        """Return whether the locale, and the rows on the axes of both, are those of *other*."""
        shared = all(other.row.get(axis, row) == row for axis, row in self.row.items())
        return shared and self.locale == other.locale

    def given(self, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the world that it asks for, filled in."""
        filled: dict[str, Any] = resolve(self.scenario.given, variables or self.variables)
        return {**filled, **self.world}

    def known(self, of_site: Mapping[str, Any]) -> dict[str, Any]:
        """Return what its steps may name, when the variables of the site are *of_site*."""
        return overlaid({**of_site, **self.variables}, self.values)


def overlaid(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return *below* with the parts of *above* in their places; mappings are joined."""
    joined = dict(below)
    for key, value in above.items():
        under = below.get(key)
        if isinstance(under, Mapping) and isinstance(value, Mapping):
            joined[key] = overlaid(under, value)
        else:
            joined[key] = value
    return joined


class AxisError(ValueError):
    """An axis that cannot be spelled out; carries the axis."""

    def __init__(self, axis: str, message: str) -> None:
        super().__init__(message)
        self.axis = axis


def spell_out(
    scenario: Scenario, path: str, rows: Mapping[str, Rows], locales: Sequence[str]
) -> list[Variant]:
    """Return every variant of *scenario*, in the order of its rows and locales.

    Raises:
        AxisError: If an axis has no rows, its filter lets none through, or the axes multiply
            beyond all use.
    """
    variants: list[Variant] = []
    for row, values in _combine(list(scenario.each.items()), rows, {}, {}):
        if len(variants) >= _MOST_VARIANTS:
            message = f"the axes make more than {_MOST_VARIANTS:,} variants. Filter them."
            raise AxisError(next(reversed(scenario.each)), message)
        for locale in [one for one in locales if one in (scenario.locales or locales)]:
            name = "-".join([*(part.lower() for part in row.values()), locale])
            known = {**values, "locale": locale}
            variants.append(Variant(scenario, path, name, row, locale, known))
    return variants


def _combine(
    axes: list[tuple[str, Any]],
    rows: Mapping[str, Rows],
    row: dict[str, str],
    values: dict[str, Any],
) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    if not axes:
        yield row, values
        return
    (axis, asked), *others = axes
    for key, value in _choices(axis, asked, rows, values):
        yield from _combine(others, rows, {**row, axis: key}, {**values, axis: value})


def _choices(
    axis: str, asked: Any, rows: Mapping[str, Rows], values: Mapping[str, Any]
) -> list[tuple[str, Any]]:
    """Return (id, value) of each row of the axis: a filter of data rows, or a list."""
    try:
        asked = resolve(asked, values)
    except KeyError as error:
        raise AxisError(axis, f"axis '{axis}' uses {error}, which no earlier axis has.") from None
    if isinstance(asked, list):
        if not asked:
            raise AxisError(axis, f"axis '{axis}' has no values.")
        return [_listed(axis, one) for one in asked]
    if axis not in rows:
        raise AxisError(axis, f"there are no rows '{axis}'. Known: {', '.join(rows) or 'none'}.")
    asked = {} if asked in (None, "all") else asked
    if not isinstance(asked, Mapping):
        raise AxisError(axis, f"axis '{axis}' is a filter such as {{kind: key}}, a list, or all.")
    chosen = [(key, row) for key, row in rows[axis].rows.items() if fits(row, asked)]
    if not chosen:
        raise AxisError(axis, f"no row of '{axis}' has {filter_words(asked)}.")
    return chosen


def _listed(axis: str, one: Any) -> tuple[str, Any]:
    if isinstance(one, Mapping):
        if not isinstance(one.get("id"), str):
            raise AxisError(axis, f"a value of axis '{axis}' has no 'id'.")
        return one["id"], one
    return str(one), one
