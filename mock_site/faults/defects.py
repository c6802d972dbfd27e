"""What stands in the place of a behaviour while a defect is on."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select

from mock_site.api.authentication import credentials, find_shop
from mock_site.api.messages import Grant, Information
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Field, Marketplace
from mock_site.faults.normal import receivers
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import authorize, market_information, register_listing
from mock_site.tables.market import Listing, Shop
from mock_site.tables.pro import Account, Product, Synced


def no_sections() -> Sequence[Marketplace]:
    """List no marketplace at all."""
    return []


def dead_address(_: Marketplace) -> str:
    """Lead back to where the button is."""
    return "/settings/accounts"


def first_shop_values(marketplace: Marketplace) -> Mapping[str, str]:
    """Fill in the shop before anybody typed it."""
    shop = marketplace.shops[0]
    return {marketplace.shop_field: shop["id"], **shop.get("fields", {})}


def links_nothing() -> bool:
    """Let Save link no account."""
    return False


def no_text(_: Field, __: str) -> str:
    """Have no text for the field."""
    return ""


def guide_of_another(marketplace: Marketplace) -> Marketplace:
    """Link the guide of the next marketplace in the list."""
    listed = list(MARKETPLACES.values())
    return listed[(listed.index(marketplace) + 1) % len(listed)]


def nothing_missing(_: Marketplace, __: Mapping[str, str]) -> list[Field]:
    """Accept an empty required field."""
    return []


def authorize_gaps(mall: OpenMall, marketplace: Marketplace, typed: Mapping[str, str]) -> Grant:
    """Authorize as if whatever was left empty were right."""
    known = select(Shop.public_id).where(Shop.marketplace == marketplace.id)
    with mall.markets.records() as market:
        shop_id = typed.get(marketplace.shop_field) or market.session.scalars(known).first() or ""
        right = credentials(market, marketplace, find_shop(market, marketplace, shop_id))
    return authorize(mall, marketplace, {**right, **{k: v for k, v in typed.items() if v}})


def current_information(mall: OpenMall, account: Account) -> Information:
    """Show what is set at the marketplace now, without a retrieve."""
    return market_information(mall, MARKETPLACES[account.marketplace], account.stored)


def old_information(account: Account, _: Information) -> Information:
    """Bring nothing new."""
    return account.snapshot


def keep_account(mall: OpenMall, account: Account) -> None:
    """Leave the account linked."""


def keep_sync(mall: OpenMall, account: Account) -> None:
    """Leave synced product information where it is."""


def delete_listings(mall: OpenMall, account: Account) -> None:
    """Delete the account's listings at the marketplace."""
    with mall.markets.records() as market:
        shop = find_shop(market, MARKETPLACES[account.marketplace], account.shop_id)
        market.session.execute(delete(Listing).where(Listing.shop_id == shop.id))


def register_old(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], product: Product
) -> str:
    """Take the product's old listing up again, if there is one."""
    with mall.markets.records() as market:
        shop = find_shop(market, marketplace, stored[marketplace.shop_field])
        old = select(Listing.number).where(
            Listing.shop_id == shop.id, Listing.product_code == product.code
        )
        number = market.session.scalars(old).first()
    return number or register_listing(mall, marketplace, stored, product)


def any_shop(mall: OpenMall) -> Sequence[Account]:
    """Return an account for each of the seller's shops, linked or not."""
    with mall.markets.records() as market:
        shops = market.session.scalars(select(Shop).order_by(Shop.id)).all()
        return receivers(mall) or [_stand_in(market, shop) for shop in shops]


def _stand_in(mall: OpenMall, shop: Shop) -> Account:
    marketplace = MARKETPLACES[shop.marketplace]
    return Account(
        id=-shop.id,
        marketplace=shop.marketplace,
        shop_id=shop.public_id,
        alias="",
        refused="",
        stored=credentials(mall, marketplace, shop),
        snapshot=shop.information,
    )


def unsynced_listings(mall: OpenMall) -> Mapping[str, str]:
    """Return all that is on sale at the marketplaces without being synced."""
    synced = set(mall.session.scalars(select(Synced.number)))
    with mall.markets.records() as market:
        asked = select(Listing).where(Listing.state == "on_sale").order_by(Listing.id)
        on_sale = market.session.scalars(asked).all()
    return {one.number: one.name for one in on_sale if one.number not in synced}


def stop_unsynced(mall: OpenMall, number: str) -> bool:
    """Stop a listing that Cafe24 PRO should know nothing of."""
    if number not in unsynced_listings(mall):
        return False
    with mall.markets.records() as market:
        for listing in market.session.scalars(select(Listing).where(Listing.number == number)):
            listing.state = "stopped"
    return True
