"""JSON Schemas of the files of a project, with its own names in them, for editors.

The loader is stricter: it knows rows, worlds and proofs. A schema helps while one types.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from guiderunner.authoring.reference import Entry, entries
from guiderunner.authoring.variables import known_variables
from guiderunner.authoring.words import KEYS
from guiderunner.authoring.world_schema import embedded
from guiderunner.scenario.model import COMPARING, KINDS
from guiderunner.scenario.suite import Suite

Schema = dict[str, Any]
DIALECT = "http://json-schema.org/draft-07/schema#"  # What YAML language servers read best.
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_VARIABLE = r"^\{\{ *[A-Za-z_][\w.]* *\}\}$"


def schemas(suite: Suite) -> dict[str, Schema]:
    """Return the schema of each kind of file: scenario, sequence and data."""
    parts = _Parts(suite)
    return {
        "scenario": parts.scenario(),
        "sequence": parts.sequence(),
        "data": parts.data(),
    }


class _Parts:
    """Builds the schemas from the names, labels, rows and claims of one project."""

    def __init__(self, suite: Suite) -> None:
        self.suite, self.around = suite, suite.surroundings
        found = entries(self.around.names)
        self.actions = [one for one in found if one.kind == "action"]
        self.locators = [one for one in found if one.kind == "locator"]
        self.fields = [one for one in found if one.kind == "fields"]
        self.worlds: dict[str, Schema] = {}
        self.world_parts: dict[str, Schema] = {}
        variable = {"type": "string", "pattern": _VARIABLE}
        known = self.around.world_schemas()
        for name in ("given", "world"):
            schema = known.get(name, {"type": "object"})
            self.worlds[name], needed = embedded(schema, name, variable)
            self.world_parts |= needed
        self.values = [*(f"{{{{ {one} }}}}" for one in known_variables(suite)), *self._labels()]

    def _labels(self) -> list[str]:
        names = {
            name for site in self.around.labels.sites for name in self.around.labels.names(site)
        }
        return [f"[{name}]" for name in sorted(names)]

    def scenario(self) -> Schema:
        steps = _list_of({"anyOf": [{"$ref": "#/definitions/step"}, {"$ref": "#/definitions/use"}]})
        readable = [one.scenario for one in self.suite.scenarios if one.scenario.has_guide]
        guides = sorted(one.id for one in readable)
        properties: dict[str, Schema] = {
            "version": {"const": 1},
            "id": {"type": "string", "pattern": _ID},
            "guide": {"enum": ["article", "troubleshooting", "none"]},
            "title": {"type": "string"},
            "summary": {"type": "string"},
            "each": {"type": "object", "properties": dict.fromkeys(self.suite.rows, True)},
            "locales": _list_of({"enum": list(self.around.locales)}),
            "tags": _list_of({"type": "string"}),
            "given": self.worlds["given"],
            "prerequisites": {"$ref": "#/definitions/sentences"},
            "symptom": {"anyOf": [{"type": "string"}, _list_of({"type": "string"})]},
            "cause": {"type": "string"},
            "steps": steps,
            "resolution": steps,
            "next": _list_of({"enum": guides} if guides else {"type": "string"}),
            "known": {"type": "string"},
        }
        required = ["version", "id", "guide", "title", "summary", "steps"]
        return self._file("scenario", properties, required)

    def sequence(self) -> Schema:
        properties: dict[str, Schema] = {
            "version": {"const": 1},
            "id": {"type": "string", "pattern": _ID},
            "parameters": _list_of({"type": "string"}),
            "steps": _list_of({"$ref": "#/definitions/step"}),
        }
        return self._file("sequence", properties, ["version", "id", "steps"])

    def data(self) -> Schema:
        row = {
            "type": "object",
            "properties": {"id": _described("data.row.id", {"type": "string"})},
            "required": ["id"],
        }
        properties: dict[str, Schema] = {
            "version": {"const": 1},
            "id": {"type": "string"},
            "prose": _list_of({"type": "string"}),
            "rows": _list_of(row),
        }
        return {
            "$schema": DIALECT,
            **_closed("data", properties, ["version", "id", "rows"]),
        }

    def _file(self, kind: str, properties: Mapping[str, Schema], required: list[str]) -> Schema:
        definitions = {
            **self.world_parts,
            "step": self._step(),
            "use": self._use(),
            "sentence": self._sentence(),
            "sentences": {
                "anyOf": [
                    {"$ref": "#/definitions/sentence"},
                    _list_of({"$ref": "#/definitions/sentence"}),
                ]
            },
            "expectation": self._expectation(),
            "picture": self._picture(),
            "locator": _names(self.locators),
            "value": {"anyOf": [{"enum": self.values}, {"type": ["string", "integer"]}]},
            "with": {
                "type": "object",
                "additionalProperties": {"anyOf": [{"enum": self.values}, True]},
            },
        }
        return {
            "$schema": DIALECT,
            **_closed(kind, properties, required),
            "definitions": definitions,
        }

    def _step(self) -> Schema:
        properties: dict[str, Schema] = {
            "id": {"type": "string", "pattern": _ID},
            "only": {"type": "object", "properties": dict.fromkeys(self.suite.rows, True)},
            "section": {"type": "string"},
            "text": {"$ref": "#/definitions/sentence"},
            "action": _names(self.actions),
            "with": {"$ref": "#/definitions/with"},
            "world": self.worlds["world"],
            "result": {"type": "string"},
            "expect": _list_of({"$ref": "#/definitions/expectation"}),
            "remember": {
                "type": "object",
                "additionalProperties": {"$ref": "#/definitions/locator"},
            },
            "picture": {"$ref": "#/definitions/picture"},
            "fields": _names(self.fields) if self.fields else {"type": "string"},
            **{one: {"$ref": "#/definitions/sentences"} for one in ("danger", "warning", "note")},
            "tip": {"$ref": "#/definitions/sentences"},
        }
        return {**_closed("step", properties, ["id"]), "allOf": [*map(_with_of, self.actions)]}

    def _use(self) -> Schema:
        ids = [loaded.value.id for loaded in self.suite.sequences.values() if loaded.value]
        properties: dict[str, Schema] = {
            "use": {"enum": ids} if ids else {"type": "string"},
            "only": {"type": "object", "properties": dict.fromkeys(self.suite.rows, True)},
            "with": {"$ref": "#/definitions/with"},
        }
        return _closed("use", properties, ["use"])

    def _sentence(self) -> Schema:
        steps = [
            f"{one.scenario.id}/{placed.step.id}"
            for one in self.suite.scenarios
            for placed in one.steps
        ]
        properties: dict[str, Schema] = {
            "text": {"type": "string"},
            "expect": _list_of({"$ref": "#/definitions/expectation"}),
            "proved_by": {"enum": sorted(steps)} if steps else {"type": "string"},
            "editorial": {"type": "boolean"},
        }
        return {"anyOf": [{"type": "string"}, _closed("sentence", properties, ["text"])]}

    def _expectation(self) -> Schema:
        claims = sorted(self.suite.claims)
        properties: dict[str, Schema] = {
            **{kind: self._asked(kind) for kind in KINDS},
            "with": {"$ref": "#/definitions/with"},
            "proves": _list_of({"enum": claims} if claims else {"type": "string"}),
            "soft": {"type": "boolean"},
        }
        one_kind = [{"required": [kind]} for kind in KINDS]
        return {**_closed("expectation", properties, []), "oneOf": one_kind}

    def _asked(self, kind: str) -> Schema:
        locator, value = {"$ref": "#/definitions/locator"}, {"$ref": "#/definitions/value"}
        if kind == "url":
            return {"enum": sorted(self.around.names.pages)}
        looked_at = {} if kind == "title" else {"at": locator, "each": locator}
        compared = {"is": value, "is_not": value, "contains": value} if kind in COMPARING else {}
        properties = {**looked_at, **compared, "with": {"$ref": "#/definitions/with"}}
        whole = _closed("asked", properties, [])
        if kind == "title":
            return {"anyOf": [value, whole]}
        return whole if compared else {"anyOf": [locator, whole]}

    def _picture(self) -> Schema:
        locator = {"$ref": "#/definitions/locator"}
        properties: dict[str, Schema] = {
            "of": locator,
            "mark": _list_of(locator),
            "when": {"enum": ["before", "after"]},
        }
        return _closed("picture", properties, ["of"])


def _names(known: Sequence[Entry]) -> Schema:
    """Return the schema of a name; the docstring of each is what an editor shows beside it."""
    return {
        "type": "string",
        "enum": [one.name for one in known],
        "markdownEnumDescriptions": [f"`{one.signature}`\n\n{one.doc}" for one in known],
    }


def _with_of(action: Entry) -> Schema:
    """Return what `with` may hold beside one action."""
    given = {
        name: {"$ref": "#/definitions/with/additionalProperties"} for name in action.parameters
    }
    return {
        "if": {"properties": {"action": {"const": action.name}}, "required": ["action"]},
        "then": {"properties": {"with": {"properties": given, "additionalProperties": False}}},
    }


def _list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def _closed(kind: str, properties: Mapping[str, Schema], required: list[str]) -> Schema:
    """Return a mapping with these keys and no others, each described."""
    described = {key: _described(f"{kind}.{key}", one) for key, one in properties.items()}
    found: Schema = {"type": "object", "properties": described, "additionalProperties": False}
    return {**found, "required": required} if required else found


def _described(key: str, schema: Schema) -> Schema:
    text = KEYS.get(key)
    if text is None:
        return schema
    # Beside a reference nothing else is read.
    return {"description": text, **({"allOf": [schema]} if "$ref" in schema else schema)}
