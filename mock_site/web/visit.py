"""One request to one site of one mall: who asks, in which language, and for what."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from starlette.datastructures import URL, FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mock_site.catalogue import marketplace_of_site
from mock_site.catalogue.shape import PRO_LANGUAGES
from mock_site.open_mall import OpenMall
from mock_site.tables.sides import side_of
from mock_site.tables.site import Login
from mock_site.texts import NAMES, PRO, SELLERS, Translate, translator
from mock_site.web.forms import FIELD, FormToken
from mock_site.web.rendering import html
from mock_site.web.threads import in_thread

_LARGEST_ID = 2**63 - 1


def languages_of(site: str) -> tuple[str, ...]:
    """Return the languages that *site* is offered in."""
    return PRO_LANGUAGES if site == "pro" else marketplace_of_site(site).admin.languages


@dataclass
class Visit:
    """A request with all that its page needs."""

    request: Request
    mall: OpenMall
    site: str
    login: Login | None
    form: FormData
    token: FormToken = field(init=False)
    t: Translate = field(init=False)
    language: str = field(init=False)

    def __post_init__(self) -> None:
        self.token = FormToken(self.mall, self.site, self.login, self.request)
        offered = languages_of(self.site)
        wanted = self.request.cookies.get("lang", "")
        self.language = wanted if wanted in offered else offered[0]
        self.t = translator(PRO if self.site == "pro" else SELLERS, self.language)

    def typed(self, name: str) -> str:
        """Return what was typed into a field of the form, without blanks around it."""
        return str(self.form.get(name, "")).strip()

    def query(self, name: str) -> str:
        """Return a part of the address's query."""
        return self.request.query_params.get(name, "")

    def part(self, name: str) -> Any:
        """Return a part of the address's path; a number that no record can have is not found."""
        part = self.request.path_params[name]
        if isinstance(part, int) and part > _LARGEST_ID:
            raise HTTPException(404)
        return part

    def origin_of(self, site: str) -> str:
        """Return the origin of another site of the same mall."""
        mall, rest = self.request.headers["host"].split(f".{self.site}.", 1)
        return f"http://{mall}.{site}.{rest}"

    def say(self, kind: str, text: str, **gaps: object) -> None:
        """Let the next page begin with a text: kind is status or alert."""
        if self.login is not None:
            self.login.notice = [kind, text, gaps]

    def page(self, template: str, status: int = 200, /, **values: Any) -> Response:
        """Return a page of the site; what the request before wanted said is shown once."""
        notice = None
        if self.login is not None and self.login.notice:
            kind, text, gaps = self.login.notice
            notice = {"kind": kind, "text": self.t(text, **gaps)}
            self.login.notice = []
        url = self.request.url
        shared = {
            "t": self.t,
            "csrf": self.token.field,
            "language": self.language,
            "languages": {one: NAMES[one] for one in languages_of(self.site)},
            "back": f"{url.path}?{url.query}" if url.query else url.path,
            "path": url.path,
            "notice": notice,
            "logged_in": self.login is not None,
        }
        return html(template, status, {**shared, **values})


Handler = Callable[[Visit], Response]
Failure = Callable[[Visit, int], Response]


def get(path: str, handler: Handler, *, public: bool = False) -> Route:
    """Return the route of a page."""
    return Route(path, _endpoint(handler, public), methods=["GET"])


def post(path: str, handler: Handler, *, public: bool = False) -> Route:
    """Return the route that a form is sent to."""
    return Route(path, _endpoint(handler, public), methods=["POST"])


def _endpoint(handler: Handler, public: bool) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        form = await request.form() if request.method == "POST" else FormData()
        return await in_thread(side_of(request.state.site), answer, request, form)

    def answer(request: Request, form: FormData) -> Response:
        state = request.state
        with state.malls.open(state.mall, side_of(state.site)) as mall:
            visit = Visit(request, mall, state.site, find_login(mall, request, state.site), form)
            if end_of_login(visit):
                return go(f"/login?next={quote(_page_asked(request))}&ended=yes")
            if visit.login is None and not public:
                return go(f"/login?next={quote(_page_asked(request))}")
            try:
                _check_form(visit)
                return visit.token.keep(handler(visit))
            except HTTPException as error:
                failure: Failure = state.failure
                return visit.token.keep(failure(visit, error.status_code))

    return endpoint


def _check_form(visit: Visit) -> None:
    if visit.request.method == "POST" and not visit.token.fits(visit.typed(FIELD)):
        raise HTTPException(409)


def _page_asked(request: Request) -> str:
    """Return the page that was asked for, or the one with the form that was sent."""
    url = request.url
    if request.method != "GET":
        url = URL(request.headers.get("referer", ""))
        if url.netloc != request.url.netloc:
            return "/"
    return f"{url.path}?{url.query}" if url.query else url.path


def end_of_login(visit: Visit) -> bool:
    """End the login to Cafe24 PRO if nothing was done with it for too long; say whether it did."""
    login, minutes = visit.login, visit.mall.row.session_minutes
    if login is None or minutes is None or visit.site != "pro":
        return False
    now = visit.mall.now
    if login.seen_at is not None and now - login.seen_at > timedelta(minutes=minutes):
        visit.mall.session.delete(login)
        visit.login = None
        return True
    login.seen_at = now
    return False


def find_login(mall: OpenMall, request: Request, site: str) -> Login | None:
    """Return the session that the cookie of a request belongs to."""
    token = request.cookies.get("session", "")
    login = mall.session.get(Login, token) if token else None
    return login if login is not None and login.site == site else None


def go(address: str) -> Response:
    """Send the browser on by GET."""
    return RedirectResponse(address, status_code=303)
