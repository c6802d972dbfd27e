"""Keeps the site's process running while another process needs it; light, as adapters load it.

The keeper holds what must outlive the site's process: the socket that it listens on, the folder of
its malls, its token. A process that dies is replaced by one that goes on with the same malls at the
same address; whoever connects meanwhile waits.
"""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_PATIENCE = 10  # Seconds that the site has to end by itself.


class Keeper:
    """A running site, in a process of its own that ends with this one."""

    def __init__(self) -> None:
        """Start the site.

        Raises:
            RuntimeError: If it does not start.
        """
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._folder = tempfile.mkdtemp(prefix="mock-site-")
        self._token = secrets.token_urlsafe(24)
        self._changing = threading.Lock()
        self._is_over = False
        self._process, self.address = self._launch()
        if not self.address:
            self._leave_nothing()
            raise RuntimeError(f"the mock site did not start (exit code {self._process.wait()})")
        self._watch = threading.Thread(target=self._replace_the_dead, daemon=True)
        self._watch.start()

    @property
    def process_id(self) -> int | None:
        """The id of the site's process."""
        return None if self._is_over else self._process.pid

    def stop(self) -> None:
        """Stop the site, and leave nothing of it."""
        with self._changing:
            self._is_over = True
        self._leave_nothing()
        self._watch.join()

    def _leave_nothing(self) -> None:
        _end(self._process)
        self._listening.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _launch(self) -> tuple[subprocess.Popen[str], str]:
        """Return a new process of the site, and where it is, once it answers; else nothing."""
        handle = self._listening.fileno()
        process = subprocess.Popen(  # noqa: S603 - the command is our own
            [sys.executable, "-m", "mock_site", "--child", str(handle), "--database", self._folder],
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[handle],
            start_new_session=True,
        )
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        assert process.stdout is not None  # noqa: S101 - so is this
        with contextlib.suppress(OSError):  # It may have died already.
            # Not among the arguments: those can be read by everybody on the machine.
            print(self._token, file=process.stdin, flush=True)
        return process, process.stdout.readline().strip()

    def _replace_the_dead(self) -> None:
        while True:
            self._process.wait()
            with self._changing:
                if self._is_over:
                    return
                _end(self._process)
                self._process, address = self._launch()
                if not address:  # It cannot be helped: nobody shall wait for an answer.
                    self._listening.close()
                    return


def _end(process: subprocess.Popen[str]) -> None:
    """Close the pipes of *process*, which ends it."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    try:
        process.wait(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
