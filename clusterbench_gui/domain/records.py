"""Events of the log as they travel between devices: with the hashes that prove them."""

from typing import NamedTuple


class Record(NamedTuple):
    """One event with all columns of docs/adr/0001-event-table.md in their order, then its payload.

    Plain words instead of enumerations, so that a table of them is read and written as it is. `salt` and `value` are None
    where the payload was erased.
    """

    id: str
    device: str
    sequence: int
    clock: int
    wall: str
    person: str
    role: str
    interview: str
    form: str
    version: str
    path: str
    kind: str
    replaces: str | None
    payload_hash: bytes
    previous: bytes
    hash: bytes
    salt: bytes | None
    value: str | None
    typed: str | None


class Merged(NamedTuple):
    """What a merge did: events that came in, were there already, or wait for the part of their chain before them."""

    added: int
    known: int
    waiting: int
    interviews: tuple[str, ...]
