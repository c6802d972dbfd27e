"""Login and settings of Cafe24 PRO."""

import hmac

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.pro.layout import show
from mock_site.web.session import start_session
from mock_site.web.visit import Visit


def login_page(visit: Visit) -> Response:
    """Ask who it is."""
    return _ask(visit, visit.query("next") or "/")


def _ask(visit: Visit, wanted: str, *, failed: bool = False) -> Response:
    typed = {key: visit.typed(key) for key in ("mall", "user")}
    status_code = 422 if failed else 200
    return visit.page("pro/login.html", status_code, failed=failed, typed=typed, wanted=wanted)


def log_in(visit: Visit) -> Response:
    """Let the manager of the mall in."""
    row = visit.mall.row
    given = "\n".join(visit.typed(key) for key in ("mall", "user", "password"))
    right = f"{row.id}\n{row.user}\n{row.password}"
    if not hmac.compare_digest(given.encode(), right.encode()):
        return _ask(visit, visit.typed("next"), failed=True)
    return start_session(visit, visit.typed("next"))


def settings_page(visit: Visit) -> Response:
    """Show what can be set up."""
    names = [one.name[visit.language] for one in MARKETPLACES.values()]
    return show(visit, "settings.html", "settings", names=names)


def no_page(visit: Visit) -> Response:
    """Say that there is no such page."""
    raise HTTPException(404, visit.request.url.path)
