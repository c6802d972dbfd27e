"""The flags of pytest-playwright keep their names, and a person can take over at a step."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run.command import run_command

NODE = "create-key::live-en"


def test_tracing_is_pytest_playwrights_own(keys_project: Path) -> None:
    """`--tracing on` records each try under test-results/, passed or not."""
    ended = run_command(keys_project, "run", NODE, "--tracing", "on")

    assert ended.returncode == 0
    assert len(list((keys_project / "test-results").rglob("trace.zip"))) == 1


def test_tracing_of_both_kinds_get_on(keys_project: Path) -> None:
    """With `--tracing` the second try leaves the trace to it."""
    site = keys_project / "scenarios" / "keys" / "create_key.yaml"
    site.write_text(site.read_text("utf-8").replace("is: 2}", "is: 3}"), "utf-8")

    ended = run_command(keys_project, "run", NODE, "--tracing", "on")

    assert ended.returncode == 1
    assert not list((keys_project / "runs").rglob("traces"))
    assert list((keys_project / "test-results").rglob("trace.zip"))


def test_a_browser_channel_that_is_not_there_is_told(keys_project: Path) -> None:
    """Another browser can be asked for; one that is missing is no failure of the product."""
    ended = run_command(keys_project, "run", NODE, "--browser-channel", "msedge-dev")

    assert ended.returncode == 2
    assert "Chromium distribution 'msedge-dev' is not found" in ended.stdout


def test_a_pause_leaves_the_page_to_the_person(keys_project: Path) -> None:
    """The run stops before the step, says where the page is, and goes on at Enter."""
    command = f"{sys.executable} -m guiderunner run {NODE} --pause-at create"
    environment = {one: value for one, value in os.environ.items() if "DISPLAY" not in one}
    run = subprocess.Popen(
        ["script", "--quiet", "--return", "--command", command, "/dev/null"],
        cwd=keys_project,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdin is not None
    assert run.stdout is not None
    seen = ""
    while not seen.endswith("go on. "):
        letter = run.stdout.read(1)
        assert letter, seen
        seen += letter
    (tried,) = keys_project.rglob("tries/*.jsonl")
    steps = tried.read_text(encoding="utf-8").count('{"step"')
    rest, _ = run.communicate("\n", timeout=60)

    assert "Paused before step 'create'. The browser is yours: http://w" in seen
    assert steps == 1
    assert run.returncode == 0
    assert "1 passed" in rest


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("create", "-n", "2"), "--pause-at needs --workers 1: there is one person."),
        (("craete",), "no selected scenario has a step 'craete'. Did you mean 'create'?"),
        (("create",), "--pause-at needs a terminal, where Enter goes on."),
    ],
)
def test_a_pause_that_nobody_could_end_is_refused(
    keys_project: Path, arguments: tuple[str, ...], said: str
) -> None:
    """A wrong step, several workers or no terminal are told before anything runs."""
    ended = run_command(keys_project, "run", "--pause-at", *arguments)

    assert (ended.returncode, ended.stderr) == (2, f"{said}\n")


def test_pictures_can_be_left_out(keys_project: Path) -> None:
    """The run proves the same, sooner: no picture is among its evidence."""
    ended = run_command(keys_project, "run", NODE, "--no-pictures")

    assert ended.returncode == 0
    assert not list((keys_project / "runs").rglob("*.png"))
    assert list((keys_project / "runs").rglob("*.jsonl"))
