"""`python -m bench.site`: the mock site alone and under load; renews its part of the page."""

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from bench.figures import SITE, Row, publish
from mock_site.client import MockMall, MockSite

PAGES = (
    ("pro", "/"),
    ("pro", "/settings/accounts"),
    ("pro", "/settings/accounts/1"),
    ("pro", "/settings/accounts/new?marketplace=rakuten"),
    ("pro", "/products"),
    ("pro", "/work-status"),
    ("pro", "/notifications"),
    ("pro", "/guides/rakuten/registration"),
    ("rms", "/"),
    ("rms", "/keys"),
    ("rms", "/listings"),
)
LINKED = {"shops": [{"marketplace": "rakuten", "linked": True, "listed": 1}]}
TOGETHER, CLIENTS, TURNS = 200, 16, 10
SHORT_LIVED = 2000


class Client:
    """A visitor of one mall, as quick as the standard library allows."""

    def __init__(self, mall: MockMall) -> None:
        self.mall = mall
        _, self.host, port = mall.origin("pro").split(":")
        self.connection = HTTPConnection("127.0.0.1", int(port), timeout=30)
        state = mall.storage_state({"pro": "en", "rms": "ja"})
        self.cookies: dict[str, list[str]] = {}
        for one in state["cookies"]:
            self.cookies.setdefault(one["domain"], []).append(f"{one['name']}={one['value']}")

    def get(self, site: str, path: str) -> str:
        """Return a page."""
        return self._ask("GET", site, path, None)

    def post(self, site: str, path: str, **typed: str) -> str:
        """Send a form with the token that the site's login page tells."""
        found = re.search(r'name="csrf" value="(.+?)"', self.get(site, "/login"))
        assert found is not None
        return self._ask("POST", site, path, urlencode({**typed, "csrf": found[1]}))

    def _ask(self, method: str, site: str, path: str, body: str | None) -> str:
        domain = f"{self.mall.id}.{site}.localhost"
        headers = {"Host": domain, "Cookie": "; ".join(self.cookies[domain])}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status >= 400:  # noqa: PLR2004
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return text


def measure(site: MockSite, say: Callable[[str], None]) -> Iterator[Row]:
    """Yield one figure after another."""
    say("pages with one client ...")
    yield from _pages(site)
    say("making malls ...")
    yield _creation(site)
    say(f"{TOGETHER} malls at once ...")
    yield from _together(site)
    say(f"{SHORT_LIVED} malls, one after the other ...")
    yield from _growth(site)


def _pages(site: MockSite) -> Iterator[Row]:
    mall = site.create({"world": "demo"})
    client, times = Client(mall), []
    for turn in range(60):
        for name, path in PAGES:
            begun = time.perf_counter()
            client.get(name, path)
            if turn >= 5:  # noqa: PLR2004 - the first are to warm up
                times.append(1000 * (time.perf_counter() - begun))
    mall.delete()
    middle, late = median(times), quantiles(times, n=100)[98]
    yield Row("a page, one client, median", f"{middle:.1f} ms", "10 ms", middle < 10)  # noqa: PLR2004
    yield Row("a page, one client, 99 of 100", f"{late:.1f} ms", "50 ms", late < 50)  # noqa: PLR2004


def _creation(site: MockSite) -> Row:
    times = []
    for _ in range(100):
        begun = time.perf_counter()
        mall = site.create({"shops": [{"marketplace": "rakuten"}]})
        times.append(1000 * (time.perf_counter() - begun))
        mall.delete()
    middle = median(times)
    return Row("making a mall with a shop", f"{middle:.1f} ms", "15 ms", middle < 15)  # noqa: PLR2004


def _together(site: MockSite) -> Iterator[Row]:
    malls = [site.create(LINKED) for _ in range(TOGETHER)]
    lock, strange, done = threading.Lock(), 0, 0

    def use(mall: MockMall) -> None:
        nonlocal strange, done
        client, own = Client(mall), f"template of {mall.id}"
        client.post("pro", "/settings/accounts/1/templates/new", name=own)
        for _ in range(TURNS):
            pages = [client.get("pro", "/settings/templates"), client.get("pro", "/products")]
            seen = set(re.findall(r"template of m\w+", pages[0]))
            client.post("pro", "/settings/accounts/1/retrieve")
            with lock:
                done += 5
                strange += seen != {own}
        client.connection.close()

    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(use, malls))
    rate = done / (time.perf_counter() - begun)
    for mall in malls:
        mall.delete()
    text = f"malls in use at once that saw another's data, of {TOGETHER}"
    yield Row(text, str(strange), "0", strange == 0)
    yield Row(f"requests a second meanwhile, {CLIENTS} clients", f"{rate:.0f}", "-", met=True)


def _growth(site: MockSite) -> Iterator[Row]:
    def live(count: int) -> None:
        for _ in range(count):
            site.create(LINKED).delete()

    live(200)
    before = _held(site)
    live(SHORT_LIVED)
    after = _held(site)
    memory, files = after[0] - before[0], after[1] - before[1]
    text = f"over {SHORT_LIVED} malls made and deleted"
    yield Row(f"memory {text}", f"{memory:+.1f} MiB of {after[0]:.0f}", "+5 MiB", memory < 5)  # noqa: PLR2004
    yield Row(f"open files {text}", f"{files:+d} of {after[1]}", "+0", files <= 0)


def _held(site: MockSite) -> tuple[float, int]:
    """Return the memory in MiB and the open files of the server."""
    process = Path(f"/proc/{site.process_id}")
    [line] = [one for one in (process / "status").read_text().splitlines() if "VmRSS" in one]
    return int(line.split()[1]) / 1024, len(list((process / "fd").iterdir()))


def main() -> int:
    """Measure, and write the part of the page."""
    site = MockSite.start()
    try:
        return publish(SITE, measure(site, lambda text: print(text, flush=True)))  # noqa: T201
    finally:
        site.stop()


if __name__ == "__main__":
    sys.exit(main())
