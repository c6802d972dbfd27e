"""The state of a mall as plain data: every record of both sides, and no secret."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select, text

from mock_site.control.records import OF_THIS_MALL
from mock_site.control.secret_names import known_secrets, owners_of
from mock_site.open_mall import OpenMall
from mock_site.pro.passwords import staff_secret
from mock_site.tables.sides import Side, tables_of

Records = dict[str, list[dict[str, Any]]]


def dump_mall(pro: OpenMall, market: OpenMall) -> Records:
    """Return the rows of every table, each secret as «its name»; the mall's id is left out."""
    sides: Mapping[Side, OpenMall] = {"pro": pro, "market": market}
    records: Records = {}
    for side, mall in sides.items():
        for table in tables_of(side):
            # Both sides have the mall's row: it is told once.
            if table.name != "mall" or side == "pro":
                records.setdefault(table.name, []).extend(_rows(mall, table))
    for row in records["mall"]:
        for name in OF_THIS_MALL:
            del row[name]
    for row in records["staff"]:
        row["password"] = f"«{staff_secret(row['user'])}»"
    names = {
        secret: f"«{name}»"
        for name, secret in known_secrets(market, owners_of(pro, market)).items()
    }
    dumped: Records = in_texts(records, lambda value: names.get(value, value))
    return dumped


def _rows(mall: OpenMall, table: Table) -> list[dict[str, Any]]:
    found = mall.session.execute(select(table).order_by(text("rowid"))).mappings()
    return [{str(key): _plain(value) for key, value in row.items()} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def in_texts(data: Any, change: Callable[[str], str]) -> Any:
    """Return *data* with every text in it changed; the keys of mappings stay."""
    if isinstance(data, dict):
        return {key: in_texts(value, change) for key, value in data.items()}
    if isinstance(data, list):
        return [in_texts(value, change) for value in data]
    return change(data) if isinstance(data, str) else data
