"""A site that is there already can be run on; what needs a made world is left out, and counted."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.run.command import run_command

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
