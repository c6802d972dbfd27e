"""The work status: what was done at the marketplaces, what failed and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.open_mall import OpenMall
from mock_site.pro import sending
from mock_site.pro.accounts import account_of_shop
from mock_site.pro.fields import refusal_text
from mock_site.pro.layout import show
from mock_site.pro.paging import page_of
from mock_site.tables.activity import Transfer
from mock_site.tables.pro import Product, Synced
from mock_site.web.visit import Visit, go

TABS = ("done", "failed")


@dataclass(frozen=True)
class TransferView:
    """A transfer in the reader's words.

    Attributes:
        reason: Why it failed, with the marketplace's own code.
        last: Whether nothing was done for the product since.
    """

    transfer: Transfer
    marketplace: str
    reason: str
    last: bool = False


def view(visit: Visit, one: Transfer, *, last: bool = False) -> TransferView:
    """Return *one* in the language of the visit."""
    name = MARKETPLACES[one.marketplace].name[visit.language]
    return TransferView(one, name, reason_of(visit, one), last)


def reason_of(visit: Visit, one: Transfer) -> str:
    """Return why a transfer failed; empty if it did not."""
    if not one.reason:
        return ""
    text = refusal_text(visit, MARKETPLACES[one.marketplace], f"error.{one.reason}")
    return f"{text} ({one.code})" if one.code else text


def latest_ids(mall: OpenMall) -> set[int]:
    """Return the last transfer of each product at each shop."""
    product = (Transfer.marketplace, Transfer.shop_id, Transfer.product_code)
    return set(mall.session.scalars(select(func.max(Transfer.id)).group_by(*product)))


def failed_last(mall: OpenMall) -> Sequence[Transfer]:
    """Return the failed transfers that nothing has followed, newest first."""
    failed = select(Transfer).where(Transfer.outcome == "failed", Transfer.id.in_(latest_ids(mall)))
    return mall.session.scalars(failed.order_by(Transfer.id.desc())).all()


def transfers_page(visit: Visit) -> Response:
    """List the transfers, done and failed each under a tab."""
    tab = visit.query("tab") if visit.query("tab") in TABS else "done"
    latest = latest_ids(visit.mall)
    asked = select(Transfer).order_by(Transfer.id.desc())
    views = [view(visit, one, last=one.id in latest) for one in visit.mall.session.scalars(asked)]
    by_tab = {name: [one for one in views if one.transfer.outcome == name] for name in TABS}
    pages = {name: page_of(visit, rows, "/work-status", tab=name) for name, rows in by_tab.items()}
    return show(visit, "transfers.html", "transfers", tab=tab, pages=pages)


def retry(visit: Visit) -> Response:
    """Do a failed job again."""
    mall, old = visit.mall, visit.mall.session.get(Transfer, visit.part("transfer"))
    if old is None or old.outcome != "failed" or old.id not in latest_ids(mall):
        raise HTTPException(404)
    account = account_of_shop(mall, old.marketplace, old.shop_id)
    row = mall.session.scalar(
        select(Synced).where(
            Synced.marketplace == old.marketplace,
            Synced.shop_id == old.shop_id,
            Synced.product_code == old.product_code,
        )
    )
    if account is None or row is None:
        visit.say("alert", "products.no_account")
        return go("/work-status?tab=failed")
    if old.job in {"stop", "end"}:
        new = sending.stop(mall, account, row, over=old.job == "end")
    else:
        [new] = sending.send(mall, account, [mall.session.get_one(Product, old.product_code)])
    if new.outcome == "failed":
        visit.say("alert", "products.failed", reason=reason_of(visit, new))
        return go("/work-status?tab=failed")
    visit.say("status", "transfers.retried", name=old.product_name)
    return go("/work-status?tab=done")
