"""Keeps Python's collector away while very much is made or read: it would go through all."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Let the collector rest; what is there at the end it never looks at.

    That is right for what is needed for long, and is in no circle.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # Else it would go through all once, when it may again.
        if was_on:
            gc.enable()
