"""Runs the command line and pytest as a person does: in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

# What the tests of this project need, and the projects that they make do not: a second each.
LIBRARIES = "-p no:hypothesispytest -p no:schemathesis -p no:anyio"
_PLUGINS = f"{LIBRARIES} -p no:html -p no:html_fixtures -p no:metadata -p no:allure_pytest"


def run_command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `guiderunner` with *arguments* in the project at *root*."""
    return _run(root, _PLUGINS, "-m", "guiderunner", *arguments)


def run_pytest(
    root: Path, *arguments: str, left_out: str = _PLUGINS
) -> subprocess.CompletedProcess[str]:
    """Run pytest with *arguments* in the project at *root*, without the plugins *left_out*."""
    return _run(root, left_out, "-m", "pytest", "--import-mode=importlib", "-v", *arguments)


def environment(left_out: str = _PLUGINS) -> dict[str, str]:
    """Return the environment of such a process, without the plugins *left_out*."""
    found = {**os.environ, "NO_COLOR": "1", "COLUMNS": "160", "PYTEST_ADDOPTS": left_out}
    found.pop("PYTEST_CURRENT_TEST", None)
    found.pop("PYTEST_XDIST_WORKER", None)
    return found


def _run(root: Path, left_out: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=environment(left_out),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
