"""Worlds: the state that a mall is made in."""

import difflib
import random
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mock_site.catalogue import MARKETPLACES, PRODUCTS

CLOCK = datetime.fromisoformat("2026-03-02T10:00:00+09:00")
_UNITS = {"minute": "minutes", "hour": "hours", "day": "days"}
_DURATION = re.compile(r"(\d+) (minute|hour|day)s?")


class ShopWorld(BaseModel):
    """A shop of the seller at a marketplace, its keys issued and active.

    Attributes:
        linked: Whether its account is already linked in Cafe24 PRO.
        listed: How many of the store's products are registered there and on sale.
    """

    model_config = ConfigDict(extra="forbid")

    marketplace: str
    linked: bool = False
    listed: int = Field(default=0, ge=0, le=len(PRODUCTS))


class World(BaseModel):
    """What a mall is made from. `clock` is an ISO instant; time stands still until advanced."""

    model_config = ConfigDict(extra="forbid")

    clock: datetime = CLOCK
    shops: tuple[ShopWorld, ...] = ()
    products: int = Field(default=3, ge=1, le=len(PRODUCTS))


class WorldStep(BaseModel):
    """What happens off-stage: time goes by (`advance: 30 minutes`)."""

    model_config = ConfigDict(extra="forbid")

    advance: str


def duration(text: str) -> timedelta:
    """Return the length of e.g. `30 minutes`, `1 day`.

    Raises:
        ValueError: If it is not a number and a unit.
    """
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"'{text}' is not a duration such as '30 minutes' or '91 days'")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def check_world(
    given: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]
) -> list[tuple[list[str | int], str]]:
    """Return what is wrong with a world and its steps, as (path, message)."""
    problems: list[tuple[list[str | int], str]] = []
    try:
        world = World.model_validate(given)
        for index, shop in enumerate(world.shops):
            path: list[str | int] = ["given", "shops", index]
            if shop.marketplace not in MARKETPLACES:
                near = _suggestion(shop.marketplace, MARKETPLACES)
                message = f"there is no marketplace '{shop.marketplace}'.{near}"
                problems.append(([*path, "marketplace"], message))
            if shop.listed and not shop.linked:
                problems.append(([*path, "listed"], "'listed' needs 'linked: true'."))
            if shop.listed > world.products:
                problems.append(([*path, "listed"], f"the store has {world.products} products."))
    except ValidationError as error:
        problems += [_said(["given"], one, (World, ShopWorld)) for one in error.errors()]
    for index, step in enumerate(steps):
        try:
            duration(WorldStep.model_validate(step).advance)
        except ValidationError as error:
            problems += [_said(["steps", index], one, (WorldStep,)) for one in error.errors()]
        except ValueError as error:
            problems.append((["steps", index, "advance"], f"{error}."))
    return problems


def _said(
    start: list[str | int], error: Any, models: Sequence[type[BaseModel]]
) -> tuple[list[str | int], str]:
    path, key = [*start, *error["loc"]], str(error["loc"][-1])
    model = models[
        min(len(models), len([one for one in error["loc"] if isinstance(one, int)]) + 1) - 1
    ]
    if error["type"] == "extra_forbidden":
        return path, f"unknown key '{key}' in the world.{_suggestion(key, model.model_fields)}"
    if error["type"] == "missing":
        return path[:-1], f"the world needs '{key}' here."
    return path, f"'{key}' in the world: {error['msg'][0].lower()}{error['msg'][1:]}."


def _suggestion(word: str, known: Mapping[str, Any]) -> str:
    nearest = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{nearest[0]}'?" if nearest else f" Known: {', '.join(known)}."


def secret_value(kind: str, last: str, source: random.Random) -> str:
    """Return a new secret of the shape of *kind* that ends in *last*, as marketplaces show it."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"

    def some(count: int) -> str:
        return "".join(source.choice(letters) for _ in range(count))

    digits = "".join(source.choice("0123456789") for _ in range(6))
    shapes = {
        "service_secret": f"SP{digits}_{some(16 - len(last))}{last}",
        "license_key": f"SL{digits}_{some(16 - len(last))}{last}",
        "api_key": f"S5bnbfynQvM_{some(24)}{last}",
        "password": f"Pw-{some(12)}{last}",
        "token": some(40),
    }
    return shapes[kind]
