"""The site as a whole: one server, many malls, told apart by the host name."""

import re
from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_site.catalogue import MARKETPLACES
from mock_site.control.routes import control_app
from mock_site.malls import MallNotFoundError, Malls
from mock_site.pro.routes import pro_app
from mock_site.sellers.routes import seller_app

_HOST = re.compile(r"(?P<mall>[a-z0-9]+)\.(?P<site>[a-z0-9]+)\.localhost(:\d+)?")


class MockSite:
    """Sends each request to the control API, to Cafe24 PRO, or to a seller admin."""

    def __init__(self, token: str) -> None:
        self.malls = Malls()
        self.static = StaticFiles(directory=Path(__file__).parent / "static")
        self.control = control_app(self.malls, token)
        sellers = {one.admin.site: seller_app() for one in MARKETPLACES.values()}
        self.sites: dict[str, ASGIApp] = {"pro": pro_app(), **sellers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        match = _HOST.fullmatch(_host(scope))
        if match is None:
            await self.control(scope, receive, send)
        elif scope["path"].startswith("/static/"):
            inner = {**scope, "path": scope["path"].removeprefix("/static"), "root_path": ""}
            await self.static(inner, receive, send)
        elif match["site"] not in self.sites:
            await PlainTextResponse("no such site", 404)(scope, receive, send)
        else:
            state = {"malls": self.malls, "mall": match["mall"], "site": match["site"]}
            try:
                await self.sites[match["site"]]({**scope, "state": state}, receive, send)
            except MallNotFoundError:
                await PlainTextResponse("no such mall", 404)(scope, receive, send)


def _host(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"host":
            return str(value.decode("latin-1"))
    return ""
