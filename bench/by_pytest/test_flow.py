"""The flow as tests with pytest-playwright; BENCH_COUNT says how many."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from bench.flow import WORLD, context_arguments, launch_arguments, perform, shoot_part
from guiderunner.site.browser import find_browser
from mock_site.client import MockMall, MockSite


@pytest.fixture(scope="session")
def site() -> Iterator[MockSite]:
    """Serve the mock site."""
    site = MockSite.start()
    yield site
    site.stop()


@pytest.fixture
def mall(site: MockSite) -> Iterator[MockMall]:
    """Make a mall of its own."""
    mall = site.create(WORLD)
    yield mall
    mall.delete()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser that guiderunner launches."""
    return launch_arguments(find_browser())


@pytest.fixture
def browser_context_args(mall: MockMall) -> dict[str, Any]:
    """Log the context in."""
    return context_arguments(mall)


@pytest.mark.parametrize("number", range(int(os.environ.get("BENCH_COUNT", "1"))))
def test_sellers_day(page: Page, mall: MockMall, number: int) -> None:
    """The steps hold."""
    perform(page, mall, Path(os.environ["BENCH_PICTURES"]) / str(number), shoot_part)
