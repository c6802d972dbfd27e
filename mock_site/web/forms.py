"""Forms are taken from the site's own pages only: each holds a token that no other site reads."""

import hmac

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from mock_site.open_mall import OpenMall
from mock_site.tables.site import Login

FIELD = "csrf"
_COOKIE = "visitor"


def form_token(mall: OpenMall, site: str, visitor: str) -> str:
    """Return what the forms of *site* hold for *visitor*: the token of a login, or of a browser."""
    return mall.secret(f"form {site} {visitor}")


class FormToken:
    """The token of one visitor of one site: of the login, or of the browser before there is one."""

    def __init__(self, mall: OpenMall, site: str, login: Login | None, request: Request) -> None:
        known = request.cookies.get(_COOKIE, "")
        self._new = "" if login is not None or known else mall.issue_secret()
        visitor = login.token if login is not None else known or self._new
        self.value = form_token(mall, site, visitor)

    @property
    def field(self) -> Markup:
        """The hidden field that each form begins with."""
        return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, self.value)

    def fits(self, given: str) -> bool:
        """Return whether a form was sent with it."""
        return hmac.compare_digest(given.encode(), self.value.encode())

    def keep(self, response: Response) -> Response:
        """Let the browser of a new visitor be known again."""
        if self._new:
            response.set_cookie(_COOKIE, self._new, httponly=True, samesite="lax")
        return response
