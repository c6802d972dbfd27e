"""Furnishing a new mall with all that its world says."""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_site.api.authentication import authorize, credentials
from mock_site.api.keys import issue_key
from mock_site.catalogue import MARKETPLACES, PRODUCTS
from mock_site.catalogue.model import Marketplace
from mock_site.open_mall import OpenMall
from mock_site.pro.accounts import link
from mock_site.pro.passwords import kept, staff_secret
from mock_site.pro.product_sync import announce
from mock_site.pro.sending import send
from mock_site.secret_values import last_characters
from mock_site.tables.market import Shop
from mock_site.tables.pro import Product
from mock_site.tables.site import Login, Mall
from mock_site.tables.staff import Staff
from mock_site.world import ShopWorld, StaffWorld, World


def furnish(session: Session, mall_id: str, world: World) -> None:
    """Put into an empty mall what *world* says, each secret made for this mall alone."""
    row = Mall(
        id=mall_id,
        user="manager",
        password="",
        clock=world.clock,
        seed=secrets.token_hex(16),
        faults=[],
        session_minutes=world.session_minutes,
    )
    mall = OpenMall(session, row)
    row.password = mall.secret("pro password", "password")
    session.add_all(
        [row, Login(token=mall.secret("pro session"), site="pro", seen_at=mall.now, notice=[])]
    )
    session.add_all(Product(**product) for product in PRODUCTS[: world.products])
    session.add_all(_staff(mall, one) for one in world.staff)
    session.flush()
    for asked, record in world.records():
        marketplace = MARKETPLACES[asked.marketplace]
        shop = _open_shop(mall, marketplace, record, asked.settings)
        if asked.linked:
            _link_shop(mall, marketplace, shop, asked)


def _staff(mall: OpenMall, asked: StaffWorld) -> Staff:
    return Staff(
        user=asked.user,
        name=asked.user,
        password=kept(mall.secret(staff_secret(asked.user), "password")),
        menus=list(asked.menus),
        added_at=mall.now,
    )


def _open_shop(
    mall: OpenMall,
    marketplace: Marketplace,
    record: dict[str, Any],
    settings: Mapping[str, Any],
) -> Shop:
    # A user who has several shops has one password.
    password = f"{marketplace.id} {record['user']} password"
    shop = Shop(
        marketplace=marketplace.id,
        public_id=record["id"],
        name=record["name"],
        user=record["user"],
        password=mall.secret(password, "password", last_characters(password, 1)),
        region=record.get("fields", {}).get("region", ""),
        information={item.name: dict(item.entries) for item in marketplace.information},
        settings={**marketplace.initial_settings, **settings},
    )
    mall.session.add(shop)
    mall.session.flush()
    for field in marketplace.typed:
        if field.is_issued:
            issue_key(mall, shop, field)
    site = marketplace.admin.site
    if mall.session.scalar(select(Login).where(Login.site == site)) is None:
        token = mall.secret(f"{site} session")
        mall.session.add(Login(token=token, site=site, shop_id=shop.id, notice=[]))
    return shop


def _link_shop(mall: OpenMall, marketplace: Marketplace, shop: Shop, asked: ShopWorld) -> None:
    if marketplace.consent_field:
        issue_key(mall, shop, marketplace.consent_field)
    typed = credentials(mall, marketplace, shop)
    account = link(mall, marketplace, typed, authorize(mall, marketplace, typed))
    products = mall.session.scalars(select(Product).order_by(Product.code)).all()
    send(mall, account, products[: asked.listed])
    announce(mall, account, products[asked.listed : asked.listed + asked.pending])
