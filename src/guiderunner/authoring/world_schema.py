"""The site's own schemas of worlds and world steps, as parts of the schema of a scenario."""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]


def embedded(
    schema: Mapping[str, Any], name: str, variable: Schema
) -> tuple[Schema, dict[str, Schema]]:
    """Return *schema* as a part called *name*, and the definitions that it needs.

    Wherever it asks for a value, what *variable* describes will do as well.
    """

    def moved(part: Any, *, is_value: bool = False) -> Any:
        if isinstance(part, list):
            return [moved(one) for one in part]
        if not isinstance(part, dict):
            return part
        found = {key: _below(key, value) for key, value in part.items() if key != "$defs"}
        return {"anyOf": [found, variable]} if is_value else found

    def _below(key: str, value: Any) -> Any:
        if key == "$ref":
            return str(value).replace("#/$defs/", f"#/definitions/{name}.")
        if key == "properties":
            return {one: moved(part, is_value=True) for one, part in value.items()}
        if key in {"items", "additionalProperties"}:
            return moved(value, is_value=isinstance(value, dict))
        return value if key in {"enum", "default"} else moved(value)

    known = schema.get("$defs", {})
    return moved(schema), {f"{name}.{one}": moved(part) for one, part in known.items()}
