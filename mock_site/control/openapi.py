"""The OpenAPI document of the control API."""

from collections.abc import Mapping
from typing import Any

from mock_site.faults.listed import FAULTS
from mock_site.world import World, WorldStep

_MALL = {"name": "mall", "in": "path", "required": True, "schema": {"type": "string"}}


def _operation(
    summary: str, result: str, schema: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {
            "200": {"description": result},
            "401": {"description": "The token is missing or not right"},
            "404": {"description": "There is no such mall"},
            "422": {"description": "The body is not as it should be"},
        },
    }
    if schema is not None:
        operation["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    return operation


DOCUMENT: Mapping[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Mock site, control API", "version": "1"},
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "security": [{"token": []}],
    "paths": {
        "/control/malls": {
            "post": _operation(
                "Make a mall from a world",
                "Its id, variables, secrets and sessions",
                World.model_json_schema(),
            ),
        },
        "/control/malls/{mall}": {
            "parameters": [_MALL],
            "get": _operation("Dump a mall, secrets as placeholders", "Every table"),
            "delete": _operation("Drop a mall", "It is gone"),
        },
        "/control/malls/{mall}/steps": {
            "parameters": [_MALL],
            "post": _operation(
                "Let something happen off-stage",
                "The clock afterwards",
                WorldStep.model_json_schema(),
            ),
        },
        "/control/malls/{mall}/faults": {
            "parameters": [_MALL],
            "put": _operation(
                "Switch on faults, and all others off",
                "The faults that are on",
                {"type": "array", "items": {"enum": sorted(FAULTS)}},
            ),
        },
    },
}
