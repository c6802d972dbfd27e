"""Serving on this machine only: for people, or for the process that started the site."""

import asyncio
import json
import os
import secrets
import socket
import tempfile
import threading
from pathlib import Path

import uvicorn

from mock_site.app import Site
from mock_site.malls import Malls
from mock_site.welcome import welcome

_HOUR = 60 * 60


def serve(port: int, *, as_child: bool) -> None:
    """Serve until told to stop; a child also stops when its parent is gone.

    Raises:
        OSError: If the port cannot be used.
    """
    listening = _listen(port)
    address = f"127.0.0.1:{listening.getsockname()[1]}"
    token = secrets.token_urlsafe(24)
    folder = tempfile.TemporaryDirectory(prefix="mock-site-")
    malls = Malls(Path(folder.name), address)
    site = Site(malls, token)
    config = uvicorn.Config(
        site,
        log_level="warning",
        lifespan="off",
        access_log=False,
        timeout_keep_alive=_HOUR,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    if as_child:
        print(json.dumps({"address": address, "token": token}), flush=True)  # noqa: T201
        threading.Thread(target=_stop_with_parent, args=(server,), daemon=True).start()
    else:
        print(welcome(malls, listening.getsockname()[1]), flush=True)  # noqa: T201
    try:
        asyncio.run(server.serve(sockets=[listening]))
    except KeyboardInterrupt:
        pass
    finally:
        malls.close()
        folder.cleanup()


def _listen(port: int) -> socket.socket:
    # asyncio sends at once only where the socket says that it is TCP; else each page waits 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(128)
    return listening


def _stop_with_parent(server: uvicorn.Server) -> None:
    """Wait for the end of standard input: it comes however the parent ends."""
    while os.read(0, 1024):
        pass
    server.should_exit = True
