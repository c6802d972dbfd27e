"""Outages: what goes wrong between the sites, done to a request before or after it is answered."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_site.faults.listed import FAULTS
from mock_site.web.rendering import html

Outage = Callable[[ASGIApp, Scope, Receive, Send], Awaitable[None]]

SLOW = 1.0
"""How many seconds late a slow site answers."""


def outage_of(faults: Iterable[str], side: str, marketplace: str) -> Outage | None:
    """Return what happens to a request to *side*; *marketplace* is whose API it is for."""
    for fault in faults:
        name, _, place = fault.partition(":")
        if FAULTS[name].concerns == side and place in {"", marketplace}:
            return _OUTAGES[name]
    return None


async def _answer_late(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(SLOW)
    await app(scope, receive, send)


async def _never_answer(_: ASGIApp, __: Scope, receive: Receive, ___: Send) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _drop(_: ASGIApp, __: Scope, receive: Receive, ___: Send) -> None:
    # ASGI has no way to say it; uvicorn's own object behind the callable has.
    receive.__self__.transport.abort()  # type: ignore[attr-defined]


async def _lose_answer(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    async def lose(_: Message) -> None:
        pass

    await app(scope, receive, lose)
    await _drop(app, scope, receive, send)


def _answer_instead(status: int, template: str) -> Outage:
    """Return the outage in which a page that stands outside of the site is all that is left."""

    async def act(_: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        page = html(f"outages/{template}.html", status, {})
        page.headers["Retry-After"] = "600"
        await page(scope, receive, send)

    return act


_be_unavailable = _answer_instead(503, "maintenance")
_fail = _answer_instead(500, "failure")


async def _garble(_: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse(["<html>", {"": None}])(scope, receive, send)


_OUTAGES: Mapping[str, Outage] = {
    "market_slow": _answer_late,
    "market_silent": _never_answer,
    "market_drops": _drop,
    "market_unavailable": _be_unavailable,
    "market_failing": _fail,
    "market_garbled": _garble,
    "market_loses_answers": _lose_answer,
    "pro_slow": _answer_late,
    "pro_drops": _drop,
    "pro_unavailable": _be_unavailable,
    "pro_failing": _fail,
}
