"""Changing the seller's password, and what that ends."""

import hmac

from sqlalchemy import select
from starlette.responses import Response

from mock_site.api.keys import current_keys
from mock_site.sellers.layout import marketplace_of, shop_of, show
from mock_site.tables.market import Shop
from mock_site.web.visit import Visit, go

_SHORTEST, _LONGEST = 8, 64


def password_page(visit: Visit) -> Response:
    """Ask for the old and the new password."""
    return show(visit, "password.html", problem="")


def change_password(visit: Visit) -> Response:
    """Change the password of all shops of the user, and end the keys that rest on it."""
    shop, new = shop_of(visit), visit.typed("new")
    if not hmac.compare_digest(visit.typed("password").encode(), shop.password.encode()):
        return show(visit, "password.html", 422, problem="password.wrong")
    if not _SHORTEST <= len(new) <= _LONGEST:
        return show(visit, "password.html", 422, problem="password.length")
    own = select(Shop).where(Shop.marketplace == shop.marketplace, Shop.user == shop.user)
    for one in visit.mall.session.scalars(own):
        one.password = new
        _end_keys(visit, one)
    visit.say("status", "password.changed")
    return go("/password")


def _end_keys(visit: Visit, shop: Shop) -> None:
    marketplace = marketplace_of(visit)
    for key in current_keys(visit.mall, shop):
        if marketplace.field(key.field).ends_with_password:
            key.revoked = key.ended_by_password = True
