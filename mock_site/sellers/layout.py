"""What all pages of a seller admin share: its words, its menu, and its shop."""

from typing import Any

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import marketplace_of_site
from mock_site.catalogue.model import Marketplace
from mock_site.tables.market import Shop
from mock_site.texts import SELLERS
from mock_site.web.visit import Visit

# Words of buttons that an entry may replace by the marketplace's own.
_OWN = (
    *(
        "save",
        "stop",
        "show",
        "issue",
        "issued",
        "reissue",
        "reissued",
        "revoke",
        "revoked",
        "register",
        "confirm",
    ),
    *("add_user", "check_user", "send_user", "approve_user", "delete_user"),
)
_SHARED = {key: SELLERS[f"own.{key}"] for key in _OWN}


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


def title_of(visit: Visit, path: str) -> str:
    """Return what the menu calls the page at *path*; what it does not lead to is no page."""
    entry = marketplace_of(visit).admin.find(path)
    if entry is None:
        raise HTTPException(404)
    return entry.label[visit.language]


def words_of(visit: Visit) -> dict[str, str]:
    """Return the words of buttons and what they did: the marketplace's own where it has some."""
    words = _SHARED | dict(marketplace_of(visit).admin.words)
    return {key: text[visit.language] for key, text in words.items()}


def show(
    visit: Visit, template: str, status: int = 200, *, inside: bool = True, **values: Any
) -> Response:
    """Return a page; *inside* of the admin it has the menu, and names the shop."""
    admin = marketplace_of(visit).admin
    shops = shops_of(visit) if inside else []
    return visit.page(
        f"sellers/{template}",
        status,
        admin=admin,
        marketplace=marketplace_of(visit),
        pro=visit.origin_of("pro"),
        words=words_of(visit),
        shops=shops,
        shop=shops[0] if shops else None,
        **values,
    )


def failure_page(visit: Visit, status: int) -> Response:
    """Say that there is no such page, or that a request makes no sense."""
    text = {404: "not_found", 409: "not_our_form"}.get(status, "not_understood")
    return show(visit, "failure.html", status, text=visit.t(text))
