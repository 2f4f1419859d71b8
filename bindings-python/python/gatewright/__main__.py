"""The command line: `python -m gatewright`, and the program `gatewright`."""

from __future__ import annotations

import sys

from ._native import run


def main() -> int:
    """Runs the command line with this process's arguments; gives the exit status."""
    import signal

    # Ctrl-C ends the program at once, as it does everywhere else; there is no Python to clean up after.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["gatewright", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
