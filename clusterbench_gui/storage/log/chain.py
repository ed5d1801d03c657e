"""What an event's hashes are made of (docs/adr/0001-event-table.md)."""

import hashlib
import secrets
import uuid
from json.encoder import encode_basestring as _quoted

from clusterbench_gui.domain.events import Event
from clusterbench_gui.storage.log.clock import milliseconds_of

Columns = tuple[str, str, int, int, str, str, str, str, str, str, str, str, str | None]
"""An event's own columns, in the order of the table."""

NO_PREVIOUS = bytes(32)
SALT_BYTES = 16


def new_id(clock: int) -> str:
    """A UUIDv7 (RFC 9562) whose time and counter are those of the event's clock, so that ids sort like the log."""
    number = (milliseconds_of(clock) & ((1 << 48) - 1)) << 80
    number |= 0x7 << 76 | (clock & 0xFFF) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=number))


def payload_hash(salt: bytes, value: str, typed: str | None) -> bytes:
    """SHA-256 of the salt and the payload as a compact JSON list."""
    return hashlib.sha256(salt + f"[{_quoted(value)},{_nullable(typed)}]".encode()).digest()


def columns_of(event: Event) -> Columns:
    """The event's own columns, in the order of the table."""
    return (
        *(event.id, event.device, event.sequence, event.clock, event.wall, event.person, event.role.value),
        *(event.interview, event.form, event.version, event.path, event.kind.value, event.replaces),
    )


def event_hash(columns: Columns, payload: bytes, previous: bytes) -> bytes:
    """SHA-256 of an event's columns, the hash of its payload and the hash of the device's event before it.

    Written out, because a merge does it for every event of fifty laptops: as `json` writes it, in half of the time. Raises
    TypeError or ValueError for columns of other types.
    """
    identity, device, sequence, clock, wall, person, role, interview, form, version, path, kind, replaces = columns
    text = (
        f"[{_quoted(identity)},{_quoted(device)},{sequence:d},{clock:d},{_quoted(wall)},{_quoted(person)},"
        f"{_quoted(role)},{_quoted(interview)},{_quoted(form)},{_quoted(version)},{_quoted(path)},{_quoted(kind)},"
        f'{_nullable(replaces)},"{payload.hex()}","{previous.hex()}"]'
    )
    return hashlib.sha256(text.encode()).digest()


def _nullable(text: str | None) -> str:
    return "null" if text is None else _quoted(text)
