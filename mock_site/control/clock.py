"""The clock of a mall: both of its sides go by the same time."""

from datetime import datetime

from mock_site.durations import later
from mock_site.malls import Malls
from mock_site.open_mall import OpenMall
from mock_site.pro.upkeep import catch_up, due_until


def advance(malls: Malls, mall_id: str, length: str) -> datetime:
    """Move the clock on; what comes due on the way happens at its own time. Return the time."""
    with malls.open(mall_id, "pro") as pro:
        end = later(pro.now, length)
        for instant in [*due_until(pro, end), end]:
            _set(malls, pro, instant)
            catch_up(pro)
    return end


def _set(malls: Malls, pro: OpenMall, instant: datetime) -> None:
    pro.row.clock = instant
    with malls.open(pro.row.id, "market") as market:
        market.row.clock = instant
