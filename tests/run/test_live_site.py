"""A site that is there already can be run on; what needs a made world is left out, and counted."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserType

from guiderunner.site.browser import find_browser
from tests.run.command import run_command
from tests.run.test_plugin import change

PAGE = "pages/api_keys.py"
WIPING = '''\
    @action(destroys=True)
    def wipe(self) -> None:
        """Make a key."""
        self.create("New")

'''

LOOK = """\
version: 1
id: look
guide: none
title: Look
summary: See the keys.
steps:
  - id: open
    action: api_keys.open
    expect:
      - {count: {at: api_keys.keys, is: 1}}
"""


def _keys_site() -> ModuleType:
    file = Path(__file__).parent / "keys_project" / "keys_site.py"
    spec = importlib.util.spec_from_file_location("live_keys_site", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A site that somebody else has started, with one key in it."""
    monkeypatch.chdir(tmp_path)
    site = _keys_site().KeysSite.start()
    yield site.create({"keys": ["Old"]})
    site.stop()


@pytest.fixture
def project(keys_project: Path) -> Path:
    """The project, with a scenario that needs no world."""
    (keys_project / "scenarios" / "keys" / "look.yaml").write_text(LOOK, encoding="utf-8")
    return keys_project


def test_what_needs_no_world_runs_there(project: Path, live: Any) -> None:
    """It is entered with the storage state; the rest is listed with its reason."""
    state = {**live.storage_state({"app": "ko"}), "origins": []}
    (project / "state.json").write_text(json.dumps(state), encoding="utf-8")
    options = ("--base-url", f"app={live.origin('app')}/", "--storage-state", "state.json")

    ended = run_command(project, "run", "--locale", "ko", *options)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.splitlines()[:3] == [
        "2 variants cannot run there:",
        "  scenarios/keys/create_key.yaml::live-ko: it asks for a world",
        "  scenarios/keys/create_key.yaml::staging-ko: it asks for a world",
    ]
    assert "1 passed in" in ended.stdout
    assert not (project / "starts.txt").exists()


def test_a_failure_there_is_not_tried_again(project: Path, live: Any) -> None:
    """A second try needs a second world, and a real shop has one."""
    file = project / "scenarios" / "keys" / "look.yaml"
    file.write_text(LOOK.replace("is: 1", "is: 5"), encoding="utf-8")

    ended = run_command(project, "run", "look::en", "--base-url", f"app={live.origin('app')}")

    assert ended.returncode == 1
    assert len(list(project.rglob("tries/*.jsonl"))) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("create-key", "--base-url", "app=http://x.localhost"),
            "'scenarios/keys/create_key.yaml::live-en' cannot run there: it asks for a world.",
        ),
        (
            ("--tag", "smoke", "--base-url", "app=http://x.localhost"),
            "nothing can run there: every selected variant needs a world.",
        ),
        (
            ("--base-url", "ap=http://x.localhost"),
            "--base-url ap=http://x.localhost: there is no site 'ap'. Did you mean 'app'?",
        ),
        (
            ("--base-url", "app=x.localhost"),
            "--base-url app=x.localhost: write app=https://host.",
        ),
        (
            ("--base-url", "app=http://x.localhost", "--storage-state", "none.json"),
            "--storage-state none.json: No such file or directory.",
        ),
        (
            ("--storage-state", "state.json"),
            "--storage-state needs --base-url: the mock site has its own.",
        ),
    ],
)
def test_slips_are_told_before_a_browser_opens(
    project: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit code 2, one line, and no run."""
    ended = run_command(project, "run", *arguments)

    assert (ended.returncode, ended.stderr) == (2, f"{said}\n")
    assert not (project / "runs").exists()


WIPE = """\
version: 1
id: wipe
guide: none
title: Wipe
summary: Make a key, as if that destroyed something.
steps:
  - id: wipe
    action: api_keys.wipe
    expect:
      - {count: {at: api_keys.keys, is: 2}}
"""


@pytest.fixture
def elsewhere(
    project: Path, live: Any, browser_type: BrowserType, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The address of the live site by a name that is not this machine's; one action destroys."""
    change(project, "    @action\n    def rename(", f"{WIPING}    @action\n    def rename(", PAGE)
    (project / "scenarios" / "keys" / "wipe.yaml").write_text(WIPE, encoding="utf-8")
    browser = find_browser().executable or browser_type.executable_path
    script = project / "browser"
    rule = "--host-resolver-rules=MAP *.shop.example 127.0.0.1"
    script.write_text(f"#!/bin/sh\nexec '{browser}' '{rule}' \"$@\"\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("GUIDERUNNER_BROWSER", str(script))
    return f"http://{live.id}.shop.example:{live.address.split(':')[1]}"


def keys_of(live: Any) -> int:
    """Return how many keys there are."""
    host = {"Host": f"{live.id}.shop.example"}
    return httpx.get(f"http://{live.address}/", headers=host).text.count("<li>")


class TestDestruction:
    def test_it_is_refused_beforehand(self, project: Path, live: Any, elsewhere: str) -> None:
        """Without a host that is named no browser opens."""
        ended = run_command(project, "run", "wipe::en", "--base-url", f"app={elsewhere}")

        host = f"{live.id}.shop.example"
        said = f"it destroys data on {host}; --destroy-on {host} allows it."
        node = "'scenarios/keys/wipe.yaml::en' cannot run there"
        assert (ended.returncode, ended.stderr) == (2, f"{node}: {said}\n")
        assert not (project / "runs").exists()
        assert keys_of(live) == 1

    def test_another_name_does_not_allow_it(self, project: Path, live: Any, elsewhere: str) -> None:
        """Nothing is clicked; what was meant is told, and nothing is said of the product."""
        where = ("--base-url", f"app={elsewhere}", "--destroy-on", "shop.example")

        ended = run_command(project, "run", "wipe::en", *where)

        host = f"{live.id}.shop.example"
        told = (
            f"api_keys.wipe destroys data, and the page is on {host}, which is not this machine "
            f"(--destroy-on names shop.example). If {host} is meant: --destroy-on {host}"
        )
        assert ended.returncode == 2
        assert f"  found     {told}\n" in ended.stdout
        assert "0 passed, 1 could not be run in" in ended.stdout
        assert keys_of(live) == 1

    def test_its_name_allows_it(self, project: Path, live: Any, elsewhere: str) -> None:
        """The host of the page, exactly."""
        host = f"{live.id}.SHOP.example."
        where = ("--base-url", f"app={elsewhere}", "--destroy-on", host)

        ended = run_command(project, "run", "wipe::en", *where)

        assert ended.returncode == 0, ended.stdout
        assert keys_of(live) == 2

    def test_an_address_is_no_host(self, project: Path) -> None:
        """One line, before a browser opens."""
        ended = run_command(project, "run", "--destroy-on", "http://shop.example/")

        said = "name one host, e.g. shop.example.com. Did you mean 'shop.example'?"
        assert (ended.returncode, ended.stderr) == (
            2,
            f"--destroy-on http://shop.example/: {said}\n",
        )

    @pytest.mark.usefixtures("elsewhere")
    def test_a_form_that_leads_elsewhere_is_stopped(self, project: Path) -> None:
        """Also on a site that we have made: what was stopped is told, and not what then failed."""
        away = '<form method="post" action="http://away.example/">'
        change(project, '<form method="post">', away, "keys_site.py")

        ended = run_command(project, "run", "wipe::en")

        told = (
            "  expected  api_keys.wipe to be carried out\n"
            "  found     api_keys.wipe destroys data, and a request (POST) was stopped that went "
            "to away.example, which is not this machine. If away.example is meant: --destroy-on "
            "away.example\n"
            "  this says nothing about the product: the step could not be run\n"
        )
        assert ended.returncode == 2
        assert told in ended.stdout
