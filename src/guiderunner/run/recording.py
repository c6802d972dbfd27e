"""What a try records of the pages beside its steps."""

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response
from playwright.sync_api import Error as PlaywrightError

from guiderunner.evidence.writer import TryWriter
from guiderunner.site.protocol import Tenant


class Recording:
    """Notes what the pages of one context complain about; with *everything*, all that happens.

    That is the console, the requests, a trace, and the world before and after.
    A trace holds no screenshots: secrets cannot be taken out of them.
    """

    def __init__(
        self,
        context: BrowserContext,
        writer: TryWriter,
        tenant: Tenant,
        *,
        everything: bool,
        trace: bool,
    ) -> None:
        self.context, self.writer, self.tenant = context, writer, tenant
        self.everything, self.trace = everything, everything and trace
        self.notes: dict[str, list[str]] = {"console_errors": [], "failed_requests": []}
        context.on("console", self._console)
        context.on("requestfailed", self._failed)
        if everything:
            writer.world("before", tenant.dump())
            self.notes |= {"console": [], "requests": []}
            context.on("response", self._response)
        if self.trace:
            context.tracing.start(snapshots=True, screenshots=False, sources=False)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.notes["console_errors"].append(message.text)
        if self.everything:
            self.notes["console"].append(f"{message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        said = f"{request.method} {request.url}"
        self.notes["failed_requests"].append(said)
        if self.everything:
            self.notes["requests"].append(f"{said} failed: {request.failure}")

    def _response(self, response: Response) -> None:
        request = response.request
        self.notes["requests"].append(f"{request.method} {request.url} {response.status}")

    def end(self) -> dict[str, Any]:
        """Stop, and return what was noted, as facts of the try."""
        if self.everything:
            with suppress(OSError, RuntimeError):  # The site is gone, and its world with it.
                self.writer.world("after", self.tenant.dump())
                self.writer.world("data", self.tenant.variables)
        return {**self.notes, "trace": self._end_trace() if self.trace else None}

    def _end_trace(self) -> str | None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "trace.zip"
            try:
                self.context.tracing.stop(path=file)
            except PlaywrightError:  # The browser is gone, and the trace with it.
                return None
            return self.writer.keep_trace(file) if file.is_file() else None
