"""Whether the pages of a database are what was written, and hang together."""

from collections.abc import Iterator

from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.storage.engine import Database


def damaged_pages(db: Database) -> Iterator[Problem]:
    """A problem for each page that fails its HMAC, and for each fault of the trees and indexes."""
    for query in ("pragma cipher_integrity_check", "pragma integrity_check"):
        for (message,) in db.execute(query):
            if message != "ok":
                yield problem("page-damaged", detail=message)
