"""The API of a marketplace over HTTP: `POST /CALL` with a JSON body; which one, says the host."""

import json
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mock_site.api.answers import CALLS, answer
from mock_site.catalogue import marketplace_of_site
from mock_site.web.threads import in_thread


def market_api() -> Starlette:
    """Return the API as an application."""
    return Starlette(routes=[Route("/{call}", _endpoint, methods=["POST"])])


async def _endpoint(request: Request) -> Response:
    call = request.path_params["call"]
    if call not in CALLS:
        return JSONResponse({"error": {"reason": "bad_request", "code": call}}, 404)
    try:
        body = json.loads(await request.body())
    except ValueError:
        return JSONResponse({"error": {"reason": "bad_request", "code": "json"}}, 400)
    return await in_thread("market", _answer, request, call, body)


def _answer(request: Request, call: str, body: Any) -> Response:
    state = request.state
    with state.malls.open(state.mall, "market") as mall:
        given = answer(mall, marketplace_of_site(state.site), call, body)
    return JSONResponse(given.body, given.status)
