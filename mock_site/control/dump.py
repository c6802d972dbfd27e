"""The state of a mall as plain data."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import FromClause, select

from mock_site.control.describe import mall_facts
from mock_site.open_mall import OpenMall
from mock_site.tables.sides import Side, tables_of
from mock_site.tables.site import Mall


def dump_mall(pro: OpenMall, market: OpenMall) -> dict[str, Any]:
    """Return every table, row by row, each secret as «its name»."""
    tables: dict[str, list[dict[str, Any]]] = {"mall": _rows(pro, Mall.__table__)}
    sides: dict[Side, OpenMall] = {"pro": pro, "market": market}
    for side, mall in sides.items():
        for table in tables_of(side):
            if table.name != "mall":
                tables.setdefault(table.name, []).extend(_rows(mall, table))
    text = json.dumps(tables, ensure_ascii=False)
    secrets: Mapping[str, str] = mall_facts(pro, market)["secrets"]
    for name, secret in sorted(secrets.items(), key=lambda item: -len(item[1])):
        text = text.replace(secret, f"«{name}»")
    dumped: dict[str, Any] = json.loads(text)
    return dumped


def _rows(mall: OpenMall, table: FromClause) -> list[dict[str, Any]]:
    return [_plain(row) for row in mall.session.execute(select(table)).mappings()]


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(key): value.isoformat() if isinstance(value, datetime) else value
        for key, value in row.items()
    }
