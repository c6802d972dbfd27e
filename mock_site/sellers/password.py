"""Changing the seller's password, and what that ends."""

import hmac

from starlette.responses import Response

from mock_site.api.seller_passwords import set_password
from mock_site.sellers.layout import shop_of, show
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
    set_password(visit.mall, shop, new)
    visit.say("status", "password.changed")
    return go("/password")
