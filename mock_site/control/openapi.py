"""The OpenAPI document of the control API, made from the models of its bodies and answers."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, RootModel
from pydantic.json_schema import models_json_schema

from mock_site.catalogue import MARKETPLACES
from mock_site.control.records import Dump
from mock_site.faults.listed import Fault, FaultNames
from mock_site.world import World
from mock_site.world_steps import WorldStep


class Faults(RootModel[FaultNames]):
    """Names of faults; one of a marketplace's outages may end in `:` and the marketplace."""


class FaultList(RootModel[list[Fault]]):
    """Every fault that there is."""


class MallFacts(BaseModel):
    """A mall as its maker sees it: its variables, its secrets by name, its sessions by site."""

    id: str
    variables: dict[str, Any]
    secrets: dict[str, str]
    sessions: dict[str, str]


class WayIn(BaseModel):
    """What people type to get into a site, and what a seller types into Cafe24 PRO."""

    name: str
    site: str
    login: dict[str, str]
    keys: dict[str, str]


class WaysIn(RootModel[list[WayIn]]):
    """Every login of people in a mall."""


class Clock(BaseModel):
    """The time in a mall after a world step, in ISO 8601, and its variables."""

    clock: str
    variables: dict[str, Any]


class Start(BaseModel):
    """Which process of the site answers: one that took its place has another id."""

    id: str


class Nothing(BaseModel):
    """Nothing is left to say."""


class Error(BaseModel):
    """What is wrong, and where."""

    error: str


_MODELS = (
    *(World, WorldStep, Dump, Faults, FaultList),
    *(MallFacts, WaysIn, Clock, Start, Nothing, Error),
)
_PLACE = "#/components/schemas/"
_MALL = {"name": "mall", "in": "path", "required": True, "schema": {"type": "string"}}
_ABOUT = {
    "name": "about",
    "in": "query",
    "description": "The marketplace whose shop the variables tell of, instead of the first one",
    "schema": {"enum": list(MARKETPLACES)},
}
_REFUSALS = {
    "400": "The body is no JSON",
    "401": "The token is missing or not right",
    "404": "There is no such mall",
    "422": "The body is not as it should be",
}


def _content(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"{_PLACE}{model.__name__}"}}}


def _operation(
    summary: str, result: type[BaseModel], body: type[BaseModel] | None = None
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {
            "200": {"description": (result.__doc__ or "").strip(), "content": _content(result)},
            **{
                status: {"description": text, "content": _content(Error)}
                for status, text in _REFUSALS.items()
            },
        },
    }
    if body is not None:
        operation["requestBody"] = {"required": True, "content": _content(body)}
    return operation


def _schemas() -> Mapping[str, Any]:
    modes = [(one, "validation") for one in _MODELS]
    _, schema = models_json_schema(modes, ref_template=f"{_PLACE}{{model}}")  # type: ignore[arg-type]
    schemas: Mapping[str, Any] = schema["$defs"]
    return schemas


DOCUMENT: Mapping[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Mock site, control API", "version": "1"},
    "components": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        "schemas": _schemas(),
    },
    "security": [{"token": []}],
    "paths": {
        "/control/start": {"get": _operation("Tell one start of the site from another", Start)},
        "/control/faults": {"get": _operation("List every fault", FaultList)},
        "/control/malls": {"post": _operation("Make a mall from a world", MallFacts, World)},
        "/control/malls/{mall}": {
            "parameters": [_MALL],
            "get": _operation("Dump a mall, secrets as placeholders", Dump),
            "put": {
                "parameters": [_ABOUT],
                **_operation("Restore a mall from a dump", MallFacts, Dump),
            },
            "delete": _operation("Drop a mall", Nothing),
        },
        "/control/malls/{mall}/ways-in": {
            "parameters": [_MALL],
            "get": _operation("List the logins of people, in plain", WaysIn),
        },
        "/control/malls/{mall}/steps": {
            "parameters": [_MALL, _ABOUT],
            "post": _operation("Let something happen off-stage", Clock, WorldStep),
        },
        "/control/malls/{mall}/faults": {
            "parameters": [_MALL],
            "put": _operation("Switch on faults, and all others off", Faults, Faults),
        },
    },
}
