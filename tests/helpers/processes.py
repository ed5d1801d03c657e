"""Which processes a test has started, however they are related: all that were given its home."""

import os
import time
from pathlib import Path

import pytest


def started_with(home):
    """Ids of the processes with this home, but not the one that asks and Python's own helper."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("this system does not say what processes were given")
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            given = (folder / "environ").read_bytes().split(b"\0")
            command = (folder / "cmdline").read_bytes()
        except OSError:  # it ended meanwhile, or is another user's
            continue
        if f"CLUSTERBENCH_HOME={home}".encode() in given and b"resource_tracker" not in command:
            found.append(int(folder.name))
    return [one for one in found if one != os.getpid()]


def all_gone(home, within=10.0):
    """Whether they end by themselves in so many seconds."""
    until = time.monotonic() + within
    while started_with(home):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
