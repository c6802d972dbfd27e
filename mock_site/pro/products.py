"""The store's products, and those that are synced."""

from urllib.parse import urlencode

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site import accounts, market
from mock_site.behaviours import behave
from mock_site.catalogue import MARKETPLACES
from mock_site.pro.listing import marketplace_names
from mock_site.tables import Account, Listing, Product, Synced
from mock_site.visit import Visit, go


def products_page(visit: Visit, *, message: str | None = None) -> Response:
    """Show the products, and what is synced of them."""
    session = visit.session
    synced = list(session.scalars(select(Synced).order_by(Synced.id)))
    stoppable = behave(session, "stoppable", synced)
    own = {one.number for one in synced}
    return visit.page(
        "pro/products.html",
        422 if message else 200,
        products=session.scalars(select(Product).order_by(Product.code)).all(),
        accounts={one.id: one for one in session.scalars(select(Account).order_by(Account.id))},
        may_send=behave(session, "may_send"),
        names=marketplace_names(visit.language),
        synced=synced,
        catalogue={one.code: one.name for one in session.scalars(select(Product))},
        stoppable=stoppable,
        forgotten=[number for number in stoppable if number not in own],
        message=message,
        count=visit.request.query_params.get("count", ""),
        receiver=visit.request.query_params.get("to", ""),
        here=["products"],
    )


def send_products(visit: Visit) -> Response:
    """Register the selected products at the marketplace of the chosen account."""
    session = visit.session
    chosen = str(visit.form.get("account", ""))
    account = session.get(Account, int(chosen)) if chosen.isdigit() else None
    if account is None:
        return products_page(visit, message=visit.t("products.no_account"))
    codes = [str(one) for one in visit.form.getlist("product")]
    products = list(session.scalars(select(Product).where(Product.code.in_(codes))))
    if not products:
        return products_page(visit, message=visit.t("products.none_selected"))
    try:
        count = accounts.send(session, account, products, visit.now)
    except market.RefusedError as error:
        marketplace = MARKETPLACES[account.marketplace]
        text = marketplace.refused[visit.language]
        if error.reason != "refused":
            text = visit.t(f"error.{error.reason}")
        return products_page(visit, message=text)
    query = urlencode({"notice": "products.sent", "count": count, "to": account.marketplace})
    return go(f"/products?{query}")


def stop_product(visit: Visit) -> Response:
    """Stop the sales of a synced product at its marketplace."""
    number = str(visit.form.get("number", ""))
    synced = visit.session.scalar(select(Synced).where(Synced.number == number))
    if (
        synced is None
        and visit.session.scalar(select(Listing).where(Listing.number == number)) is None
    ):
        raise HTTPException(404)
    market.stop_listing(visit.session, number)
    if synced is not None:
        synced.state = "archived"
    return go("/products?notice=products.stopped")
