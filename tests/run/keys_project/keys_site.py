"""A small site with keys: started in this process, one world a host name."""

import html
import json
import secrets
import threading
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs
from urllib.request import Request, urlopen

WORDS = {
    "en": {"name": "Key name", "create": "Create key", "keys": "Keys", "delete": "Delete"},
    "ko": {"name": "키 이름", "create": "키 만들기", "keys": "키", "delete": "삭제"},
}
WORLDS: dict[str, dict[str, Any]] = {}
PAGE = """<!doctype html><html lang="{lang}"><title>{keys}</title>
<body style="font: 16px 'Noto Sans CJK KR'"><h1>{keys}</h1>
<form method="post"><label>{name} <input name="name"></label>
<label>Secret <input type="password" name="secret"></label>
<button>{create}</button></form>
<ul aria-label="{keys}">{items}</ul></body></html>"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/worlds/"):
            told = json.dumps(WORLDS[self.path.removeprefix("/worlds/")])
            self._send(told, "application/json")
            return
        world = WORLDS[self.headers["Host"].split(".")[0]]
        words = WORDS["ko" if "lang=ko" in self.headers.get("Cookie", "") else "en"]
        lang = "ko" if words is WORDS["ko"] else "en"
        item = '<li><span>{0}</span> <button form="x" name="{0}">{1}</button></li>'
        items = "".join(item.format(html.escape(key), words["delete"]) for key in world["keys"])
        self._send(PAGE.format(lang=lang, items=items, **words), "text/html; charset=utf-8")

    def _send(self, text: str, kind: str) -> None:
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/worlds":
            world = json.loads(body)
            WORLDS[world["id"]] = world
            self.send_response(204)
        else:
            world = WORLDS[self.headers["Host"].split(".")[0]]
            world["keys"] += parse_qs(body).get("name", [])
            self.send_response(303)
            self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class KeysWorld:
    """One world: its keys, and a secret of its own."""

    def __init__(self, address: str, given: Mapping[str, Any]) -> None:
        self.address = address
        self.id = f"w{secrets.token_hex(4)}"
        self.secrets = {"secret": f"hush-{secrets.token_hex(6)}"}
        self.variables = {"secret": self.secrets["secret"], "user": {"name": "Ada"}, "newest": ""}
        world = {"id": self.id, "keys": list(given.get("keys", []))}
        urlopen(Request(f"http://{address}/worlds", json.dumps(world).encode())).close()

    def origin(self, site: str) -> str:
        return f"http://{self.id}.{site}.localhost:{self.address.split(':')[1]}"

    def storage_state(self, languages: Mapping[str, str]) -> dict[str, Any]:
        cookie = {"name": "lang", "value": languages["app"], "path": "/"}
        host = {"domain": f"{self.id}.app.localhost", "expires": -1}
        flags = {"httpOnly": False, "secure": False, "sameSite": "Lax"}
        return {"cookies": [{**cookie, **host, **flags}], "origins": []}

    def perform(self, step: Mapping[str, Any]) -> None:
        WORLDS[self.id]["keys"].append(step["add"])
        self.variables = {**self.variables, "newest": step["add"]}

    def was_interrupted(self) -> bool:
        return False

    def dump(self) -> dict[str, Any]:
        # Workers of xdist ask, too, and the site is in another process then.
        with urlopen(f"http://{self.address}/worlds/{self.id}") as answer:
            return {"keys": json.load(answer)["keys"]}

    def restore(self, dumped: Mapping[str, Any]) -> None:
        WORLDS[self.id]["keys"] = list(dumped["keys"])

    def ways_in(self) -> list[dict[str, Any]]:
        login = {"user": "Ada", "password": self.secrets["secret"]}
        return [{"name": "Keys", "site": "app", "login": login, "keys": {}}]

    def delete(self) -> None:
        """Nothing is kept."""


class KeysSite:
    """The adapter; see guiderunner.site.protocol."""

    languages: ClassVar[Mapping[str, Sequence[str]]] = {"app": ("en", "ko")}
    records: ClassVar[Mapping[str, Sequence[str]]] = {}

    def __init__(self, address: str, server: ThreadingHTTPServer | None = None) -> None:
        self.address, self.server = address, server

    @classmethod
    def start(cls) -> Self:
        with Path("starts.txt").open("a", encoding="utf-8") as stream:
            stream.write("started\n")
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        # Else its end is waited for half a second, in each of a hundred tests.
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return cls(f"127.0.0.1:{server.server_port}", server)

    @classmethod
    def connect(cls, address: str) -> Self:
        return cls(address)

    @staticmethod
    def check(given: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> list[Any]:
        return [(["given", key], f"unknown key '{key}'.") for key in given if key != "keys"]

    @staticmethod
    def check_state(dumped: Mapping[str, Any], given: Mapping[str, Any]) -> list[Any]:
        is_list = isinstance(dumped.get("keys"), list)
        return [] if is_list else [(["keys"], "it is no list")]

    @staticmethod
    def schemas() -> dict[str, dict[str, Any]]:
        return {"given": {"type": "object", "properties": {"keys": {"type": "integer"}}}}

    @staticmethod
    def variables(given: Mapping[str, Any]) -> dict[str, Any]:
        return {"secret": "hush", "user": {"name": "Ada"}, "newest": ""}

    @staticmethod
    def about(given: Mapping[str, Any], locale: str) -> dict[str, Any]:
        fact = {"fact": "Keys", "language": "en", "status": "inferred", "source": "made up"}
        return {"kind": "mock", "name": "Keys of nobody", "language": "en", "facts": [fact]}

    def create(self, given: Mapping[str, Any]) -> KeysWorld:
        return KeysWorld(self.address, given)

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
