"""Login, home and settings of Cafe24 PRO."""

import hmac

from sqlalchemy import func, select
from starlette.responses import Response

from mock_site.accounts import status
from mock_site.catalogue import MARKETPLACES
from mock_site.tables import Account, Login, Product, Synced
from mock_site.visit import Visit, log_in


def login_page(visit: Visit, *, failed: bool = False) -> Response:
    """Ask who it is."""
    typed = visit.typed()
    wanted = typed.get("next") or visit.request.query_params.get("next", "/")
    code = 422 if failed else 200
    return visit.page("pro/login.html", code, failed=failed, typed=typed, wanted=wanted)


def log_in_to_mall(visit: Visit) -> Response:
    """Let the manager of the mall in."""
    typed, mall = visit.typed(), visit.mall
    given = "\n".join(typed.get(key, "") for key in ("mall", "user", "password"))
    if not hmac.compare_digest(given, f"{mall.id}\n{mall.user}\n{mall.password}"):
        return login_page(visit, failed=True)
    login = visit.session.scalars(select(Login).where(Login.site == "pro")).one()
    return log_in(visit, login)


def home_page(visit: Visit) -> Response:
    """Show what the store does on the marketplaces."""
    accounts = visit.session.scalars(select(Account)).all()
    expiring = [one for one in accounts if status(one, visit.now) != "linked"]
    counts = {
        "home.linked": len(accounts),
        "home.synced": _count(visit, Synced),
        "home.products": _count(visit, Product),
        "home.expiring": len(expiring),
    }
    return visit.page("pro/home.html", counts=counts, here=[])


def _count(visit: Visit, table: type[Synced] | type[Product]) -> int:
    return visit.session.scalar(select(func.count()).select_from(table)) or 0


def settings_page(visit: Visit) -> Response:
    """Show what can be set up."""
    names = [one.name[visit.language] for one in MARKETPLACES.values()]
    return visit.page("pro/settings.html", names=names, here=["settings"])
