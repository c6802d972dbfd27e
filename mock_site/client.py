"""The door of the engine to the mock site; it fits the engine's protocol by shape."""

import json
import os
import subprocess
import sys
import weakref
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, ClassVar, Self

from mock_site.about import about
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.shape import PRO_LANGUAGES
from mock_site.named_worlds import named_world, world_names
from mock_site.world import World
from mock_site.world_check import check_world
from mock_site.world_steps import WorldStep

_ROOT = Path(__file__).parent.parent
_STAND_IN, _SECRET = "…", "«…»"


class MockMall:
    """One mall on the running site, made for one try.

    Attributes:
        variables: What scenarios reach as `{{ name }}`.
        secrets: Name to value of all passwords, keys and tokens.
    """

    def __init__(self, site: "MockSite", facts: Mapping[str, Any]) -> None:
        self._site = site
        self.id: str = facts["id"]
        self._know(facts)

    def _know(self, facts: Mapping[str, Any]) -> None:
        self.variables: Mapping[str, Any] = facts["variables"]
        self.secrets: Mapping[str, str] = facts["secrets"]
        self._sessions: Mapping[str, str] = facts["sessions"]

    def origin(self, site: str) -> str:
        """Return the origin of *site* in this mall."""
        return f"http://{self._host(site)}:{self._site.port}"

    def storage_state(self, languages: Mapping[str, str]) -> dict[str, Any]:
        """Return a storage state: logged in everywhere, each site in its language."""
        cookies = [self._cookie(site, "session", one) for site, one in self._sessions.items()]
        cookies += [self._cookie(site, "lang", one) for site, one in languages.items()]
        return {"cookies": cookies, "origins": []}

    def _cookie(self, site: str, name: str, value: str) -> dict[str, Any]:
        return {
            "name": name,
            "value": value,
            "domain": self._host(site),
            "path": "/",
            "expires": -1,
            "httpOnly": name == "session",
            "secure": False,
            "sameSite": "Lax",
        }

    def _host(self, site: str) -> str:
        return f"{self.id}.{site}.localhost"

    def perform(self, step: Mapping[str, Any]) -> None:
        """Let something happen off-stage, e.g. `{"advance": "30 minutes"}`.

        The variables are renewed: the seller has the keys in hand that were issued last.
        """
        done = self._site.call("POST", f"/control/malls/{self.id}/steps", dict(step))
        self.variables = done["variables"]

    def switch_faults(self, faults: Sequence[str]) -> None:
        """Switch on *faults*, and all others off."""
        self._site.call("PUT", f"/control/malls/{self.id}/faults", list(faults))

    def dump(self) -> dict[str, Any]:
        """Return the state of the mall, secrets as placeholders."""
        dumped: dict[str, Any] = self._site.call("GET", f"/control/malls/{self.id}")
        return dumped

    def restore(self, dumped: Mapping[str, Any]) -> None:
        """Put the mall into a state that was dumped; its secrets are made anew."""
        self._know(self._site.call("PUT", f"/control/malls/{self.id}", dict(dumped)))

    def delete(self) -> None:
        """Drop the mall."""
        self._site.call("DELETE", f"/control/malls/{self.id}")


class MockSite:
    """The running mock site."""

    languages: ClassVar[Mapping[str, Sequence[str]]] = {
        "pro": PRO_LANGUAGES,
        # Those in which nobody reads Cafe24 PRO, and so no guide, are for people by hand.
        **{
            one.admin.site: tuple(lang for lang in one.admin.languages if lang in PRO_LANGUAGES)
            for one in MARKETPLACES.values()
        },
    }
    records: ClassVar[Mapping[str, Sequence[str]]] = {"marketplace": tuple(MARKETPLACES)}

    def __init__(self, address: str, process: subprocess.Popen[str] | None = None) -> None:
        self.address = address
        facts = json.loads(address)
        self.token = facts["token"]
        host, _, port = facts["address"].partition(":")
        self.port = int(port)
        self._connection = HTTPConnection(host, self.port, timeout=30)
        weakref.finalize(self, self._connection.close)
        self._process = process

    @classmethod
    def start(cls) -> Self:
        """Start the site in a process of its own, which ends with this one.

        Raises:
            RuntimeError: If it does not start.
        """
        process = subprocess.Popen(
            [sys.executable, "-m", "mock_site", "--port", "0", "--child"],
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise RuntimeError(f"the mock site did not start (exit code {process.wait()})")
        return cls(line.strip(), process)

    @classmethod
    def connect(cls, address: str) -> Self:
        """Return the door to the site that another process started."""
        return cls(address)

    @staticmethod
    def check(
        given: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]
    ) -> list[tuple[list[str | int], str]]:
        """Return what is wrong with a world and its steps, as (path, message)."""
        return check_world(given, steps)

    @staticmethod
    def schemas() -> Mapping[str, Mapping[str, Any]]:
        """Return JSON Schemas of what `given` and a `world` step may hold."""
        return {"given": World.model_json_schema(), "world": WorldStep.model_json_schema()}

    @staticmethod
    def variables(given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the variables of such a world, with stand-ins for what is made later."""
        given = _spelled_out(given)
        variables: dict[str, Any] = {
            "mall": {"id": _STAND_IN, "user": _STAND_IN, "password": _SECRET},
            "product": dict.fromkeys(("code", "name"), _STAND_IN),
        }
        if given.get("staff"):
            variables["staff"] = {"user": _STAND_IN, "password": _SECRET}
        shops = given.get("shops") or []
        first = str(shops[0].get("marketplace")) if shops and isinstance(shops[0], dict) else ""
        if first in MARKETPLACES:
            names = ("marketplace", "site", "admin", "id", "name", "new_return_address")
            typed = MARKETPLACES[first].typed
            variables["shop"] = {
                **dict.fromkeys(names, _STAND_IN),
                "login": {"user": _STAND_IN, "password": _SECRET},
                "credentials": {one.name: _SECRET if one.is_hidden else _STAND_IN for one in typed},
                "information": {"return_address": _STAND_IN},
            }
            variables["wrong_key"] = _SECRET
        return variables

    @staticmethod
    def about(given: Mapping[str, Any], locale: str) -> Mapping[str, Any]:
        """Return what the site is, and where its facts are known from."""
        return about(_spelled_out(given), locale)

    def create(self, given: Mapping[str, Any]) -> MockMall:
        """Make a mall."""
        return MockMall(self, self.call("POST", "/control/malls", dict(given)))

    @property
    def process_id(self) -> int | None:
        """The id of the site's process, if this process started it."""
        return self._process.pid if self._process is not None else None

    def stop(self) -> None:
        """Stop the site if this process started it."""
        self._connection.close()
        process, self._process = self._process, None
        if process is None or process.stdin is None or process.stdout is None:
            return
        process.stdin.close()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Call the control API.

        Raises:
            RuntimeError: If it refuses.
        """
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            self._connection.request(method, path, json.dumps(body), headers)
            response = self._connection.getresponse()
            answer = json.loads(response.read())
        except (OSError, HTTPException):
            # What is half sent or half read would spoil the next call.
            self._connection.close()
            raise
        except ValueError:
            self._connection.close()
            raise RuntimeError(f"the mock site failed at {method} {path}") from None
        if response.status != 200:  # noqa: PLR2004
            raise RuntimeError(f"the mock site refused {method} {path}: {answer.get('error')}")
        return answer


def _spelled_out(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a world with what its named world brings."""
    named = given.get("world")
    if isinstance(named, str) and named in world_names():
        return {**named_world(named), **given}
    return given
