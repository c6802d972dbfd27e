"""What a person who starts the site reads: where to go, and how to log in."""

from collections.abc import Iterator

from sqlalchemy import select

from mock_site.control.describe import mall_facts, shop_facts
from mock_site.malls import Malls
from mock_site.tables.market import Shop
from mock_site.world import World

_INDENT = " " * 4


def welcome(malls: Malls, port: int, seed: str | None) -> str:
    """Make a mall of the world *seed*, or a demo if there is none; return where all malls are."""
    if seed or not malls.ids:
        world = seed or "demo"
        mall_id = _free_id(malls, world)
        malls.create(World.model_validate({"world": world}), mall_facts, mall_id)
    lines = ["The mock site is running. Ctrl-C stops it."]
    for mall_id in malls.ids:
        lines += ["", *_lines(malls, port, mall_id)]
    return "\n".join(lines)


def _free_id(malls: Malls, world: str) -> str:
    """Return the name of *world* as an id, with a number if a mall has it."""
    name, number = world.replace("_", ""), 1
    while name in malls:
        number += 1
        name = f"{world.replace('_', '')}{number}"
    return name


def _lines(malls: Malls, port: int, mall_id: str) -> Iterator[str]:
    with malls.both(mall_id) as (pro, market):
        yield f"Cafe24 PRO: http://{mall_id}.pro.localhost:{port}/"
        yield f"{_INDENT}mall ID {mall_id}, user ID {pro.row.user}, password {pro.row.password}"
        for shop in market.session.scalars(select(Shop).order_by(Shop.id)):
            facts = shop_facts(market, shop)
            login = facts["login"]
            yield ""
            yield f"{facts['admin']}: http://{mall_id}.{facts['site']}.localhost:{port}/"
            yield f"{_INDENT}user ID {login['user']}, password {login['password']}"
            for name, value in facts["credentials"].items():
                yield f"{_INDENT}{name}: {value}"
