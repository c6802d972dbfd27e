"""What can break around a run ends in words, in time, and loses no evidence."""

import json
from pathlib import Path

import pytest

from guiderunner.evidence.reader import read_run
from guiderunner.evidence.verdicts import verdict_of
from tests.run.command import run_command
from tests.run.test_plugin import change

NODE = "create-key::live-en"
# No disk of a test can be filled, so writing is told that it is.
FULL_DISK = """
import errno
from pathlib import Path

pytest_plugins = ["guiderunner.run.plugin"]
_open, _writes = Path.open, []


def _full(self, mode="r", *args, **kwargs):
    if "runs" in self.parts and mode != "r":
        _writes.append(self)
        if {fails}:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
    return _open(self, mode, *args, **kwargs)


Path.open = _full
"""


@pytest.mark.parametrize(
    "fails", ["'pictures' in self.parts", "len(_writes) > 1", "len(_writes) > 2", "True"]
)
def test_a_full_disk_ends_in_words(keys_project: Path, fails: str) -> None:
    """From the first byte or later: exit code 2, no traceback, and what was written is whole."""
    text = FULL_DISK.replace("{fails}", fails)
    (keys_project / "conftest.py").write_text(text, encoding="utf-8")

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 2
    assert "No space left on device" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
    for folder in (keys_project / "runs").glob("*"):
        for file in folder.rglob("*.jsonl"):
            assert [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        if any(folder.rglob("*.jsonl")):
            assert verdict_of(read_run(folder).tries) in {"environment", "failed"}


def test_a_dialog_that_nobody_expected_does_not_hang(keys_project: Path) -> None:
    """It is dismissed, and the expectations say what it changed."""
    change(
        keys_project,
        '<form method="post">',
        '<form method="post" onsubmit="alert(1)">',
        "keys_site.py",
    )

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 0


def test_a_page_that_never_settles_fails_in_time(keys_project: Path) -> None:
    """A control that does not stand still is never clicked; the step says so."""
    change(
        keys_project,
        "<h1>{keys}</h1>",
        # Ever onward: what swings stands as still at its turning points as two frames can tell.
        "<style>@keyframes m {{ to {{ translate: 9000px }} }}"
        " form button {{ animation: m 90s linear }}</style><h1>{keys}</h1>",
        "keys_site.py",
    )
    change(
        keys_project,
        "    picture: {of: api_keys.secret_field, mark: [api_keys.create_button]}\n",
        "",
    )

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 1
    assert "step 'create' failed" in ended.stdout
    assert (
        "  found     button [Create key] cannot be used: it is not stable after 1 s" in ended.stdout
    )


def test_a_control_behind_another_is_told(keys_project: Path) -> None:
    """What lies above it is named: a person could not reach it either."""
    change(
        keys_project,
        "<h1>{keys}</h1>",
        "<div id='banner' style='position: fixed; inset: 0'></div><h1>{keys}</h1>",
        "keys_site.py",
    )

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 1
    assert 'button [Create key] cannot be used: <div id="banner"></div> intercepts' in ended.stdout


def test_a_site_that_was_away_is_not_the_product(keys_project: Path) -> None:
    """What fails while the site is replaced says nothing: exit code 2, in both tries."""
    change(keys_project, "is: 2}", "is: 3}")
    change(
        keys_project,
        "def was_interrupted(self) -> bool:\n        return False",
        "def was_interrupted(self) -> bool:\n        return True",
        "keys_site.py",
    )

    ended = run_command(keys_project, "run", NODE)

    assert ended.returncode == 2
    assert "1 could not be run" in ended.stdout
    assert "this says nothing about the product: the step could not be run" in ended.stdout
