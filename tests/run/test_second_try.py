"""What fails is tried once more, so that its colour can be trusted."""

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import playwright
import pytest
from playwright.sync_api import Page, expect

from guiderunner.evidence.model import Failure, StepRecord, Try
from guiderunner.evidence.verdicts import verdict_of
from tests.run.command import run_command, run_pytest
from tests.run.test_plugin import SCENARIO, change

NODE = "create-key::live-en"


def tries(root: Path) -> list[dict[str, Any]]:
    """Return the tries of the only run."""
    (run,) = (root / "runs").iterdir()
    found: list[dict[str, Any]] = json.loads((run / "run.json").read_bytes())["tries"]
    return found


def make_flaky(root: Path) -> None:
    """Let the site forget the key that is created in its first world."""
    change(
        root,
        'world["keys"] += parse_qs(body).get("name", [])',
        'world["keys"] += parse_qs(body).get("name", [])[: len(WORLDS) - 1]',
        "keys_site.py",
    )


def test_a_failure_is_tried_again_with_everything_recorded(keys_project: Path) -> None:
    """Both tries are kept; the second has its requests, its console and a trace."""
    change(keys_project, "is: 2}", "is: 3}")

    ended = run_command(keys_project, "run", NODE, "-n", "2")

    first, second = tries(keys_project)
    assert "[gw" not in ended.stdout
    assert (ended.returncode, first["outcome"], second["outcome"]) == (1, "failed", "failed")
    assert (first["number"], second["number"]) == (1, 2)
    assert (first["trace"], first["requests"]) == (None, [])
    assert [one.split()[0] for one in second["requests"]][:1] == ["GET"]
    (run,) = (keys_project / "runs").iterdir()
    trace = run / "traces" / second["trace"]
    assert f"  trace     {trace.relative_to(keys_project)}" in ended.stdout


def test_a_flake_is_no_pass(keys_project: Path) -> None:
    """A variant that fails and then passes is red, and is called flaky, not failed."""
    make_flaky(keys_project)

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 1
    assert [one["outcome"] for one in tries(keys_project)] == ["failed", "passed"]
    assert " FLAKY  create_key.yaml::live-en" in ended.stdout
    assert "0 passed, 1 flaky in" in ended.stdout
    assert "found     1 after 1 s" in ended.stdout


def test_a_flake_is_no_pass_for_pytest(keys_project: Path) -> None:
    """Bare pytest, also with workers, counts a flaky variant as one failure."""
    make_flaky(keys_project)

    ended = run_pytest(keys_project, "-n", "2", f"{SCENARIO}::live-en")

    assert ended.returncode == 1
    assert "1 failed" in ended.stdout.splitlines()[-1]
    assert "Flaky: the first try failed, the second passed." in ended.stdout


@pytest.mark.parametrize("action", ["crash", "kill_browser"])
def test_a_browser_that_dies_says_nothing_of_the_product(keys_project: Path, action: str) -> None:
    """If it dies in both tries, the variant could not be run: exit code 2."""
    change(keys_project, "action: api_keys.create\n", f"action: api_keys.{action}\n")
    change(keys_project, '    with: {name: "{{ key.name }}"}\n', "")

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 2
    assert " DIED  create_key.yaml::live-en" in ended.stdout
    assert "0 passed, 1 could not be run in" in ended.stdout
    assert len(tries(keys_project)) == 2


def test_a_browser_that_dies_once_is_launched_anew(keys_project: Path) -> None:
    """The second try and all later variants have a browser that lives."""
    change(keys_project, "action: api_keys.create\n", "action: api_keys.kill_browser_once\n")

    ended = run_command(keys_project, "run", "create-key", "--locale", "en")

    assert ended.returncode == 1
    assert "1 passed, 1 flaky in" in ended.stdout


def test_a_site_that_dies_leaves_evidence(keys_project: Path) -> None:
    """Variants whose world could not be made are in the evidence, as not run; exit code 2."""
    change(
        keys_project,
        "        return KeysWorld(self.address, given)",
        '        raise ConnectionError("the site is gone")',
        "keys_site.py",
    )

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 2
    first, second = tries(keys_project)
    assert first["steps"] == second["steps"] == []
    assert "the site is gone" in second["failure"]["found"]
    assert "1 could not be run" in ended.stdout


def test_a_known_failure_is_tried_once(keys_project: Path) -> None:
    """What is announced to fail is green when it fails, and costs no second try."""
    change(keys_project, "tags: [smoke]", "tags: [smoke]\nknown: KEY-7")
    change(keys_project, "is: 2}", "is: 3}")

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 0
    assert len(tries(keys_project)) == 1
    assert "0 passed, 1 failed as known in" in ended.stdout


def _try(outcome: str, *, died: bool = False, known: str | None = None) -> Try:
    failure = Failure(expected="a", found="b", environment=died) if outcome == "failed" else None
    facts = {"id": "s", "line": 1, "outcome": outcome, "seconds": 0, "failure": failure}
    step = StepRecord.model_validate(facts)
    return Try.model_validate(
        {
            "node": "n",
            "path": "p",
            "scenario": "s",
            "locale": "en",
            "digest": "",
            "started": "2026-03-02",
            "seconds": 0,
            "outcome": outcome,
            "steps": [step],
            "known": known,
        }
    )


@pytest.mark.parametrize(
    ("tried", "verdict"),
    [
        ([_try("passed")], "passed"),
        ([_try("failed"), _try("failed")], "failed"),
        ([_try("failed"), _try("passed")], "flaky"),
        ([_try("failed", died=True), _try("passed")], "flaky"),
        ([_try("failed", died=True), _try("failed", died=True)], "environment"),
        ([_try("failed", died=True), _try("failed")], "failed"),
        ([_try("failed", known="K")], "known"),
        ([_try("passed", known="K")], "fixed"),
    ],
)
def test_verdicts(tried: list[Try], verdict: str) -> None:
    """All tries of a variant together give one verdict; a flake is never a plain pass."""
    assert verdict_of(tried) == verdict


@pytest.fixture
def viewer(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve Playwright's own trace viewer; yield its address and its folder."""
    package = Path(playwright.__file__).parent / "driver" / "package"
    folder = shutil.copytree(package / "lib" / "vite" / "traceViewer", tmp_path / "viewer")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", folder
    server.shutdown()
    server.server_close()


def test_the_trace_opens_in_playwrights_viewer(
    keys_project: Path, page: Page, viewer: tuple[str, Path]
) -> None:
    """The viewer lists the actions of the second try, secrets by their names."""
    change(keys_project, "is: 2}", "is: 3}")
    run_command(keys_project, "run", NODE)
    address, folder = viewer
    (trace,) = keys_project.rglob("traces/*.zip")
    shutil.copy(trace, folder / "trace.zip")

    page.goto(f"{address}/index.html?trace={address}/trace.zip")

    expect(page.get_by_text('Fill "«secret»"')).to_be_visible()
    expect(page.get_by_text('Fill "Live server"')).to_be_visible()
