"""From a YAML file to a Scenario, with every problem of its form."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from guiderunner.diagnostics import suggestion
from guiderunner.scenario.document import Document, Trail, read_document
from guiderunner.scenario.model import (
    ADMONITIONS,
    KINDS,
    Expectation,
    Scenario,
    Sequence,
    Step,
)

Shape = TypeVar("Shape", bound=BaseModel)
_TAGS_OF_STEPS = {"step", "use"}  # Of the models that a step of a scenario may be.
_PROSE = {"title", "summary", "section", "text", "result", "symptom", "cause", *ADMONITIONS}
_LIST_OF_PROSE = {"prerequisites", "symptom", *ADMONITIONS}
_NOUNS = {"steps": "step", "resolution": "resolution step", "expect": "expectation"}
EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
}


@dataclass
class Loaded(Generic[Shape]):
    """A file that was read: where things stand in it, and what it says if its form is right."""

    document: Document
    value: Shape | None


def load_scenario(file: Path, path: str) -> Loaded[Scenario]:
    """Read the scenario *file*, known to people as *path*."""
    return load(file, path, Scenario, "the scenario")


def load_sequence(file: Path, path: str) -> Loaded[Sequence]:
    """Read the sequence *file*, known to people as *path*."""
    return load(file, path, Sequence, "the sequence")


def load(file: Path, path: str, shape: type[Shape], what: str) -> Loaded[Shape]:
    """Read *file* as a *shape*; *what* names it in messages, e.g. `the scenario`."""
    document = read_document(file, path)
    if document.problems:
        return Loaded(document, None)
    if not isinstance(document.data, dict):
        document.report((), f"{what} is not a mapping of keys.", "S010")
        return Loaded(document, None)
    _report_chopped(document)
    value = None
    try:
        value = shape.model_validate(document.data)
    except ValidationError as error:
        for one in _without_echoes(error.errors()):
            _report(document, one, shape, what)
    return Loaded(document, None if document.problems else value)


def _report_chopped(document: Document) -> None:
    for trail in document.chopped:
        names = [part for part in trail if isinstance(part, str)]
        if names and (trail[-1] in _PROSE or (names[-1] in _LIST_OF_PROSE)):
            message = f"'{names[-1]}' ends before ' #', which begins a comment. Put it in quotes."
            document.report(trail, message, "S007")


def _without_echoes(errors: Iterable[ErrorDetails]) -> list[ErrorDetails]:
    """Drop what only echoes an error further in: a list of bad items is not also empty."""
    found = list(errors)
    return [
        error
        for error in found
        if error["type"] != "too_short"
        or not any(len(one["loc"]) > len(error["loc"]) for one in found)
    ]


def _report(document: Document, error: ErrorDetails, shape: type[BaseModel], what: str) -> None:
    trail = _trail(document, error)
    kind, key = error["type"], str(trail[-1]) if trail else ""
    where = _where(trail[:-1], what)
    if kind == "extra_forbidden":
        known = _known_keys(trail[:-1], shape)
        message = f"unknown key '{key}' in {where}.{suggestion(key, known)}"
        document.report(trail, message, "S012", of_key=True)
    elif kind == "missing":
        key = str(error["loc"][-1])
        document.report(trail[:-1], f"{where} has no '{key}'.", "S013")
    elif kind == "literal_error":
        given = str(error["input"])
        known = [
            one.strip(" '") for one in error["ctx"]["expected"].replace(" or ", ", ").split(",")
        ]
        said = suggestion(given, known) or f" Known: {', '.join(known)}."
        document.report(trail, f"'{key}' is '{given}'.{said}", "S014")
    elif kind == "string_pattern_mismatch":
        message = f"'{key}' is '{error['input']}'; an id is lower-case words joined by hyphens."
        document.report(trail, message, "S014")
    elif kind == "too_short":
        document.report(trail, f"{_where(trail, what)} is empty.", "S014")
    elif kind in EXPECTED:
        document.report(trail, _wrong_type(error, trail, what), "S014")
    else:
        message = error["msg"].removeprefix("Value error, ").rstrip(".")
        end = "" if message.endswith("?") else "."
        document.report(trail, f"{_where(trail, what)}: {message}{end}", "S016")


def _wrong_type(error: ErrorDetails, trail: Trail, what: str) -> str:
    given = error["input"]
    keys = [part for part in trail if isinstance(part, str)]
    is_prose = bool(keys) and keys[-1] in _PROSE
    expected = "a text" if is_prose else EXPECTED[error["type"]]
    hint = ""
    if expected == "a text" and isinstance(given, list):
        hint = " A text that begins with a [Label] needs quotes."
    elif expected == "a text" and isinstance(given, dict):
        hint = " A text that begins with {{ needs quotes."
    elif expected == "a text" and isinstance(given, int):
        hint = f' Put it in quotes: "{given}".'
    key = trail[-1] if trail else what
    name = f"'{key}'" if isinstance(key, str) else _where(trail, what)
    return f"{name} is not {expected}.{hint}"


def _trail(document: Document, error: ErrorDetails) -> Trail:
    """Return where the model's place stands in the file: tags of unions and kinds differ."""
    trail: list[str | int] = []
    loc = error["loc"]
    for index, part in enumerate(loc):
        last = index == len(loc) - 1
        is_key = last and error["type"] == "extra_forbidden"
        if part in _TAGS_OF_STEPS and isinstance(loc[index - 1], int) and not is_key:
            continue
        if part == 0 and not document.has((*trail, part)):
            continue
        if not document.has((*trail, part)):
            inner = [kind for kind in KINDS if document.has((*trail, kind, part))]
            trail += inner[:1]
        trail.append(part)
    return tuple(trail)


def _where(trail: Trail, what: str) -> str:
    """Return how people call the place: `step 1`, `expectation 2 of step 1`, `the scenario`."""
    said = what
    for key, index in pairwise(trail):
        if isinstance(key, str) and isinstance(index, int):
            item = f"{_NOUNS.get(key, 'item')} {index + 1}"
            item += "" if key in _NOUNS else f" of '{key}'"
            said = item if said == what else f"{item} of {said}"
    named = [part for part in trail if isinstance(part, str)]
    if trail and isinstance(trail[-1], str):
        said = f"'{named[-1]}' of {said}"
    return said


def _known_keys(trail: Trail, shape: type[BaseModel]) -> list[str]:
    """Return the keys that the mapping at *trail* may have."""
    model: type[BaseModel] = shape
    for part in trail:
        field = model.model_fields.get(str(part))
        model = (_model_in(field.annotation) if field else None) or model
    keys = [field.alias or name for name, field in model.model_fields.items()]
    if model is Expectation:
        keys = [key for key in keys if key != "kind"] + list(KINDS)
    return keys + (["use"] if model is Step and shape is Scenario else [])


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that a field of this type holds, one or several."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((one for one in map(_model_in, get_args(annotation)) if one), None)
