"""The state of a mall as plain data."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mock_site.control.describe import mall_facts
from mock_site.open_mall import OpenMall
from mock_site.tables.base import Base


def dump_mall(mall: OpenMall) -> dict[str, Any]:
    """Return every table, row by row, each secret as «its name»."""
    tables = {
        table.name: [_plain(row) for row in mall.session.execute(select(table)).mappings()]
        for table in Base.metadata.sorted_tables
    }
    text = json.dumps(tables, ensure_ascii=False)
    secrets: Mapping[str, str] = mall_facts(mall)["secrets"]
    for name, secret in sorted(secrets.items(), key=lambda item: -len(item[1])):
        text = text.replace(secret, f"«{name}»")
    dumped: dict[str, Any] = json.loads(text)
    return dumped


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(key): value.isoformat() if isinstance(value, datetime) else value
        for key, value in row.items()
    }
