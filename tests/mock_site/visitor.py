"""A visitor of one site of one mall, by plain HTTP."""

import re
from html import unescape
from typing import Any

import httpx

from mock_site.client import MockMall


class Visitor:
    """Reads pages and sends forms; follows where it is sent, also to the other sites."""

    def __init__(self, mall: MockMall, site: str, language: str = "en") -> None:
        self.mall, self.site, self.language = mall, site, language
        self.address = "http://127.0.0.1:" + mall.origin(site).rpartition(":")[2]
        # To read the certificates of the world takes longer than a visit, which needs none.
        self.client = httpx.Client(timeout=20, verify=False)  # noqa: S501
        self._tokens: dict[tuple[str, str], str] = {}
        state = mall.storage_state({site: language, "pro": language})
        self.cookies = {(one["domain"], one["name"]): one["value"] for one in state["cookies"]}

    def get(self, path: str) -> httpx.Response:
        """Return a page."""
        return self._send("GET", f"{self.mall.origin(self.site)}{path}", None)

    def post(self, path: str, data: dict[str, Any]) -> httpx.Response:
        """Send a form, and return the page that it leads to."""
        address = f"{self.mall.origin(self.site)}{path}"
        return self._send("POST", address, {"csrf": self.token(), **data})

    def token(self) -> str:
        """Return what the forms of the site hold for this visitor, as its pages tell."""
        url = httpx.URL(self.mall.origin(self.site))
        if self._visitor(url.host) not in self._tokens:
            self._send("GET", f"{url.scheme}://{url.host}:{url.port}/login", None)
        return self._tokens.get(self._visitor(url.host), "")

    def _visitor(self, host: str) -> tuple[str, str]:
        return host, self.cookies.get((host, "session"), "")

    def _send(self, method: str, address: str, data: dict[str, Any] | None) -> httpx.Response:
        for _ in range(6):
            url = httpx.URL(address)
            host = f"{url.host}:{url.port}"
            known = {
                name: value for (where, name), value in self.cookies.items() if where == url.host
            }
            headers = {
                "Host": host,
                "Cookie": "; ".join(f"{name}={value}" for name, value in known.items()),
            }
            path = url.raw_path.decode()
            answer = self.client.request(method, self.address + path, data=data, headers=headers)
            for line in answer.headers.get_list("set-cookie"):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[url.host, name] = value
            if found := re.search(r'name="csrf" value="([^"]+)"', answer.text):
                self._tokens[self._visitor(url.host)] = found[1]
            if not answer.is_redirect:
                return answer
            address = str(url.join(answer.headers["location"]))
            method, data = "GET", None
        raise AssertionError("too many redirects")


def text_of(answer: httpx.Response) -> str:
    """Return the words of a page, without its markup."""
    body = re.sub(r"(?s)<(script|style|noscript).*?</\1>", " ", answer.text)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def marked(answer: httpx.Response, test_id: str) -> list[str]:
    """Return the words of each element with a test id that holds no element but inline ones."""
    pattern = rf'data-testid="{test_id}"[^>]*>(.*?)</(?:td|p|tr|span(?=\s*</td>))'
    found = re.findall(pattern, answer.text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]
