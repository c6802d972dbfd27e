"""A world that a person has as JSON: a dumped state, or a description as in `given`."""

import difflib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guiderunner.diagnostics import GuiderunnerError, Position, Problem, ProblemsError
from guiderunner.repro.particulars import leaves
from guiderunner.scenario.document import Document, read_document
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.text import resolve
from guiderunner.scenario.variants import Variant

StateCheck = Callable[
    [Mapping[str, Any], Mapping[str, Any]], Sequence[tuple[Sequence[str | int], str]]
]


@dataclass(frozen=True)
class GivenWorld:
    """A variant in a given world.

    Attributes:
        restored: The file of the state that its own world is put into before it is run; None if
            its own world is the given one.
    """

    variant: Variant
    restored: Path | None

    @property
    def arguments(self) -> list[str]:
        """What pytest needs to know of it."""
        return ["--restore-world", str(self.restored.resolve())] if self.restored else []


def in_given_world(
    suite: Suite, variant: Variant, file: Path, check_state: StateCheck
) -> GivenWorld:
    """Return *variant* in the world of *file*, which the site has found nothing wrong with.

    Raises:
        GuiderunnerError: With everything that is wrong with it.
    """
    document, data = _read(file)
    if variant.world:
        said = "'world' of the seller's particulars has no place beside --world: leave one out."
        raise GuiderunnerError(said)
    of_state = list(check_state(data, variant.given()))
    if not of_state:
        return GivenWorld(variant, file)
    placed = _described(variant, data)
    of_description = list(_misfits(suite, placed)) or list(_lacks(suite, variant, placed))
    if not of_description:
        return GivenWorld(placed, None)
    problems = of_description if _is_description(suite, data) else of_state
    for path, message in problems:
        said = f"{_dotted(path)}: {message}" if path else message
        end = "" if said.endswith((".", "?")) else "."
        document.report(path, f"{said}{end}", "R004", of_key=_is_name(path))
    raise ProblemsError(document.problems)


def _read(file: Path) -> tuple[Document, dict[str, Any]]:
    """Return what is in *file*, and where it stands: JSON is YAML, but for what is seldom used."""
    path = str(file)
    try:
        data = json.loads(file.read_bytes())
    except json.JSONDecodeError as error:
        place, said = Position(path, error.lineno, error.colno), error.msg.lower()
        raise ProblemsError([Problem(place, f"this is no JSON: {said}.", "R003")]) from None
    except UnicodeDecodeError:
        problem = Problem(Position(path), "the file is not UTF-8. Save it in UTF-8.", "R003")
        raise ProblemsError([problem]) from None
    except OSError as error:
        problem = Problem(Position(path), f"the file cannot be read: {error.strerror}.", "R003")
        raise ProblemsError([problem]) from None
    if not isinstance(data, dict):
        problem = Problem(Position(path), "a world is a mapping of keys.", "R003")
        raise ProblemsError([problem])
    document = read_document(file, path)
    return Document(path) if document.problems else document, data


def _described(variant: Variant, data: Mapping[str, Any]) -> Variant:
    """Return *variant* in the world that is described by *data*, and nothing else of its own."""
    bare = variant.scenario.model_copy(update={"given": {}})
    return replace(variant, scenario=bare, world=data)


def _misfits(suite: Suite, placed: Variant) -> Iterator[tuple[Sequence[str | int], str]]:
    for path, message in suite.surroundings.check_world(placed.given(), ()):
        yield path[1:], message


def _lacks(
    suite: Suite, variant: Variant, placed: Variant
) -> Iterator[tuple[Sequence[str | int], str]]:
    """Yield what steps may name in the world of *variant*, and not in that of *placed*."""
    around = suite.surroundings
    before, after = (around.world_variables(one.given()) for one in (variant, placed))
    there = [name for name, _ in leaves(after)]
    told = set()
    for name, _ in leaves(before):
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            part = ".".join(parts[:end])
            if not any(f"{one}.".startswith(f"{part}.") for one in there):
                told.add(part)
                break
    for part in sorted(told):
        yield (), f"in such a world there is no '{part}', which is needed here"
    known = placed.known({**before, **after})
    steps = [resolve(one.step.world, known) for one in suite.steps_of(variant) if one.step.world]
    for _, message in around.check_world(placed.given(), steps):
        yield (), message


def _is_description(suite: Suite, data: Mapping[str, Any]) -> bool:
    """Whether most of its keys are those of a description, or near."""
    known = list(suite.surroundings.world_schemas().get("given", {}).get("properties", {}))
    near = [one for one in data if difflib.get_close_matches(one, known, n=1)]
    return 2 * len(near) > len(data)


def _dotted(path: Sequence[str | int]) -> str:
    text = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in path)
    return text.removeprefix(".")


def _is_name(path: Sequence[str | int]) -> bool:
    return bool(path) and isinstance(path[-1], str)
