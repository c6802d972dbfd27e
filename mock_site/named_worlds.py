"""Worlds by name: the usual starting points (mock_site/worlds/), and situations."""

import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mock_site.catalogue.loading import read_yaml
from mock_site.situations import situations

_FOLDER = Path(__file__).parent / "worlds"


@cache
def named_worlds() -> Mapping[str, Mapping[str, Any]]:
    """Return description and world of each starting point, by name."""
    return {file.stem: read_yaml(file) for file in sorted(_FOLDER.glob("*.yaml"))}


def named_world(name: str) -> dict[str, Any]:
    """Return the world that is called *name*.

    Raises:
        ValueError: If there is none.
    """
    if name in situations():
        return situations()[name].world
    worlds = named_worlds()
    if name not in worlds:
        nearest = difflib.get_close_matches(name, [*worlds, *situations()], n=1)
        hint = f"Did you mean '{nearest[0]}'?" if nearest else f"Known: {', '.join(worlds)}"
        raise ValueError(f"there is no world '{name}'. {hint}")
    return dict(worlds[name]["world"])


def world_names() -> list[str]:
    """Return the name of each world."""
    return [*named_worlds(), *situations()]


def spelled_out(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a world with what its named world brings."""
    named = given.get("world")
    if isinstance(named, str) and named in world_names():
        return {**named_world(named), **given}
    return given
