"""One synced product: its state, its work so far, and what can be done with it."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.faults.table import behaviours
from mock_site.pro import sending
from mock_site.pro.accounts import account_of_shop
from mock_site.pro.business_days import KOREA
from mock_site.pro.layout import show
from mock_site.pro.product_sync import remove
from mock_site.pro.transfers import reason_of, view
from mock_site.tables.activity import Transfer
from mock_site.tables.pro import Account, Product, Synced
from mock_site.web.visit import Visit, go

_LAST = time(23, 59, 59)
_LONGEST = timedelta(days=3650)


def product_page(visit: Visit, *, alert: str = "") -> Response:
    """Show the product as it is at one marketplace."""
    row, mall = _asked(visit), visit.mall
    marketplace = MARKETPLACES[row.marketplace]
    asked = select(Transfer).where(
        Transfer.marketplace == row.marketplace,
        Transfer.shop_id == row.shop_id,
        Transfer.product_code == row.product_code,
    )
    transfers = mall.session.scalars(asked.order_by(Transfer.id.desc())).all()
    return show(
        visit,
        "product.html",
        "products",
        422 if alert else 200,
        row=row,
        product=mall.session.get_one(Product, row.product_code),
        marketplace=marketplace.name[visit.language],
        account=account_of_shop(mall, row.marketplace, row.shop_id),
        transfers=[view(visit, one) for one in transfers],
        today=mall.now.astimezone(KOREA).date().isoformat(),
        alert=alert,
    )


def send_product(visit: Visit) -> Response:
    """Send the product, or put it on sale again."""
    row = _asked(visit)
    account, product = _account(visit, row), visit.mall.session.get_one(Product, row.product_code)
    [transfer] = sending.send(visit.mall, account, [product])
    return _after(visit, row, transfer, "products.sent_one")


def stop_product(visit: Visit) -> Response:
    """Stop the sales of a synced product at its marketplace."""
    mall, number = visit.mall, visit.typed("number")
    if behaviours(mall).stop_left_behind(mall, number):
        visit.say("status", "products.stopped")
        return go("/products")
    asked = select(Synced).where(Synced.number == number, Synced.state == "for_sale")
    row = mall.session.scalar(asked) if number else None
    if row is None:
        raise HTTPException(404)
    transfer = sending.stop(mall, _account(visit, row), row)
    return _after(visit, row, transfer, "products.stopped")


def _after(visit: Visit, row: Synced, transfer: Transfer, text: str) -> Response:
    if transfer.outcome == "failed":
        visit.say("alert", "products.failed", reason=reason_of(visit, transfer))
    else:
        name = MARKETPLACES[row.marketplace].name[visit.language]
        visit.say("status", text, name=name)
    return go("/products" if visit.typed("number") else f"/products/{row.id}")


def remove_sync(visit: Visit) -> Response:
    """Take the product out of the sync; its listing stays."""
    row = _asked(visit)
    if row.state == "draft":
        visit.mall.session.delete(row)
        visit.say("status", "products.draft_deleted")
        return go("/products")
    remove(row)
    visit.say("status", "products.unsynced")
    return go(f"/products/{row.id}")


def end_product(visit: Visit) -> Response:
    """Set the last day of the sale period; without one it has no end."""
    row, typed = _asked(visit), visit.typed("ends_on")
    try:
        end = datetime.combine(date.fromisoformat(typed), _LAST, KOREA) if typed else None
    except ValueError:
        end = visit.mall.now
    if row.state != "for_sale" or (end and not visit.mall.now < end < visit.mall.now + _LONGEST):
        return product_page(visit, alert=visit.t("products.bad_end"))
    row.ends_at = end
    visit.say("status", "products.end_saved")
    return go(f"/products/{row.id}")


def _asked(visit: Visit) -> Synced:
    row = visit.mall.session.get(Synced, visit.part("product"))
    if row is None:
        raise HTTPException(404)
    return row


def _account(visit: Visit, row: Synced) -> Account:
    account = account_of_shop(visit.mall, row.marketplace, row.shop_id)
    if account is None:
        raise HTTPException(404)
    return account
