"""What a test may know of a mall: its logins, its shops, and their secrets."""

from typing import Any

from sqlalchemy import select

from mock_site.api.authentication import credentials
from mock_site.catalogue import MARKETPLACES
from mock_site.control.secret_names import (
    is_of_world,
    known_secrets,
    owners_of,
    staff_password,
    wrong_key,
)
from mock_site.open_mall import OpenMall
from mock_site.pro.passwords import fits
from mock_site.tables.market import Shop
from mock_site.tables.pro import Product

_FIRST_PRODUCT = select(Product).order_by(Product.code).limit(1)


def mall_facts(pro: OpenMall, market: OpenMall, about: str = "") -> dict[str, Any]:
    """Return the mall with its variables, its sessions by site, and its secrets by name."""
    owners = owners_of(pro, market, about)
    return {
        "id": pro.row.id,
        "variables": mall_variables(pro, market, about),
        "secrets": known_secrets(market, owners),
        "sessions": {one.site: one.token for mall, one in owners.logins if is_of_world(mall, one)},
    }


def mall_variables(pro: OpenMall, market: OpenMall, about: str = "") -> dict[str, Any]:
    """Return what scenarios may use: logins, the first product, and the first shop with its keys.

    It is the first shop at the marketplace *about*, if that is named. What was issued last is
    what the seller has in hand.
    """
    row, owners = pro.row, owners_of(pro, market, about)
    product = pro.session.scalars(_FIRST_PRODUCT).one()
    variables: dict[str, Any] = {
        "mall": {"id": row.id, "user": row.user, "password": row.password},
        "product": {"code": product.code, "name": product.name},
    }
    for staff in owners.staff[:1]:
        variables["staff"] = {"user": staff.user, "password": staff_password(pro, staff.user)}
    for shop in owners.shops[:1]:
        variables["shop"] = shop_facts(market, shop)
        variables["wrong_key"] = wrong_key(market, shop.marketplace)
    return variables


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
        "credentials": {one.name: known.get(one.name, "") for one in marketplace.typed},
        "information": {"return_address": return_address(shop)},
        "new_return_address": record["new_return_address"],
    }


def ways_in(pro: OpenMall, market: OpenMall) -> list[dict[str, Any]]:
    """Return each login of people: the `name` of the site, the `site`, and what they type.

    `login` is typed on the site itself, `keys` are what the seller types into Cafe24 PRO.
    """
    row = pro.row
    owner = {"mall ID": row.id, "user ID": row.user, "password": row.password}
    found: list[dict[str, Any]] = [
        {"name": "Cafe24 PRO", "site": "pro", "login": owner, "keys": {}}
    ]
    for staff in owners_of(pro, market).staff:
        password = staff_password(pro, staff.user)
        if not staff.deleted and fits(password, staff.password):
            login = {"mall ID": row.id, "user ID": staff.user, "password": password}
            name = f"Cafe24 PRO, as {staff.name}"
            found.append({"name": name, "site": "pro", "login": login, "keys": {}})
    for shop in owners_of(pro, market).shops:
        facts = shop_facts(market, shop)
        login = {"user ID": shop.user, "password": shop.password}
        name, keys = f"{facts['admin']}, {shop.name}", facts["credentials"]
        found.append({"name": name, "site": facts["site"], "login": login, "keys": keys})
    return found


def return_address(shop: Shop) -> str:
    """Return the address that Cafe24 PRO's help speaks of: the shop's first one, if it has any."""
    addresses = MARKETPLACES[shop.marketplace].addresses
    return str(shop.information[addresses[0].name].get("main", "")) if addresses else ""
