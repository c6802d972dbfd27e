"""Runs are spread over processes, machines and browsers elsewhere by the tools made for it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run.command import run_command, run_pytest


@pytest.fixture
def browser_server() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A Playwright server; yields its address."""
    command = [sys.executable, "-m", "playwright", "run-server", "--host", "127.0.0.1", "--unsafe"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert server.stdout is not None
    line = server.stdout.readline()
    yield line.split()[-1], server
    _stop(server)
    server.stdout.close()


def _stop(server: subprocess.Popen[str]) -> None:
    """End it with its driver, which is a process of its own."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def test_workers_use_browsers_of_a_server(
    keys_project: Path,
    browser_server: tuple[str, subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two workers run on one Playwright server, whose browsers reach the site on this machine."""
    address, server = browser_server
    monkeypatch.setenv("GUIDERUNNER_BROWSER_SERVER", address)

    ran = run_command(keys_project, "run", "-n", "2")
    _stop(server)
    gone = run_command(keys_project, "run", "create-key::live-en")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "4 passed in" in ran.stdout
    assert gone.returncode == 2
    assert "1 could not be run in" in gone.stdout


@pytest.mark.nightly
def test_more_workers_than_cores_only_wait(keys_project: Path) -> None:
    """Eight browsers at once on a small machine are slow; nothing fails for it.

    The project of keys waits less than others do, so that what must fail fails soon.
    """
    settings = keys_project / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace("timeout = 1\n", ""), "utf-8")
    rows = keys_project / "scenarios" / "data" / "keys.yaml"
    more = "".join(f"  - {{id: copy{number}, name: Copy {number}}}\n" for number in (1, 2))
    rows.write_text(rows.read_text("utf-8") + more, "utf-8")

    ran = run_command(keys_project, "run", "--workers", "8")

    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    assert "8 passed in" in ran.stdout


def test_shards_are_balanced_by_duration_and_merged(keys_project: Path) -> None:
    """pytest-split cuts the variants into four shards; merged they are the whole run."""
    shards = [
        run_pytest(keys_project, "scenarios", "--splits", "4", "--group", str(group))
        for group in (1, 2, 3, 4)
    ]
    merged = run_command(keys_project, "merge", "runs")

    assert [re.findall(r"(\d+) passed", one.stdout) for one in shards] == [["1"]] * 4
    assert merged.returncode == 0
    assert merged.stdout.startswith("4 variants: 4 passed in ")
    newest = max((keys_project / "runs").iterdir())
    run = json.loads((newest / "run.json").read_bytes())
    assert len({one["node"] for one in run["tries"]}) == 4
