"""What a test may know of a mall: its logins, its shops, and their secrets."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_site.catalogue import MARKETPLACES
from mock_site.malls import credentials
from mock_site.tables import Login, Mall, Product, Shop


def shop_facts(session: Session) -> list[dict[str, Any]]:
    """Return what the seller knows of each shop."""
    return [_shop(session, shop) for shop in session.scalars(select(Shop).order_by(Shop.id))]


def _shop(session: Session, shop: Shop) -> dict[str, Any]:
    marketplace = MARKETPLACES[shop.marketplace]
    return {
        "marketplace": shop.marketplace,
        "site": marketplace.admin.site,
        "admin": marketplace.admin.name,
        "id": shop.public_id,
        "name": shop.name,
        "login": {"user": shop.user, "password": shop.password},
        "credentials": credentials(session, marketplace, shop),
        "information": {"return_address": shop.information["return_address"]["main"]},
        "new_return_address": marketplace.new_return_address,
    }


def mall_facts(session: Session) -> dict[str, Any]:
    """Return the mall with its variables, its logins by site, and its secrets by name."""
    mall = session.scalars(select(Mall)).one()
    shops = shop_facts(session)
    product = session.scalars(select(Product).order_by(Product.code)).first()
    variables: dict[str, Any] = {
        "mall": {"id": mall.id, "user": mall.user, "password": mall.password},
        "product": {"code": product.code, "name": product.name} if product else {},
    }
    secrets = {"password": mall.password}
    for shop in shops:
        secrets[f"{shop['site']} password"] = shop["login"]["password"]
        marketplace = MARKETPLACES[shop["marketplace"]]
        for name, value in shop["credentials"].items():
            if marketplace.field(name).secret:
                secrets[f"{shop['site']} {name}"] = value
    if shops:
        variables["shop"] = shops[0]
        variables["wrong_key"] = wrong_key(shops[0]["marketplace"])
        secrets["wrong key"] = variables["wrong_key"]
    tokens = {login.site: login.token for login in session.scalars(select(Login))}
    secrets |= {f"{site} session": token for site, token in tokens.items()}
    return {"id": mall.id, "variables": variables, "secrets": secrets, "sessions": tokens}


def wrong_key(marketplace_id: str) -> str:
    """Return a well-formed key that the marketplace never issued."""
    shapes = {
        "rakuten": "SL000000_neverIssuedKey00",
        "ebay_japan": "S5bnbfynQvM_neverIssuedKey0000000000",
    }
    return shapes.get(marketplace_id, "neverIssuedKey")
