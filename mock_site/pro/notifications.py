"""The notifications: their list, what is unread, and where each leads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.pro.accounts import account_of_shop
from mock_site.pro.layout import show
from mock_site.pro.menus import allowed, who
from mock_site.pro.paging import page_of
from mock_site.pro.telling import told
from mock_site.tables.activity import Notification
from mock_site.web.rendering import day, instant
from mock_site.web.visit import Visit, go


@dataclass(frozen=True)
class NotificationView:
    """A notification in the reader's words."""

    id: int
    kind: str
    text: str
    at: datetime
    read: bool


def view(visit: Visit, one: Notification) -> NotificationView:
    """Return *one* in the language of the visit."""
    facts = dict(one.facts)
    facts["marketplace"] = MARKETPLACES[facts["marketplace"]].name[visit.language]
    for name, shown in (("until", day), ("deadline", instant)):
        if name in facts:
            facts[name] = shown(datetime.fromisoformat(facts[name]))
    text = visit.t(f"notification.{one.kind}", **facts)
    return NotificationView(one.id, one.kind, text, one.at, who(visit) in one.read_by)


def notifications_page(visit: Visit) -> Response:
    """List what has happened, newest first."""
    found = told(visit.mall, allowed(visit))
    page = page_of(visit, found, "/notifications")
    views = [view(visit, one) for one in page.rows]
    return show(visit, "notifications.html", "notifications", notifications=views, page=page)


def open_notification(visit: Visit) -> Response:
    """Mark one as read, and go to the page that helps."""
    one = visit.mall.session.get(Notification, visit.part("notification"))
    if one is None or one not in told(visit.mall, allowed(visit)):
        raise HTTPException(404)
    _read(visit, one)
    return go(_address(visit, one.kind, one.facts))


def _read(visit: Visit, one: Notification) -> None:
    if who(visit) not in one.read_by:
        one.read_by = [*one.read_by, who(visit)]


def _address(visit: Visit, kind: str, facts: dict[str, Any]) -> str:
    if kind == "synced":
        return "/products?state=sync_pending"
    if kind == "transfer_failed":
        return "/work-status?tab=failed"
    account = account_of_shop(visit.mall, facts["marketplace"], facts["shop_id"])
    return f"/settings/accounts/{account.id}" if account else "/settings/accounts"


def read_all(visit: Visit) -> Response:
    """Mark all as read."""
    for one in told(visit.mall, allowed(visit)):
        _read(visit, one)
    return go("/notifications")
