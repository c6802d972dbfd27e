"""An action that destroys data reaches this machine, and hosts that a person named; no other."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page

from guiderunner.run.guard import Guard, RefusedError
from guiderunner.site.browser import find_browser

Guards = Callable[..., Guard]
ACTION = "keys.delete"
HOME, AWAY = "shop.localhost", "away.example"
BUTTON = "<button>Delete</button>"
WORKER = "onmessage = (e) => fetch(e.data, {method: 'POST', mode: 'no-cors', body: 'x'})"


class Hosts:
    """One server that is HOME and AWAY by name, and what was asked of AWAY."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, str] = {}
        self.released = threading.Event()
        hosts = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hosts.answer(self)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                hosts.answer(self)

            def do_OPTIONS(self) -> None:
                self.send_response(204)
                for one in ("Origin", "Methods", "Headers"):
                    self.send_header(f"Access-Control-Allow-{one}", "*")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, host: str, path: str = "/") -> str:
        """Return where *path* is on *host*."""
        return f"http://{host}:{self.server.server_port}{path}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer with the page of that path; `/hop/N` leads to AWAY over N further hops."""
        path, is_away = handler.path, handler.headers["Host"].startswith(AWAY)
        if is_away:
            self.asked.append(f"{handler.command} {path}")
        if path.startswith("/slow"):
            self.released.wait(20)
        left = int(path.removeprefix("/hop/")) if path.startswith("/hop/") else None
        body = self.pages.get(path, "").encode()
        handler.send_response(200 if left is None else 307)
        if left is not None:
            further = f"/hop/{left - 1}" if left else self.address(AWAY, "/gone")
            handler.send_header("Location", further)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture(scope="module")
def hosts() -> Iterator[Hosts]:
    """The server."""
    hosts = Hosts()
    yield hosts
    hosts.server.shutdown()
    hosts.server.server_close()


@pytest.fixture(scope="module")
def browser(browser_type: BrowserType) -> Iterator[Browser]:
    """A browser that finds AWAY on this machine, which its name does not say."""
    found = find_browser()
    rule = f"--host-resolver-rules=MAP {AWAY} 127.0.0.1"
    browser = browser_type.launch(executable_path=found.executable, args=[*found.args, rule])
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser, hosts: Hosts) -> Iterator[BrowserContext]:
    """A context of its own, while nothing was asked of AWAY."""
    hosts.asked.clear()
    hosts.released.clear()
    context = browser.new_context()
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def guard_of(context: BrowserContext) -> Iterator[Guards]:
    """Return the function that makes the guard of *context*, for hosts that are named."""
    guards: list[Guard] = []

    def make(*named: str) -> Guard:
        assert context.browser is not None
        guards.append(Guard(context.browser, named))
        return guards[0]

    yield make
    for one in guards:
        one.close()


def form(target: str, more: str = "") -> str:
    """Return a form with the button, which posts to *target*."""
    return f'<form method="post" action="{target}" {more}>{BUTTON}</form>'


def script(code: str) -> str:
    """Return the button, and what it does."""
    return f"{BUTTON}<script>document.querySelector('button').onclick = () => {{ {code} }}</script>"


WAYS = {
    "a form that posts there": form("$AWAY/gone"),
    "a form that asks there": f'<form action="$AWAY/gone">{BUTTON}</form>',
    "a form in another tab": form("$AWAY/gone", 'target="_blank"'),
    "a redirect": form("/hop/0"),
    "a redirect after others": form("/hop/2"),
    "a redirect in another tab": form("/hop/1", 'target="_blank"'),
    "a frame": '<iframe src="$AWAY/frame"></iframe>',
    "a link": script("location = '$AWAY/gone'"),
    "a window": script("open('$AWAY/gone')"),
    "a request": script("fetch('$AWAY/gone', {method: 'POST', mode: 'no-cors'})"),
    "a request that only asks": script("fetch('$AWAY/gone', {mode: 'no-cors'})"),
    "a request that is redirected": script(
        "fetch('/hop/1', {method: 'POST', mode: 'no-cors', body: 'x'})"
    ),
    "a request with leave to ask": script("fetch('$AWAY/gone', {method: 'DELETE'})"),
    "a beacon": script("navigator.sendBeacon('$AWAY/gone', 'x')"),
    "a worker": script("worker.postMessage('$AWAY/gone')"),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_elsewhere(
    way: str, hosts: Hosts, context: BrowserContext, guard_of: Guards
) -> None:
    """What a page on this machine does with the click, another host hears nothing of it."""
    guard, page = guard_of(), context.new_page()
    away = hosts.address(AWAY, "")
    hosts.pages = {"/": WAYS[way].replace("$AWAY", away), "/frame": form("/gone")}
    page.goto(hosts.address(HOME))
    page.evaluate(f"window.worker = new Worker('data:text/javascript,' + {WORKER!r})")
    inside = page.frame_locator("iframe") if way == "a frame" else page
    hosts.asked.clear()

    guard.begin(ACTION, page)
    with context.expect_event("requestfailed"):
        inside.get_by_role("button", name="Delete").click()
    told = guard.end()

    assert told
    assert f"stopped that went to {AWAY}, which is not this machine" in told
    assert told.endswith(f"If {AWAY} is meant: --destroy-on {AWAY}")
    assert hosts.asked == []


def test_a_page_elsewhere_is_not_touched(
    hosts: Hosts, context: BrowserContext, guard_of: Guards
) -> None:
    """It is refused where it is, not where it was opened; another name does not allow it."""
    guard, page = guard_of("shop.example"), context.new_page()
    hosts.pages = {"/": f"<script>location = '{hosts.address(AWAY, '/in')}'</script>"}
    hosts.pages["/in"] = form("/gone")
    page.goto(hosts.address(HOME))
    page.get_by_role("button").wait_for()

    with pytest.raises(RefusedError) as refused:
        guard.begin(ACTION, page)

    assert str(refused.value) == (
        "keys.delete destroys data, and the page is on away.example, which is not this machine "
        "(--destroy-on names shop.example). If away.example is meant: --destroy-on away.example"
    )
    assert hosts.asked == ["GET /in"]


def test_a_page_that_goes_away_after_the_look(
    hosts: Hosts, context: BrowserContext, guard_of: Guards
) -> None:
    """It was under way when the action began: its button is pressed, and reaches nobody."""
    guard, page = guard_of(), context.new_page()
    hosts.pages = {"/": "<h1>Home</h1>", "/slow": form("/gone")}
    page.goto(hosts.address(HOME))
    with page.expect_request("**/slow"):
        page.evaluate(f"void (location = '{hosts.address(AWAY, '/slow')}')")

    guard.begin(ACTION, page)
    hosts.released.set()
    with context.expect_event("requestfailed"):
        page.get_by_role("button", name="Delete").click()
    told = guard.end()

    assert told
    assert hosts.asked == ["GET /slow"]


def test_a_named_host_is_reached(hosts: Hosts, context: BrowserContext, guard_of: Guards) -> None:
    """By its exact name; before and after the action nothing is asked."""
    guard, page = guard_of(AWAY), context.new_page()
    hosts.pages = {"/": form("/hop/1")}
    page.goto(hosts.address(AWAY))

    guard.begin(ACTION, page)
    press(page)

    assert guard.end() is None
    assert hosts.asked[-1] == "POST /gone"


def test_what_is_only_shown_may_come_from_elsewhere(
    hosts: Hosts, context: BrowserContext, guard_of: Guards
) -> None:
    """Pictures, styles and scripts of another host do not stop the action."""
    guard, page = guard_of(), context.new_page()
    away = hosts.address(AWAY, "")
    hosts.pages = {
        "/": form("/done"),
        "/done": f'<img src="{away}/i"><script src="{away}/s"></script>',
    }
    page.goto(hosts.address(HOME))

    guard.begin(ACTION, page)
    press(page)

    assert guard.end() is None
    assert sorted(hosts.asked) == ["GET /i", "GET /s"]


def test_between_actions_nothing_is_watched(
    hosts: Hosts, context: BrowserContext, guard_of: Guards
) -> None:
    """A login elsewhere, for instance, is no business of the guard."""
    guard, page = guard_of(), context.new_page()
    hosts.pages = {"/": form(hosts.address(AWAY, "/login"))}
    page.goto(hosts.address(HOME))

    guard.begin(ACTION, page)
    ended = guard.end()
    press(page)

    assert ended is None
    assert hosts.asked == ["POST /login"]


def press(page: Page) -> None:
    """Press the button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name="Delete").click()
