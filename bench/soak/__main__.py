"""`python -m bench.soak`: soak until so many variants have run, counted over all calls."""

import argparse
import os
import signal
import subprocess
import sys

from bench.soak import page
from bench.soak.batch import Plan, run_batch, variants
from bench.soak.project import digest, make_project
from bench.soak.state import State, keep, newest_state, read_state
from bench.workspace import ROOT

_CORES = os.cpu_count() or 1


def main() -> int:
    """Soak; the exit code is 1 if something is not as promised."""
    options = _parser().parse_args()
    # Ended by another process as by Ctrl-C: what was started is stopped first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    state = newest_state() if options.figures else _soak(options)
    if state is None or not state.batches:
        print("Nothing was soaked yet.", file=sys.stderr)  # noqa: T201
        return 2
    page.write(state)
    print(f"{page.HEADING}\n\n{page.part(state)}")  # noqa: T201
    faults = page.faults(state)
    for one in faults:
        print(one, file=sys.stderr)  # noqa: T201
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--runs", type=int, default=2000, help="how many, with those before")
    parser.add_argument("--size", type=int, default=250, help="variants in one batch")
    parser.add_argument("--workers", type=int, default=_CORES, help="browsers at once")
    parser.add_argument(
        "--burners", type=int, default=_CORES, help="processes that keep the cores busy beside"
    )
    parser.add_argument(
        "--pauses", type=float, nargs=2, default=(15, 45), help="seconds between two kills"
    )
    parser.add_argument(
        "--figures", action="store_true", help="run nothing, write the page of what was soaked last"
    )
    return parser


def _soak(options: argparse.Namespace) -> State:
    project = make_project()
    state = read_state(digest(project))
    state.commit = _commit()
    nodes = variants(project)
    plan = Plan(options.size, options.workers, options.burners, tuple(options.pauses))
    try:
        while state.runs < options.runs:
            number = len(state.batches)
            batch, run = run_batch(project, nodes, state.seconds, number, plan)
            state.batches.append(batch)
            state.seconds |= {one.node: one.seconds for one in run.tries if one.outcome == "passed"}
            keep(state)
            said = [*batch.wrong, *batch.left]
            print(f"{state.runs} of {options.runs}", *said, sep="\n  ", flush=True)  # noqa: T201
    except KeyboardInterrupt:
        print("Interrupted; the count is kept.", file=sys.stderr)  # noqa: T201
    return state


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
