"""`python -m bench`: time everything, and write docs/benchmark.md."""

import argparse
import sys
from pathlib import Path

from bench.page import write_page
from bench.timing import RunFailedError, measure
from bench.workspace import ROOT


def main() -> int:
    """Run the benchmark; the exit code is 1 if one of its runs failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is timed")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmark.md")
    options = parser.parse_args()
    try:
        times = measure(max(1, options.rounds), lambda text: print(text, flush=True))  # noqa: T201
    except RunFailedError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    write_page(options.output, times)
    print(options.output.read_text(encoding="utf-8"))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
