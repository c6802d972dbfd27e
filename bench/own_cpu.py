"""`python -m bench.own_cpu PROJECT`: run a project, and tell what its steps cost as JSON.

CPU is that of the thread that performs the steps: all of it, less what it spends in Playwright.
"""

import inspect
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from playwright._impl.connection import Connection
from playwright.sync_api import Expect, _generated

from guiderunner.cli.app import main
from guiderunner.run.runner import VariantRunner
from guiderunner.scenario.sequences import PlacedStep


class Clock:
    """CPU seconds in steps, and in calls of Playwright within them."""

    def __init__(self) -> None:
        self.steps = 0
        self.moves: Counter[str] = Counter()
        self.in_steps = self.in_playwright = 0.0
        self._step = self._deep = False

    def around_step(self, perform: Callable[..., Any]) -> Callable[..., Any]:
        """Return *perform*, timed as a step."""

        def timed(runner: VariantRunner, placed: PlacedStep) -> Any:
            begun, self._step = time.thread_time(), True
            try:
                return perform(runner, placed)
            finally:
                self._step = False
                self.in_steps += time.thread_time() - begun
                self.steps += 1

        return timed

    def around_playwright(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return *call*, timed as Playwright's unless it is within another such call."""

        def timed(*given: Any, **named: Any) -> Any:
            if self._deep or not self._step:
                return call(*given, **named)
            begun, self._deep = time.thread_time(), True
            try:
                return call(*given, **named)
            finally:
                self._deep = False
                self.in_playwright += time.thread_time() - begun

        return timed

    def around_sending(self, send: Callable[..., Any]) -> Callable[..., Any]:
        """Return *send*, its messages to the browser counted."""

        def counted(connection: Connection, owner: Any, method: str, *given: Any) -> Any:
            if self._step:
                self.moves[method] += 1
            return send(connection, owner, method, *given)

        return counted


def watch() -> Clock:
    """Time all that this process will run."""
    clock = Clock()
    for _, one in inspect.getmembers(_generated, inspect.isclass):
        for name, member in list(vars(one).items()):
            if name.startswith("__"):
                continue
            if inspect.isfunction(member):
                setattr(one, name, clock.around_playwright(member))
            elif isinstance(member, property) and member.fget is not None:
                setattr(one, name, property(clock.around_playwright(member.fget)))
    patched: Any = Expect
    patched.__call__ = clock.around_playwright(Expect.__call__)
    connection: Any = Connection
    connection.send_message_to_server = clock.around_sending(Connection.send_message_to_server)
    runner: Any = VariantRunner
    runner._run_step = clock.around_step(VariantRunner._run_step)  # noqa: SLF001 - there is no other door to one step
    return clock


if __name__ == "__main__":
    watched = watch()
    sys.argv = ["guiderunner", "run", "--project", sys.argv[1]]
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    own = watched.in_steps - watched.in_playwright
    facts = {"steps": watched.steps, "own": own, "calls": dict(watched.moves.most_common())}
    print(json.dumps(facts))  # noqa: T201
    sys.exit(code)
