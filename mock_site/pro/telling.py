"""Telling the seller what happened: each event becomes one notification."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model
from sqlalchemy import select

from mock_site.open_mall import OpenMall
from mock_site.pro.accounts import warning_days
from mock_site.tables.activity import Notification
from mock_site.tables.pro import Account

# The menu that each kind belongs to: who may not open it is not told.
MENUS = {
    "linked": "accounts",
    "unlinked": "accounts",
    "expiring": "accounts",
    "expired": "accounts",
    "synced": "products",
    "transfer_failed": "transfers",
}

# What each kind tells, besides the account.
_MORE: dict[str, dict[str, type]] = {
    "expiring": {"until": datetime},
    "expired": {"until": datetime},
    "synced": {"count": int, "deadline": datetime},
    "transfer_failed": {"count": int},
}
_ACCOUNT = {"marketplace": str, "shop_id": str, "account": str}
_STRICT = ConfigDict(extra="forbid")


@cache
def facts_of(kind: str) -> type[BaseModel]:
    """Return the shape of the facts that a notification of this *kind* is told by."""
    fields: dict[str, Any] = {**_ACCOUNT, **_MORE.get(kind, {})}
    required: dict[str, Any] = {name: (shape, ...) for name, shape in fields.items()}
    return create_model(f"{kind}_facts", __config__=_STRICT, **required)


def tell(
    mall: OpenMall,
    kind: str,
    facts: dict[str, Any],
    *,
    key: str | None = None,
    at: datetime | None = None,
) -> None:
    """Keep a notification; under *key* there is one at most."""
    mall.session.add(Notification(key=key, kind=kind, at=at or mall.now, facts=facts, read_by=[]))
    mall.session.flush()


def named(account: Account) -> dict[str, Any]:
    """Return what tells *account* apart, as facts."""
    return {
        "marketplace": account.marketplace,
        "shop_id": account.shop_id,
        "account": account.alias or account.shop_id,
    }


def tell_of_expiry(mall: OpenMall) -> None:
    """Tell of accounts that expire soon or have expired, dated when that happened."""
    asked = select(Account).where(Account.expires_at.is_not(None)).order_by(Account.id)
    known = set(mall.session.scalars(select(Notification.key)))
    for account in mall.session.scalars(asked):
        until = account.expires_at
        if until is None:
            continue
        warning = until - timedelta(days=warning_days(account.marketplace))
        facts = {**named(account), "until": until.isoformat()}
        for kind, at in (("expiring", warning), ("expired", until)):
            key = f"{kind} {account.marketplace} {account.shop_id} {until.isoformat()}"
            if at <= mall.now and key not in known:
                tell(mall, kind, facts, key=key, at=at)


def told(mall: OpenMall, menus: Collection[str]) -> Sequence[Notification]:
    """Return the notifications that belong to *menus*, newest first."""
    asked = select(Notification).where(Notification.kind.in_(_kinds(menus)))
    newest = asked.order_by(Notification.at.desc(), Notification.id.desc())
    return mall.session.scalars(newest).all()


def unread(mall: OpenMall, menus: Collection[str], user: str) -> int:
    """Return how many of them *user* has not opened."""
    asked = select(Notification.read_by).where(Notification.kind.in_(_kinds(menus)))
    return sum(user not in readers for readers in mall.session.scalars(asked))


def _kinds(menus: Collection[str]) -> list[str]:
    return [kind for kind, menu in MENUS.items() if menu in menus]
