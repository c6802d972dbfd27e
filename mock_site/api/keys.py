"""The keys that marketplaces issue: when they work, and when they end."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from mock_site.api.refusals import RefusedError
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
    """Issue a key, which works after *delay* minutes; those before it no longer do."""
    earlier = select(func.count()).where(Key.shop_id == shop.id, Key.field == field.name)
    number = 1 + (mall.session.scalar(earlier) or 0)
    for old in current_keys(mall, shop):
        old.revoked = old.revoked or old.field == field.name
    key = Key(
        shop_id=shop.id,
        field=field.name,
        value=key_value(mall, shop, field, number),
        issued_at=mall.now,
        active_from=mall.now + timedelta(minutes=delay),
        expires_at=mall.now + timedelta(days=field.days) if field.days else None,
    )
    mall.session.add(key)
    mall.session.flush()
    return key


def current_keys(mall: OpenMall, shop: Shop) -> Sequence[Key]:
    """Return the keys of *shop* that were not replaced, oldest first."""
    asked = select(Key).where(Key.shop_id == shop.id, Key.revoked.is_(False)).order_by(Key.id)
    return mall.session.scalars(asked).all()


def known_key(mall: OpenMall, shop: Shop, field: Field, value: str) -> Key:
    """Return the key of *shop* with *value*.

    Raises:
        RefusedError: If it was never issued, was replaced, or has expired.
    """
    for key in current_keys(mall, shop):
        if (key.field, key.value) == (field.name, value):
            if key.expires_at is not None and key.expires_at <= mall.now:
                raise RefusedError("expired")
            return key
    raise RefusedError("refused")
