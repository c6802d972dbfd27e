"""The end of a run: the evidence of all workers is joined, and swept for secrets."""

from typing import Any

import pytest

from guiderunner.run.running import RUNNING, WORKER_KEY


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
