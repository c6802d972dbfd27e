"""Rows of data that scenarios are filled with: scenarios/data/*.yaml."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiderunner.diagnostics import Problem, suggestion
from guiderunner.scenario.document import Document, read_document


@dataclass(frozen=True)
class Rows:
    """One axis: its name, its rows by id, and the keys whose values are prose for readers."""

    id: str
    prose: tuple[str, ...]
    rows: Mapping[str, Mapping[str, Any]]
    document: Document

    def prose_of(self, row: str) -> Mapping[str, str]:
        """Return the prose of one row by key."""
        return {key: self.rows[row][key] for key in self.prose if key in self.rows[row]}


def load_rows(folder: Path, root: Path) -> tuple[dict[str, Rows], list[Problem]]:
    """Read every file of rows in *folder*; files without `rows` are other data."""
    found: dict[str, Rows] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.yaml")):
        document = read_document(file, file.relative_to(root).as_posix())
        if isinstance(document.data, dict) and "rows" in document.data:
            rows = _rows(document)
            found[rows.id] = rows
        problems += document.problems
    return found, problems


def _rows(document: Document) -> Rows:
    data = document.data
    for key in data:
        if key not in {"version", "id", "prose", "rows"}:
            document.report((key,), f"unknown key '{key}' in the data file.", "D001", of_key=True)
    if data.get("version") != 1:
        document.report(("version",), "the data file needs 'version: 1'.", "D001")
    if not isinstance(data.get("id"), str):
        document.report(("id",), "the data file needs 'id', the name of its axis.", "D001")
    rows: dict[str, Mapping[str, Any]] = {}
    for index, row in enumerate(_list(document, "rows")):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            document.report(("rows", index), f"row {index + 1} has no 'id'.", "D002")
        elif row["id"] in rows:
            document.report(("rows", index, "id"), f"row id '{row['id']}' is used twice.", "D002")
        else:
            rows[row["id"]] = row
    prose = tuple(str(key) for key in _list(document, "prose"))
    return Rows(str(data.get("id")), prose, rows, document)


def _list(document: Document, key: str) -> list[Any]:
    value = document.data.get(key)
    if value is not None and not isinstance(value, list):
        document.report((key,), f"'{key}' of the data file is not a list.", "D001")
    return value if isinstance(value, list) else []


def fits(row: Any, asked: Mapping[str, Any]) -> bool:
    """Return whether *row* has what the filter asks for: each key the value, or one of a list."""
    return isinstance(row, Mapping) and all(
        row.get(key) in value if isinstance(value, list) else row.get(key) == value
        for key, value in asked.items()
    )


def filter_words(asked: Mapping[str, Any]) -> str:
    """Return a filter as people say it: `kind = key and country = KR`."""
    return " and ".join(f"{key} = {value}" for key, value in asked.items())


def check_records(rows: Mapping[str, Rows], records: Mapping[str, Collection[str]]) -> None:
    """Report what the site holds and has no row, and rows of what it does not hold."""
    for axis, held in records.items():
        if axis not in rows:
            continue
        document, described = rows[axis].document, rows[axis].rows
        for missing in held:
            if missing not in described:
                message = f"the site has the {axis} '{missing}', which has no row. Add one."
                document.report(("rows",), message, "D003", of_key=True)
        listed = document.data["rows"]
        for index, row in enumerate(listed if isinstance(listed, list) else ()):
            name = str(row.get("id")) if isinstance(row, dict) else ""
            if name in described and name not in held:
                near = suggestion(name, held)
                message = f"the site has no {axis} '{name}'.{near}"
                document.report(("rows", index, "id"), message, "D003")
