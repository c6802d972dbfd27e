"""The product list of a seller admin: the only place where a forgotten listing can be stopped."""

import re

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.listings import find_listing, seen
from mock_site.faults.table import behaviours
from mock_site.sellers.layout import marketplace_of, shop_of, show
from mock_site.tables.market import Listing
from mock_site.web.visit import Visit, go


def listings_page(visit: Visit) -> Response:
    """Show the products as the marketplace knows them, the newest first."""
    asked = select(Listing).where(Listing.shop_id == shop_of(visit).id)
    listings = visit.mall.session.scalars(asked.order_by(Listing.id.desc())).all()
    kept_back = _kept_back(visit)
    shown = [(one, *seen(one, visit.mall.now)) for one in listings]
    rows = [(one, name, max(0, stock - kept_back)) for one, name, stock in shown]
    return show(visit, "listings.html", listings=rows)


def _kept_back(visit: Visit) -> int:
    """Return how many of each stock the marketplace does not show: the number that is set."""
    item = marketplace_of(visit).selling.kept_back
    if not item:
        return 0
    numbers = [re.search(r"\d+\s*$", one) for one in shop_of(visit).information[item].values()]
    return sum(int(one[0]) for one in numbers[:1] if one)


def stop_listing(visit: Visit) -> Response:
    """Stop the sales of one listing."""
    listing = find_listing(visit.mall, shop_of(visit), visit.typed("number"))
    if listing is None:
        raise HTTPException(404)
    behaviours(visit.mall).stop_listing(listing)
    visit.say("status", "stopped.message")
    return go("/listings")
