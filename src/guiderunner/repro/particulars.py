"""What is particular to one person with an issue: rows, language, world, values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from guiderunner.diagnostics import GuiderunnerError, ProblemsError, suggestion
from guiderunner.scenario.document import Document, Trail
from guiderunner.scenario.loader import load
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.text import look_up, resolve
from guiderunner.scenario.variants import Variant, overlaid

SECRET = "«"  # noqa: S105 - what the stand-in of a secret begins with


class Particulars(BaseModel):
    """A person's own particulars; what is not said is as the issue has it.

    Attributes:
        rows: The row of an axis, by the name of the axis.
        locale: The language.
        world: Parts of the world in place of the issue's, e.g. `clock`.
        values: What the person has or types, in place of what the site made, by its name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: dict[str, str] = Field(default_factory=dict)
    locale: str | None = None
    world: dict[str, Any] = Field(default_factory=dict)
    values: dict[str, str | int] = Field(default_factory=dict)


def read_particulars(file: Path) -> tuple[Document, Particulars]:
    """Read a person's particulars from *file*; return where each stands, too.

    Raises:
        ProblemsError: With everything that is wrong with it.
    """
    loaded = load(file, str(file), Particulars, "the file")
    _stop_at_problems(loaded.document)
    return loaded.document, loaded.value or Particulars()


def apply_particulars(
    suite: Suite, variant: Variant, given: Particulars, document: Document
) -> Variant:
    """Return *variant* in the world and with the values of a person.

    Raises:
        GuiderunnerError: If the site would not take them; positions are those of *document*.
    """
    around = suite.surroundings
    placed = replace(variant, world=given.world)
    steps = [one.step.world for one in suite.steps_of(variant) if one.step.world]
    site = around.world_variables(placed.given())
    known = placed.known(site)
    for trail, message in _misfits(suite, placed, [resolve(one, known) for one in steps]):
        document.report(trail, message, "S051")
    for name in given.values:
        code, message = _refused(name, known, site)
        if code:
            document.report(("values", name), message, code, of_key=True)
    _stop_at_problems(document)
    return replace(placed, values=_nested(given.values))


def in_place(suite: Suite, variant: Variant, steps: Sequence[PlacedStep] | None = None) -> Suite:
    """Return *suite* with *variant* in the place of the one that it was made of.

    *steps* are those of its scenario, if it has others now.
    """

    def with_it(one: LoadedScenario) -> LoadedScenario:
        if one.path != variant.path:
            return one
        variants = [variant if each.node == variant.node else each for each in one.variants]
        own = one.steps if steps is None else list(steps)
        return replace(one, scenario=variant.scenario, steps=own, variants=variants)

    return replace(suite, scenarios=[with_it(one) for one in suite.scenarios])


def options_over(
    file: Particulars, rows: Sequence[str], locale: str | None, values: Sequence[str]
) -> Particulars:
    """Return *file* with what was given as options over it: `AXIS=ROW` and `NAME=VALUE`.

    Raises:
        GuiderunnerError: If one is not of that form.
    """
    return file.model_copy(
        update={
            "rows": {**file.rows, **dict(_pairs(rows, "AXIS=ROW"))},
            "locale": locale or file.locale,
            "values": {**file.values, **dict(_pairs(values, "NAME=VALUE"))},
        }
    )


def _pairs(given: Sequence[str], form: str) -> Iterator[tuple[str, str]]:
    for one in given:
        name, equals, value = one.partition("=")
        if not (name and equals):
            raise GuiderunnerError(f"'{one}' is not {form}.")
        yield name, value


def _misfits(
    suite: Suite, variant: Variant, steps: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Trail, str]]:
    """Yield what the site would not take, and where it stands among the particulars."""
    for path, message in suite.surroundings.check_world(variant.given(), steps):
        where = tuple(path)
        yield ("world", *where[1:]) if where[:1] == ("given",) else ("world",), message


def _refused(name: str, known: Mapping[str, Any], site: Mapping[str, Any]) -> tuple[str, str]:
    """Return the code and words of why no value can be given *name*; nothing if one can."""
    names = {dotted for dotted, _ in leaves(site)}
    if name not in names:
        return "R001", f"there is no value '{name}' here.{suggestion(name, names)}"
    if str(look_up(name, known)).startswith(SECRET):
        return "R002", (
            f"'{name}' is a secret, which must not stand in a file or a command. "
            "The site makes one that works: leave it out."
        )
    return "", ""


def leaves(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each value with its dotted name."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        *above, last = name.split(".")
        one: dict[str, Any] = {last: value}
        for part in reversed(above):
            one = {part: one}
        found = overlaid(found, one)
    return found


def _stop_at_problems(document: Document) -> None:
    if document.problems and not document.path:  # Of options alone: there is no place to name.
        said = [f"{one.message} [{one.code}]" for one in document.problems]
        raise GuiderunnerError("\n".join(said))
    if document.problems:
        raise ProblemsError(document.problems)
