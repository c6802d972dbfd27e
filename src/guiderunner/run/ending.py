"""The end of a run: the evidence of all workers is joined and swept for secrets, the site stops.

A plugin that the main one registers.
"""

from typing import Any

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.picture_text import PictureReader
from guiderunner.run.running import RUNNING, WORKER_KEY


def pytest_sessionstart(session: pytest.Session) -> None:
    """Find out whether pictures can be read, if they shall be."""
    if session.config.getoption("--read-pictures"):
        try:
            session.config.stash[RUNNING].reader = PictureReader()
        except GuiderunnerError as error:
            raise pytest.UsageError(str(error)) from None


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Learn from a worker of xdist what it knows of secrets: over a pipe, never by the disk."""
    handed = getattr(node, "workeroutput", {}).get(WORKER_KEY)
    if handed:
        node.config.stash[RUNNING].sweep.take_over(handed)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Join the evidence once every worker is done; a secret in it fails the run."""
    running = session.config.stash[RUNNING]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[WORKER_KEY] = running.sweep.handed_over()
        return
    running.finish()
    if running.sweep.leaks and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell of the secrets that were found."""
    told = terminalreporter.config.stash[RUNNING].sweep.told()
    if told:
        terminalreporter.section("secrets in the evidence", red=True)
        terminalreporter.line(told)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the site."""
    running = config.stash.get(RUNNING, None)
    if running is not None:
        running.stop()
