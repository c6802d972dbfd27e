"""A running mock site, malls on it, and two ways in: plain HTTP, and a browser."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page

from guiderunner.site.browser import find_browser
from mock_site.client import MockMall, MockSite
from tests.mock_site.visitor import Visitor

Visits = Callable[..., Visitor]


@pytest.fixture(scope="session")
def site() -> Iterator[MockSite]:
    """The mock site, in a process of its own."""
    site = MockSite.start()
    yield site
    site.stop()


@pytest.fixture
def make_mall(site: MockSite) -> Callable[..., MockMall]:
    """Return the function that makes a mall with shops, by default one at Rakuten."""

    def make(*shops: dict[str, Any], **world: Any) -> MockMall:
        return site.create({"shops": list(shops) or [{"marketplace": "rakuten"}], **world})

    return make


@pytest.fixture
def visit() -> Iterator[Visits]:
    """Return the function that visits a site of a mall, logged in, by plain HTTP."""
    clients: list[httpx.Client] = []

    def start(mall: MockMall, name: str = "pro", language: str = "en") -> Visitor:
        visitor = Visitor(mall, name, language)
        clients.append(visitor.client)
        return visitor

    yield start
    for client in clients:
        client.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the browser that the engine would launch."""
    found = find_browser()
    args = {**browser_type_launch_args, "args": list(found.args)}
    return {**args, "executable_path": found.executable} if found.executable else args


@pytest.fixture
def enter(page: Page) -> Callable[..., Page]:
    """Return the function that opens a page of a mall in the browser, logged in."""

    def go(mall: MockMall, path: str, name: str = "pro", language: str = "en") -> Page:
        state = mall.storage_state({name: language})
        page.context.add_cookies(state["cookies"])
        page.goto(mall.origin(name) + path)
        return page

    return go
