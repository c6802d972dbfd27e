"""Product sync that waits for the seller: three business days, then a product goes on sale.

The rule is documented (GS/52092549524761): who does not remove the sync in time sells.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select

from mock_site.open_mall import OpenMall
from mock_site.pro.accounts import account_of_shop
from mock_site.pro.business_days import deadline
from mock_site.pro.sending import new_row, send, stop, synced_products
from mock_site.pro.telling import named, tell
from mock_site.tables.pro import Account, Product, Synced

_OPEN = {"draft", "failed", "unsynced"}


def announce(mall: OpenMall, account: Account, products: Sequence[Product]) -> int:
    """Sync *products* and tell the seller; return how many were not on their way before."""
    rows = {one.product_code: one for one in synced_products(mall, account)}
    until = deadline(mall.now)
    count = 0
    for product in products:
        row = rows.get(product.code) or new_row(mall, account, product)
        if row.state in _OPEN:
            row.state, row.number, row.deadline = "sync_pending", "", until
            count += 1
    if count:
        facts = {**named(account), "count": count, "deadline": until.isoformat()}
        tell(mall, "synced", facts)
    return count


def draft(mall: OpenMall, account: Account, products: Sequence[Product]) -> int:
    """Keep *products* as drafts, which nobody sends; return how many were not synced before."""
    known = {one.product_code for one in synced_products(mall, account)}
    new = [one for one in products if one.code not in known]
    for product in new:
        new_row(mall, account, product)
    return len(new)


def remove(row: Synced) -> None:
    """Take a product out of the sync; its listing stays as it is."""
    row.state, row.deadline, row.ends_at = "unsynced", None, None


def settle(mall: OpenMall) -> None:
    """Put on sale what nobody has unsynced in time, and stop what is at its end of sale."""
    timed = or_(Synced.deadline.is_not(None), Synced.ends_at.is_not(None))
    for row in mall.session.scalars(select(Synced).where(timed).order_by(Synced.id)).all():
        end = end_of_state(row)
        if end is None or end >= mall.now:
            continue
        account = account_of_shop(mall, row.marketplace, row.shop_id)
        if account is None:
            remove(row)
        elif row.state == "sync_pending":
            send(mall, account, [mall.session.get_one(Product, row.product_code)])
        else:
            stop(mall, account, row, over=True)


def end_of_state(row: Synced) -> datetime | None:
    """Return the last second of the state that a product is in, if time ends it."""
    return {"sync_pending": row.deadline, "for_sale": row.ends_at}.get(row.state)
