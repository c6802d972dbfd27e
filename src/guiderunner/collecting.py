"""Keeps Python's collector away while thousands of guides are made: it would go through all."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Let the collector rest: a guide is made of thousands of objects, and none is in a circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # Else it would go through all once, when it may again.
        if was_on:
            gc.enable()
