"""Work on many guides, shared between the cores of this machine."""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from guiderunner.diagnostics import GuiderunnerError

FEW = 32  # To fork and to join takes as long as some of them.
Item = TypeVar("Item")
Result = TypeVar("Result")


@contextlib.contextmanager
def shared(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Iterator[Result]]:
    """Give what *work* makes of each of *items*, in their order, as it comes.

    Forks of this process do it, one a core: they know all that it knows, and what they change
    stays theirs, but for files. What they send takes time. Meanwhile this process may do more.

    Raises:
        GuiderunnerError: If a fork was ended by somebody. What *work* raises is raised too.
    """
    forks = _cores() if len(items) >= FEW else 1
    if forks == 1:
        yield map(work, items)
        return
    with contextlib.ExitStack() as stack:
        parts = [items[number::forks] for number in range(forks)]
        answers = [stack.enter_context(_fork(work, part)) for part in parts]
        yield (_next(answers[number % forks]) for number in range(len(items)))


def _cores() -> int:
    # Elsewhere what the system's own libraries hold may not survive a fork.
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


@contextlib.contextmanager
def _fork(work: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, items, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.terminate()  # It has answered, or nobody waits for its answer.
        process.join()


def _do(work: Callable[[Any], Any], items: Sequence[Any], answers: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The process that forked hears it, and ends this.
    try:
        for one in items:
            answers.send((work(one), None))
    except Exception as error:  # noqa: BLE001 - whoever forked raises it
        answers.send((None, error))


def _next(answers: Connection) -> Any:
    try:
        answer, error = answers.recv()
    except EOFError:
        raise GuiderunnerError("a process that made guides was ended. Try again.") from None
    if error is not None:
        raise error
    return answer
