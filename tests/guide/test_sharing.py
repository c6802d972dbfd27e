"""Work that cores share comes back as if one had done it."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide import sharing
from guiderunner.guide.sharing import FEW, shared

MANY = range(FEW * 3)
Result = TypeVar("Result")


def _done(work: Callable[[int], Result], items: Sequence[int]) -> list[Result]:
    with shared(work, items) as answers:
        return list(answers)


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_cores", lambda: 2)


def test_results_come_in_the_order_of_the_items() -> None:
    """Forks do them; here it is as if there were none."""
    did = _done(lambda number: (number * number, os.getpid()), MANY)

    assert [square for square, _ in did] == [number * number for number in MANY]
    assert len({process for _, process in did}) == 2
    assert os.getpid() not in {process for _, process in did}


def test_few_items_are_not_worth_a_fork() -> None:
    """Then no process but the one that asked is at work."""
    assert set(_done(lambda _: os.getpid(), range(FEW - 1))) == {os.getpid()}


def test_no_item_is_no_work() -> None:
    """Nothing comes, and nothing fails."""
    assert _done(str, []) == []


def test_what_a_fork_raises_is_raised() -> None:
    """With its message, after what came before it; no fork is left over."""

    def work(number: int) -> int:
        if number == FEW:
            raise GuiderunnerError("guide.html:3: a word is missing.")
        return number

    got: list[int] = []
    with (
        pytest.raises(GuiderunnerError, match=r"guide\.html:3: a word is missing\."),
        shared(work, MANY) as answers,
    ):
        got.extend(answers)

    assert not multiprocessing.active_children()


def test_a_fork_that_was_ended_is_told() -> None:
    """Nobody waits for a fork that the system ended, as when memory ran out."""

    def work(number: int) -> int:
        if number == FEW:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(GuiderunnerError, match="was ended"):
        _done(work, MANY)


def test_what_fails_meanwhile_ends_the_forks() -> None:
    """They begin at once, and nobody who stops listening leaves one."""

    def fail() -> None:
        with shared(str, MANY) as answers:
            assert len(multiprocessing.active_children()) == 2
            assert next(answers) == "0"
            raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        fail()

    assert not multiprocessing.active_children()
