"""Listings: products as a marketplace knows them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from mock_site.api.authentication import admitted_shop
from mock_site.api.messages import Goods
from mock_site.api.refusals import refusal
from mock_site.catalogue.model import Marketplace
from mock_site.open_mall import OpenMall
from mock_site.tables.market import Listing, Shop

_NUMBER_STEP = 7


def new_listing(
    mall: OpenMall, marketplace: Marketplace, shop: Shop, code: str, goods: Goods
) -> Listing:
    """Make a listing that is on sale, with a number of its own."""
    count = mall.session.scalar(
        select(func.count())
        .select_from(Listing)
        .join(Shop)
        .where(Shop.marketplace == marketplace.id)
    )
    number = marketplace.first_number + _NUMBER_STEP * (count or 0)
    listing = Listing(
        shop_id=shop.id,
        number=marketplace.number_format.format(number),
        product_code=code,
        name=goods.name,
        stock=goods.stock,
        registered_at=mall.now,
    )
    mall.session.add(listing)
    mall.session.flush()
    return listing


def register_listing(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], code: str, goods: Goods
) -> str:
    """Register a product for the account that holds the *stored* keys; return its new number.

    Raises:
        RefusedError: If the keys do not work, or the shop or the product is not as the marketplace
            asks for.
    """
    shop = admitted_shop(mall, marketplace, stored, "send")
    _check_goods(marketplace, goods)
    return new_listing(mall, marketplace, shop, code, goods).number


def change_listing(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], number: str, goods: Goods
) -> None:
    """Change a listing; buyers see it at once, or after the marketplace's delay.

    Raises:
        RefusedError: If the keys do not work, or there is no such listing, or the product is not
            as the marketplace asks for.
    """
    listing = _admitted_listing(mall, marketplace, stored, number)
    _check_goods(marketplace, goods)
    listing.name, listing.stock = seen(listing, mall.now)
    listing.edit = {"name": goods.name, "stock": goods.stock}
    listing.edit_shown_at = mall.now + timedelta(minutes=marketplace.selling.shown_after)


def seen(listing: Listing, now: datetime) -> tuple[str, int]:
    """Return the name and the stock that buyers see of a listing."""
    if listing.edit_shown_at is not None and listing.edit_shown_at <= now:
        return str(listing.edit["name"]), int(listing.edit["stock"])
    return listing.name, listing.stock


def _check_goods(marketplace: Marketplace, goods: Goods) -> None:
    most = marketplace.selling.most_options
    if most is not None and len(goods.options) > most:
        raise refusal(marketplace, "too_many_options")


def _admitted_listing(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], number: str
) -> Listing:
    listing = find_listing(mall, admitted_shop(mall, marketplace, stored, "send"), number)
    if listing is None:
        raise refusal(marketplace, "refused")
    return listing


def find_listing(mall: OpenMall, shop: Shop, number: str) -> Listing | None:
    """Return a listing of *shop* by its number."""
    asked = select(Listing).where(Listing.shop_id == shop.id, Listing.number == number)
    return mall.session.scalar(asked)


def set_listing_state(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], number: str, state: str
) -> None:
    """Stop (`stopped`) or resume (`on_sale`) the sales of a listing.

    Raises:
        RefusedError: If the keys do not work, or there is no such listing.
    """
    _admitted_listing(mall, marketplace, stored, number).state = state


def market_information(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return what is set up in the shop now, by item and entry.

    Raises:
        RefusedError: If the keys do not work, or the shop lacks what the marketplace asks for.
    """
    shop = admitted_shop(mall, marketplace, stored, "retrieve")
    return {item: dict(entries) for item, entries in shop.information.items()}
