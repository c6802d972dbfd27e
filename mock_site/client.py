"""The door of the engine to the mock site; it fits the engine's protocol by shape."""

import json
import weakref
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, ClassVar, Self

from mock_site.about import about
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.shape import PRO_LANGUAGES
from mock_site.faults.listed import described_defects
from mock_site.keeper import Keeper
from mock_site.named_worlds import spelled_out
from mock_site.stand_ins import first_marketplace, stand_ins
from mock_site.world import World
from mock_site.world_check import check_world
from mock_site.world_steps import WorldStep


class MockMall:
    """One mall on the running site, made for one try.

    Attributes:
        variables: What scenarios reach as `{{ name }}`.
        secrets: Name to value of all passwords, keys and tokens.
    """

    def __init__(self, site: "MockSite", facts: Mapping[str, Any], about: str) -> None:
        self._site = site
        self._query = f"?about={about}" if about else ""
        self.id: str = facts["id"]
        self._know(facts)
        self._start = site.start_id

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
        done = self._site.call("POST", f"/control/malls/{self.id}/steps{self._query}", dict(step))
        self.variables = done["variables"]

    def switch_faults(self, faults: Sequence[str]) -> None:
        """Switch on *faults*, and all others off."""
        self._site.call("PUT", f"/control/malls/{self.id}/faults", list(faults))

    def was_interrupted(self) -> bool:
        """Return whether the site is gone, or was replaced since the mall was made."""
        try:
            return self._site.start_id != self._start
        except (OSError, HTTPException, RuntimeError):
            return True

    def dump(self) -> dict[str, Any]:
        """Return the state of the mall, secrets as placeholders."""
        dumped: dict[str, Any] = self._site.call("GET", f"/control/malls/{self.id}")
        return dumped

    def restore(self, dumped: Mapping[str, Any]) -> None:
        """Put the mall into a state that was dumped; its secrets are made anew.

        The variables tell of a shop at the marketplace of the first shop that was given.
        """
        address = f"/control/malls/{self.id}{self._query}"
        self._know(self._site.call("PUT", address, dict(dumped)))

    def ways_in(self) -> list[dict[str, Any]]:
        """Return each login of people, in plain."""
        found: list[dict[str, Any]] = self._site.call("GET", f"/control/malls/{self.id}/ways-in")
        return found

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
    defects: ClassVar[Sequence[Mapping[str, Any]]] = described_defects()

    def __init__(self, address: str, keeper: Keeper | None = None) -> None:
        self.address = address
        facts = json.loads(address)
        self.token = facts["token"]
        host, _, port = facts["address"].partition(":")
        self.port = int(port)
        self._connection = HTTPConnection(host, self.port, timeout=30)
        weakref.finalize(self, self._connection.close)
        self._keeper = keeper

    @classmethod
    def start(cls) -> Self:
        """Start the site in a process of its own, which ends with this one.

        Should that process die, another takes its place, with the same malls.

        Raises:
            RuntimeError: If it does not start.
        """
        keeper = Keeper()
        return cls(keeper.address, keeper)

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
    def check_state(
        dumped: Mapping[str, Any], given: Mapping[str, Any]
    ) -> list[tuple[list[str | int], str]]:
        """Return what is wrong with a dump for who counts on *given*, as (path, message)."""
        # Slow to import, and hardly ever asked for.
        from mock_site.control.dump_check import check_dump, lacks  # noqa: PLC0415

        given = spelled_out(given)
        problems = check_dump(dumped)
        staffed = bool(given.get("staff"))
        return problems or list(lacks(dumped, first_marketplace(given), staffed=staffed))

    @staticmethod
    def schemas() -> Mapping[str, Mapping[str, Any]]:
        """Return JSON Schemas of what `given` and a `world` step may hold."""
        return {"given": World.model_json_schema(), "world": WorldStep.model_json_schema()}

    @staticmethod
    def variables(given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the variables of such a world, with stand-ins for what is made later."""
        return stand_ins(spelled_out(given))

    @staticmethod
    def with_defect(given: Mapping[str, Any], defect: str) -> Mapping[str, Any]:
        """Return such a world with a defect, which is on once all else is made."""
        whole = spelled_out(given)
        steps = list(whole.get("steps", ()))
        # A step that switches faults switches all others off.
        switched = [one["faults"] for one in (whole, *steps) if "faults" in one]
        last = switched[-1] if switched else ()
        return {**whole, "steps": [*steps, {"faults": [*last, defect]}]}

    @staticmethod
    def about(given: Mapping[str, Any], locale: str) -> Mapping[str, Any]:
        """Return what the site is, and where its facts are known from."""
        return about(spelled_out(given), locale)

    def create(self, given: Mapping[str, Any]) -> MockMall:
        """Make a mall."""
        facts = self.call("POST", "/control/malls", dict(given))
        return MockMall(self, facts, first_marketplace(spelled_out(given)))

    @property
    def process_id(self) -> int | None:
        """The id of the site's process, if this process started it."""
        return self._keeper.process_id if self._keeper is not None else None

    @property
    def start_id(self) -> str:
        """Which process of the site answers: another one has another id."""
        return str(self.call("GET", "/control/start")["id"])

    def stop(self) -> None:
        """Stop the site if this process started it."""
        self._connection.close()
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Call the control API.

        Raises:
            RuntimeError: If it refuses.
        """
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            response = self._ask(method, path, json.dumps(body), headers)
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

    def _ask(self, method: str, path: str, body: str, headers: Mapping[str, str]) -> HTTPResponse:
        """Ask once more where the connection that is kept has ended: its other end was replaced."""
        was_open = self._connection.sock is not None
        try:
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()
        except ConnectionError:
            self._connection.close()
            if not was_open:
                raise
        self._connection.request(method, path, body, headers)
        return self._connection.getresponse()
