"""Reading the catalogue's files; what is wrong in one is told by its file and its key."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from mock_site.catalogue.model import Marketplace


class EntryError(ValueError):
    """A catalogue entry cannot be read: each line names the file, the key and what is wrong."""


def read_yaml(file: Path) -> Any:
    """Return what a YAML file holds.

    Raises:
        EntryError: If it is no YAML.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 - a safe loader, in C
    except yaml.YAMLError as error:
        raise EntryError(f"{file.name}: {error}") from error


def read_entry(file: Path, shared: Any) -> Marketplace:
    """Return the marketplace that *file* describes, after the *shared* fields of all forms.

    Raises:
        EntryError: If the entry lacks something, or holds what does not belong there.
    """
    data = read_yaml(file)
    if not isinstance(data, dict):
        raise EntryError(f"{file.name}: an entry is a mapping of keys")
    data["fields"] = [*shared, *(data.get("fields") or [])]
    try:
        return Marketplace.model_validate(data)
    except ValidationError as error:
        raise told(file, data, error) from error


def told(file: Path, data: Any, error: ValidationError) -> EntryError:
    """Return what is wrong with the *data* of *file*, a line each, with its key."""
    lines = [f"{file.name}: {_place(data, one)}{one['msg']}" for one in error.errors()]
    return EntryError("\n".join(lines))


def _place(data: Any, error: Any) -> str:
    """Return the key of an error, its list entries by name: fields[api_key].days."""
    place, here = "", data
    for part in error["loc"]:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(part, int):
            place += f"[{_name(here) or part}]"
        else:
            place += f".{part}" if place else part
    return f"{place}: " if place else ""


def _name(entry: Any) -> str:
    names = [entry.get(key) for key in ("id", "name")] if isinstance(entry, dict) else []
    return next((one for one in names if isinstance(one, str)), "")
