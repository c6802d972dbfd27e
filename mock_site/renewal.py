"""Malls that were kept while the catalogue grew: their shops get what was added since."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_site.catalogue import MARKETPLACES
from mock_site.tables.market import Shop


def renew_shops(session: Session) -> None:
    """Give each shop the items and settings that its marketplace has by now, and no others."""
    for shop in session.scalars(select(Shop)):
        marketplace = MARKETPLACES.get(shop.marketplace)
        if marketplace is None:
            continue
        shop.information = {
            one.name: shop.information.get(one.name, dict(one.entries))
            for one in marketplace.information
        }
        held = shop.settings
        shop.settings = {
            one.name: held[one.name] if one.accepts(held.get(one.name)) else one.initial
            for one in marketplace.settings
        }
