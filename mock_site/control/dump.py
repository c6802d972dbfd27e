"""The state of a mall as plain data."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_site.tables import Base


def dump_mall(session: Session, secrets: Mapping[str, str]) -> dict[str, Any]:
    """Return every table, row by row, each secret as «its name»."""
    tables = {
        table.name: [_plain(row._mapping) for row in session.execute(select(table))]  # noqa: SLF001
        for table in Base.metadata.sorted_tables
    }
    text = json.dumps(tables, ensure_ascii=False)
    for name, secret in sorted(secrets.items(), key=lambda item: -len(item[1])):
        text = text.replace(secret, f"«{name}»")
    dumped: dict[str, Any] = json.loads(text)
    return dumped


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(key): value.isoformat() if isinstance(value, datetime) else value
        for key, value in row.items()
    }
