"""Logging in and out, and switching the language: the same on every site."""

from starlette.responses import Response

from mock_site.tables.site import Login
from mock_site.web.visit import Visit, go, languages_of

_MONTH = 30 * 24 * 60 * 60


def _own(address: str) -> str:
    """Return *address* if it is a page of this site, else the home page."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"


def start_session(
    visit: Visit, address: str, shop_id: int | None = None, user: str = ""
) -> Response:
    """Let the visitor in, and go to the page that was asked for."""
    login = Login(
        token=visit.mall.issue_secret(),
        site=visit.site,
        user=user,
        shop_id=shop_id,
        notice=[],
        seen_at=visit.mall.now,
    )
    visit.mall.session.add(login)
    response = go(_own(address))
    response.set_cookie("session", login.token, httponly=True, samesite="lax")
    return response


def end_session(visit: Visit) -> Response:
    """Forget the visitor."""
    if visit.login is not None:
        visit.mall.session.delete(visit.login)
    response = go("/login")
    response.delete_cookie("session")
    return response


def switch_language(visit: Visit) -> Response:
    """Keep the language that was chosen, and return to the page that it was chosen on."""
    response = go(_own(visit.typed("back")))
    wanted = visit.typed("lang")
    if wanted in languages_of(visit.site):
        response.set_cookie("lang", wanted, max_age=_MONTH, samesite="lax")
    return response
