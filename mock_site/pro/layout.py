"""What all pages of Cafe24 PRO share: the menu, and the way to the page."""

from typing import Any

from starlette.responses import Response

from mock_site.pro.menus import allowed, who
from mock_site.pro.telling import unread
from mock_site.web.visit import Visit

_TRAILS = {
    "home": [],
    "notifications": [("notifications", "/notifications")],
    "products": [("products", "/products")],
    "settings": [("settings", "/settings")],
    "transfers": [("transfers", "/work-status")],
    "templates": [("settings", "/settings"), ("templates", "/settings/templates")],
    "guides": [("guides", "/guides")],
    "staff": [("settings", "/settings"), ("staff", "/settings/staff")],
    "accounts": [("settings", "/settings"), ("accounts", "/settings/accounts")],
}

_FAILURES = {403: "no_permission", 404: "not_found", 409: "not_our_form"}


def show(visit: Visit, template: str, place: str, status: int = 200, **values: Any) -> Response:
    """Return a page; *place* is the menu entry that it belongs to."""
    count = unread(visit.mall, allowed(visit), who(visit)) if visit.login else 0
    trail = [(visit.t(text), address) for text, address in _TRAILS[place]]
    return visit.page(
        f"pro/{template}",
        status,
        place=place,
        trail=trail,
        unread=count,
        menus=allowed(visit),
        **values,
    )


def failure_page(visit: Visit, status: int) -> Response:
    """Say that there is no such page, or that a request makes no sense."""
    text = _FAILURES.get(status, "not_understood")
    owner = visit.mall.row.user if status == 403 else ""  # noqa: PLR2004
    return show(visit, "failure.html", "home", status, text=visit.t(text), owner=owner)
