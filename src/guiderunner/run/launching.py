"""Which browser runs: fixtures of pytest-playwright, given what is on this machine.

PYTEST_DONT_REWRITE: it asserts nothing.
"""

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Playwright

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.run import stage
from guiderunner.run.running import RUNNING
from guiderunner.site.browser import SERVER, find_browser


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Playwright:
    """Let its pages be readied for pictures."""
    stage.install(playwright.selectors)
    return playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: Mapping[str, Any], pytestconfig: pytest.Config
) -> dict[str, Any]:
    """Launch the browser that is on this machine, unless the person named another."""
    arguments = dict(browser_type_launch_args)
    if arguments.get("channel") or pytestconfig.getoption("--browser", None) not in (
        None,
        [],
        ["chromium"],
    ):
        return arguments
    headed = arguments.get("headless") is False
    try:
        browser = find_browser(headed=headed)
    except GuiderunnerError:
        if os.environ.get(SERVER):
            return arguments
        raise
    pytestconfig.stash[RUNNING].browser = browser
    if browser.executable is not None:
        arguments["executable_path"] = str(browser.executable)
    arguments["args"] = [*arguments.get("args", []), *browser.args]
    return {**arguments, "handle_sigint": False}


@pytest.fixture(scope="session")
def connect_options(
    connect_options: dict[str, Any] | None, browser_type_launch_args: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Use the browsers of a Playwright server, if the environment names one."""
    address = os.environ.get(SERVER)
    if not address:
        return connect_options
    # pytest-playwright sends Python's names, which the server does not know.
    names = {"executable_path": "executablePath", "slow_mo": "slowMo"}
    launch = {names.get(key, key): value for key, value in browser_type_launch_args.items()}
    options: dict[str, Any] = {
        "endpoint": address,
        "headers": {"x-playwright-launch-options": json.dumps(launch)},
    }
    if urlsplit(address).hostname not in {"localhost", "127.0.0.1", "::1"}:
        options["expose_network"] = "<loopback>"  # The site is on this machine, the browser not.
    return options
