"""Progress of long commands, on a terminal's standard error."""

import sys


def show_progress(done: int, total: int) -> None:
    """How many of all parts are done; nothing where nobody watches."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done}/{total}", end=end, file=sys.stderr, flush=True)
