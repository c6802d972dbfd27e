"""The site as a whole: one server, many malls, told apart by the host name."""

import re
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from mock_site.api.routes import market_api
from mock_site.catalogue import SELLER_SITES, marketplace_of_site
from mock_site.control.routes import control_app
from mock_site.malls import Malls
from mock_site.outages import Outage, outage_of
from mock_site.pro.layout import failure_page as pro_failure
from mock_site.pro.routes import pro_app
from mock_site.sellers.layout import failure_page as seller_failure
from mock_site.sellers.routes import seller_app

_HOST = re.compile(r"(?P<mall>[a-z0-9]+)\.(?P<site>[a-z0-9]+(-api)?)\.localhost(:\d+)?")

API = "-api"
"""What the name of a seller admin ends in to name the API beside it."""


class Site:
    """Sends each request to the control API, Cafe24 PRO, a seller admin or a marketplace's API."""

    def __init__(self, malls: Malls, token: str) -> None:
        self.malls = malls
        files = StaticFiles(directory=Path(__file__).parent / "static")
        self.static = Starlette(routes=[Mount("/static", files)])
        self.control = control_app(self.malls, token)
        seller = seller_app()
        apis = dict.fromkeys((f"{one}{API}" for one in SELLER_SITES), market_api())
        self.sites: dict[str, ASGIApp] = {
            "pro": pro_app(),
            **dict.fromkeys(SELLER_SITES, seller),
            **apis,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        match = _HOST.fullmatch(_host(scope))
        if match is None:
            await self.control(scope, receive, send)
        elif scope["path"].startswith("/static/"):
            await self.static(scope, receive, send)
        elif match["site"] not in self.sites:
            await PlainTextResponse("There is no such site.", 404)(scope, receive, send)
        elif match["mall"] not in self.malls:
            await PlainTextResponse("There is no such mall.", 404)(scope, receive, send)
        else:
            await self._answer(match["mall"], match["site"], scope, receive, send)

    async def _answer(
        self, mall: str, host: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        site = host.removesuffix(API)
        failure = pro_failure if site == "pro" else seller_failure
        state = {"malls": self.malls, "mall": mall, "site": site, "failure": failure}
        app, inner = self.sites[host], {**scope, "state": state}
        outage = self._outage(mall, host, site)
        if outage is None:
            await app(inner, receive, send)
        else:
            await outage(app, inner, receive, send)

    def _outage(self, mall: str, host: str, site: str) -> Outage | None:
        faults = self.malls.faults(mall)
        if not faults:
            return None
        if site == "pro":
            return outage_of(faults, "pro", "")
        # A marketplace's own pages work on: it is its API that is out.
        if host == site:
            return None
        return outage_of(faults, "market", marketplace_of_site(site).id)


def _host(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"host":
            return str(value.decode("latin-1"))
    return ""
