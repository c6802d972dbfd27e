"""Serves a publication to its author on this machine; open pages are told to load anew."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

PORT = 8424  # If it is free: then a page that is open finds the server again.
CHANGES = "/-/changes"
_SCRIPT = (
    f'<script>new EventSource("{CHANGES}").onmessage = () => location.reload();</script>\n</body>'
)
_AWAKE = 15.0  # Seconds after which a silent listener is asked whether it is still there.


class Preview:
    """A small server of the folder *shown*, on the loopback address only."""

    def __init__(self, shown: Path, port: int = PORT) -> None:
        self._changed = threading.Condition()
        self._number = 0
        handler = partial(_Handler, self, directory=str(shown))
        try:
            self._server = _Server(("127.0.0.1", port), handler)
        except OSError:
            self._server = _Server(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def tell(self) -> None:
        """Let every open page load anew."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait(self) -> bool:
        """Return whether there was a change, after some seconds at most."""
        with self._changed:
            seen = self._number
            return self._changed.wait_for(lambda: self._number != seen, _AWAKE)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Else a port that was left a minute ago could be taken by two.
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader who closed the page."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, preview: Preview, *arguments: Any, **named: Any) -> None:
        self._preview = preview
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """Send a file, a page with the script that loads it anew, or the stream of changes."""
        # A page elsewhere whose name leads here must not read what is not published yet.
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if host not in {"127.0.0.1", "localhost"}:
            self.send_error(403)
        elif urlsplit(self.path).path == CHANGES:
            self._stream()
        elif (page := self._page()) is not None:
            self._send(page)
        else:
            super().do_GET()

    def _page(self) -> bytes | None:
        file = Path(self.translate_path(self.path))
        if self.path.endswith("/"):
            file /= "index.html"
        if file.suffix != ".html" or not file.is_file():
            return None
        return file.read_text(encoding="utf-8").replace("</body>", _SCRIPT).encode()

    def _send(self, page: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        while True:
            # A comment is no event; who has gone lets the write fail, which ends the thread.
            line = b"data: changed\n\n" if self._preview.wait() else b": still here\n\n"
            self.wfile.write(line)
            self.wfile.flush()

    def end_headers(self) -> None:
        """Let nothing be kept: it may be another page in a second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal is for problems."""
