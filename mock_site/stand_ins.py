"""The variables of a world that is not made yet, with stand-ins for what is made with it."""

from collections.abc import Mapping
from typing import Any

from mock_site.catalogue import MARKETPLACES

_STAND_IN, _SECRET = "…", "«…»"


def stand_ins(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables of a world that is spelled out."""
    variables: dict[str, Any] = {
        "mall": {"id": _STAND_IN, "user": _STAND_IN, "password": _SECRET},
        "product": dict.fromkeys(("code", "name"), _STAND_IN),
    }
    if given.get("staff"):
        variables["staff"] = {"user": _STAND_IN, "password": _SECRET}
    if first := first_marketplace(given):
        names = ("marketplace", "site", "admin", "id", "name", "new_return_address")
        typed = MARKETPLACES[first].typed
        variables["shop"] = {
            **dict.fromkeys(names, _STAND_IN),
            "login": {"user": _STAND_IN, "password": _SECRET},
            "credentials": {one.name: _SECRET if one.is_hidden else _STAND_IN for one in typed},
            "information": {"return_address": _STAND_IN},
        }
        variables["wrong_key"] = _SECRET
    return variables


def first_marketplace(given: Mapping[str, Any]) -> str:
    """Return the marketplace of the first shop of a world; nothing if it has none."""
    shops = given.get("shops") or []
    first = str(shops[0].get("marketplace")) if shops and isinstance(shops[0], dict) else ""
    return first if first in MARKETPLACES else ""
