"""Login, home and menu of a seller admin."""

import hmac

from sqlalchemy import func, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.sellers.layout import marketplace_of, shop_of, shops_of, show
from mock_site.tables.market import Listing, Shop
from mock_site.web.session import start_session
from mock_site.web.visit import Visit, go


def find_user(visit: Visit, user: str, password: str) -> Shop | None:
    """Return the first shop of a user, if the password is theirs."""
    asked = select(Shop).where(Shop.marketplace == marketplace_of(visit).id, Shop.user == user)
    shop = visit.mall.session.scalars(asked.order_by(Shop.id)).first()
    if shop is None or not hmac.compare_digest(password.encode(), shop.password.encode()):
        return None
    return shop


def login_page(visit: Visit) -> Response:
    """Ask who it is."""
    return _ask(visit, visit.query("next") or "/")


def _ask(visit: Visit, wanted: str, *, failed: bool = False) -> Response:
    status, user = (422 if failed else 200), visit.typed("user")
    return show(visit, "login.html", status, inside=False, failed=failed, wanted=wanted, user=user)


def log_in(visit: Visit) -> Response:
    """Let the seller in."""
    shop = find_user(visit, visit.typed("user"), visit.typed("password"))
    if shop is None:
        return _ask(visit, visit.typed("next"), failed=True)
    return start_session(visit, visit.typed("next"), shop.id)


def switch_shop(visit: Visit) -> Response:
    """Go on with another shop of the same user."""
    for shop in shops_of(visit):
        if visit.login is not None and shop.public_id == visit.typed("shop"):
            visit.login.shop_id = shop.id
    return go("/")


def home_page(visit: Visit) -> Response:
    """Show how many products are on sale."""
    shop = shop_of(visit)
    counted = (
        select(Listing.state, func.count())
        .where(Listing.shop_id == shop.id)
        .group_by(Listing.state)
    )
    counts: dict[str, int] = dict(visit.mall.session.execute(counted).tuples().all())
    tiles = [(f"home.{state}", counts.get(state, 0)) for state in ("on_sale", "stopped")]
    return show(visit, "home.html", tiles=tiles)


def menu_page(visit: Visit) -> Response:
    """Show what is beneath an entry of the menu."""
    entry = marketplace_of(visit).admin.find(visit.request.url.path)
    if entry is None:
        raise HTTPException(404)
    return show(visit, "entry.html", entry=entry)
