"""Run the mock site: `python -m mock_site` for people, with a demo mall; Ctrl-C stops it."""

import argparse
import sys

from mock_site.server import serve


def main() -> None:
    """Read the command line, and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m mock_site", description=__doc__)
    parser.add_argument("--port", type=int, default=8420, help="the port; 0 takes any free one")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    try:
        serve(options.port, as_child=options.child)
    except OSError as error:
        sys.exit(f"port {options.port} cannot be used: {error.strerror}. Choose another: --port N")


if __name__ == "__main__":
    main()
