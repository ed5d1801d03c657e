"""What can still be read of a damaged database, row by row, into a new one.

Rows are told apart by their shape, for the damage may have hit what says which table a page belongs to. Events, payloads
and edition files prove themselves by their hashes; where the pages are proven, a changed one is kept as it is, for `check`
to name.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path

from clusterbench_gui.domain.contacts import Entry
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.paradata import is_stretch
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.files import read_errors
from clusterbench_gui.storage.log.chain import SALT_BYTES, event_hash
from clusterbench_gui.storage.recovering.pages import Pages, Row, rows

_EVENT: tuple[type | tuple[type, ...], ...] = (str, str, int, int, *(str,) * 8, (str, type(None)), bytes, bytes, bytes)
_KEEPSAKES = frozenset({"reference", "sync-folder", "closings"})
"""Names that `app/` gives them: a row of two texts says no more of itself."""


def salvage(file: Path, data_key: bytes, db: Database, tables: Collection[str] | None = None) -> int:
    """Add every row that can be read in `file` to `db` unless it is there, of these `tables` or all that have a shape.

    Returns how many pages could not be read.
    Part of the caller's transaction; foreign keys must be off. Raises `ProblemError` (`workspace-unreachable`).
    """
    with read_errors(file), Pages(file, data_key) as pages:
        for row in rows(pages):
            for table, belongs in _SHAPES.items():
                if belongs(row, pages.proven):
                    if tables is None or table in tables:
                        marks = ", ".join("?" * len(row))
                        db.execute(f"insert or ignore into {table} values ({marks})", row)  # noqa: S608 - one of our own names
                    break
        return pages.lost


def _is_event(row: Row, proven: bool) -> bool:  # noqa: FBT001 - called by table
    if len(row) != len(_EVENT) or not all(isinstance(value, kind) for value, kind in zip(row, _EVENT, strict=True)):
        return False
    *columns, payload, previous, hashed = row
    assert isinstance(payload, bytes)
    assert isinstance(previous, bytes)
    return proven or event_hash(columns, payload, previous) == hashed  # type: ignore[arg-type]


def _is_payload(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(), bytes(salt), str(), str() | None):
            return len(salt) == SALT_BYTES
    return False


def _is_edition_file(row: Row, proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(), bytes(content), bytes(expected)):
            return len(expected) == 32 and (proven or hashlib.sha256(content).digest() == expected)
    return False


def _is_study(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(identity), str(), str(), int(), str(created)):
            return _reads(uuid.UUID, identity) and _reads(datetime.fromisoformat, created)
    return False


def _is_cluster(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(), str(name), str(groups)):
            return groups.startswith("{") and not name.startswith("/") and _reads(json.loads, groups)
    return False


def _is_writer(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(chain), str(), str(), str(made), int(), bytes(hashed)):
            return len(hashed) == 32 and _reads(uuid.UUID, chain) and _reads(datetime.fromisoformat, made)
    return False


def _is_sender(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(), bytes(verify), str(recipient), str(), 0 | 1, str(accepted)):
            return len(verify) == 32 and recipient.startswith("age1") and _reads(datetime.fromisoformat, accepted)
    return False


def _is_chain(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(chain), str(device)):
            return not device.startswith("/") and _reads(uuid.UUID, chain) and str(uuid.UUID(chain)) == chain
    return False


def _is_waiting(row: Row, proven: bool) -> bool:  # noqa: FBT001 - same
    *event, salt, value, typed = row if len(row) == len(_EVENT) + 3 else (*row, None, None, None)
    is_payload = isinstance(salt, bytes | None) and isinstance(value, str | None) and isinstance(typed, str | None)
    return len(row) == len(_EVENT) + 3 and is_payload and _is_event(tuple(event), proven)


def _is_keepsake(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    return len(row) == 2 and row[0] in _KEEPSAKES and isinstance(row[1], str)


def _is_person(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(), str(), str(role)):
            return _reads(Role, role)
    return False


def _is_contact(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(cluster), str(field), str(value), int(clock), str(device)):
            return _reads(uuid.UUID, device) and Entry(cluster, field, value, clock, device).is_sound
    return False


def _is_draft(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(), str(path), str(), str(wall)):
            return path.startswith("/") and _reads(datetime.fromisoformat, wall)
    return False


def _is_bookmark(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    match row:
        case (str(), str(path)):
            return path.startswith("/")
    return False


def _is_paradata(row: Row, _proven: bool) -> bool:  # noqa: FBT001 - same
    return is_stretch(row)


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


_SHAPES: Mapping[str, Callable[[Row, bool], bool]] = {
    "event": _is_event,
    "payload": _is_payload,
    "edition_file": _is_edition_file,
    "study": _is_study,
    "cluster": _is_cluster,
    "person": _is_person,
    "writer": _is_writer,
    "sender": _is_sender,
    "chain": _is_chain,
    "waiting": _is_waiting,
    "keepsake": _is_keepsake,
    "contact": _is_contact,
    "draft": _is_draft,
    "bookmark": _is_bookmark,
    "paradata": _is_paradata,
}
SALVAGED = frozenset(_SHAPES)
LOG = frozenset({"event", "payload"})
