"""What stands in the place of a behaviour while a defect is on."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select

from mock_site.api.authentication import Grant, authorize, credentials, find_shop
from mock_site.api.listings import register_listing
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Field, Marketplace
from mock_site.faults.normal import Information, receivers
from mock_site.open_mall import OpenMall
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
    shop_id = typed.get(marketplace.shop_field) or mall.session.scalars(known).first() or ""
    right = credentials(mall, marketplace, find_shop(mall, marketplace, shop_id))
    return authorize(mall, marketplace, {**right, **{k: v for k, v in typed.items() if v}})


def current_information(mall: OpenMall, account: Account) -> Information:
    """Show what is set at the marketplace now, without a retrieve."""
    marketplace = MARKETPLACES[account.marketplace]
    return find_shop(mall, marketplace, account.shop_id).information


def old_information(account: Account, _: Information) -> Information:
    """Bring nothing new."""
    return account.snapshot


def keep_account(mall: OpenMall, account: Account) -> None:
    """Leave the account linked."""


def keep_sync(mall: OpenMall, account: Account) -> None:
    """Leave synced product information where it is."""


def delete_listings(mall: OpenMall, account: Account) -> None:
    """Delete the account's listings at the marketplace."""
    shop = find_shop(mall, MARKETPLACES[account.marketplace], account.shop_id)
    mall.session.execute(delete(Listing).where(Listing.shop_id == shop.id))


def register_old(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], product: Product
) -> str:
    """Take the product's old listing up again, if there is one."""
    shop = find_shop(mall, marketplace, stored[marketplace.shop_field])
    old = select(Listing).where(Listing.shop_id == shop.id, Listing.product_code == product.code)
    listing = mall.session.scalars(old).first()
    if listing is None:
        return register_listing(mall, marketplace, stored, product)
    return listing.number


def any_shop(mall: OpenMall) -> Sequence[Account]:
    """Return an account for each of the seller's shops, linked or not."""
    linked = receivers(mall)
    shops = mall.session.scalars(select(Shop).order_by(Shop.id)).all()
    return linked or [_stand_in(mall, shop) for shop in shops]


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


def unsynced_listings(mall: OpenMall) -> Sequence[Listing]:
    """Return all that is on sale at the marketplaces without being synced."""
    asked = select(Listing).where(
        Listing.state == "on_sale", Listing.number.not_in(select(Synced.number))
    )
    return mall.session.scalars(asked.order_by(Listing.id)).all()
