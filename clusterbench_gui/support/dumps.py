"""No picture of the memory on the disk when the program crashes: it would hold answers and keys."""

import contextlib
import sys

_NO_HEAP = 1
"""WER_FAULT_REPORTING_FLAG_NOHEAP (https://learn.microsoft.com/windows/win32/api/werapi/nf-werapi-wersetflags)."""


def forbid_dumps() -> None:
    """Ask the system to leave the memory out of crash reports; processes that are started later inherit it but on Windows."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only here

        with contextlib.suppress(OSError, AttributeError):
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)
    else:
        import resource  # noqa: PLC0415 - not on Windows

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
