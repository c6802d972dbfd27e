"""World steps in a mall that is in use: neither side waits for the other with its door locked."""

from datetime import datetime

from mock_site.happenings import advance, change_product, happen_at_shop, place_of, work
from mock_site.malls import Malls
from mock_site.world_steps import WorldStep


def perform(malls: Malls, mall_id: str, step: WorldStep) -> str:
    """Let *step* happen in a mall; return the time there, in ISO 8601.

    Raises:
        ValueError: If the mall has no such shop, or the shop nothing of the kind.
    """

    def tell_markets(instant: datetime) -> None:
        with malls.open(mall_id, "market") as market:
            market.row.clock = instant

    if step.advance is not None:
        with malls.open(mall_id, "pro") as pro:
            return advance(pro, step.advance, tell_markets).isoformat()
    if step.change_product is not None:
        with malls.open(mall_id, "pro") as pro:
            change_product(pro, step.change_product)
            return pro.now.isoformat()
    if step.work is not None:
        with malls.open(mall_id, "market") as market:
            place = place_of(market, step.work)
        with malls.open(mall_id, "pro") as pro:
            work(pro, place, step.work)
            return pro.now.isoformat()
    if step.faults is not None:
        malls.switch(mall_id, step.faults)
    with malls.open(mall_id, "market") as market:
        happen_at_shop(market, step)
        return market.now.isoformat()
