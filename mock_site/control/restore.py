"""Putting a mall into the state that a dump describes; its secrets are made anew."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from mock_site.catalogue import MARKETPLACES
from mock_site.control.dump import in_texts
from mock_site.control.secret_names import made_secrets
from mock_site.faults.listed import checked_faults
from mock_site.open_mall import OpenMall
from mock_site.pro.passwords import kept
from mock_site.pro.telling import MENUS, facts_of
from mock_site.tables.market import Shop
from mock_site.tables.sides import Side, side_of, tables_of

Row = dict[str, Any]


def restore_mall(pro: OpenMall, market: OpenMall, dump: BaseModel) -> None:
    """Replace all records of a mall, of which both sides are open, by those of *dump*.

    Raises:
        ValueError: If they do not fit together.
    """
    records: dict[str, list[Row]] = dump.model_dump()
    _check(records)
    seed = secrets.token_hex(16)
    for mall in (pro, market):
        mall.row.seed = seed
    named = _secrets(market, records)
    filled = in_texts(records, lambda value: named.get(value, value))
    for row in filled["staff"]:
        row["password"] = kept(row["password"])
    sides: Mapping[Side, OpenMall] = {"pro": pro, "market": market}
    try:
        for side, mall in sides.items():
            _replace(side, mall, filled)
    except IntegrityError as error:
        raise ValueError(f"the records do not fit together: {error.orig}") from None


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


def _check(records: Mapping[str, list[Row]]) -> None:
    """Raise if a record names what is neither in the catalogue nor among the records."""
    if len(records["mall"]) != 1:
        raise ValueError("mall: there is one row of it")
    checked_faults(tuple(records["mall"][0]["faults"]))
    for table in ("shop", "account", "synced", "template", "authorization", "transfer"):
        _check_names(records, table, "marketplace", MARKETPLACES)
    for index, row in enumerate(records["shop"]):
        _check_shop(f"shop[{index}]", row)
    shops = {row["id"]: row["marketplace"] for row in records["shop"]}
    for table in ("key", "listing"):
        _check_names(records, table, "shop_id", shops)
    for index, row in enumerate(records["key"]):
        fields = [one.name for one in MARKETPLACES[shops[row["shop_id"]]].fields]
        if row["field"] not in fields:
            raise ValueError(f"key[{index}].field: no field '{row['field']}'")
    for index, row in enumerate(records["notification"]):
        _check_notification(f"notification[{index}]", row)
    codes = [row["code"] for row in records["product"]]
    for table in ("synced", "transfer"):
        _check_names(records, table, "product_code", codes)
    if not codes:
        raise ValueError("product: a store has one at least")


def _check_names(
    records: Mapping[str, list[Row]], table: str, column: str, known: Iterable[Any]
) -> None:
    names = set(known)
    for index, row in enumerate(records[table]):
        if row[column] not in names:
            raise ValueError(f"{table}[{index}].{column}: there is no '{row[column]}'")


def _check_notification(where: str, row: Row) -> None:
    if row["kind"] not in MENUS:
        raise ValueError(f"{where}.kind: there is no '{row['kind']}'")
    try:
        facts_of(row["kind"]).model_validate(row["facts"])
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(map(str, first["loc"]))
        raise ValueError(f"{where}.facts.{name}: {first['msg']}") from None
    if row["facts"]["marketplace"] not in MARKETPLACES:
        marketplace = row["facts"]["marketplace"]
        raise ValueError(f"{where}.facts.marketplace: there is no '{marketplace}'")


def _check_shop(where: str, row: Row) -> None:
    marketplace = MARKETPLACES[row["marketplace"]]
    if row["public_id"] not in [one["id"] for one in marketplace.shops]:
        raise ValueError(f"{where}.public_id: the seller has no shop '{row['public_id']}'")
    known = {one.name: one for one in marketplace.settings}
    if set(row["settings"]) != set(known):
        raise ValueError(f"{where}.settings: it holds {', '.join(known) or 'nothing'}, each once")
    for name, value in row["settings"].items():
        if not known[name].accepts(value):
            raise ValueError(f"{where}.settings.{name}: it cannot be {value!r}")
    items = {one.name for one in marketplace.information}
    if set(row["information"]) != items:
        raise ValueError(f"{where}.information: it holds {', '.join(sorted(items))}, each once")
