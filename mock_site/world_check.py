"""What is wrong with a world, in words, and where."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from mock_site.catalogue import MARKETPLACES
from mock_site.world import ShopWorld, StaffWorld, World, WorldStep

Path = list[str | int]
Problem = tuple[Path, str]
_PARTS: Mapping[str, type[BaseModel]] = {"shops": ShopWorld, "staff": StaffWorld}


def check_world(given: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Return what is wrong with a world and with its steps, as (path, message)."""
    problems = _check(World, given, ["given"])
    for index, step in enumerate(steps):
        problems += _check(WorldStep, step, ["steps", index])
    return problems


def _check(model: type[BaseModel], data: Mapping[str, Any], start: Path) -> list[Problem]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [_problem(model, one, start) for one in error.errors()]
    return []


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
        return [*start, *where], f"{message}.{hint}"
    return [*start, *where], f"'{key}' in the world: {_said(error)}"


def _model_at(model: type[BaseModel], where: Path) -> type[BaseModel]:
    return _PARTS.get(str(where[0]), model)


def _said(error: Any) -> str:
    message = str(error["msg"])
    return f"{message[0].lower()}{message[1:]}, not '{error['input']}'."


def _suggestion(word: str, known: Iterable[str]) -> str:
    names = list(known)
    nearest = difflib.get_close_matches(word, names, n=1)
    return f" Did you mean '{nearest[0]}'?" if nearest else f" Known: {', '.join(names)}."
