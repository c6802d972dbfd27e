"""Defects of unlinking, and of what comes after it (C13 to C17)."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, and_, delete, select, update

from mock_site.api.authentication import find_shop
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.faults import normal
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import register_listing
from mock_site.tables.market import Listing
from mock_site.tables.pro import Account, Product, Synced

_KEPT = "kept "


def keep_account(_: OpenMall, __: Account) -> None:
    """Leave the account linked."""


def keep_once(mall: OpenMall, _: Account) -> None:
    """Leave the account linked the first time."""
    mall.row.faults = [one for one in mall.row.faults if one != "unlink_needs_a_second_try"]


def forget_idle_account(mall: OpenMall, account: Account) -> None:
    """Unlink an account that has nothing synced; leave any other."""
    if not mall.session.scalars(_rows(account)).first():
        normal.forget_account(mall, account)


def forget_nothing_synced(mall: OpenMall, account: Account) -> None:
    """Leave synced product information where it is."""


def forget_all_but_one(mall: OpenMall, account: Account) -> None:
    """Delete synced product information, but for the last product."""
    for row in mall.session.scalars(_rows(account)).all()[:-1]:
        mall.session.delete(row)


def hide_sync(mall: OpenMall, account: Account) -> None:
    """Put synced product information away, where the same account finds it again."""
    hidden = update(Synced).where(_is_of(account)).values(shop_id=_KEPT + account.shop_id)
    mall.session.execute(hidden)


def find_hidden_sync(mall: OpenMall, account: Account) -> None:
    """Give an account that is linked again what was put away."""
    rows = select(Synced).where(
        Synced.marketplace == account.marketplace, Synced.shop_id == _KEPT + account.shop_id
    )
    for row in mall.session.scalars(rows).all():
        row.shop_id = account.shop_id


def synced_in_sight(row: Synced) -> bool:
    """Return whether a row was not put away."""
    return not row.shop_id.startswith(_KEPT)


def _is_of(account: Account) -> ColumnElement[bool]:
    return and_(Synced.marketplace == account.marketplace, Synced.shop_id == account.shop_id)


def _rows(account: Account) -> Select[Synced]:
    return select(Synced).where(_is_of(account)).order_by(Synced.id)


def register_old(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], product: Product
) -> str:
    """Take the product's old listing up again, if there is one."""
    with mall.markets.records() as market:
        old = market.session.scalars(_listings(market, marketplace, stored, product)).first()
    return old.number if old else register_listing(mall, marketplace, stored, product)


def register_and_stop_old(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], product: Product
) -> str:
    """Register a product, and stop what was registered before."""
    with mall.markets.records() as market:
        for one in market.session.scalars(_listings(market, marketplace, stored, product)):
            one.state = "stopped"
    return register_listing(mall, marketplace, stored, product)


def register_and_delete_old(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], product: Product
) -> str:
    """Register a product, and delete what was registered before."""
    number = register_listing(mall, marketplace, stored, product)
    with mall.markets.records() as market:
        for one in market.session.scalars(_listings(market, marketplace, stored, product)).all():
            if one.number != number:
                market.session.delete(one)
    return number


def _listings(
    market: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], product: Product
) -> Select[Listing]:
    shop = find_shop(market, marketplace, stored[marketplace.shop_field])
    return select(Listing).where(Listing.shop_id == shop.id, Listing.product_code == product.code)


def delete_listings(mall: OpenMall, account: Account) -> None:
    """Delete the account's listings at the marketplace."""
    with mall.markets.records() as market:
        shop = find_shop(market, MARKETPLACES[account.marketplace], account.shop_id)
        market.session.execute(delete(Listing).where(Listing.shop_id == shop.id))


def delete_newest_listing(mall: OpenMall, account: Account) -> None:
    """Delete the newest of the account's listings at the marketplace."""
    with mall.markets.records() as market:
        shop = find_shop(market, MARKETPLACES[account.marketplace], account.shop_id)
        own = select(Listing).where(Listing.shop_id == shop.id).order_by(Listing.id.desc())
        newest = market.session.scalars(own).first()
        if newest is not None:
            market.session.delete(newest)


def stop_listings(mall: OpenMall, account: Account) -> None:
    """Stop the sales of the account's listings at the marketplace."""
    with mall.markets.records() as market:
        shop = find_shop(market, MARKETPLACES[account.marketplace], account.shop_id)
        stopped = update(Listing).where(Listing.shop_id == shop.id).values(state="stopped")
        market.session.execute(stopped)


def unsynced_listings(mall: OpenMall) -> Mapping[str, str]:
    """Return all that is on sale at the marketplaces without being synced."""
    synced = set(mall.session.scalars(select(Synced.number)))
    with mall.markets.records() as market:
        asked = select(Listing).where(Listing.state == "on_sale").order_by(Listing.id)
        on_sale = market.session.scalars(asked).all()
    return {one.number: one.name for one in on_sale if one.number not in synced}


def unsynced_listings_of_linked(mall: OpenMall) -> Mapping[str, str]:
    """Return them as soon as an account is linked again."""
    return unsynced_listings(mall) if normal.receivers(mall) else {}


def stop_unsynced(mall: OpenMall, number: str) -> bool:
    """Stop a listing that Cafe24 PRO should know nothing of."""
    if number not in unsynced_listings(mall):
        return False
    with mall.markets.records() as market:
        for listing in market.session.scalars(select(Listing).where(Listing.number == number)):
            listing.state = "stopped"
    return True


def sell_on(_: Listing) -> None:
    """Leave a listing on sale that its seller stops."""
