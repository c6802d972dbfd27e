"""The door to a help centre: HTTP, its limits and its moods; knows nothing of guides."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from guiderunner.diagnostics import GuiderunnerError

EMAIL, TOKEN = "ZENDESK_EMAIL", "ZENDESK_API_TOKEN"
_TRIES = 5
_TIMEOUT = 60.0


class DroppedError(GuiderunnerError):
    """The connection broke: nobody knows whether the call was carried out."""


class GoneError(GuiderunnerError):
    """What was asked for is not there."""


@dataclass(frozen=True)
class Credentials:
    """Who sends. The token is of a person, and stands in the environment only."""

    email: str
    token: str = field(repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> "Credentials":
        """Read them from the *environment*.

        Raises:
            GuiderunnerError: If one is not set.
        """
        missing = [one for one in (EMAIL, TOKEN) if not environment.get(one)]
        if missing:
            raise GuiderunnerError(
                f"{' and '.join(missing)} not set in the environment: the e-mail address and the "
                "API token of who sends. Nothing was sent."
            )
        return cls(environment[EMAIL], environment[TOKEN])


@dataclass(frozen=True)
class Client:
    """Calls the API at *address*. What may be repeated is, as often and as late as is asked for."""

    address: str
    credentials: Credentials
    pause: Callable[[float], None] = time.sleep  # noqa: TID251 - the help centre says how long
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=_TIMEOUT))

    def require_access(self) -> None:
        """Stop if there is no help centre, or it does not know who sends.

        Raises:
            GuiderunnerError: With the likely reason.
        """
        try:
            user = self.get("/users/me")["user"]
        except GoneError:
            raise GuiderunnerError(self._nowhere) from None
        if user.get("id") is None:  # Whom it does not know is anonymous.
            raise GuiderunnerError(self._refused)

    @property
    def _nowhere(self) -> str:
        return f"{self.address} is no help centre. Is the subdomain right?"

    @property
    def _refused(self) -> str:
        return f"{self.address} does not accept {EMAIL} with {TOKEN}."

    def get(self, path: str) -> dict[str, Any]:
        """Return what stands at *path*."""
        return self._patiently("GET", path)

    def pages(self, path: str, what: str) -> Iterator[dict[str, Any]]:
        """Yield every item of a list, page by page."""
        page: str | None = path
        while page:
            answer = self.get(page)
            yield from answer[what]
            following = answer.get("next_page")
            page = following.partition("/api/v2")[2] if following else None

    def put(self, path: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Set what stands at *path*; may be repeated."""
        return self._patiently("PUT", path, json=payload)

    def post(self, path: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Make something; never repeated unless it was surely not done."""
        return self._call("POST", path, json=payload)

    def upload(self, path: str, name: str, content: bytes, locale: str) -> dict[str, Any]:
        """Attach a picture to be shown in a text.

        Right after an article was created, this is refused for a while (409).
        """
        files = {"file": (name, content, "image/png")}
        return self._call("POST", path, files=files, data={"inline": "true", "locale": locale})

    def delete(self, path: str) -> None:
        """Remove what stands at *path*; may be repeated."""
        try:
            self._patiently("DELETE", path)
        except GoneError:
            return

    def _patiently(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        """Repeat a call whose connection breaks: carried out twice, it does what it does once."""
        for attempt in range(_TRIES - 1):
            try:
                return self._call(method, path, **content)
            except DroppedError:
                self.pause(2**attempt)
        return self._call(method, path, **content)

    def _call(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        """Call once; wait where the help centre says that it did nothing and asks to."""
        for attempt in range(_TRIES):
            answer = self._send(method, path, **content)
            if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
                self.pause(_seconds(answer.headers.get("Retry-After")))
            elif answer.status_code == httpx.codes.CONFLICT:
                self.pause(2**attempt)
            else:
                return self._read(method, path, answer)
        raise GuiderunnerError(f"{method} {path}: refused {_TRIES} times ({answer.status_code}).")

    def _send(self, method: str, path: str, **content: Any) -> httpx.Response:
        user = f"{self.credentials.email}/token"
        try:
            return self.http.request(
                method,
                f"{self.address}/api/v2{path}",
                auth=(user, self.credentials.token),
                **content,
            )
        except httpx.ConnectError:
            raise GuiderunnerError(
                f"{self.address} cannot be reached. Is the subdomain right?"
            ) from None
        except httpx.TransportError as error:
            said = str(error) or type(error).__name__
            raise DroppedError(f"{method} {path}: the connection broke ({said}).") from None

    def _read(self, method: str, path: str, answer: httpx.Response) -> dict[str, Any]:
        code = answer.status_code
        if code == httpx.codes.UNAUTHORIZED:
            raise GuiderunnerError(self._refused)
        if answer.is_server_error:
            raise DroppedError(f"{method} {path}: the help centre failed ({code}).")
        if code == httpx.codes.NO_CONTENT:
            return {}
        if answer.is_redirect or "json" not in answer.headers.get("Content-Type", ""):
            raise GuiderunnerError(self._nowhere)
        if code == httpx.codes.NOT_FOUND:
            raise GoneError(f"{method} {path}: it is not there.")
        if answer.is_error:
            raise GuiderunnerError(f"{method} {path}: {code}, {answer.text[:300]}")
        data: dict[str, Any] = answer.json()
        return data


def _seconds(value: str | None) -> float:
    """Return how long a help centre asks to wait; a minute if it does not say."""
    try:
        return max(0.0, float(value or ""))
    except ValueError:
        return 60.0
