"""What must be set at the marketplace before it answers a call."""

from mock_site.api.refusals import refusal
from mock_site.catalogue.model import Marketplace
from mock_site.catalogue.rules import Call
from mock_site.tables.market import Shop


def require(marketplace: Marketplace, shop: Shop, call: Call) -> None:
    """Check the conditions of *call*, in the entry's order.

    Raises:
        RefusedError: If one does not hold.
    """
    reason = first_broken(marketplace, shop, call)
    if reason:
        raise refusal(marketplace, reason)


def first_broken(marketplace: Marketplace, shop: Shop, call: Call) -> str:
    """Return the reason for which *call* would be refused, or nothing."""
    for one in marketplace.conditions:
        if call in one.calls and not one.holds(shop.settings, shop.information):
            return one.reason
    return ""
