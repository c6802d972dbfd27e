"""The shape of a dump: one model a table, made from its columns, for checks and JSON Schema."""

from typing import Any, Optional

from pydantic import AwareDatetime, BaseModel, ConfigDict, create_model
from sqlalchemy import JSON, Column, Table

from mock_site.tables.base import Instant
from mock_site.tables.sides import SIDES, tables_of

OF_THIS_MALL = ("id", "made_at")
"""What of the mall's row belongs to no other mall."""

_LISTS = {"faults", "notice", "menus", "read_by", "shops", "changes", "options"}
_STRICT = ConfigDict(extra="forbid")


def _type(column: Column[Any]) -> Any:
    if isinstance(column.type, JSON):
        kind: Any = list[Any] if column.name in _LISTS else dict[str, Any]
    elif isinstance(column.type, Instant):
        kind = AwareDatetime
    else:
        kind = column.type.python_type
    return Optional[kind] if column.nullable else kind  # noqa: UP045 - the kind is a value


def _model(table: Table) -> type[BaseModel]:
    left_out = OF_THIS_MALL if table.name == "mall" else ()
    columns = [one for one in table.columns if one.name not in left_out]
    fields: dict[str, Any] = {str(one.name): (_type(one), ...) for one in columns}
    return create_model(f"{table.name.title()}Row", __config__=_STRICT, **fields)


TABLES = {str(table.name): table for side in SIDES for table in tables_of(side)}
"""What the records of a dump are rows of."""

# A type that is made at run time is none to mypy.
_FIELDS: dict[str, Any] = {name: (list[_model(one)], ...) for name, one in TABLES.items()}  # type: ignore[misc]

Dump: type[BaseModel] = create_model("Dump", __config__=_STRICT, **_FIELDS)
"""All records of a mall, by table: what a dump holds, and what a mall can be restored from."""
