"""The product list of a seller admin: the only place where a forgotten listing can be stopped."""

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.listings import find_listing
from mock_site.faults.table import behaviours
from mock_site.sellers.layout import shop_of, show
from mock_site.tables.market import Listing
from mock_site.web.visit import Visit, go


def listings_page(visit: Visit) -> Response:
    """Show the products as the marketplace knows them, the newest first."""
    asked = select(Listing).where(Listing.shop_id == shop_of(visit).id)
    listings = visit.mall.session.scalars(asked.order_by(Listing.id.desc())).all()
    return show(visit, "listings.html", listings=listings)


def stop_listing(visit: Visit) -> Response:
    """Stop the sales of one listing."""
    listing = find_listing(visit.mall, shop_of(visit), visit.typed("number"))
    if listing is None:
        raise HTTPException(404)
    behaviours(visit.mall).stop_listing(listing)
    visit.say("status", "stopped.message")
    return go("/listings")
