"""The fuzzer finds what it is for, and finds nothing in the loader."""

import os
import signal
from pathlib import Path

import pytest

from tests.fuzz import fuzz


def dies(content: bytes, folder: Path) -> None:
    """End the process, as a parser written in C may."""
    if b"id" in content:
        os.kill(os.getpid(), signal.SIGSEGV)


def eats(content: bytes, folder: Path) -> None:
    """Ask for more memory than there is."""
    if b"id" in content:
        bytearray(10_000_000_000)


@pytest.mark.nightly
@pytest.mark.parametrize("target", ["dies", "eats"])
def test_what_breaks_is_kept(target: str, tmp_path: Path) -> None:
    """Also if the process cannot tell of it any more."""
    [kept] = fuzz(0.1, f"tests.scenario.test_fuzz:{target}", tmp_path)

    assert b"id" in kept.read_bytes()


@pytest.mark.nightly
def test_nothing_breaks_the_loader_for_minutes(tmp_path: Path) -> None:
    """Bounded memory, bounded time, and never a traceback."""
    assert fuzz(180, found=tmp_path) == []
