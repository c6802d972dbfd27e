"""The endpoints of the control API: loopback, with a token, described by OpenAPI."""

import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mock_site.catalogue import MARKETPLACES
from mock_site.control.describe import mall_facts, mall_variables, ways_in
from mock_site.control.dump import dump_mall
from mock_site.control.dump_check import dotted
from mock_site.control.openapi import DOCUMENT, Faults
from mock_site.control.records import Dump
from mock_site.control.restore import restore_mall
from mock_site.control.steps import perform
from mock_site.faults.listed import FAULTS
from mock_site.malls import MallNotFoundError, Malls
from mock_site.situations import situations
from mock_site.web.threads import in_thread
from mock_site.world import World
from mock_site.world_steps import WorldStep

Endpoint = Callable[[Request], Awaitable[Response]]
Answer = Callable[[Malls, Request, Any], Any]
_START = secrets.token_hex(4)  # Of this process.


def control_app(malls: Malls, token: str) -> Starlette:
    """Return the control API over *malls*; each call needs *token* as its bearer."""

    def endpoint(answer: Answer) -> Endpoint:
        async def guarded(request: Request) -> Response:
            given = request.headers.get("authorization", "")
            if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
                return _refused("the token is missing or not right", 401)
            try:
                body = json.loads(await request.body() or b"null")
            except ValueError as error:
                return _refused(f"the body is no JSON: {error}", 400)
            try:
                return JSONResponse(await in_thread("pro", answer, malls, request, body))
            except MallNotFoundError:
                return _refused("there is no such mall", 404)
            except ValidationError as error:
                return _refused(_told(error), 422)
            except ValueError as error:
                return _refused(str(error), 422)

        return guarded

    return Starlette(
        routes=[
            Route("/control/openapi.json", _openapi),
            Route("/control/start", endpoint(_start), methods=["GET"]),
            Route("/control/faults", endpoint(_list_faults), methods=["GET"]),
            Route("/control/malls", endpoint(_create), methods=["POST"]),
            Route("/control/malls/{mall}", endpoint(_dump), methods=["GET"]),
            Route("/control/malls/{mall}", endpoint(_restore), methods=["PUT"]),
            Route("/control/malls/{mall}", endpoint(_delete), methods=["DELETE"]),
            Route("/control/malls/{mall}/ways-in", endpoint(_ways_in), methods=["GET"]),
            Route("/control/malls/{mall}/steps", endpoint(_perform), methods=["POST"]),
            Route("/control/malls/{mall}/faults", endpoint(_switch), methods=["PUT"]),
        ]
    )


def _refused(said: str, status: int) -> Response:
    """Return why nothing was done; JSON knows no half of a character, which may be quoted."""
    return JSONResponse({"error": said.encode(errors="backslashreplace").decode()}, status)


def _told(error: ValidationError) -> str:
    """Return each mistake with the field that it is in."""
    return "; ".join(
        f"{place}: {one['msg']}" if (place := dotted(one["loc"])) else str(one["msg"])
        for one in error.errors()
    )


async def _openapi(_: Request) -> Response:
    return JSONResponse(DOCUMENT)


def _start(_: Malls, __: Request, ___: Any) -> Any:
    return {"id": _START}


def _create(malls: Malls, _: Request, body: Any) -> Any:
    return malls.create(World.model_validate(body), mall_facts)


def _dump(malls: Malls, request: Request, _: Any) -> Any:
    with malls.both(request.path_params["mall"]) as (pro, market):
        return dump_mall(pro, market)


def _restore(malls: Malls, request: Request, body: Any) -> Any:
    mall_id, about = request.path_params["mall"], _about(request)
    with malls.both(mall_id) as (pro, market):
        restore_mall(pro, market, Dump.model_validate(body))
        facts, faults = mall_facts(pro, market, about), pro.row.faults
    malls.switch(mall_id, faults)
    return facts


def _delete(malls: Malls, request: Request, _: Any) -> Any:
    malls.delete(request.path_params["mall"])
    return {}


def _perform(malls: Malls, request: Request, body: Any) -> Any:
    step = WorldStep.model_validate(body)
    mall_id, about = request.path_params["mall"], _about(request)
    clock = perform(malls, mall_id, step)
    with malls.both(mall_id) as (pro, market):
        return {"clock": clock, "variables": mall_variables(pro, market, about)}


def _ways_in(malls: Malls, request: Request, _: Any) -> Any:
    with malls.both(request.path_params["mall"]) as (pro, market):
        return ways_in(pro, market)


def _about(request: Request) -> str:
    """Return the marketplace whose shop the variables tell of; nothing if it is the first one."""
    about = request.query_params.get("about", "")
    if about and about not in MARKETPLACES:
        raise ValueError(f"about: there is no marketplace '{about}'")
    return about


def _switch(malls: Malls, request: Request, body: Any) -> Any:
    faults = Faults.model_validate(body).root
    malls.switch(request.path_params["mall"], faults)
    return faults


def _list_faults(_: Malls, __: Request, ___: Any) -> Any:
    found = [asdict(one) for one in FAULTS.values()]
    return [*found, *(one.listed for one in situations().values())]
