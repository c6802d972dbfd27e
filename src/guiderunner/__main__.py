"""The command itself: `guiderunner`, or `python -m guiderunner`."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command; Ctrl-C ends it in one line at any moment, while it is loaded too."""
    try:
        from guiderunner.cli.app import main as run  # noqa: PLC0415 - it takes a while

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
