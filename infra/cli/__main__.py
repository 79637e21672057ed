"""The program's start: until there is somebody to answer it, Ctrl-C ends it without a word, and never with a traceback."""

import signal
import sys


def start() -> int:
    """Load the command line, which takes half a second, then run it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from infra.cli.main import main  # noqa: PLC0415 - see above

    signal.signal(signal.SIGINT, signal.default_int_handler)
    return main()


if __name__ == "__main__":
    sys.exit(start())
