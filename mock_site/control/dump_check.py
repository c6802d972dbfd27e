"""What is wrong with a dump, in words, and where."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from mock_site.catalogue import MARKETPLACES
from mock_site.control.records import TABLES, Dump
from mock_site.faults.listed import unknown_faults
from mock_site.pro.telling import MENUS, facts_of
from mock_site.tables.staff import GRANTABLE
from mock_site.texts import PRO

Row = Mapping[str, Any]
Records = Mapping[str, Sequence[Row]]
Path = list[str | int]
Problem = tuple[Path, str]

# Columns whose values are told in words of their own, by the key of these.
_WORDED = (
    ("account", "refused", "error"),
    ("synced", "state", "state"),
    ("transfer", "reason", "error"),
    ("transfer", "job", "job"),
)
# Secrets that a dump tells by their value; a consent without a code has none.
_SECRETS = {("shop", "password"), ("login", "token"), ("consent", "code")}
_PLACEHOLDER = re.compile("«.+»")
_OF_MARKETPLACE = ("shop", "account", "synced", "template", "authorization", "transfer")


def check_dump(dumped: Mapping[str, Any]) -> list[Problem]:
    """Return everything that is wrong with *dumped*, as (path, message)."""
    try:
        records: Records = Dump.model_validate(dumped).model_dump()
    except ValidationError as error:
        return [(list(one["loc"]), _said(one["type"], one["msg"])) for one in error.errors()]
    return list(misfits(records))


def lacks(dumped: Records, marketplace: str, *, staffed: bool) -> Iterator[Problem]:
    """Yield what is not there for who counts on a shop at *marketplace*, or on a sub-admin."""
    if marketplace and marketplace not in [one["marketplace"] for one in dumped["shop"]]:
        yield ["shop"], f"the seller has no shop at '{marketplace}', which is needed here"
    if staffed and not dumped["staff"]:
        yield ["staff"], "the store has no sub-admin, who is needed here"


def dotted(path: Sequence[str | int]) -> str:
    """Return a path as it is written, e.g. `shop[0].settings`."""
    text = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in path)
    return text.removeprefix(".")


def misfits(records: Records) -> Iterator[Problem]:
    """Yield what names neither a thing of the catalogue nor a record, and what is there twice."""
    yield from _misfits_of_mall(records["mall"])
    for table in _OF_MARKETPLACE:
        yield from _unknown(records, table, "marketplace", MARKETPLACES)
    for index, row in enumerate(records["shop"]):
        if row["marketplace"] in MARKETPLACES:
            yield from _misfits_of_shop(["shop", index], row)
    yield from _untold(records)
    yield from _mistakable(records)
    yield from _misfits_of_keys(records)
    yield from _misfits_of_staff(records["staff"])
    yield from _unknown(records, "login", "user", ["", *(row["user"] for row in records["staff"])])
    for index, row in enumerate(records["notification"]):
        yield from _misfits_of_notification(["notification", index], row)
    codes = [row["code"] for row in records["product"]]
    for table in ("synced", "transfer"):
        yield from _unknown(records, table, "product_code", codes)
    if not codes:
        yield ["product"], "a store has one at least"
    for table in records:
        yield from _repeated(records, table)


def _said(kind: str, message: str) -> str:
    if kind == "missing":
        return "it is missing"
    if kind == "extra_forbidden":
        return "nothing is called so"
    return f"{message[0].lower()}{message[1:]}"


def _unknown(records: Records, table: str, column: str, known: Iterable[Any]) -> Iterator[Problem]:
    names = set(known)
    for index, row in enumerate(records[table]):
        if row[column] not in names:
            yield [table, index, column], f"there is no '{row[column]}'"


def _untold(records: Records) -> Iterator[Problem]:
    """Yield each value that there are no words for: not the site's own, nor the marketplace's."""
    for table, column, key in _WORDED:
        for index, row in enumerate(records[table]):
            marketplace = MARKETPLACES.get(row["marketplace"])
            refusals = marketplace.refusals if marketplace and key == "error" else {}
            known = f"{key}.{row[column]}" in PRO or row[column] in refusals
            if not known and not (key == "error" and row[column] == ""):
                yield [table, index, column], f"there is no '{row[column]}'"


def _mistakable(records: Records) -> Iterator[Problem]:
    """Yield each secret that says what stands elsewhere: the next dump would hide both."""
    told = {
        text
        for table, rows in records.items()
        for row in rows
        for column, value in row.items()
        if (table, column) not in _SECRETS
        for text in _texts(value)
    }
    for table, column in sorted(_SECRETS):
        for index, row in enumerate(records[table]):
            secret = row[column]
            is_none = (table, secret) == ("consent", "")
            if secret in told and not is_none and not _PLACEHOLDER.fullmatch(secret):
                yield [table, index, column], f"'{secret}' stands elsewhere, too"


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)


def _misfits_of_mall(rows: Sequence[Row]) -> Iterator[Problem]:
    if len(rows) != 1:
        yield ["mall"], "there is one row of it"
    for index, row in enumerate(rows):
        for one in unknown_faults(row["faults"]):
            yield ["mall", index, "faults"], f"there is no fault '{one}'"


def _misfits_of_shop(where: Path, row: Row) -> Iterator[Problem]:
    marketplace = MARKETPLACES[row["marketplace"]]
    if row["public_id"] not in [one["id"] for one in marketplace.shops]:
        yield [*where, "public_id"], f"the seller has no shop '{row['public_id']}'"
    known = {one.name: one for one in marketplace.settings}
    if set(row["settings"]) != set(known):
        yield [*where, "settings"], f"it holds {', '.join(known) or 'nothing'}, each once"
    for name, value in row["settings"].items():
        if name in known and not known[name].accepts(value):
            yield [*where, "settings", name], f"it cannot be {value!r}"
    items = {one.name for one in marketplace.information}
    if set(row["information"]) != items:
        yield [*where, "information"], f"it holds {', '.join(sorted(items))}, each once"


def _misfits_of_keys(records: Records) -> Iterator[Problem]:
    shops = {row["id"]: row["marketplace"] for row in records["shop"]}
    for table in ("key", "listing"):
        yield from _unknown(records, table, "shop_id", shops)
    for index, row in enumerate(records["key"]):
        marketplace = MARKETPLACES.get(shops.get(row["shop_id"], ""))
        fields = [one.name for one in marketplace.fields] if marketplace else [row["field"]]
        if row["field"] not in fields:
            yield ["key", index, "field"], f"no field '{row['field']}'"


def _misfits_of_staff(rows: Sequence[Row]) -> Iterator[Problem]:
    for index, row in enumerate(rows):
        for one in row["menus"]:
            if one not in GRANTABLE:
                yield ["staff", index, "menus"], f"there is no menu '{one}'"


def _misfits_of_notification(where: Path, row: Row) -> Iterator[Problem]:
    if row["kind"] not in MENUS:
        yield [*where, "kind"], f"there is no '{row['kind']}'"
        return
    try:
        facts_of(row["kind"]).model_validate(row["facts"])
    except ValidationError as error:
        for one in error.errors(include_url=False):
            yield [*where, "facts", *one["loc"]], _said(one["type"], one["msg"])
        return
    if row["facts"]["marketplace"] not in MARKETPLACES:
        yield [*where, "facts", "marketplace"], f"there is no '{row['facts']['marketplace']}'"


def _repeated(records: Records, table: str) -> Iterator[Problem]:
    """Yield each value of a column that was to be another in each row."""
    for column in TABLES[table].columns:
        first: dict[Any, int] = {}
        for index, row in enumerate(records[table] if column.primary_key or column.unique else ()):
            # The id of the mall is no part of a dump.
            value = row.get(column.name)
            if value is not None and first.setdefault(value, index) != index:
                yield [table, index, column.name], f"{table}[{first[value]}] has '{value}', too"
