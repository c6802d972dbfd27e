"""Listings: products as a marketplace knows them."""

from collections.abc import Mapping

from sqlalchemy import func, select

from mock_site.api.authentication import admitted_shop
from mock_site.api.refusals import refusal
from mock_site.catalogue.model import Marketplace
from mock_site.open_mall import OpenMall
from mock_site.tables.market import Listing, Shop

_NUMBER_STEP = 7


def new_listing(
    mall: OpenMall, marketplace: Marketplace, shop: Shop, code: str, name: str
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
        name=name,
        registered_at=mall.now,
    )
    mall.session.add(listing)
    mall.session.flush()
    return listing


def register_listing(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], code: str, name: str
) -> str:
    """Register a product for the account that holds the *stored* keys; return its new number.

    Raises:
        RefusedError: If the keys do not work, or the shop lacks what the marketplace asks for.
    """
    shop = admitted_shop(mall, marketplace, stored, "send")
    return new_listing(mall, marketplace, shop, code, name).number


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
    listing = find_listing(mall, admitted_shop(mall, marketplace, stored, "send"), number)
    if listing is None:
        raise refusal(marketplace, "refused")
    listing.state = state


def market_information(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return what is set up in the shop now, by item and entry.

    Raises:
        RefusedError: If the keys do not work, or the shop lacks what the marketplace asks for.
    """
    shop = admitted_shop(mall, marketplace, stored, "retrieve")
    return {item: dict(entries) for item, entries in shop.information.items()}
