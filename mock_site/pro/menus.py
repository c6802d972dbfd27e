"""The menus of Cafe24 PRO: who may open which, and what must be told before."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.pro.upkeep import catch_up
from mock_site.tables.staff import GRANTABLE, Staff
from mock_site.web.visit import Handler, Visit

OWNERS = (*GRANTABLE, "staff")


def allowed(visit: Visit) -> tuple[str, ...]:
    """Return the menus that the visitor may open: the owner all, a sub-admin what is granted."""
    if visit.login is None:
        return ()
    if not visit.login.user:
        return OWNERS
    staff = visit.mall.session.get_one(Staff, visit.login.user)
    return tuple(one for one in GRANTABLE if one in staff.menus)


def who(visit: Visit) -> str:
    """Return the user ID of the visitor."""
    return (visit.login.user if visit.login else "") or visit.mall.row.user


def of_menu(menu: str, handler: Handler) -> Handler:
    """Return *handler* for those who may open *menu*; all that time has brought is told before."""

    def handle(visit: Visit) -> Response:
        if visit.login is not None:
            catch_up(visit.mall)
        if menu and menu not in allowed(visit):
            raise HTTPException(403)
        return handler(visit)

    return handle
