"""Cafe24 PRO's accounts: linking, retrieving market information, unlinking."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_site import market
from mock_site.behaviours import behave
from mock_site.catalogue import MARKETPLACES, Field, Marketplace
from mock_site.tables import Account, Product, Shop


@dataclass
class Refusal:
    """Why an account was not saved: a message for the form, and one for each bad field."""

    message: str
    fields: dict[str, str] = field(default_factory=dict)


def find_fault(
    session: Session,
    marketplace: Marketplace,
    typed: Mapping[str, str],
    now: datetime,
    account: Account | None = None,
) -> Refusal | market.Grant:
    """Check *typed* in the order required, format, duplicate, authentication.

    Returns the first refusal, as a key of the texts, else what the marketplace granted.
    """
    asked = marketplace.typed
    missing: list[Field] = behave(session, "missing", asked, typed)
    if missing:
        return Refusal("error.required", {one.name: "error.field_required" for one in missing})
    bad = [one for one in marketplace.fields if _is_malformed(one, typed)]
    if bad:
        return Refusal("error.format", {one.name: "error.field_format" for one in bad})
    shop_id = typed.get(marketplace.shop_field, "")
    same = select(Account).where(Account.marketplace == marketplace.id, Account.shop_id == shop_id)
    other = session.scalar(same)
    if other is not None and other is not account:
        return Refusal("error.duplicate", {marketplace.shop_field: "error.field_duplicate"})
    try:
        return market.authenticate(session, marketplace, typed, now)
    except market.RefusedError as error:
        return Refusal(f"error.{error.reason}")


def _is_malformed(one: Field, typed: Mapping[str, str]) -> bool:
    value = typed.get(one.name, "")
    if one.kind == "select" and value:
        return value not in one.options
    return bool(value and one.format and not re.fullmatch(one.format.strip("^$"), value))


def link(
    session: Session,
    marketplace: Marketplace,
    shop: Shop,
    typed: Mapping[str, str],
    now: datetime,
    alias: str = "",
) -> Account:
    """Link *shop*; its market information is retrieved for the first time."""
    grant = market.authenticate(session, marketplace, typed, now)
    account = Account(
        marketplace=marketplace.id,
        shop_id=shop.public_id,
        alias=alias,
        stored=dict(typed),
        expires_at=grant.expires_at,
        retrieved_at=now,
        snapshot=dict(shop.information),
        changes=[],
    )
    session.add(account)
    session.flush()
    return account


def retrieve(session: Session, account: Account, now: datetime) -> None:
    """Copy the marketplace's information, and keep what changed."""
    fresh = behave(session, "retrieved", account, market.shop_of(session, account))
    account.changes = differences(account.snapshot, fresh)
    account.snapshot = fresh
    account.retrieved_at = now


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what was added, changed and removed, item by item."""
    found: list[dict[str, str]] = []
    for item in dict.fromkeys([*old, *new]):
        before, after = old.get(item, {}), new.get(item, {})
        for key in dict.fromkeys([*before, *after]):
            one, other = before.get(key), after.get(key)
            if one != other:
                kind = "changed" if one and other else "added" if other else "removed"
                found.append({"item": item, "kind": kind, "old": one or "", "new": other or ""})
    return found


def unlink(session: Session, account: Account) -> None:
    """Forget *account* and all that was synced through it; listings stay where they are."""
    behave(session, "end_listings", account)
    behave(session, "forget_sync", account)
    behave(session, "forget_account", account)


def status(account: Account, now: datetime) -> str:
    """Return linked, expiring_soon (14 days or less) or expired."""
    if account.expires_at is None:
        return "linked"
    days = (account.expires_at - now).days
    return "expired" if account.expires_at <= now else "expiring_soon" if days <= 14 else "linked"  # noqa: PLR2004


def send(session: Session, account: Account, products: list[Product], now: datetime) -> int:
    """Register *products* at the marketplace; return how many were new.

    Raises:
        RefusedError: If the account's keys are no longer valid.
    """
    grant = market.authenticate(session, MARKETPLACES[account.marketplace], account.stored, now)
    for product in products:
        market.register_listing(session, account, grant.shop, product)
    return len(products)
