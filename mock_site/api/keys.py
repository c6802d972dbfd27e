"""The keys that marketplaces issue: when they work, and when they end."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from mock_site.api.refusals import refusal
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Field
from mock_site.open_mall import OpenMall
from mock_site.secret_values import last_characters
from mock_site.tables.market import Key, Shop


def secret_name(shop: Shop, field: Field, number: int) -> str:
    """Return what the secret in the *number*th key of a field is called in its mall."""
    return f"{shop.marketplace} {shop.public_id} {field.name} {number}"


def key_value(mall: OpenMall, shop: Shop, field: Field, number: int) -> str:
    """Return the *number*th value that is issued for a field of *shop*, counted from 1."""
    last = last_characters(f"{shop.public_id} {field.name}", number)
    return mall.secret(secret_name(shop, field, number), field.secret or "token", last)


def issue_key(mall: OpenMall, shop: Shop, field: Field, delay: int = 0) -> Key:
    """Issue a key, which works after *delay* minutes; older ones end, but for `field.active`."""
    same = select(Key).where(Key.shop_id == shop.id, Key.field == field.name).order_by(Key.id)
    earlier = mall.session.scalars(same).all()
    in_use = [one for one in earlier if not one.revoked]
    for old in in_use[: max(0, len(in_use) + 1 - field.active)]:
        old.revoked = True
    key = Key(
        shop_id=shop.id,
        field=field.name,
        value=key_value(mall, shop, field, 1 + len(earlier)),
        issued_at=mall.now,
        active_from=mall.now + timedelta(minutes=delay),
        expires_at=mall.now + timedelta(days=field.days) if field.days else None,
    )
    mall.session.add(key)
    return key


def current_keys(mall: OpenMall, shop: Shop) -> Sequence[Key]:
    """Return the keys of *shop* that were neither replaced nor revoked, oldest first."""
    asked = select(Key).where(Key.shop_id == shop.id, Key.revoked.is_(False)).order_by(Key.id)
    return mall.session.scalars(asked).all()


def version_of(mall: OpenMall, key: Key) -> int:
    """Return which of the keys of its shop and field *key* is, counted from 1."""
    older = select(func.count()).where(
        Key.shop_id == key.shop_id, Key.field == key.field, Key.id <= key.id
    )
    return mall.session.scalar(older) or 1


def known_key(mall: OpenMall, shop: Shop, field: Field, value: str) -> Key:
    """Return the key of *shop* with *value*.

    Raises:
        RefusedError: If it was never issued, was replaced or revoked, or has expired.
    """
    marketplace = MARKETPLACES[shop.marketplace]
    asked = select(Key).where(Key.shop_id == shop.id, Key.field == field.name, Key.value == value)
    key = mall.session.scalar(asked)
    if key is None:
        raise refusal(marketplace, "refused")
    if key.revoked:
        raise refusal(marketplace, _why_revoked(field, key))
    if key.expires_at is not None and key.expires_at <= mall.now:
        raise refusal(marketplace, "expired")
    return key


def _why_revoked(field: Field, key: Key) -> str:
    if key.ended_by_password:
        return "ended_by_password"
    return "revoked" if field.kind == "consent" else "refused"


def issue_together(mall: OpenMall, shop: Shop, field: Field) -> None:
    """Issue a new key, in the place of an old one if there is one, and what belongs to it."""
    in_use = {one.field for one in current_keys(mall, shop)}
    for one in together(shop, field):
        is_first = one.first_delay is not None and one.name not in in_use
        issue_key(mall, shop, one, one.first_delay or 0 if is_first else one.delay)


def together(shop: Shop, field: Field) -> list[Field]:
    """Return *field* and those whose values are issued together with it."""
    return [
        one
        for one in MARKETPLACES[shop.marketplace].fields
        if one.name in {field.name, field.issued_with} or one.issued_with == field.name
    ]


def hold_keys(mall: OpenMall, shop: Shop, changed: Mapping[str, Any]) -> None:
    """Let the keys of *shop* wait as long as its marketplace needs to take new settings over."""
    settings = MARKETPLACES[shop.marketplace].settings
    delays = [
        one.delay
        for one in settings
        if changed.get(one.name, shop.settings[one.name]) != shop.settings[one.name]
    ]
    until = mall.now + timedelta(minutes=max(delays, default=0))
    if until > mall.now:
        for key in current_keys(mall, shop):
            key.active_from = max(key.active_from, until)
