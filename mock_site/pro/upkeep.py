"""What time brings about in Cafe24 PRO."""

from datetime import timedelta

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


def advance(mall: OpenMall, length: timedelta) -> None:
    """Move the clock on; what comes due on the way happens at its own time."""
    end = mall.now + length
    rows = mall.session.scalars(select(Synced)).all()
    instants = {instant + _NEXT for one in rows if (instant := end_of_state(one))}
    for due in sorted(one for one in instants if mall.now < one <= end):
        mall.row.clock = due.astimezone(end.tzinfo)
        catch_up(mall)
    mall.row.clock = end
    catch_up(mall)
