"""Sending products to a marketplace, and stopping their sales there."""

from collections.abc import Sequence

from sqlalchemy import select

from mock_site.api.listings import set_listing_state
from mock_site.api.refusals import RefusedError
from mock_site.catalogue import MARKETPLACES
from mock_site.faults.table import behaviours
from mock_site.open_mall import OpenMall
from mock_site.tables.pro import Account, Product, Synced

_NEEDS = {"return_address": "no_address", "shipping": "no_shipping"}


def send(mall: OpenMall, account: Account, products: Sequence[Product]) -> None:
    """Register *products* at the marketplace of *account*; what is synced goes on sale again.

    Raises:
        RefusedError: If the copy of the market information lacks what a listing needs, or the
            marketplace refuses the account's keys.
    """
    for item in MARKETPLACES[account.marketplace].information:
        if item.needed and not account.snapshot.get(item.name):
            raise RefusedError(_NEEDS[item.name])
    synced = {one.product_code: one for one in synced_products(mall, account)}
    for product in products:
        if product.code in synced:
            _set_state(mall, account, synced[product.code], "on_sale", "for_sale")
        else:
            _register(mall, account, product)
    mall.session.flush()


def synced_products(mall: OpenMall, account: Account) -> Sequence[Synced]:
    """Return what is synced through *account*."""
    asked = select(Synced).where(
        Synced.marketplace == account.marketplace, Synced.shop_id == account.shop_id
    )
    return mall.session.scalars(asked).all()


def _register(mall: OpenMall, account: Account, product: Product) -> None:
    marketplace = MARKETPLACES[account.marketplace]
    number = behaviours(mall).register(mall, marketplace, account.stored, product)
    synced = Synced(
        marketplace=account.marketplace,
        shop_id=account.shop_id,
        product_code=product.code,
        number=number,
    )
    mall.session.add(synced)


def stop(mall: OpenMall, account: Account, synced: Synced) -> None:
    """Stop the sales of a synced product at its marketplace.

    Raises:
        RefusedError: If the marketplace refuses the account's keys.
    """
    _set_state(mall, account, synced, "stopped", "archived")


def _set_state(mall: OpenMall, account: Account, synced: Synced, there: str, here: str) -> None:
    marketplace = MARKETPLACES[account.marketplace]
    set_listing_state(mall, marketplace, account.stored, synced.number, there)
    synced.state = here
