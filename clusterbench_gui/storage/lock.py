"""One process writes: a lock of the operating system on a file, which a killed process gives back by itself."""

import sys
from pathlib import Path
from typing import BinaryIO, Self

if sys.platform == "win32":
    import msvcrt

    def _try_lock(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A lock that is held until `release` or until the process ends. Made by `Lock.take`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    @classmethod
    def take(cls, file: Path) -> Self | None:
        """Lock `file`, making it where it is missing; None where somebody holds it. Raises OSError where it cannot be written."""
        stream = file.open("ab")
        try:
            _try_lock(stream)
        except (BlockingIOError, PermissionError):
            stream.close()
            return None
        except BaseException:
            stream.close()
            raise
        return cls(stream)

    def release(self) -> None:
        """Give the lock back; closing the file does it on every system."""
        self._stream.close()
