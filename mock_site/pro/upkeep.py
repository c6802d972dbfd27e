"""What time brings about in Cafe24 PRO."""

from datetime import datetime, timedelta

from sqlalchemy import select

from mock_site.open_mall import OpenMall
from mock_site.pro.product_sync import end_of_state, settle
from mock_site.pro.telling import tell_of_expiry
from mock_site.tables.pro import Synced

_NEXT = timedelta(seconds=1)


def catch_up(mall: OpenMall) -> None:
    """Do what is due now; a second time nothing is left to do."""
    settle(mall)
    tell_of_expiry(mall)


def due_until(mall: OpenMall, end: datetime) -> list[datetime]:
    """Return the instants until *end* at which something is to be done, the first one first."""
    rows = mall.session.scalars(select(Synced)).all()
    instants = {instant + _NEXT for one in rows if (instant := end_of_state(one))}
    return sorted(one.astimezone(end.tzinfo) for one in instants if mall.now < one <= end)
