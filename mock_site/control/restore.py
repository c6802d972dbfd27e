"""Putting a mall into the state that a dump describes; its secrets are made anew."""

import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from sqlalchemy import insert

from mock_site.control.dump import in_texts
from mock_site.control.dump_check import dotted, misfits
from mock_site.control.secret_names import made_secrets
from mock_site.open_mall import OpenMall
from mock_site.pro.passwords import kept
from mock_site.tables.market import Shop
from mock_site.tables.sides import Side, side_of, tables_of

Row = dict[str, Any]


def restore_mall(pro: OpenMall, market: OpenMall, dump: BaseModel) -> None:
    """Replace all records of a mall, of which both sides are open, by those of *dump*.

    Raises:
        ValueError: If they do not fit together.
    """
    records: dict[str, list[Row]] = dump.model_dump()
    if problems := list(misfits(records)):
        raise ValueError("; ".join(f"{dotted(path)}: {said}" for path, said in problems))
    seed = secrets.token_hex(16)
    for mall in (pro, market):
        mall.row.seed = seed
    named = _secrets(market, records)
    filled = in_texts(records, lambda value: named.get(value, value))
    for row in filled["staff"]:
        row["password"] = kept(row["password"])
    sides: Mapping[Side, OpenMall] = {"pro": pro, "market": market}
    for side, mall in sides.items():
        _replace(side, mall, filled)


def _secrets(mall: OpenMall, records: Mapping[str, list[Row]]) -> dict[str, str]:
    """Return what each placeholder stands for from now on."""
    shops = [Shop(**row) for row in records["shop"]]
    staff = [row["user"] for row in records["staff"]]
    issued = Counter((row["shop_id"], row["field"]) for row in records["key"])
    named = made_secrets(mall, shops, staff, issued)
    for kind, rows in (("consent", records["consent"]), ("login", records["login"])):
        named |= {f"{kind} {one}": mall.secret(f"{kind} {one}") for one in range(len(rows))}
    return {f"«{name}»": value for name, value in named.items()}


def _replace(side: Side, mall: OpenMall, records: Mapping[str, list[Row]]) -> None:
    tables = [one for one in tables_of(side) if one.name != "mall"]
    for table in reversed(tables):
        mall.session.execute(table.delete())
    for table in tables:
        rows = records[table.name]
        if table.name == "login":
            rows = [one for one in rows if side_of(one["site"]) == side]
        if rows:
            mall.session.execute(insert(table), rows)
    [facts] = records["mall"]
    known = {"seed": mall.row.seed, **({} if side == "pro" else {"user": "", "password": ""})}
    for name, value in {**facts, **known}.items():
        setattr(mall.row, name, value)
