"""Whether the pages of a database are what was written, and hang together."""

from collections.abc import Iterator

from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.storage.engine import Database


def damaged_pages(db: Database, *, logged: bool = False) -> Iterator[Problem]:
    """A problem for each page that fails its HMAC, and for each fault of the trees and indexes.

    The HMACs are checked in the file alone. A power cut while the write-ahead log was brought home leaves half-written pages
    there, which the log still holds whole: where there is a log (`logged`), only what is read through it counts.
    """
    for query in ("pragma integrity_check",) if logged else ("pragma cipher_integrity_check", "pragma integrity_check"):
        for (message,) in db.execute(query):
            if message != "ok":
                yield problem("page-damaged", detail=message)
