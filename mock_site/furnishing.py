"""Furnishing a new mall with all that its world says."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_site.api.answers import answer
from mock_site.api.authentication import credentials
from mock_site.api.keys import issue_key
from mock_site.api.seller_passwords import first_password
from mock_site.catalogue import MARKETPLACES, PRODUCTS, marketplace_of_site
from mock_site.catalogue.model import Marketplace
from mock_site.durations import earlier
from mock_site.happenings import advance, change_product, happen_at_shop, place_of, work
from mock_site.open_mall import Issued, OpenMall
from mock_site.pro.accounts import link
from mock_site.pro.market_client import authorize, content_of
from mock_site.pro.passwords import kept, staff_secret
from mock_site.pro.product_sync import announce
from mock_site.pro.sending import send
from mock_site.pro.upkeep import catch_up
from mock_site.tables.market import Shop
from mock_site.tables.pro import Product
from mock_site.tables.site import Login, Mall
from mock_site.tables.staff import Staff
from mock_site.world import ShopWorld, StaffWorld, World
from mock_site.world_steps import WorldStep


class _NearMarkets:
    """The marketplaces of a mall that is being made: nobody else can reach it yet."""

    def __init__(self) -> None:
        self.side: OpenMall | None = None

    def ask(self, site: str, call: str, body: Mapping[str, Any]) -> Any:
        """Return what the API would answer over HTTP."""
        with self.records() as side:
            given = answer(side, marketplace_of_site(site), call, body)
        return content_of(given.body)

    @contextmanager
    def records(self) -> Iterator[OpenMall]:
        """Return the marketplaces' own side."""
        assert self.side is not None  # noqa: S101 - set as soon as there is one
        yield self.side


def furnish(
    pro_session: Session, market_session: Session, mall_id: str, world: World, issued: Issued
) -> tuple[OpenMall, OpenMall]:
    """Put into an empty mall what *world* says, each secret made for this mall alone.

    Return Cafe24 PRO's side and the marketplaces'.
    """
    facts = {
        "id": mall_id,
        "clock": world.clock,
        "seed": secrets.token_hex(16),
        "faults": list(world.faults),
        "session_minutes": world.session_minutes,
    }
    markets = _NearMarkets()
    pro = OpenMall(pro_session, Mall(**facts, user="manager", password=""), markets, issued)
    market = OpenMall(market_session, Mall(**facts, user="", password=""), markets, issued)
    markets.side = market
    pro.row.password = pro.secret("pro password", "password")
    pro.session.add_all(
        [pro.row, Login(token=pro.secret("pro session"), site="pro", seen_at=pro.now, notice=[])]
    )
    pro.session.add_all(Product(**product) for product in PRODUCTS[: world.products])
    pro.session.add_all(_staff(pro, one) for one in world.staff)
    market.session.add(market.row)
    _log_in(market, world)
    for number, (asked, record) in enumerate(world.records(), start=1):
        marketplace = MARKETPLACES[asked.marketplace]
        begun = earlier(world.clock, asked.age) if asked.age else world.clock
        pro.row.clock = market.row.clock = begun
        # It has no keys yet: each look for them would write what is there, one by one.
        with market.session.no_autoflush:
            shop = _open_shop(market, marketplace, record, number)
        if asked.linked:
            if marketplace.consent_field:
                issue_key(market, shop, marketplace.consent_field)
            typed = credentials(market, marketplace, shop)
            _link_shop(pro, marketplace, typed, asked, world.clock)
        # All was well when it was linked: what is set otherwise was set afterwards.
        shop.settings = {**shop.settings, **asked.settings}
    pro.row.clock = market.row.clock = world.clock
    if any(one.linked for one in world.shops):
        catch_up(pro)
    for step in world.steps:
        _happen(pro, market, step)
    return pro, market


def _happen(pro: OpenMall, market: OpenMall, step: WorldStep) -> None:
    if step.advance is not None:
        advance(pro, step.advance, lambda instant: setattr(market.row, "clock", instant))
    elif step.faults is not None:
        pro.row.faults = market.row.faults = list(step.faults)
    elif step.change_product is not None:
        change_product(pro, step.change_product)
    elif step.work is not None:
        work(pro, place_of(market, step.work), step.work)
    else:
        happen_at_shop(market, step)


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
    number: int,
) -> Shop:
    shop = Shop(
        id=number,
        marketplace=marketplace.id,
        public_id=record["id"],
        name=record["name"],
        user=record["user"],
        password="",
        region=record.get("fields", {}).get("region", ""),
        information={item.name: dict(item.entries) for item in marketplace.information},
        settings=marketplace.initial_settings,
    )
    shop.password = first_password(mall, shop)
    mall.session.add(shop)
    for field in marketplace.typed:
        if field.is_issued:
            issue_key(mall, shop, field)
    return shop


def _log_in(mall: OpenMall, world: World) -> None:
    """Log the seller in to each seller admin, at the first shop there."""
    firsts = {one.marketplace: number for number, one in reversed([*enumerate(world.shops, 1)])}
    for marketplace, number in firsts.items():
        site = MARKETPLACES[marketplace].admin.site
        token = mall.secret(f"{site} session")
        mall.session.add(Login(token=token, site=site, shop_id=number, notice=[]))


def _link_shop(
    mall: OpenMall,
    marketplace: Marketplace,
    typed: Mapping[str, str],
    asked: ShopWorld,
    now: datetime,
) -> None:
    account = link(mall, marketplace, typed, authorize(mall, marketplace, typed))
    products = mall.session.scalars(select(Product).order_by(Product.code)).all()
    send(mall, account, products[: asked.listed])
    mall.row.clock = now
    announce(mall, account, products[asked.listed : asked.listed + asked.pending])
