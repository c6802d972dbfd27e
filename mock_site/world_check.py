"""What is wrong with a world, in words, and where."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from mock_site.catalogue import MARKETPLACES
from mock_site.world import World
from mock_site.world_steps import WorldStep, misfit

Path = list[str | int]
Problem = tuple[Path, str]
Model = TypeVar("Model", bound=BaseModel)


def check_world(given: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Return what is wrong with a world and with its steps, as (path, message)."""
    world, problems = _checked(World, given, ["given"])
    for index, data in enumerate(steps):
        step, found = _checked(WorldStep, data, ["steps", index])
        problems += found
        if world is not None and step is not None:
            problem = misfit(step, [one.marketplace for one in world.shops], world.products)
            problems += [(["steps", index, step.name], f"{problem}.")] if problem else []
    return problems


def _checked(
    model: type[Model], data: Mapping[str, Any], start: Path
) -> tuple[Model | None, list[Problem]]:
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(model, one, start) for one in error.errors()]


def _problem(model: type[BaseModel], error: Any, start: Path) -> Problem:
    where: Path = list(error["loc"])
    key = str(where[-1]) if where else ""
    kind = error["type"]
    if kind == "extra_forbidden":
        known = _model_at(model, where).model_fields
        return [*start, *where], f"unknown key '{key}' in the world.{_suggestion(key, known)}"
    if kind == "missing":
        return [*start, *where[:-1]], f"the world needs '{key}' here."
    if kind == "value_error":
        message = str(error["ctx"]["error"])
        hint = _suggestion(str(error["input"]), MARKETPLACES) if key == "marketplace" else ""
        end = "" if message.endswith("?") else "."
        return [*start, *where], f"{message}{end}{hint}"
    return [*start, *where], f"'{key}' in the world: {_said(error)}"


def _model_at(model: type[BaseModel], where: Path) -> type[BaseModel]:
    """Return the model of the mapping that the key at *where* stands in."""
    for part in where[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one))), None)


def _said(error: Any) -> str:
    message = str(error["msg"])
    return f"{message[0].lower()}{message[1:]}, not '{error['input']}'."


def _suggestion(word: str, known: Iterable[str]) -> str:
    names = list(known)
    nearest = difflib.get_close_matches(word, names, n=1)
    return f" Did you mean '{nearest[0]}'?" if nearest else f" Known: {', '.join(names)}."
