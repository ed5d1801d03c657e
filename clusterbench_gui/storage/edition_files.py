"""The copy of the edition inside a study: files with their SHA-256, so that the study stays what it was made with."""

import hashlib
from collections.abc import Mapping

from clusterbench_gui.storage.engine import Database


def copy_files(db: Database, files: Mapping[str, bytes]) -> None:
    """Copy the edition's files in. Part of the caller's transaction."""
    for name, content in files.items():
        db.execute(
            "insert into edition_file (name, content, sha256) values (?, ?, ?)",
            (name, content, hashlib.sha256(content).digest()),
        )


def read_files(db: Database) -> dict[str, bytes]:
    """The files by name, as they are."""
    return dict(db.execute("select name, content from edition_file order by name").fetchall())


def changed_files(db: Database) -> tuple[str, ...]:
    """Names of files that are not what was copied."""
    rows = db.execute("select name, content, sha256 from edition_file order by name")
    return tuple(name for name, content, expected in rows if hashlib.sha256(content).digest() != expected)
