"""The store's products, and those that are synced."""

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.refusals import RefusedError
from mock_site.catalogue import MARKETPLACES
from mock_site.faults.table import behaviours
from mock_site.pro import sending
from mock_site.pro.fields import refusal_text
from mock_site.pro.layout import show
from mock_site.tables.pro import Account, Product, Synced
from mock_site.web.visit import Visit, go


def products_page(visit: Visit, *, alert: str = "") -> Response:
    """Show the products, and what is synced of them."""
    mall = visit.mall
    products = mall.session.scalars(select(Product).order_by(Product.code)).all()
    names = {one.id: one.name[visit.language] for one in MARKETPLACES.values()}
    return show(
        visit,
        "products.html",
        "products",
        422 if alert else 200,
        products=products,
        product_names={one.code: one.name for one in products},
        accounts=behaviours(mall).receivers(mall),
        chosen=visit.typed("account"),
        selected={str(one) for one in visit.form.getlist("product")},
        names=names,
        synced=mall.session.scalars(select(Synced).order_by(Synced.id)).all(),
        left_behind=behaviours(mall).left_behind(mall),
        alert=alert,
    )


def send_products(visit: Visit) -> Response:
    """Register the selected products at the marketplace of the chosen account."""
    mall = visit.mall
    receivers = {str(one.id): one for one in behaviours(mall).receivers(mall)}
    account = receivers.get(visit.typed("account"))
    if account is None:
        return products_page(visit, alert=visit.t("products.no_account"))
    codes = [str(one) for one in visit.form.getlist("product")]
    asked = select(Product).where(Product.code.in_(codes)).order_by(Product.code)
    products = mall.session.scalars(asked).all()
    if not products:
        return products_page(visit, alert=visit.t("products.none_selected"))
    try:
        sending.send(mall, account, products)
    except RefusedError as error:
        return products_page(visit, alert=_refused(visit, account, error))
    name = MARKETPLACES[account.marketplace].name[visit.language]
    text = "products.sent_one" if len(products) == 1 else "products.sent_many"
    visit.say("status", text, name=name, count=len(products))
    return go("/products")


def stop_product(visit: Visit) -> Response:
    """Stop the sales of a synced product at its marketplace."""
    mall, number = visit.mall, visit.typed("number")
    for listing in behaviours(mall).left_behind(mall):
        if listing.number == number:
            listing.state = "stopped"
            visit.say("status", "products.stopped")
            return go("/products")
    synced = mall.session.scalar(select(Synced).where(Synced.number == number))
    if synced is None:
        raise HTTPException(404)
    linked = select(Account).where(
        Account.marketplace == synced.marketplace, Account.shop_id == synced.shop_id
    )
    account = mall.session.scalar(linked)
    if account is None:
        return products_page(visit, alert=visit.t("products.no_account"))
    try:
        sending.stop(mall, account, synced)
    except RefusedError as error:
        return products_page(visit, alert=_refused(visit, account, error))
    visit.say("status", "products.stopped")
    return go("/products")


def _refused(visit: Visit, account: Account, error: RefusedError) -> str:
    if error.reason not in {"no_address", "no_shipping"}:
        account.refused = error.reason
    marketplace = MARKETPLACES[account.marketplace]
    return refusal_text(visit, marketplace, f"error.{error.reason}")
