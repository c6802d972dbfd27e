"""Login and settings of Cafe24 PRO."""

import hmac

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.pro.layout import show
from mock_site.pro.passwords import fits
from mock_site.tables.staff import Staff
from mock_site.web.session import start_session
from mock_site.web.visit import Visit


def login_page(visit: Visit) -> Response:
    """Ask who it is."""
    return _ask(visit, visit.query("next") or "/")


def _ask(visit: Visit, wanted: str, *, failed: bool = False) -> Response:
    typed = {key: visit.typed(key) for key in ("mall", "user")}
    status_code = 422 if failed else 200
    ended = visit.mall.row.session_minutes if visit.query("ended") else None
    shown = {"failed": failed, "typed": typed, "wanted": wanted, "ended": ended}
    return visit.page("pro/login.html", status_code, **shown)


def log_in(visit: Visit) -> Response:
    """Let the owner of the mall in, or a sub-admin."""
    row, user = visit.mall.row, visit.typed("user")
    password = str(visit.form.get("password", ""))
    if visit.typed("mall") == row.id:
        if user == row.user and hmac.compare_digest(password.encode(), row.password.encode()):
            return start_session(visit, visit.typed("next"))
        staff = visit.mall.session.get(Staff, user)
        if staff is not None and not staff.deleted and fits(password, staff.password):
            return start_session(visit, visit.typed("next"), user=user)
    return _ask(visit, visit.typed("next"), failed=True)


def settings_page(visit: Visit) -> Response:
    """Show what can be set up."""
    names = [one.name[visit.language] for one in MARKETPLACES.values()]
    return show(visit, "settings.html", "settings", names=names)


def no_page(visit: Visit) -> Response:
    """Say that there is no such page."""
    raise HTTPException(404, visit.request.url.path)
