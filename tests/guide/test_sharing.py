"""Work that cores share comes back as if one had done it."""

import multiprocessing
import os
import signal
from collections.abc import Generator
from typing import cast

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide import sharing
from guiderunner.guide.sharing import FEW, shared

MANY = range(FEW * 3)


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_cores", lambda: 2)


def test_results_come_in_the_order_of_the_items() -> None:
    """Forks do them; here it is as if there were none."""
    did = list(shared(lambda number: (number * number, os.getpid()), MANY))

    assert [square for square, _ in did] == [number * number for number in MANY]
    assert len({process for _, process in did}) == 2
    assert os.getpid() not in {process for _, process in did}


def test_few_items_are_not_worth_a_fork() -> None:
    """Then no process but the one that asked is at work."""
    assert set(shared(lambda _: os.getpid(), range(FEW - 1))) == {os.getpid()}


def test_no_item_is_no_work() -> None:
    """Nothing comes, and nothing fails."""
    assert list(shared(str, [])) == []


def test_what_a_fork_raises_is_raised() -> None:
    """With its message, after what came before it; no fork is left over."""

    def work(number: int) -> int:
        if number == FEW:
            raise GuiderunnerError("guide.html:3: a word is missing.")
        return number

    got: list[int] = []
    with pytest.raises(GuiderunnerError, match=r"guide\.html:3: a word is missing\."):
        got.extend(shared(work, MANY))

    assert not multiprocessing.active_children()


def test_a_fork_that_was_ended_is_told() -> None:
    """Nobody waits for a fork that the system ended, as when memory ran out."""

    def work(number: int) -> int:
        if number == FEW:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(GuiderunnerError, match="was ended"):
        list(shared(work, MANY))


def test_nobody_who_stops_listening_leaves_a_fork() -> None:
    """What fails meanwhile, as a full disk does, ends the forks."""
    answers = shared(str, MANY)
    next(answers)
    cast(Generator[str], answers).close()

    assert not multiprocessing.active_children()
