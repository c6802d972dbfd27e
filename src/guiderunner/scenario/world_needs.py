"""What a variant needs of its site that only a made world can give."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guiderunner.scenario.model import Expectation, Step
from guiderunner.scenario.names import Member, Names
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.text import fill, variables
from guiderunner.scenario.variants import Variant


def world_needs(suite: Suite, variant: Variant, sites: Collection[str]) -> list[str]:
    """Return in words why *variant* cannot run where only *sites* are, and no world is made."""
    steps = [placed.step for placed in suite.steps_of(variant)]
    names = suite.surroundings.names
    reasons = ["it asks for a world"] if variant.scenario.given else []
    if any(step.world for step in steps):
        reasons.append("it has world steps")
    known = set(variant.variables) | {name for step in steps for name in step.remember}
    missing = sorted({one for step in steps for one in _variables(names, step)} - known)
    reasons += [f"it uses '{name}' of the world" for name in missing]
    asked = {fill(site, variant.variables) for step in steps for site in _sites(names, step)}
    reasons += [f"no address of '{site}' was given" for site in sorted(asked - set(sites))]
    return reasons


def _targets(step: Step) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every name that the step looks up, with the arguments given for it."""
    if step.action:
        yield step.action, step.with_
    for one in _expectations(step):
        if one.target and one.kind != "url":
            yield one.target, one.with_
    for name in step.remember.values():
        yield name, {}
    if step.picture:
        yield from ((name, {}) for name in (step.picture.of, *step.picture.mark))
    if step.fields:
        yield step.fields, {}


def _expectations(step: Step) -> Iterator[Expectation]:
    yield from step.expect
    for _, _, sentence in step.sentences():
        yield from sentence.expect


def _members(names: Names, name: str) -> tuple[str, list[Member]]:
    page, members = names.find(name)
    return page.site, members


def _sites(names: Names, step: Step) -> Iterator[str]:
    for name, _ in _targets(step):
        yield _members(names, name)[0]


def _variables(names: Names, step: Step) -> Iterator[str]:
    """Yield the first part of each variable that the step takes, named or by its parameters."""
    for name, given in _targets(step):
        for member in _members(names, name)[1]:
            yield from (one for one, must in member.parameters.items() if must and one not in given)
        yield from _in(given)
    for one in _expectations(step):
        yield from _in((one.is_, one.is_not, one.contains))


def _in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (one.name.split(".")[0] for one in variables(value))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _in(one)
