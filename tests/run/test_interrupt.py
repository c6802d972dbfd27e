"""Ctrl-C ends a run at any moment, and loses nothing."""

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from guiderunner.evidence.reader import read_run
from guiderunner.run import interruption
from tests.run.command import run_command
from tests.run.test_plugin import change


def test_what_was_run_is_kept(keys_project: Path) -> None:
    """In the middle of a step: the evidence is whole, reports are made, the exit code is 130."""
    change(keys_project, "action: api_keys.create\n", "action: api_keys.interrupt\n")

    ended = run_command(keys_project, "run", "create-key", "--report", "html=r.html")

    (folder,) = (keys_project / "runs").iterdir()
    assert ended.returncode == 130
    assert "0 passed, 4 not run in" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
    assert [one.outcome for one in read_run(folder).tries] == ["failed"]
    assert (keys_project / "r.html").is_file()


@pytest.mark.parametrize("seconds", [0.02, 0.15, 0.5, 1.5])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_moment_is_too_early(keys_project: Path, seconds: float, workers: str) -> None:
    """While the command is loaded or starts its site and browsers: one line, nothing left."""
    run = subprocess.Popen(
        [sys.executable, "-c", _START, "run", "-n", workers],
        cwd=keys_project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    time.sleep(seconds)  # noqa: TID251 - the moment is the point
    os.killpg(run.pid, signal.SIGINT)
    said, _ = run.communicate(timeout=60)

    assert run.returncode == 130, said
    assert "Traceback" not in said
    left = subprocess.run(
        ["ps", "-s", str(run.pid), "-o", "stat=,args="], capture_output=True, text=True, check=False
    )
    # One that has ended and waits for the system to take note (Z) is gone.
    assert [one for one in left.stdout.splitlines() if not one.startswith("Z")] == []


def test_tasks_that_it_ended_are_not_reported(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is said of a task that Ctrl-C ended, and all of any other that failed."""
    interruption.pytest_configure()

    for error in (KeyboardInterrupt, ValueError):
        # A test with a browser leaves a loop that runs in this thread.
        thread = threading.Thread(target=_lose_task, args=[error])
        thread.start()
        thread.join()

    assert [one.exc_info[0] for one in caplog.records if one.exc_info] == [ValueError]


def _lose_task(error: type[BaseException]) -> None:
    async def fail() -> None:
        raise error

    loop = asyncio.new_event_loop()
    lost = loop.create_task(fail())
    with suppress(KeyboardInterrupt):
        loop.run_until_complete(asyncio.sleep(0))
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    assert lost.done()
    del lost
    gc.collect()


# Python itself takes Ctrl-C for itself until its first line runs.
_START = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
print("begun", flush=True)
from guiderunner.__main__ import main
main()
"""
