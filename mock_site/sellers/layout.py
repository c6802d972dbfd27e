"""What all pages of a seller admin share: its words, its menu, and its shop."""

from typing import Any

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import marketplace_of_site
from mock_site.catalogue.model import Marketplace
from mock_site.tables.market import Shop
from mock_site.web.visit import Visit


def marketplace_of(visit: Visit) -> Marketplace:
    """Return the marketplace whose seller admin is visited."""
    return marketplace_of_site(visit.site)


def shops_of(visit: Visit) -> list[Shop]:
    """Return the shops of the seller who is logged in, the current one first."""
    key = visit.login.shop_id if visit.login else None
    current = visit.mall.session.get(Shop, key) if key is not None else None
    if current is None:
        return []
    own = select(Shop).where(Shop.marketplace == current.marketplace, Shop.user == current.user)
    others = visit.mall.session.scalars(own.order_by(Shop.id)).all()
    return [current, *(one for one in others if one is not current)]


def shop_of(visit: Visit) -> Shop:
    """Return the shop that the seller works on."""
    shops = shops_of(visit)
    if not shops:
        raise HTTPException(404)
    return shops[0]


def show(
    visit: Visit, template: str, status: int = 200, *, inside: bool = True, **values: Any
) -> Response:
    """Return a page; *inside* of the admin it has the menu, and names the shop."""
    admin = marketplace_of(visit).admin
    shops = shops_of(visit) if inside else []
    words = {key: text[visit.language] for key, text in admin.words.items()}
    return visit.page(
        f"sellers/{template}",
        status,
        admin=admin,
        words=words,
        shops=shops,
        shop=shops[0] if shops else None,
        **values,
    )


def failure_page(visit: Visit, status: int) -> Response:
    """Say that there is no such page, or that a request makes no sense."""
    text = "not_found" if status == 404 else "not_understood"  # noqa: PLR2004
    return show(visit, "failure.html", status, text=visit.t(text))
