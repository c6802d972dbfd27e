"""The store's products, and those that are synced."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.faults.table import behaviours
from mock_site.pro import product_sync, sending
from mock_site.pro.layout import show
from mock_site.pro.paging import page_of
from mock_site.pro.transfers import reason_of
from mock_site.tables.activity import Transfer
from mock_site.tables.pro import Account, Product, Synced
from mock_site.web.visit import Visit, go

STATES = ("draft", "sync_pending", "for_sale", "archived", "not_for_sale", "failed", "unsynced")


def products_page(visit: Visit, *, alert: str = "") -> Response:
    """Show the products, and what is synced of them."""
    mall = visit.mall
    products = mall.session.scalars(select(Product).order_by(Product.code)).all()
    accounts = behaviours(mall).receivers(mall)
    product_names = {one.code: one.name for one in products}
    synced = mall.session.scalars(select(Synced).order_by(Synced.id)).all()
    synced = [one for one in synced if behaviours(mall).is_shown(one)]
    found = [one for one in synced if _matches(visit, one, product_names[one.product_code])]
    state = visit.query("state")
    shown = [one for one in found if state not in STATES or one.state == state]
    return show(
        visit,
        "products.html",
        "products",
        422 if alert else 200,
        products=products,
        product_names=product_names,
        accounts=accounts,
        account_names={(one.marketplace, one.shop_id): one.alias for one in accounts},
        chosen=visit.typed("account"),
        selected={str(one) for one in visit.form.getlist("product")},
        names={one.id: one.name[visit.language] for one in MARKETPLACES.values()},
        any_synced=bool(synced),
        page=page_of(visit, shown, "/products"),
        states=_counts(found),
        state=state if state in STATES else "",
        searched=visit.query("q"),
        left_behind=behaviours(mall).left_behind(mall),
        alert=alert,
    )


def _matches(visit: Visit, row: Synced, name: str) -> bool:
    """Return whether a product is searched for: by a part of its name, or by its whole code.

    That codes are matched exactly is seen in public code on the sibling product.
    """
    wanted = visit.query("q").strip().casefold()
    return wanted in name.casefold() or wanted in {row.product_code.casefold(), row.number}


def _counts(rows: Sequence[Synced]) -> list[tuple[str, int]]:
    counts = Counter(one.state for one in rows)
    return [("", len(rows)), *((state, counts[state]) for state in STATES if counts[state])]


def send_products(visit: Visit) -> Response:
    """Do with the selected products what was asked: send, sync or keep them as drafts."""
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
    if visit.typed("do") == "sync":
        return _said(visit, "synced", product_sync.announce(mall, account, products), account)
    if visit.typed("do") == "draft":
        return _said(visit, "drafted", product_sync.draft(mall, account, products), account)
    return _sent(visit, account, sending.send(mall, account, products))


def _sent(visit: Visit, account: Account, transfers: Sequence[Transfer]) -> Response:
    failed = [one for one in transfers if one.outcome == "failed"]
    if not failed:
        later = any(one.job == "update" for one in transfers)
        note = MARKETPLACES[account.marketplace].selling.note if later else {}
        return _said(visit, "sent", len(transfers), account, note.get(visit.language, ""))
    reason = reason_of(visit, failed[0])
    if len(failed) == len(transfers):
        return products_page(visit, alert=reason)
    visit.say("alert", "products.some_failed", count=len(failed), reason=reason)
    return go("/products")


def _said(visit: Visit, done: str, count: int, account: Account, note: str = "") -> Response:
    name = MARKETPLACES[account.marketplace].name[visit.language]
    number = {0: "none", 1: "one"}.get(count, "many")
    text = f"products.{done}_{number}"
    if note:
        said = visit.t(text, name=name, count=count)
        visit.say("status", "products.sent_later", sent=said, note=note)
    else:
        visit.say("status", text, name=name, count=count)
    return go("/products")
