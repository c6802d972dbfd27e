"""Run the mock site: `python -m mock_site` for people, with a demo mall; Ctrl-C stops it."""

import argparse
import ipaddress
import sys
from pathlib import Path

from mock_site.databases import FolderError
from mock_site.named_worlds import named_worlds, world_names
from mock_site.server import Place, serve, serve_keeper

_BEYOND = "--listen-beyond-this-machine"
_EXAMPLES = """
examples:
  python -m mock_site                          a demo mall, gone when it stops
  python -m mock_site --database ~/malls       malls that are still there tomorrow
  python -m mock_site --seed expired_key       another mall to begin with

worlds for --seed, beside the situations of docs/mock-site.md:
"""


def main() -> None:
    """Read the command line, and serve until told to stop."""
    options = _parser().parse_args()
    place = Place(options.host, options.port)
    if not _is_loopback(options.host) and not options.beyond:
        _leave(
            f"{options.host} is not on this machine alone; the site has no protection. {_BEYOND}"
        )
    try:
        if options.child is not None:
            serve_keeper(options.child, options.database)
        else:
            serve(place, options.database, options.seed)
    except FolderError as error:
        _leave(str(error))
    except OSError as error:
        _leave(f"port {options.port} cannot be used: {error.strerror}. Choose another: --port N")


def _leave(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - for the person who started it
    sys.exit(2)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parser() -> argparse.ArgumentParser:
    worlds = named_worlds()
    known = world_names()
    width = max(len(name) for name in worlds)
    listed = "\n".join(f"  {name:{width}}  {one['description']}" for name, one in worlds.items())
    parser = argparse.ArgumentParser(
        prog="python -m mock_site",
        description=__doc__,
        epilog=_EXAMPLES + listed,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=_port, default=8420, help="the port; 0 takes any free one")
    parser.add_argument(
        "--database", type=Path, metavar="FOLDER", help="keep the malls in this folder"
    )
    parser.add_argument(
        "--seed",
        choices=known,
        metavar="WORLD",
        help="make a mall of this world (demo, if there is no mall yet)",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument(
        _BEYOND, action="store_true", dest="beyond", help="allow a --host that others can reach"
    )
    parser.add_argument("--child", type=int, metavar="HANDLE", help=argparse.SUPPRESS)
    return parser


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"'{text}' is no port: a number up to 65535 is needed")
    return int(text)


if __name__ == "__main__":
    main()
