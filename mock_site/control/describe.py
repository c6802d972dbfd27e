"""What a test may know of a mall: its logins, its shops, and their secrets."""

from typing import Any

from sqlalchemy import select

from mock_site.api.authentication import credentials
from mock_site.api.keys import key_value, secret_name
from mock_site.catalogue import MARKETPLACES
from mock_site.open_mall import OpenMall
from mock_site.pro.passwords import staff_secret
from mock_site.secret_values import secret_value
from mock_site.tables.market import Consent, Shop
from mock_site.tables.pro import Product
from mock_site.tables.site import Login
from mock_site.tables.staff import Staff

# Keys that are issued while a scenario runs are secrets, too: this many of each are known.
_KEYS_AHEAD = 3


def mall_facts(pro: OpenMall, market: OpenMall) -> dict[str, Any]:
    """Return the mall with its variables, its sessions by site, and its secrets by name."""
    row = pro.row
    shops = market.session.scalars(select(Shop).order_by(Shop.id)).all()
    product = pro.session.scalars(select(Product).order_by(Product.code).limit(1)).one()
    variables: dict[str, Any] = {
        "mall": {"id": row.id, "user": row.user, "password": row.password},
        "product": {"code": product.code, "name": product.name},
    }
    staff = pro.session.scalars(select(Staff).order_by(Staff.user)).all()
    if staff:
        variables["staff"] = {"user": staff[0].user, "password": _staff_password(pro, staff[0])}
    if shops:
        variables["shop"] = shop_facts(market, shops[0])
        variables["wrong_key"] = wrong_key(market, shops[0].marketplace)
    sessions = {
        login.site: login.token
        for mall in (pro, market)
        for login in mall.session.scalars(select(Login))
        if login.token == mall.secret(f"{login.site} session")
    }
    return {
        "id": row.id,
        "variables": variables,
        "secrets": {
            **_pro_secrets(pro),
            **_market_secrets(market, shops, variables.get("wrong_key")),
        },
        "sessions": sessions,
    }


def shop_facts(mall: OpenMall, shop: Shop) -> dict[str, Any]:
    """Return what the seller knows of a shop."""
    marketplace = MARKETPLACES[shop.marketplace]
    record = next(one for one in marketplace.shops if one["id"] == shop.public_id)
    known = credentials(mall, marketplace, shop)
    return {
        "marketplace": shop.marketplace,
        "site": marketplace.admin.site,
        "admin": marketplace.admin.name,
        "id": shop.public_id,
        "name": shop.name,
        "login": {"user": shop.user, "password": shop.password},
        "credentials": {one.name: known[one.name] for one in marketplace.typed},
        "information": {"return_address": return_address(shop)},
        "new_return_address": record["new_return_address"],
    }


def return_address(shop: Shop) -> str:
    """Return the address that Cafe24 PRO's help speaks of: the shop's first one, if it has any."""
    addresses = MARKETPLACES[shop.marketplace].addresses
    return str(shop.information[addresses[0].name].get("main", "")) if addresses else ""


def wrong_key(mall: OpenMall, marketplace_id: str) -> str:
    """Return a well-formed value that the marketplace never issued for its secret key."""
    keys = [one for one in MARKETPLACES[marketplace_id].typed if one.is_issued]
    shape = keys[-1].secret if keys else "token"
    return secret_value(shape or "token", f"{mall.row.seed} never issued", "nKEY")


def _staff_password(mall: OpenMall, staff: Staff) -> str:
    return mall.secret(staff_secret(staff.user), "password")


def _pro_secrets(mall: OpenMall) -> dict[str, str]:
    secrets = {
        "mall password": mall.row.password,
        "mall seed": mall.row.seed,
        "pro session": mall.secret("pro session"),
    }
    for staff in mall.session.scalars(select(Staff)):
        secrets[staff_secret(staff.user)] = _staff_password(mall, staff)
    return secrets


def _market_secrets(mall: OpenMall, shops: Any, wrong: str | None) -> dict[str, str]:
    secrets = {"wrong key": wrong} if wrong else {}
    for shop in shops:
        marketplace = MARKETPLACES[shop.marketplace]
        secrets[f"{shop.marketplace} {shop.user} password"] = shop.password
        secrets[f"{marketplace.admin.site} session"] = mall.secret(
            f"{marketplace.admin.site} session"
        )
        for field in marketplace.fields:
            for number in range(1, _KEYS_AHEAD + 1):
                if field.secret and field.kind != "password":
                    name = secret_name(shop, field, number)
                    secrets[name] = key_value(mall, shop, field, number)
    consents = mall.session.scalars(select(Consent).where(Consent.code != ""))
    return secrets | {f"consent {index}": one.code for index, one in enumerate(consents)}
