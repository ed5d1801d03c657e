"""Keeping converted forms between starts. A damaged entry is as good as none."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


def cached(folder: Path, key: str) -> bytes | None:
    """The content kept under a key, if it is whole."""
    try:
        content = (folder / f"{key}.xform").read_bytes()
    except OSError:
        return None
    digest, _, body = content.partition(b"\n")
    return body if digest == hashlib.sha256(body).hexdigest().encode() else None


def keep(folder: Path, key: str, content: bytes) -> None:
    """Keep content under a key; a folder that cannot be written is no fault."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            Path(path).replace(folder / f"{key}.xform")
        finally:
            with contextlib.suppress(OSError):
                Path(path).unlink()
