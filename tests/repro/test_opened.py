"""A reproduction is left open: the site in the state of the issue, until Ctrl-C."""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from rich.console import Console

from guiderunner.repro.opened import Opened, until_the_issue
from guiderunner.site.protocol import Tenant
from tests.repro.test_issues import checked
from tests.run.command import environment
from tests.run.test_issue import ISSUE


def test_what_ends_the_issue_is_left_out() -> None:
    """Of this variant's scenario alone, and of what the variant itself says."""
    suite = checked().suite
    variant = next(one for one in suite.variants if "RMS-07" in one.row.values())

    cut, own = until_the_issue(suite, variant)

    before = [one.step for one in suite.steps_of(variant) if one.part == "steps"]
    assert [one.step for one in cut.steps_of(own)] == before
    assert len(before) < len(suite.steps_of(variant))
    assert own in cut.variants
    assert list(own.scenario.steps) == before
    others = [one for one in cut.scenarios if one.path != variant.path]
    assert others == [one for one in suite.scenarios if one.path != variant.path]


class _Tenant:
    def origin(self, site: str) -> str:
        return f"http://m1.{site}.localhost:80"

    def ways_in(self) -> list[dict[str, Any]]:
        pro = {"name": "PRO", "site": "pro", "login": {"user": "ada"}, "keys": {}}
        return [pro, {"name": "RMS", "site": "rms", "login": {"user": "bob"}, "keys": {"key": "k"}}]


@pytest.mark.parametrize(
    ("address", "last"),
    [
        ("http://m1.rms.localhost:80/keys", "Log in to RMS as above: the link leads there."),
        (None, "key   k"),
    ],
)
def test_it_is_told_how_to_get_in(
    monkeypatch: pytest.MonkeyPatch, address: str | None, last: str
) -> None:
    """Each login, and the page where the issue is seen."""
    said = io.StringIO()
    monkeypatch.setattr("guiderunner.repro.opened._wait_for_ctrl_c", lambda: None)
    opened = Opened(Console(file=said, width=80), is_issue=True, has_window=True)

    opened(cast("Tenant", _Tenant()), address)

    lines = [line.strip() for line in said.getvalue().splitlines() if line.strip()]
    assert lines[0] == "The issue is there, as documented. The site is yours until Ctrl-C."
    assert lines[1] == "The window of the browser is logged in, and yours, too."
    assert "RMS  http://m1.rms.localhost:80/" in lines
    assert lines[lines.index("user  bob") + 1] == "key   k"
    assert lines[-2] == last
    assert opened.happened


@pytest.fixture
def open_issue(keys_project: Path) -> Iterator[subprocess.Popen[str]]:
    """An issue that is being left open, in a world of its own file, with its own group."""
    (keys_project / "scenarios" / "keys" / "old_key.yaml").write_text(ISSUE, encoding="utf-8")
    (keys_project / "seller.json").write_text('{"keys": ["Another"]}', encoding="utf-8")
    command = [sys.executable, "-m", "guiderunner", "repro", "old-key", "--open"]
    with subprocess.Popen(
        [*command, "--world", "seller.json"],
        cwd=keys_project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        yield process
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def test_the_site_is_there_until_ctrl_c(open_issue: subprocess.Popen[str]) -> None:
    """In the given state, with the issue seen and not ended; then all is gone, with exit code 0."""
    assert open_issue.stdout is not None
    link, lines = None, []
    for line in open_issue.stdout:
        lines.append(line.strip())
        if found := re.match(r"Where it is seen +(\S+):(\d+)(/\S*)", line):
            link = found
        if "the link leads there" in line:
            break
    assert link is not None, lines
    here = f"http://127.0.0.1:{link[2]}{link[3]}"
    host = {"Host": f"{link[1].removeprefix('http://')}:{link[2]}"}

    page = httpx.get(here, headers=host, trust_env=False).text
    os.killpg(open_issue.pid, signal.SIGINT)
    rest = open_issue.communicate(timeout=60)[0]

    assert "<span>Another</span>" in page
    assert "<span>New</span>" not in page
    assert "✓   1  Look at the keys." in lines
    assert "What helps" not in lines
    assert rest.strip() == "Closed: the site and its world are gone."
    assert open_issue.returncode == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(here, headers=host, trust_env=False)
