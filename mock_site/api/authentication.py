"""Authentication against the marketplace's own records."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mock_site.api.keys import current_keys, issue_key, known_key
from mock_site.api.refusals import RefusedError
from mock_site.catalogue.model import Field, Marketplace
from mock_site.open_mall import OpenMall
from mock_site.tables.market import Key, Shop


@dataclass(frozen=True)
class Grant:
    """What the marketplace grants on linking.

    Attributes:
        shop_id: The public id of the shop.
        keys: Keys that it makes for Cafe24 PRO, by field.
        expires_at: When the first of all its keys ends.
    """

    shop_id: str
    keys: Mapping[str, str]
    expires_at: datetime | None


def find_shop(mall: OpenMall, marketplace: Marketplace, shop_id: str) -> Shop:
    """Return the marketplace's record of a shop.

    Raises:
        RefusedError: If it has none.
    """
    asked = select(Shop).where(Shop.marketplace == marketplace.id, Shop.public_id == shop_id)
    shop = mall.session.scalar(asked)
    if shop is None:
        raise RefusedError("refused")
    return shop


def authorize(mall: OpenMall, marketplace: Marketplace, typed: Mapping[str, str]) -> Grant:
    """Check all that a seller typed, and grant access to the shop.

    Raises:
        RefusedError: If a value is not what the marketplace issued, or does not work now.
    """
    shop = find_shop(mall, marketplace, typed.get(marketplace.shop_field, ""))
    if shop.region and typed.get("region") != shop.region:
        raise RefusedError("other_country")
    keys = [
        key
        for one in marketplace.fields
        if one.required and one.secret
        for key in _proof(mall, shop, one, typed.get(one.name, ""))
    ]
    if any(key.active_from > mall.now for key in keys):
        raise RefusedError("not_active")
    made = {
        one.name: _authorization_key(mall, shop, one)
        for one in marketplace.fields
        if one.kind == "readonly" and one.secret
    }
    ends = [key.expires_at for key in (*keys, *made.values()) if key.expires_at]
    values = {name: key.value for name, key in made.items()}
    return Grant(shop.public_id, values, min(ends, default=None))


def _proof(mall: OpenMall, shop: Shop, field: Field, value: str) -> list[Key]:
    if field.kind == "password":
        if not hmac.compare_digest(value.encode(), shop.password.encode()):
            raise RefusedError("refused")
        return []
    return [known_key(mall, shop, field, value)]


def _authorization_key(mall: OpenMall, shop: Shop, field: Field) -> Key:
    return issue_key(mall, shop, field)


def admitted_shop(mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str]) -> Shop:
    """Return the shop that the *stored* keys of an account open.

    Raises:
        RefusedError: If one of them does not work any more, or not yet.
    """
    shop = find_shop(mall, marketplace, stored.get(marketplace.shop_field, ""))
    for field in marketplace.fields:
        if field.secret and field.kind != "password" and stored.get(field.name):
            key = known_key(mall, shop, field, stored[field.name])
            if key.active_from > mall.now:
                raise RefusedError("not_active")
    return shop


def credentials(mall: OpenMall, marketplace: Marketplace, shop: Shop) -> dict[str, str]:
    """Return what the seller of *shop* has to type or to authorize, in the form's order."""
    record = next(one for one in marketplace.shops if one["id"] == shop.public_id)
    keys = {key.field: key.value for key in current_keys(mall, shop)}
    known = {
        **{one.name: shop.password for one in marketplace.fields if one.kind == "password"},
        **record.get("fields", {}),
        **keys,
        marketplace.shop_field: shop.public_id,
    }
    return {one.name: known[one.name] for one in marketplace.fields if one.name in known}
