"""Ctrl-C ends a run in one line, whatever it interrupts. A plugin that the main one registers."""

import contextlib
import logging
import signal
from collections.abc import Generator, Iterator
from types import FrameType

import pytest

from guiderunner.run import ending

_CTRL_C = {signal.SIGINT}


@contextlib.contextmanager
def hearing() -> Iterator[list[int]]:
    """Note each Ctrl-C in the list: Python hides one in other errors, e.g. of a class body."""
    heard: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)


def pytest_configure() -> None:
    """Let asyncio not report a task that Ctrl-C ended: pytest ends the run, and says so."""
    logging.getLogger("asyncio").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    error = record.exc_info[0] if record.exc_info else None
    return error is None or not issubclass(error, KeyboardInterrupt)


@pytest.hookimpl(wrapper=True)
def pytest_sessionstart(session: pytest.Session) -> Generator[None]:
    """Start workers so that none hears Ctrl-C before it can do what is right about it."""
    if not session.config.getoption("numprocesses", None):
        return (yield)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _CTRL_C)
    try:
        return (yield)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """From here on pytest ends the work of a worker in good order."""
    if hasattr(session.config, "workerinput"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _CTRL_C)
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Generator[None]:
    """Keep what was recorded, though Playwright can close nothing after Ctrl-C in one of its calls.

    Its processes end with ours.
    """
    try:
        return (yield)
    except Exception:
        if exitstatus != pytest.ExitCode.INTERRUPTED:
            raise
        ending.pytest_sessionfinish(session)
        return None
