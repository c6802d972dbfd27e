"""The marketplaces' side: their own records, which Cafe24 PRO may only ask.

Later an HTTP boundary; every function says what a marketplace would answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mock_site.behaviours import behave
from mock_site.catalogue import MARKETPLACES, Field, Marketplace
from mock_site.tables import Account, Key, Listing, Product, Shop, Synced

REISSUE_DELAY = timedelta(minutes=30)


class RefusedError(Exception):
    """The marketplace refuses; `reason` is refused, expired or not_active."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Grant:
    """What the marketplace granted: to which shop, and until when."""

    shop: Shop
    expires_at: datetime | None


def issue_key(session: Session, shop: Shop, field: Field, value: str, now: datetime) -> Key:
    """Issue a first key, which works at once."""
    expires = now + timedelta(days=field.days) if field.days else None
    key = Key(
        shop_id=shop.id,
        field=field.name,
        value=value,
        issued_at=now,
        active_from=now,
        expires_at=expires,
    )
    session.add(key)
    session.flush()
    return key


def reissue_key(session: Session, key: Key, value: str, now: datetime) -> Key:
    """Replace *key* by a new one, which takes half an hour to work."""
    field = MARKETPLACES[session.get_one(Shop, key.shop_id).marketplace].field(key.field)
    key.revoked = True
    fresh = issue_key(session, session.get_one(Shop, key.shop_id), field, value, now)
    fresh.active_from = now + REISSUE_DELAY
    return fresh


def authenticate(
    session: Session, marketplace: Marketplace, typed: Mapping[str, str], now: datetime
) -> Grant:
    """Check *typed* against the marketplace's own records.

    Raises:
        RefusedError: If a value is not what the marketplace issued, or is not valid now.
    """
    shop_id = typed.get(marketplace.shop_field, "")
    shop = session.scalar(
        select(Shop).where(Shop.marketplace == marketplace.id, Shop.public_id == shop_id)
    )
    if shop is None or typed.get("region", shop.region) != shop.region:
        raise RefusedError("refused")
    expires: list[datetime] = []
    for field in marketplace.typed:
        if field.kind == "password":
            if typed[field.name] != shop.password:
                raise RefusedError("refused")
        elif field.secret:
            key = _valid_key(session, shop, field, typed[field.name], now)
            expires += [key.expires_at] if key.expires_at else []
    for field in marketplace.fields:
        if field.days and field.kind in {"readonly", "consent"} and field.secret:
            expires.append(now + timedelta(days=field.days))
    return Grant(shop, min(expires, default=None))


def _valid_key(session: Session, shop: Shop, field: Field, value: str, now: datetime) -> Key:
    key = session.scalar(
        select(Key).where(Key.shop_id == shop.id, Key.field == field.name, Key.value == value)
    )
    if key is None or key.revoked:
        raise RefusedError("refused")
    if key.expires_at is not None and key.expires_at <= now:
        raise RefusedError("expired")
    if key.active_from > now:
        raise RefusedError("not_active")
    return key


def shop_of(session: Session, account: Account) -> Shop:
    """Return the marketplace's record of the shop that *account* is linked to."""
    return session.scalars(
        select(Shop).where(
            Shop.marketplace == account.marketplace, Shop.public_id == account.shop_id
        )
    ).one()


def register_listing(session: Session, account: Account, shop: Shop, product: Product) -> Synced:
    """Register *product*: the marketplace makes a listing with a number of its own."""
    listing = behave(session, "listing_for", shop, product, _new_listing)
    synced = Synced(account_id=account.id, product_code=product.code, number=listing.number)
    session.add(synced)
    session.flush()
    return synced


def _new_listing(session: Session, shop: Shop, product: Product) -> Listing:
    marketplace = MARKETPLACES[shop.marketplace]
    count = session.scalar(select(func.count()).select_from(Listing)) or 0
    listing = Listing(
        shop_id=shop.id,
        number=marketplace.number_format.format(marketplace.first_number + 7 * count),
        product_code=product.code,
        name=product.name,
        price=product.price,
    )
    session.add(listing)
    session.flush()
    return listing


def stop_listing(session: Session, number: str) -> None:
    """Stop the sales of the listing with *number*."""
    session.scalars(select(Listing).where(Listing.number == number)).one().state = "stopped"
