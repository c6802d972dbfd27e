"""Work at the marketplaces: products are registered, stopped and put on sale again.

Each job is a transfer, which the work status keeps with its result.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select

from mock_site.api.refusals import RefusedError
from mock_site.catalogue import MARKETPLACES
from mock_site.faults.table import behaviours
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import change_listing, set_listing_state
from mock_site.pro.presets import default_template
from mock_site.pro.telling import named, tell
from mock_site.tables.activity import Transfer
from mock_site.tables.pro import Account, Product, Synced

_NEEDS = {"address": "no_address", "list": "no_shipping"}


def send(mall: OpenMall, account: Account, products: Sequence[Product]) -> list[Transfer]:
    """Register *products* at the marketplace of *account*.

    What is synced is changed to what it is in the store now, and goes on sale again.
    """
    rows = {one.product_code: one for one in synced_products(mall, account)}
    transfers = [_send(mall, account, one, rows.get(one.code)) for one in products]
    failed = [one for one in transfers if one.outcome == "failed"]
    if failed:
        tell(mall, "transfer_failed", {**named(account), "count": len(failed)})
    return transfers


def synced_products(mall: OpenMall, account: Account) -> Sequence[Synced]:
    """Return what is synced through *account*."""
    asked = select(Synced).where(
        Synced.marketplace == account.marketplace, Synced.shop_id == account.shop_id
    )
    return mall.session.scalars(asked).all()


def _send(mall: OpenMall, account: Account, product: Product, row: Synced | None) -> Transfer:
    row = row or new_row(mall, account, product)
    known = bool(row.number) and row.state != "unsynced"
    job = "register" if not known else "update" if row.state == "for_sale" else "resume"
    transfer, marketplace = _queued(mall, account, product, job), MARKETPLACES[account.marketplace]
    with _recorded(mall, account, transfer):
        _check_information(account)
        if known:
            change_listing(mall, marketplace, account.stored, row.number, product)
            _set_state(mall, account, row, "on_sale")
        else:
            row.number = behaviours(mall).register(mall, marketplace, account.stored, product)
            row.template = default_template(mall, account)
    row.state = "for_sale" if transfer.outcome == "done" else "failed"
    row.deadline = row.ends_at = None
    transfer.number = row.number
    mall.session.flush()
    return transfer


def new_row(mall: OpenMall, account: Account, product: Product) -> Synced:
    """Return a row for a product that was never synced through *account*."""
    row = Synced(
        marketplace=account.marketplace,
        shop_id=account.shop_id,
        product_code=product.code,
        number="",
        state="draft",
    )
    mall.session.add(row)
    return row


def stop(mall: OpenMall, account: Account, row: Synced, *, over: bool = False) -> Transfer:
    """Stop the sales of a synced product: on purpose, or as its sale period is over."""
    product = mall.session.get_one(Product, row.product_code)
    transfer = _queued(mall, account, product, "end" if over else "stop")
    transfer.number = row.number
    with _recorded(mall, account, transfer):
        _set_state(mall, account, row, "stopped")
        row.state = "archived"
    if over:
        row.state, row.ends_at = "not_for_sale", None
    if transfer.outcome == "failed":
        tell(mall, "transfer_failed", {**named(account), "count": 1})
    return transfer


def _queued(mall: OpenMall, account: Account, product: Product, job: str) -> Transfer:
    transfer = Transfer(
        marketplace=account.marketplace,
        shop_id=account.shop_id,
        account=account.alias or account.shop_id,
        product_code=product.code,
        product_name=product.name,
        job=job,
        requested_at=mall.now,
    )
    mall.session.add(transfer)
    return transfer


@contextmanager
def _recorded(mall: OpenMall, account: Account, transfer: Transfer) -> Iterator[None]:
    try:
        yield
    except RefusedError as error:
        transfer.outcome, transfer.reason, transfer.code = "failed", error.reason, error.code
        if error.is_of_keys:
            account.refused = error.reason
    else:
        transfer.outcome = "done"
    transfer.finished_at = mall.now


def _check_information(account: Account) -> None:
    """Raise if the copy of the market information lacks what a listing needs."""
    for item in MARKETPLACES[account.marketplace].information:
        if item.needed and not account.snapshot.get(item.name):
            raise RefusedError(_NEEDS[item.kind])


def _set_state(mall: OpenMall, account: Account, row: Synced, state: str) -> None:
    marketplace = MARKETPLACES[account.marketplace]
    set_listing_state(mall, marketplace, account.stored, row.number, state)
