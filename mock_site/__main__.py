"""`python -m mock_site` starts the site: for people, with a demo mall; for tests, by the client."""

import argparse
import asyncio
import json
import os
import secrets
import socket
import sys
import threading

import uvicorn

from mock_site.app import MockSite
from mock_site.tables import Mall
from mock_site.world import World


def main() -> None:
    """Serve until told to stop; `--child` also stops when the parent is gone."""
    parser = argparse.ArgumentParser(prog="python -m mock_site", description=__doc__)
    parser.add_argument("--port", type=int, default=8420, help="0 takes any free port")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    token = secrets.token_urlsafe(24)
    site = MockSite(token)
    # The protocol is named, or asyncio would leave Nagle's algorithm on: 40 ms a page.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", options.port))
    except OSError as error:
        sys.exit(f"port {options.port} cannot be used: {error.strerror}. Choose another: --port N")
    listening.listen(128)
    port = listening.getsockname()[1]
    config = uvicorn.Config(site, log_level="warning", lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    if options.child:
        print(json.dumps({"address": f"127.0.0.1:{port}", "token": token}), flush=True)  # noqa: T201
        threading.Thread(target=_stop_with_parent, args=(server,), daemon=True).start()
    else:
        _welcome(site, port)
    try:
        asyncio.run(server.serve(sockets=[listening]))
    except KeyboardInterrupt:
        pass
    finally:
        site.malls.close()


def _stop_with_parent(server: uvicorn.Server) -> None:
    """Wait for the end of standard input: it comes however the parent ends."""
    while os.read(0, 1024):
        pass
    server.should_exit = True


def _welcome(site: MockSite, port: int) -> None:
    world = World.model_validate(
        {
            "shops": [
                {"marketplace": "rakuten", "linked": True, "listed": 2},
                {"marketplace": "ebay_japan"},
                {"marketplace": "shopee"},
            ]
        }
    )
    mall_id = site.malls.create(world, "demo")
    with site.malls.session(mall_id) as session:
        mall = session.get_one(Mall, mall_id)
        lines = [
            "The mock site is running, on this machine only.",
            f"  Cafe24 PRO     http://demo.pro.localhost:{port}/",
            f"                 mall ID demo, user ID {mall.user}, password {mall.password}",
        ]
        from mock_site.control.describe import shop_facts  # noqa: PLC0415 - only for people

        for shop in shop_facts(session):
            host = f"http://demo.{shop['site']}.localhost:{port}/"
            login = shop["login"]
            lines.append(f"  {shop['admin']:<14} {host}")
            lines.append(f"                 user ID {login['user']}, password {login['password']}")
            for name, value in shop["credentials"].items():
                lines.append(f"                 {name}: {value}")
    print("\n".join([*lines, "Stop it with Ctrl-C."]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
