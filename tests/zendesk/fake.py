"""A Zendesk help centre on this machine, with the habits of the real one that hurt.

Texts are published at once, bodies sent to the article are ignored, pictures are refused right
after an article was made, unsafe markup is stored and left out only where readers look, pictures
that no text shows stay listed, and calls are refused or cut off when a test asks for it.
"""

import base64
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from guiderunner.guide.zendesk.sanitiser import sanitise

EMAIL, TOKEN = "docs@example.com", "a-token"
API = "/api/v2/help_center"
SECTIONS = {1, 2}
_PAGE = 2  # Few on a page, so that lists have several.


@dataclass
class HelpCentre:
    """The state of the fake, and the faults that are asked for.

    `busy` uploads are refused with 409, `limited` calls with 429 and `retry_after`; the calls
    whose numbers are in `cut` (of those that change something) are cut off: "before" it is
    carried out, or "after". One that `is_open` answers strangers too.
    """

    address: str = ""
    articles: dict[int, dict[str, Any]] = field(default_factory=dict)
    translations: dict[int, dict[str, dict[str, Any]]] = field(default_factory=dict)
    attachments: dict[int, dict[str, Any]] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    locales: list[str] = field(default_factory=lambda: ["en-us", "ko", "ja", "zh-cn"])
    busy: int = 0
    limited: int = 0
    retry_after: str = "7"
    cut: dict[int, str] = field(default_factory=dict)
    is_open: bool = False
    _clock: Iterator[int] = field(default_factory=lambda: count(1))
    _numbers: Iterator[int] = field(default_factory=lambda: count(100))

    @property
    def changes(self) -> list[tuple[str, str]]:
        """The calls that change something."""
        return [one for one in self.calls if one[0] != "GET"]

    def now(self) -> str:
        """Return a time that is later than every other."""
        seconds = next(self._clock)
        return f"2026-03-02T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"

    def number(self) -> int:
        """Return a number that nothing has."""
        return next(self._numbers)

    def touch(self, number: int) -> None:
        """Note that an article was changed."""
        self.articles[number]["updated_at"] = self.now()

    def read(self, number: int, locale: str) -> str | None:
        """Return what readers get: of drafts nothing, of bodies what is safe."""
        text = self.translations[number][locale]
        return None if text["draft"] else sanitise(text["body"])

    def edit(self, number: int, locale: str, **changes: Any) -> None:
        """Change a text as a person does in Zendesk's own editor."""
        self.translations[number].setdefault(locale, _text(locale, "", "", draft=True))
        self.translations[number][locale] |= changes
        self.touch(number)

    def orphans(self, number: int) -> list[str]:
        """Return the pictures of an article that none of its texts shows."""
        shown = " ".join(one["body"] for one in self.translations[number].values())
        own = [one for one in self.attachments.values() if one["article"] == number]
        return [one["file_name"] for one in own if f"/{one['id']}" not in shown]


def _text(locale: str, title: str, body: str, *, draft: bool) -> dict[str, Any]:
    return {"locale": locale, "title": title, "body": body, "draft": draft, "outdated": False}


class _Cut:
    """Cuts the connection of chosen calls, before or after they are carried out."""

    def __init__(self, app: Starlette, centre: HelpCentre) -> None:
        self.app, self.centre = app, centre

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        centre, method = self.centre, scope["method"]
        centre.calls.append((method, scope["path"].removeprefix("/api/v2")))
        when = centre.cut.pop(len(centre.changes), None) if method != "GET" else None
        if when is None:
            await self.app(scope, receive, send)
            return
        if when == "after":
            await self.app(scope, receive, _nothing)
        # An answer that is never ended makes the server close the connection.
        headers = [(b"content-type", b"application/json"), (b"content-length", b"99")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _nothing(_: Any) -> None:
    """Send nothing."""


@contextmanager
def serve(centre: HelpCentre) -> Iterator[HelpCentre]:
    """Serve *centre* on a port of this machine."""
    routes = [
        Route("/api/v2/users/me", _me),
        Route(f"{API}/locales", _locales),
        Route(f"{API}/sections/{{section:int}}", _section),
        Route(f"{API}/{{locale}}/sections/{{section:int}}/articles", _create, methods=["POST"]),
        Route(f"{API}/{{locale}}/sections/{{section:int}}/articles", _list_articles),
        Route(f"{API}/articles/attachments/{{attachment:int}}", _detach, methods=["DELETE"]),
        Route(f"{API}/articles/{{article:int}}", _describe, methods=["PUT"]),
        Route(f"{API}/articles/{{article:int}}", _article),
        Route(f"{API}/articles/{{article:int}}/attachments", _attach, methods=["POST"]),
        Route(f"{API}/articles/{{article:int}}/attachments", _list_attachments),
        Route(f"{API}/articles/{{article:int}}/translations", _add_text, methods=["POST"]),
        Route(f"{API}/articles/{{article:int}}/translations", _list_texts),
        Route(
            f"{API}/articles/{{article:int}}/translations/{{locale}}", _set_text, methods=["PUT"]
        ),
    ]
    app = Starlette(routes=[_guarded(one) for one in routes])
    app.state.centre = centre
    config = uvicorn.Config(_Cut(app, centre), port=0, log_level="critical", lifespan="off")
    started = threading.Event()

    class Started(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            started.set()

    server = Started(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert started.wait(10)
    port = server.servers[0].sockets[0].getsockname()[1]
    centre.address = f"http://127.0.0.1:{port}"
    try:
        yield centre
    finally:
        server.should_exit = True
        thread.join(10)


def _guarded(route: Route) -> Route:
    """Refuse strangers, and calls that come too often."""

    async def endpoint(request: Request) -> Response:
        centre: HelpCentre = request.app.state.centre
        wanted = base64.b64encode(f"{EMAIL}/token:{TOKEN}".encode()).decode()
        request.state.is_known = request.headers.get("Authorization") == f"Basic {wanted}"
        if not (request.state.is_known or centre.is_open):
            return JSONResponse({"error": "Couldn't authenticate you"}, 401)
        if centre.limited:
            centre.limited -= 1
            return Response(status_code=429, headers={"Retry-After": centre.retry_after})
        missing = request.path_params.get("article")
        if missing is not None and missing not in centre.articles:
            return JSONResponse({"error": "RecordNotFound"}, 404)
        answer: Response = await route.endpoint(request, centre)
        return answer

    return Route(route.path, endpoint, methods=list(route.methods or ["GET"]))


async def _me(request: Request, _: HelpCentre) -> Response:
    known = {"id": 1, "email": EMAIL}
    return JSONResponse({"user": known if request.state.is_known else {"id": None}})


async def _locales(_: Request, centre: HelpCentre) -> Response:
    return JSONResponse({"locales": centre.locales, "default_locale": "en-us"})


async def _section(request: Request, _: HelpCentre) -> Response:
    section = request.path_params["section"]
    if section not in SECTIONS:
        return JSONResponse({"error": "RecordNotFound"}, 404)
    return JSONResponse({"section": {"id": section}})


async def _create(request: Request, centre: HelpCentre) -> Response:
    asked = (await request.json())["article"]
    locale = asked["locale"]
    number = centre.number()
    centre.articles[number] = {
        "id": number,
        "section_id": request.path_params["section"],
        "source_locale": locale,
        "label_names": asked.get("label_names", []),
        "permission_group_id": asked["permission_group_id"],
        "user_segment_id": asked["user_segment_id"],
        "updated_at": centre.now(),
    }
    text = _text(locale, asked["title"], asked.get("body", ""), draft=asked["draft"])
    centre.translations[number] = {locale: text}
    return JSONResponse({"article": _shown(centre, number)}, 201)


def _shown(centre: HelpCentre, number: int) -> dict[str, Any]:
    article = centre.articles[number]
    source = centre.translations[number][article["source_locale"]]
    return article | {one: source[one] for one in ("title", "body", "draft")}


async def _article(request: Request, centre: HelpCentre) -> Response:
    return JSONResponse({"article": _shown(centre, request.path_params["article"])})


async def _describe(request: Request, centre: HelpCentre) -> Response:
    """Set what is no text; a body or title is accepted, and ignored."""
    number, asked = request.path_params["article"], (await request.json())["article"]
    known = ("label_names", "permission_group_id", "user_segment_id")
    centre.articles[number] |= {one: asked[one] for one in known if one in asked}
    centre.touch(number)
    return JSONResponse({"article": _shown(centre, number)})


async def _attach(request: Request, centre: HelpCentre) -> Response:
    if centre.busy:
        centre.busy -= 1
        return JSONResponse({"error": "Conflict"}, 409)
    number = centre.number()
    async with request.form() as form:
        file = form["file"]
        assert not isinstance(file, str)
        attachment = {
            "id": number,
            "article": request.path_params["article"],
            "file_name": file.filename,
            "content_type": file.content_type,
            "size": file.size,
            "inline": form.get("inline") == "true",
            "locale": form.get("locale"),
        }
    centre.attachments[number] = attachment
    return JSONResponse({"article_attachment": attachment}, 201)


async def _detach(request: Request, centre: HelpCentre) -> Response:
    if centre.attachments.pop(request.path_params["attachment"], None) is None:
        return JSONResponse({"error": "RecordNotFound"}, 404)
    return Response(status_code=204)


async def _add_text(request: Request, centre: HelpCentre) -> Response:
    number, asked = request.path_params["article"], (await request.json())["translation"]
    if asked["locale"] in centre.translations[number]:
        return JSONResponse({"error": "RecordInvalid", "description": "Locale taken"}, 422)
    return _store(centre, number, asked["locale"], asked, 201)


async def _set_text(request: Request, centre: HelpCentre) -> Response:
    """Change a text; whatever it says is published at once, unless it is a draft."""
    number, locale = request.path_params["article"], request.path_params["locale"]
    if locale not in centre.translations[number]:
        return JSONResponse({"error": "RecordNotFound"}, 404)
    return _store(centre, number, locale, (await request.json())["translation"], 200)


def _store(
    centre: HelpCentre, number: int, locale: str, asked: dict[str, Any], code: int
) -> Response:
    text = centre.translations[number].setdefault(locale, _text(locale, "", "", draft=False))
    text |= {one: asked[one] for one in ("title", "body", "draft", "outdated") if one in asked}
    centre.touch(number)
    return JSONResponse({"translation": text}, code)


async def _list_articles(request: Request, centre: HelpCentre) -> Response:
    section = request.path_params["section"]
    found = [one for one in centre.articles.values() if one["section_id"] == section]
    return _listed(request, "articles", [_shown(centre, one["id"]) for one in found])


async def _list_texts(request: Request, centre: HelpCentre) -> Response:
    texts = centre.translations[request.path_params["article"]]
    return _listed(request, "translations", list(texts.values()))


async def _list_attachments(request: Request, centre: HelpCentre) -> Response:
    number = request.path_params["article"]
    own = [one for one in centre.attachments.values() if one["article"] == number]
    return _listed(request, "article_attachments", own)


def _listed(request: Request, name: str, items: list[dict[str, Any]]) -> Response:
    """Answer with one page of a list, and where the next one is."""
    page = int(request.query_params.get("page", "1"))
    start = (page - 1) * _PAGE
    following = str(request.url.include_query_params(page=page + 1))
    more = start + _PAGE < len(items)
    return JSONResponse(
        {name: items[start : start + _PAGE], "next_page": following if more else None}
    )


def pictures_in(body: str) -> list[int]:
    """Return the numbers of the attachments that *body* shows."""
    return [int(one) for one in re.findall(r"/hc/article_attachments/(\d+)", body)]
