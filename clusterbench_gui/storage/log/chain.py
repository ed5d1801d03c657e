"""What an event's hashes are made of (docs/adr/0001-event-table.md)."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence

from clusterbench_gui.domain.events import Event
from clusterbench_gui.storage.log.clock import milliseconds_of

Columns = Sequence[str | int | None]

NO_PREVIOUS = bytes(32)
SALT_BYTES = 16
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def new_id(clock: int) -> str:
    """A UUIDv7 (RFC 9562) whose time and counter are those of the event's clock, so that ids sort like the log."""
    number = (milliseconds_of(clock) & ((1 << 48) - 1)) << 80
    number |= 0x7 << 76 | (clock & 0xFFF) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=number))


def payload_hash(salt: bytes, value: str, typed: str | None) -> bytes:
    """SHA-256 of the salt and the payload as a compact JSON list."""
    return hashlib.sha256(salt + _compact([value, typed])).digest()


def columns_of(event: Event) -> Columns:
    """The event's own columns, in the order of the table."""
    return (
        *(event.id, event.device, event.sequence, event.clock, event.wall, event.person, event.role.value),
        *(event.interview, event.form, event.version, event.path, event.kind.value, event.replaces),
    )


def event_hash(columns: Columns, payload: bytes, previous: bytes) -> bytes:
    """SHA-256 of an event's columns, the hash of its payload and the hash of the device's event before it."""
    return hashlib.sha256(_compact([*columns, payload.hex(), previous.hex()])).digest()


def _compact(values: Columns) -> bytes:
    return _JSON(values).encode()
