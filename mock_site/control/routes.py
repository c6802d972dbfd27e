"""The endpoints of the control API: loopback, with a token, described by OpenAPI."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from mock_site.behaviours import DEFECTS
from mock_site.control.describe import mall_facts
from mock_site.control.dump import dump_mall
from mock_site.malls import MallNotFoundError, Malls
from mock_site.tables import Mall
from mock_site.world import World, WorldStep, check_world, duration

Answer = Callable[[Malls, Request], Awaitable[Any]]


async def create(malls: Malls, request: Request) -> Any:
    """Make a mall from a world; return its id, variables, secrets and sessions."""
    given = await request.json()
    problems = check_world(given, [])
    if problems:
        raise ValueError("; ".join(message for _, message in problems))
    with malls.session(malls.create(World.model_validate(given))) as session:
        return mall_facts(session)


async def dump(malls: Malls, request: Request) -> Any:
    """Return every table of a mall, secrets as placeholders."""
    with malls.session(request.path_params["mall"]) as session:
        return dump_mall(session, mall_facts(session)["secrets"])


async def delete(malls: Malls, request: Request) -> Any:
    """Drop a mall."""
    malls.delete(request.path_params["mall"])
    return {}


async def perform(malls: Malls, request: Request) -> Any:
    """Let something happen off-stage, e.g. time go by; return the clock afterwards."""
    step = WorldStep.model_validate(await request.json())
    with malls.session(request.path_params["mall"]) as session:
        mall = session.get_one(Mall, request.path_params["mall"])
        mall.clock += duration(step.advance)
        return {"clock": mall.clock.isoformat()}


async def switch(malls: Malls, request: Request) -> Any:
    """Switch the faults of a mall; those that are not named are off."""
    faults = await request.json()
    unknown = [str(one) for one in faults if one not in DEFECTS]
    if unknown:
        raise ValueError(f"no such fault: {', '.join(unknown)}. Known: {', '.join(DEFECTS)}")
    with malls.session(request.path_params["mall"]) as session:
        session.get_one(Mall, request.path_params["mall"]).faults = faults
    return faults


ENDPOINTS: tuple[tuple[str, str, Answer], ...] = (
    ("POST", "/control/malls", create),
    ("GET", "/control/malls/{mall}", dump),
    ("DELETE", "/control/malls/{mall}", delete),
    ("POST", "/control/malls/{mall}/steps", perform),
    ("PUT", "/control/malls/{mall}/faults", switch),
)


def control_app(malls: Malls, token: str) -> ASGIApp:
    """Return the control API over *malls*; each call needs *token* as its bearer."""
    routes = [
        Route(path, _guarded(answer, malls, token), methods=[method])
        for method, path, answer in ENDPOINTS
    ]
    return Starlette(routes=[*routes, Route("/control/openapi.json", _openapi)])


def _guarded(answer: Answer, malls: Malls, token: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return JSONResponse({"error": "the token is missing or not right"}, 401)
        try:
            return JSONResponse(await answer(malls, request))
        except MallNotFoundError:
            return JSONResponse({"error": "there is no such mall"}, 404)
        except (ValidationError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 422)

    return endpoint


async def _openapi(_: Request) -> Response:
    paths: dict[str, dict[str, Any]] = {}
    for method, path, answer in ENDPOINTS:
        paths.setdefault(path, {})[method.lower()] = {
            "summary": answer.__doc__,
            "operationId": answer.__name__,
            "security": [{"token": []}],
            "responses": {"200": {"description": "done"}, "422": {"description": "refused"}},
        }
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "Mock site, control API", "version": "1"},
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
            "paths": paths,
        }
    )
