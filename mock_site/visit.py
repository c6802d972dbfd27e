"""One request to one site of one mall: who asks, in which language, at what time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mock_site.catalogue import marketplace_of_site
from mock_site.rendering import page
from mock_site.tables import Login, Mall
from mock_site.texts import NAMES, PRO, SELLERS, Translate, translator

PRO_LANGUAGES = ("en", "ko", "ja")


def languages_of(site: str) -> tuple[str, ...]:
    """Return the languages that *site* is offered in."""
    return PRO_LANGUAGES if site == "pro" else marketplace_of_site(site).admin.languages


@dataclass
class Visit:
    """A request with all that its page needs."""

    request: Request
    session: Session
    mall: Mall
    site: str
    language: str
    form: FormData

    @property
    def t(self) -> Translate:
        """The words of the site in the language of the visit."""
        return translator(PRO if self.site == "pro" else SELLERS, self.language)

    @property
    def now(self) -> datetime:
        """The time in the mall."""
        return self.mall.clock

    def typed(self) -> dict[str, str]:
        """Return what was typed into the form, without blanks around it."""
        return {key: str(value).strip() for key, value in self.form.items()}

    def page(self, template: str, code: int = 200, /, **values: Any) -> Response:
        """Return a page of the site; a notice left by the page before is shown once."""
        notice = self.request.query_params.get("notice")
        response = page(
            template,
            code,
            t=self.t,
            language=self.language,
            languages={one: NAMES[one] for one in languages_of(self.site)},
            path=self.request.url.path,
            query=self.request.url.query,
            notice=notice,
            **values,
        )
        response.headers["Cache-Control"] = "no-store"
        return response


Handler = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def visited(handler: Handler, *, public: bool = False) -> Endpoint:
    """Make an endpoint of *handler*: in the mall's database, and only for who is logged in."""

    async def endpoint(request: Request) -> Response:
        malls, mall_id, site = request.state.malls, request.state.mall, request.state.site
        form = await request.form()
        with malls.session(mall_id) as session:
            visit = Visit(
                request=request,
                session=session,
                mall=session.get_one(Mall, mall_id),
                site=site,
                language=_language(request, site),
                form=form,
            )
            if not public and not _is_logged_in(visit):
                return go(f"/login?next={quote(request.url.path)}")
            return handler(visit)

    return endpoint


def _language(request: Request, site: str) -> str:
    offered = languages_of(site)
    wanted = request.cookies.get("lang", "")
    return wanted if wanted in offered else offered[0]


def _is_logged_in(visit: Visit) -> bool:
    token = visit.request.cookies.get("session", "")
    login = visit.session.get(Login, token)
    return login is not None and login.site == visit.site


def go(address: str) -> Response:
    """Send the browser on by GET."""
    return RedirectResponse(address, status_code=303)


def switch_language(visit: Visit) -> Response:
    """Keep the language that was chosen, and return to the page that it was chosen on."""
    back = str(visit.form.get("back", "/"))
    response = go(back if back.startswith("/") and not back.startswith("//") else "/")
    wanted = str(visit.form.get("lang", ""))
    if wanted in languages_of(visit.site):
        response.set_cookie("lang", wanted, samesite="lax")
    return response


def log_in(visit: Visit, login: Login) -> Response:
    """Let the visitor in, and go to where they wanted to."""
    wanted = str(visit.form.get("next", "/"))
    response = go(wanted if wanted.startswith("/") and not wanted.startswith("//") else "/")
    response.set_cookie("session", login.token, httponly=True, samesite="lax")
    return response


def log_out(_: Visit) -> Response:
    """Forget the visitor."""
    response = go("/login")
    response.delete_cookie("session")
    return response
