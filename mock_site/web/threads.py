"""Work on a mall is done in threads: one that waits for a marketplace holds up no other mall."""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import CapacityLimiter, to_thread

from mock_site.tables.sides import Side

Given = TypeVarTuple("Given")
Result = TypeVar("Result")

# Cafe24 PRO's threads wait for the marketplaces', so that these need room of their own.
_ROOM: dict[Side, CapacityLimiter] = {}
_THREADS = 200


async def in_thread(side: Side, work: Callable[[*Given], Result], *given: *Given) -> Result:
    """Return what *work* returns, done in a thread of *side*."""
    room = _ROOM.setdefault(side, CapacityLimiter(_THREADS))
    return await to_thread.run_sync(work, *given, limiter=room)
