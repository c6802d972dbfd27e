"""The endpoints of the control API: loopback, with a token, described by OpenAPI."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.schemas import SchemaGenerator
from starlette.types import ASGIApp

from mock_site.behaviours import DEFECTS
from mock_site.control.describe import mall_facts
from mock_site.control.dump import dump_mall
from mock_site.malls import MallNotFoundError, Malls
from mock_site.tables import Mall
from mock_site.world import World, WorldStep, check_world, duration

Endpoint = Callable[[Request], Awaitable[Response]]
_schemas = SchemaGenerator(
    {"openapi": "3.1.0", "info": {"title": "Mock site, control API", "version": "1"}}
)


def control_app(malls: Malls, token: str) -> ASGIApp:
    """Return the control API over *malls*; each call needs *token* as its bearer."""

    def guarded(endpoint: Callable[[Request], Awaitable[Any]]) -> Endpoint:
        async def answer(request: Request) -> Response:
            given = request.headers.get("authorization", "")
            if not hmac.compare_digest(given, f"Bearer {token}"):
                return JSONResponse({"error": "the token is missing or not right"}, 401)
            try:
                return JSONResponse(await endpoint(request))
            except MallNotFoundError:
                return JSONResponse({"error": "there is no such mall"}, 404)
            except (ValidationError, ValueError) as error:
                return JSONResponse({"error": str(error)}, 422)

        answer.__doc__ = endpoint.__doc__
        return answer

    async def create(request: Request) -> Any:
        """
        summary: Make a mall from a world
        responses: {200: {description: Its id, variables, secrets and sessions}}
        """
        given = await request.json()
        problems = check_world(given, [])
        if problems:
            raise ValueError("; ".join(message for _, message in problems))
        with malls.session(malls.create(World.model_validate(given))) as session:
            return mall_facts(session)

    async def dump(request: Request) -> Any:
        """
        summary: Dump the state of a mall, secrets as placeholders
        responses: {200: {description: Every table}}
        """
        with malls.session(request.path_params["mall"]) as session:
            return dump_mall(session, mall_facts(session)["secrets"])

    async def delete(request: Request) -> Any:
        """
        summary: Drop a mall
        responses: {200: {description: It is gone}}
        """
        with malls.session(request.path_params["mall"]):
            pass
        malls.delete(request.path_params["mall"])
        return {}

    async def perform(request: Request) -> Any:
        """
        summary: Let something happen off-stage, e.g. time go by
        responses: {200: {description: The clock afterwards}}
        """
        step = WorldStep.model_validate(await request.json())
        with malls.session(request.path_params["mall"]) as session:
            mall = session.get_one(Mall, request.path_params["mall"])
            mall.clock += duration(step.advance)
            return {"clock": mall.clock.isoformat()}

    async def switch(request: Request) -> Any:
        """
        summary: Switch the faults of a mall; those that are not named are off
        responses: {200: {description: The faults that are on}}
        """
        faults = await request.json()
        unknown = [one for one in faults if one not in DEFECTS]
        if unknown:
            raise ValueError(f"no such fault: {', '.join(unknown)}. Known: {', '.join(DEFECTS)}")
        with malls.session(request.path_params["mall"]) as session:
            session.get_one(Mall, request.path_params["mall"]).faults = faults
            return faults

    routes = [
        Route("/control/malls", guarded(create), methods=["POST"]),
        Route("/control/malls/{mall}", guarded(dump), methods=["GET"]),
        Route("/control/malls/{mall}", guarded(delete), methods=["DELETE"]),
        Route("/control/malls/{mall}/steps", guarded(perform), methods=["POST"]),
        Route("/control/malls/{mall}/faults", guarded(switch), methods=["PUT"]),
    ]

    async def schema(_: Request) -> Response:
        return JSONResponse(_schemas.get_schema(routes=routes))

    openapi = Route("/control/openapi.json", schema, include_in_schema=False)
    return Starlette(routes=[*routes, openapi])
