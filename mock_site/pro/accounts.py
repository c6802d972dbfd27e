"""Accounts of Cafe24 PRO: checking, linking, retrieving and unlinking them."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from mock_site.api.messages import Grant, Information
from mock_site.api.refusals import NoAnswerError, RefusedError
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.faults.table import behaviours
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import market_information
from mock_site.tables.pro import Account


@dataclass
class Refusal:
    """Why an account was not saved: a text for the form, and one for each bad field."""

    message: str
    fields: dict[str, str] = attribute(default_factory=dict)


def check(
    mall: OpenMall,
    marketplace: Marketplace,
    typed: Mapping[str, str],
    account: Account | None = None,
) -> Grant | Refusal:
    """Check what was typed; the first thing that is wrong is told.

    The order is: required, format, duplicate, authentication, active.
    """
    missing = behaviours(mall).missing(marketplace, typed)
    if missing:
        return Refusal("error.required", {one.name: _gap(one.kind) for one in missing})
    bad = [one for one in marketplace.fields if not one.accepts(typed.get(one.name, ""))]
    if bad:
        return Refusal("error.format", {one.name: "error.field_format" for one in bad})
    shop_id = typed.get(marketplace.shop_field, "")
    same = select(Account).where(Account.marketplace == marketplace.id, Account.shop_id == shop_id)
    if mall.session.scalar(same) not in (None, account):
        return Refusal("error.duplicate", {marketplace.shop_field: "error.field_duplicate"})
    try:
        return behaviours(mall).authorize(mall, marketplace, typed)
    except RefusedError as error:
        return Refusal(f"error.{error.reason}")


def _gap(kind: str) -> str:
    return "error.field_consent" if kind == "consent" else "error.field_required"


def link(
    mall: OpenMall, marketplace: Marketplace, typed: Mapping[str, str], grant: Grant
) -> Account:
    """Link the shop of *grant*; its market information is retrieved for the first time.

    A marketplace that lets the account in may still refuse to tell what is set up there.

    Raises:
        NoAnswerError: If it does not answer; nothing is linked then.
    """
    account = Account(marketplace=marketplace.id, stored={}, refused="")
    store(account, marketplace, typed, grant)
    try:
        account.snapshot = dict(market_information(mall, marketplace, account.stored))
        account.retrieved_at = mall.now
    except NoAnswerError:
        raise
    except RefusedError as error:
        account.snapshot, account.refused = {}, error.reason if error.is_of_keys else ""
    mall.session.add(account)
    mall.session.flush()
    behaviours(mall).linked(mall, account)
    return account


def store(
    account: Account, marketplace: Marketplace, typed: Mapping[str, str], grant: Grant
) -> None:
    """Keep what was typed, and the keys that the marketplace made for it."""
    fields = {one.name: typed.get(one.name, "") for one in marketplace.fields}
    account.stored = {**fields, **grant.keys, marketplace.shop_field: grant.shop_id}
    account.alias = typed.get("account_alias", "")
    account.shop_id = grant.shop_id
    account.expires_at = grant.expires_at
    account.refused = ""


def retrieve(mall: OpenMall, account: Account) -> None:
    """Copy the marketplace's information anew, and keep what has changed.

    Raises:
        RefusedError: If the marketplace refuses the account's keys.
    """
    marketplace = MARKETPLACES[account.marketplace]
    current = market_information(mall, marketplace, account.stored)
    fresh = behaviours(mall).retrieved(mall, account, current)
    account.changes = differences(account.snapshot, fresh)
    account.snapshot = {name: dict(entries) for name, entries in fresh.items()}
    account.retrieved_at = mall.now
    account.refused = ""


def differences(old: Information, new: Information) -> list[dict[str, str]]:
    """Return what was added, changed and removed, entry by entry."""
    found: list[dict[str, str]] = []
    for item in dict.fromkeys([*old, *new]):
        before, after = old.get(item, {}), new.get(item, {})
        for key in dict.fromkeys([*before, *after]):
            one, other = before.get(key, ""), after.get(key, "")
            if one != other:
                kind = "changed" if one and other else "added" if other else "removed"
                found.append({"item": item, "kind": kind, "old": one, "new": other})
    return found


def unlink(mall: OpenMall, account: Account) -> None:
    """Forget the account and all that was synced through it; its listings stay."""
    table = behaviours(mall)
    table.leave_listings(mall, account)
    table.forget_sync(mall, account)
    table.forget_account(mall, account)


def warning_days(marketplace_id: str) -> int:
    """Return how many days before its end an account is said to expire soon."""
    return MARKETPLACES[marketplace_id].warning_days


def status(mall: OpenMall, account: Account) -> str:
    """Return linked, expiring_soon, expired or auth_failed."""
    if account.expires_at is not None:
        left = account.expires_at - mall.now
        if left.total_seconds() <= 0:
            return "expired"
        if left <= timedelta(days=warning_days(account.marketplace)):
            return "auth_failed" if account.refused else "expiring_soon"
    return "auth_failed" if account.refused else "linked"


def account_of_shop(mall: OpenMall, marketplace_id: str, shop_id: str) -> Account | None:
    """Return the account that is linked to a shop."""
    asked = select(Account).where(Account.marketplace == marketplace_id, Account.shop_id == shop_id)
    return mall.session.scalar(asked)


def find_account(mall: OpenMall, key: Any) -> Account | None:
    """Return an account by its id."""
    return mall.session.get(Account, key)
