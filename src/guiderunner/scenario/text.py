"""The small languages inside a scenario's strings: `{{ a.b }}` and `[Label]`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# What is between the braces holds none that are doubled: each character is looked at once.
_BETWEEN = r"[^{}]*(?:[{}](?![{}])[^{}]*)*"
_TOKEN = re.compile(rf"\{{\{{(?P<variable>{_BETWEEN})\}}\}}|\[(?P<label>[^\[\]]+)\]")
_VARIABLE = re.compile(rf"\{{\{{({_BETWEEN})\}}\}}")
# Rows and locales share their texts.
_TEXTS = 4096
_PATH = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


@dataclass(frozen=True)
class Label:
    """A UI label by its English name, at *offset* in the text."""

    name: str
    offset: int


@dataclass(frozen=True)
class Variable:
    """A reference to a variable: names joined by dots, at *offset* in the text."""

    name: str
    offset: int

    @property
    def is_path(self) -> bool:
        """Whether it is names and attributes only: nothing is called or computed."""
        return _PATH.fullmatch(self.name) is not None


Token = str | Label | Variable


@lru_cache(maxsize=_TEXTS)
def parse(text: str) -> tuple[Token, ...]:
    """Split *text* into plain parts, labels and variables, in order."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            tokens.append(text[end : match.start()])
        if match["label"] is not None:
            tokens.append(Label(match["label"], match.start()))
        else:
            tokens.append(Variable(match["variable"].strip(), match.start()))
        end = match.end()
    if end < len(text):
        tokens.append(text[end:])
    return tuple(tokens)


@lru_cache(maxsize=_TEXTS)
def variables(text: str) -> tuple[Variable, ...]:
    """Return the variables of *text*, also those inside labels."""
    return tuple(Variable(match[1].strip(), match.start()) for match in _VARIABLE.finditer(text))


def is_closed(text: str) -> bool:
    """Whether each `{{` of *text* has its `}}`."""
    return "{{" not in text or "{{" not in _VARIABLE.sub("", text)


def whole_variable(text: str) -> str | None:
    """Return the name if *text* is exactly one `{{ name }}`: then the object itself is meant."""
    match = _VARIABLE.fullmatch(text)
    return match[1].strip() if match else None


def look_up(name: str, known: Mapping[str, Any]) -> Any:
    """Return what the dotted *name* stands for.

    Raises:
        KeyError: If a part is not there; its argument is the part.
    """
    value: Any = known
    for part in name.split("."):
        if not isinstance(value, Mapping) or part not in value:
            raise KeyError(part)
        value = value[part]
    return value


def fill(text: str, known: Mapping[str, Any]) -> str:
    """Return *text* with each `{{ name }}` replaced by its value."""
    if "{{" not in text:
        return text
    return replace_variables(text, lambda name: str(look_up(name, known)))


def labels_of(text: str, known: Mapping[str, Any]) -> list[str]:
    """Return the names of the labels in *text*, its variables replaced; values may hold some."""
    names: list[str] = []
    for token in parse(text):
        if isinstance(token, Label):
            names.append(fill(token.name, known))
        elif isinstance(token, Variable):
            value = str(look_up(token.name, known))
            names += [one.name for one in parse(value) if isinstance(one, Label)]
    return names


def replace_variables(text: str, by: Callable[[str], str]) -> str:
    """Return *text* with each variable replaced by what *by* says of its name."""
    return _VARIABLE.sub(lambda match: by(match[1].strip()), text)


def resolve(value: Any, known: Mapping[str, Any]) -> Any:
    """Return *value*, any YAML data, with its variables replaced.

    A string that is exactly one `{{ name }}` becomes the object.
    """
    if isinstance(value, str):
        name = whole_variable(value)
        return fill(value, known) if name is None else look_up(name, known)
    if isinstance(value, Mapping):
        return {key: resolve(one, known) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [resolve(one, known) for one in value]
    return value
