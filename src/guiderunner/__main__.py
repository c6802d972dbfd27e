"""The command itself: `guiderunner`, or `python -m guiderunner`."""

import os
import signal
import sys

INTERRUPTED = 130
_SAID = "Interrupted.\n"


def main() -> None:
    """Run the command; Ctrl-C ends it in one line at any moment, while it is loaded too."""
    signal.signal(signal.SIGINT, _leave)
    from guiderunner.cli.app import main as run  # noqa: PLC0415 - it takes a while

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run()
    except KeyboardInterrupt:
        sys.stderr.write(_SAID)
        sys.exit(INTERRUPTED)


def _leave(*_: object) -> None:
    """End at once: an exception may get lost in the machinery of imports."""
    os.write(sys.stderr.fileno(), _SAID.encode())
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
