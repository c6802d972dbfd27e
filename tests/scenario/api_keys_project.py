"""A small project to check scenarios against: one site `app`, a page `api_keys`, two labels."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from guiderunner.scenario.labels import Labels
from guiderunner.scenario.names import Member, Names, PageNames
from guiderunner.scenario.suite import Surroundings

_DIALOG = PageNames(
    "", "SecretDialog", "", {"secret": Member("locator"), "close": Member("action")}
)
_API_KEYS = PageNames(
    "api_keys",
    "ApiKeysPage",
    "app",
    {
        "name_field": Member("locator"),
        "entries": Member("fields"),
        "key_row": Member("locator", {"name": True}),
        "secret_dialog": Member("component", {}, _DIALOG),
        "create_key": Member("action", {"name": True, "days": False}),
        "delete_key": Member("action", {"name": True}, destroys=True),
    },
)
_LABELS = """
app:
  Create key: {ko: 키 만들기}
  Save: {ko: 저장}
"""
_ROWS = """
version: 1
id: plan
prose: [title]
rows:
  - {id: free, kind: small, title: Free}
  - {id: team, kind: large, title: Team}
"""
_CLAIMS = "claims: [{id: K01, flow: keys, claim: A key is shown once.}]"


def check_world(
    given: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]
) -> list[tuple[list[str | int], str]]:
    """Only `users` may be given, and time may only `advance`."""
    problems: list[tuple[list[str | int], str]] = [
        (["given", key], f"unknown key '{key}' in the world. Known: users.")
        for key in given
        if key != "users"
    ]
    for index, step in enumerate(steps):
        problems += [
            (["steps", index, key], f"unknown world step '{key}'.")
            for key in step
            if key != "advance"
        ]
    return problems


def surroundings(root: Path) -> Surroundings:
    """Write the project's data to *root*, and return what scenarios are checked against."""
    data = root / "scenarios" / "data"
    data.mkdir(parents=True)
    (data / "plans.yaml").write_text(_ROWS, encoding="utf-8")
    (data / "claims.yaml").write_text(_CLAIMS, encoding="utf-8")
    (root / "labels.yaml").write_text(_LABELS, encoding="utf-8")
    return Surroundings(
        root=root,
        scenarios=root / "scenarios",
        names=Names({"api_keys": _API_KEYS}),
        labels=Labels.load(root / "labels.yaml", "labels.yaml"),
        locales=("en", "ko"),
        languages={"app": ("en", "ko")},
        check_world=check_world,
        world_variables=lambda _: {"user": {"name": "Ada"}},
        claims=data / "claims.yaml",
    )
