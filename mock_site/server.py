"""Serving on this machine only: for people, or for the process that started the site."""

import asyncio
import gc
import json
import os
import resource
import secrets
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import uvicorn

from mock_site.app import Site
from mock_site.malls import Malls
from mock_site.welcome import welcome

_HOUR = 60 * 60


class Place(NamedTuple):
    """Where to listen; port 0 takes any that is free."""

    host: str
    port: int


def serve(place: Place, folder: Path | None, seed: str | None) -> None:
    """Serve people until told to stop; they get a mall of the world *seed*.

    The malls are kept in *folder*, if one is given.

    Raises:
        FolderError: If the folder cannot be used.
        OSError: If the port cannot be used.
    """
    with _listening(place) as listening, _folder_of(folder) as kept:
        server, malls = _server(listening, kept, secrets.token_urlsafe(24))
        print(welcome(malls, listening.getsockname()[1], seed), flush=True)  # noqa: T201
        _run(server, malls, listening)


def serve_keeper(handle: int, folder: Path) -> None:
    """Serve the process that made the socket *handle* and *folder*, until it is gone.

    Its first line says the token. If this process is killed, the folder stays for the next.
    """
    token = sys.stdin.readline().strip()
    with socket.socket(fileno=handle) as listening:
        server, malls = _server(listening, folder, token)
        port = listening.getsockname()[1]
        print(json.dumps({"address": f"127.0.0.1:{port}", "token": token}), flush=True)  # noqa: T201
        threading.Thread(target=_stop_with_keeper, args=(server,), daemon=True).start()
        _run(server, malls, listening)
    shutil.rmtree(folder, ignore_errors=True)


def _server(listening: socket.socket, folder: Path, token: str) -> tuple[uvicorn.Server, Malls]:
    _raise_file_limit()
    malls = Malls(folder, f"127.0.0.1:{listening.getsockname()[1]}")
    config = uvicorn.Config(
        Site(malls, token),
        log_level="warning",
        lifespan="off",
        access_log=False,
        timeout_keep_alive=_HOUR,
        timeout_graceful_shutdown=1,
    )
    _spare_the_collector()
    return uvicorn.Server(config), malls


def _run(server: uvicorn.Server, malls: Malls, listening: socket.socket) -> None:
    try:
        asyncio.run(server.serve(sockets=[listening]))
    except KeyboardInterrupt:
        pass
    finally:
        malls.close()


@contextmanager
def _folder_of(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="mock-site-") as name:
        yield Path(name)


def _spare_the_collector() -> None:
    """Let what is loaded by now not be looked through again: that would hold up pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _raise_file_limit() -> None:
    """Take as many open files as the system allows: each mall needs four."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _listening(place: Place) -> socket.socket:
    # asyncio sends at once only where the socket says that it is TCP; else each page waits 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(place)
    except OSError:
        listening.close()
        raise
    listening.listen(128)
    return listening


def _stop_with_keeper(server: uvicorn.Server) -> None:
    """Wait for the end of standard input: it comes however the keeper ends."""
    while os.read(0, 1024):
        pass
    server.should_exit = True
