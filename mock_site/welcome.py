"""What a person who starts the site reads: where to go, and how to log in."""

from collections.abc import Iterator

from mock_site.control.describe import mall_facts, ways_in
from mock_site.malls import Malls
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
        for index, one in enumerate(ways_in(pro, market)):
            if index:
                yield ""
            yield f"{one['name']}: http://{mall_id}.{one['site']}.localhost:{port}/"
            yield _INDENT + ", ".join(f"{name} {value}" for name, value in one["login"].items())
            for name, value in one["keys"].items():
                yield f"{_INDENT}{name}: {value}"
