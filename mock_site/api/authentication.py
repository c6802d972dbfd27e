"""Authentication against the marketplace's own records."""

import hmac
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from mock_site.api.conditions import first_broken, require
from mock_site.api.keys import issue_key, known_key, version_of
from mock_site.api.messages import Grant
from mock_site.api.refusals import RefusedError, refusal
from mock_site.catalogue.model import Marketplace
from mock_site.catalogue.rules import Call
from mock_site.open_mall import OpenMall
from mock_site.tables.market import Key, Shop


def find_shop(mall: OpenMall, marketplace: Marketplace, shop_id: str) -> Shop:
    """Return the marketplace's record of a shop.

    Raises:
        RefusedError: If it has none.
    """
    asked = select(Shop).where(Shop.marketplace == marketplace.id, Shop.public_id == shop_id)
    shop = mall.session.scalar(asked)
    if shop is None:
        raise refusal(marketplace, "unknown_shop")
    return shop


def authorize(mall: OpenMall, marketplace: Marketplace, typed: Mapping[str, str]) -> Grant:
    """Check all that a seller typed, and grant access to the shop.

    The order is: the shop, its keys, what must be set for it, and from when the keys work.

    Raises:
        RefusedError: If a value is not what the marketplace issued, or does not work now.
    """
    shop = find_shop(mall, marketplace, typed.get(marketplace.shop_field, ""))
    if shop.region and typed.get("region") != shop.region:
        raise refusal(marketplace, "other_country")
    _check_fixed(marketplace, shop, typed)
    keys = list(_proofs(mall, marketplace, shop, typed))
    require(marketplace, shop, "link")
    _check_active(mall, marketplace, keys)
    made = {
        one.name: issue_key(mall, shop, one)
        for one in marketplace.fields
        if one.kind == "readonly" and one.secret
    }
    ends = [key.expires_at for key in (*keys, *made.values()) if key.expires_at]
    untold = first_broken(marketplace, shop, "expiry")
    return Grant(
        shop_id=shop.public_id,
        keys={name: key.value for name, key in made.items()},
        expires_at=None if untold else min(ends, default=None),
    )


def _check_fixed(marketplace: Marketplace, shop: Shop, typed: Mapping[str, str]) -> None:
    """Check the values that are no secret, but belong to the shop."""
    fixed: Mapping[str, str] = record_of(marketplace, shop).get("fields", {})
    if any(typed.get(name, "") != value for name, value in fixed.items()):
        raise refusal(marketplace, "refused")


def _proofs(
    mall: OpenMall, marketplace: Marketplace, shop: Shop, typed: Mapping[str, str]
) -> Iterator[Key]:
    versions = {one.version_of: one.name for one in marketplace.fields if one.version_of}
    for field in marketplace.fields:
        value = typed.get(field.name, "")
        if field.kind == "password":
            if not hmac.compare_digest(value.encode(), shop.password.encode()):
                raise refusal(marketplace, "refused")
        elif field.required and field.secret:
            key = known_key(mall, shop, field, value)
            version = versions.get(field.name)
            if version and typed.get(version, "") != str(version_of(mall, key)):
                raise refusal(marketplace, "mismatch")
            yield key


def _check_active(mall: OpenMall, marketplace: Marketplace, keys: list[Key]) -> None:
    if any(key.active_from > mall.now for key in keys):
        raise refusal(marketplace, "not_active")


def admitted_shop(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], call: Call
) -> Shop:
    """Return the shop that the *stored* keys of an account open for *call*.

    Raises:
        RefusedError: If one of them does not work any more or not yet, or the shop lacks what the
            marketplace asks for.
    """
    shop = find_shop(mall, marketplace, stored.get(marketplace.shop_field, ""))
    excused = _keys_of_short_consents(mall, marketplace, shop, stored)
    keys = [
        known_key(mall, shop, field, stored[field.name])
        for field in marketplace.fields
        if field.secret
        and field.kind != "password"
        and stored.get(field.name)
        and field.name not in excused
    ]
    require(marketplace, shop, call)
    _check_active(mall, marketplace, keys)
    return shop


def _keys_of_short_consents(
    mall: OpenMall, marketplace: Marketplace, shop: Shop, stored: Mapping[str, str]
) -> set[str]:
    """Return the keys that do not work, without which a consent still lasts for some hours."""
    excused: set[str] = set()
    for field in marketplace.fields:
        if not field.needs_key or not stored.get(field.name):
            continue
        try:
            known_key(mall, shop, marketplace.field(field.needs_key), stored[field.needs_key])
        except RefusedError:
            consent = known_key(mall, shop, field, stored[field.name])
            if consent.issued_at + timedelta(hours=field.short_hours) <= mall.now:
                raise refusal(marketplace, "short_lived") from None
            excused.add(field.needs_key)
    return excused


def record_of(marketplace: Marketplace, shop: Shop) -> Mapping[str, Any]:
    """Return the catalogue's record of a shop."""
    return next(one for one in marketplace.shops if one["id"] == shop.public_id)


def credentials(mall: OpenMall, marketplace: Marketplace, shop: Shop) -> dict[str, str]:
    """Return what the seller of *shop* has to type or to authorize, in the form's order.

    A key that was revoked is what the seller still has, until there is another one.
    """
    issued = select(Key).where(Key.shop_id == shop.id).order_by(Key.revoked.desc(), Key.id)
    keys = {key.field: key for key in mall.session.scalars(issued)}
    known = {
        **{one.name: shop.password for one in marketplace.fields if one.kind == "password"},
        **{one.name: "yes" for one in marketplace.fields if one.kind == "tick"},
        **record_of(marketplace, shop).get("fields", {}),
        **{name: key.value for name, key in keys.items()},
        marketplace.shop_field: shop.public_id,
    }
    for one in marketplace.fields:
        if one.version_of in keys:
            known[one.name] = str(version_of(mall, keys[one.version_of]))
    return {one.name: known[one.name] for one in marketplace.fields if one.name in known}
