"""Stops before a step, and leaves the live page to the person at the terminal."""

import os
import select
from dataclasses import dataclass

from playwright.sync_api import Page

_LOOK_EVERY = 100  # Milliseconds in which the page goes on living.


@dataclass(frozen=True)
class Pause:
    """Where to stop: before the step with this id, in each variant that has it."""

    step: str

    def before(self, step: str, page: Page | None) -> None:
        """Wait for Enter at the terminal if *step* is the one; the page stays alive meanwhile."""
        if step != self.step or page is None:
            return
        # pytest has replaced standard input and output; the terminal is still there.
        terminal = os.open("/dev/tty", os.O_RDWR)
        try:
            os.write(terminal, self._said(page).encode())
            while not select.select([terminal], [], [], 0)[0]:
                page.wait_for_timeout(_LOOK_EVERY)
            os.read(terminal, 1024)
        finally:
            os.close(terminal)

    def _said(self, page: Page) -> str:
        return (
            f"\nPaused before step '{self.step}'. The browser is yours: {page.url}\n"
            "Press Enter to go on. "
        )
