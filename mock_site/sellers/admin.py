"""Login, home and menu of a seller admin."""

import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import Marketplace, marketplace_of_site
from mock_site.tables import Listing, Login, Shop
from mock_site.visit import Visit, log_in


def marketplace_of(visit: Visit) -> Marketplace:
    """Return the marketplace whose seller admin is visited."""
    return marketplace_of_site(visit.site)


def shop_of(visit: Visit) -> Shop:
    """Return the shop of the seller who visits."""
    shop = visit.session.scalar(select(Shop).where(Shop.marketplace == marketplace_of(visit).id))
    if shop is None:
        raise HTTPException(404)
    return shop


def show(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Return a page of the seller admin, with its menu."""
    marketplace = marketplace_of(visit)
    admin = marketplace.admin
    words = {key: text[visit.language] for key, text in admin.words.items()}
    return visit.page(
        f"sellers/{template}", status, admin=admin, words=words, menu=admin.menu, **values
    )


def login_page(visit: Visit, *, failed: bool = False) -> Response:
    """Ask who it is."""
    return show(visit, "login.html", 422 if failed else 200, failed=failed, shop=None)


def log_in_to_shop(visit: Visit) -> Response:
    """Let the seller in."""
    typed, shop = visit.typed(), shop_of(visit)
    given = f"{typed.get('user', '')}\n{typed.get('password', '')}"
    if not hmac.compare_digest(given.encode(), f"{shop.user}\n{shop.password}".encode()):
        return login_page(visit, failed=True)
    login = visit.session.scalars(select(Login).where(Login.site == visit.site)).one()
    return log_in(visit, login)


def home_page(visit: Visit) -> Response:
    """Show how many products are on sale."""
    shop = shop_of(visit)
    counts = {
        f"home.{state}": visit.session.scalar(
            select(func.count()).where(Listing.shop_id == shop.id, Listing.state == state)
        )
        for state in ("on_sale", "stopped")
    }
    return show(visit, "home.html", shop=shop, counts=counts)


def menu_page(visit: Visit) -> Response:
    """Show what is beneath an entry of the menu."""
    path = f"/{visit.request.path_params['menu']}"
    for entry in _entries(marketplace_of(visit).admin.menu):
        if entry["path"] == path:
            return show(visit, "entry.html", shop=shop_of(visit), entry=entry)
    raise HTTPException(404)


def _entries(menu: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    for entry in menu:
        yield entry
        yield from _entries(entry.get("children", ()))
