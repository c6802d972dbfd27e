"""The schemas complete and check scenarios in an editor, with the project's own names."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from guiderunner.authoring.schema import schemas
from guiderunner.project import find_project
from guiderunner.run.checking import check_project

ROOT = Path(__file__).parents[2]
SCENARIO = ROOT / "scenarios" / "registration" / "connect_account.yaml"
FOLDERS = {"sequences": "sequence", "data": "data"}


def _files() -> list[Path]:
    found = (ROOT / "scenarios").rglob("*.yaml")
    return sorted(one for one in found if one.name != "claims.yaml")


def _kind(file: Path) -> str:
    return FOLDERS.get(file.relative_to(ROOT / "scenarios").parts[0], "scenario")


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _schema(kind: str) -> Any:
    return json.loads((ROOT / "scenarios" / "schemas" / f"{kind}.json").read_text("utf-8"))


def test_the_schemas_are_current() -> None:
    """scenarios/schemas/ knows the pages, labels and rows of today; renew: guiderunner schema."""
    made = schemas(check_project(find_project(ROOT)).suite)

    assert {kind: _schema(kind) for kind in made} == made


@pytest.mark.parametrize("file", _files(), ids=lambda file: file.stem)
def test_every_file_fits_the_schema_that_it_names(file: Path) -> None:
    """The editor finds the schema by the first line, and has nothing to complain about."""
    first = file.read_text(encoding="utf-8").splitlines()[0]

    assert first == f"# yaml-language-server: $schema=../schemas/{_kind(file)}.json"
    assert [
        one.message for one in Draft7Validator(_schema(_kind(file))).iter_errors(_read(file))
    ] == []


def _wrong_action(data: Any) -> None:
    data["steps"][0]["action"] = "marketplace_accounts.opne"


def _wrong_locator(data: Any) -> None:
    data["steps"][0]["expect"][0] = {"visible": "marketplace_accounts.sektion"}


def _unknown_key(data: Any) -> None:
    data["steps"][0]["expects"] = []


def _two_kinds(data: Any) -> None:
    data["steps"][0]["expect"][0] |= {"hidden": "marketplace_accounts.section"}


def _wrong_argument(data: Any) -> None:
    data["steps"][1]["with"] = {"marketplaces": "rakuten"}


def _wrong_claim(data: Any) -> None:
    data["steps"][0]["expect"][0]["proves"] = ["C99"]


def _wrong_proof(data: Any) -> None:
    data["steps"][1]["tip"]["proved_by"] = "field-help/open"


def _wrong_world(data: Any) -> None:
    data["given"]["shops"][0]["linkd"] = True


def _wrong_marketplace(data: Any) -> None:
    data["given"]["shops"][0]["marketplace"] = "rakutan"


def _wrong_event(data: Any) -> None:
    data["steps"][0] = {"id": "later", "world": {"advance": "soon"}}


def _no_steps(data: Any) -> None:
    data["steps"] = []


@pytest.mark.parametrize(
    "break_it",
    [
        _wrong_action,
        _wrong_locator,
        _unknown_key,
        _two_kinds,
        _wrong_argument,
        _wrong_claim,
        _wrong_proof,
        _wrong_world,
        _wrong_marketplace,
        _wrong_event,
        _no_steps,
    ],
)
def test_a_mistake_is_seen_in_the_editor(break_it: Callable[[Any], None]) -> None:
    """A wrong name, key or argument does not fit the schema."""
    data = copy.deepcopy(_read(SCENARIO))
    break_it(data)

    assert not Draft7Validator(_schema("scenario")).is_valid(data)


def test_names_carry_their_docstrings() -> None:
    """An editor shows beside each action what it does and what it takes."""
    action = _schema("scenario")["definitions"]["step"]["properties"]["action"]
    shown = dict(zip(action["enum"], action["markdownEnumDescriptions"], strict=True))

    assert shown["account_form.save"] == "`account_form.save`\n\nSave the form."
    assert shown["seller_listings.stop_selling"].startswith(
        "`seller_listings.stop_selling(number?)`"
    )


def test_labels_and_variables_are_offered() -> None:
    """What may be compared with is completed: labels of the sites, variables of rows and worlds."""
    offered = _schema("scenario")["definitions"]["value"]["anyOf"][0]["enum"]

    assert {"[Linked]", "{{ marketplace.name }}", "{{ shop.id }}", "{{ product.code }}"} <= {
        *offered
    }
