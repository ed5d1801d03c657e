"""The parts of a bundle as JSON: events one a line, and what the bundle says of the study.

Reading raises one of `BAD` for anything that writing would not have written.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from clusterbench_gui.domain.bundles import Bundle
from clusterbench_gui.domain.contacts import Entry
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.paradata import Stretch, is_stretch
from clusterbench_gui.domain.records import Record
from clusterbench_gui.domain.studies import Cluster, Person

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_INTEGER = 1 << 63
_LONGEST_LINE = 8 * 1024 * 1024
BAD = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def text(value: Any) -> str:
    """A JSON text without halves of characters, which neither UTF-8 nor a database holds."""
    if type(value) is not str:
        raise TypeError(value)
    value.encode()
    return value


def number(value: Any) -> int:
    """A JSON integer of 64 bits."""
    if type(value) is not int or not -_INTEGER <= value < _INTEGER:
        raise TypeError(value)
    return value


def data(value: Any) -> bytes:
    """Bytes in Base64 (RFC 4648)."""
    return b64decode(text(value), validate=True)


def optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same, or null."""
    return lambda value: None if value is None else read(value)


_MAYBE = optional(text)
_READERS: Sequence[Callable[[Any], Any]] = (
    *(text, text, number, number, text, text, text, text, text, text, text, text, _MAYBE),
    *(data, data, data, optional(data), _MAYBE, _MAYBE),
)
_STRETCH: Sequence[Callable[[Any], Any]] = (text, number, text, text, text, text, text, number, number)


def write_records(records: Iterable[Record]) -> bytes:
    """One event a line: its columns, hashes and payload as a JSON list; bytes in Base64."""
    return "".join(_ENCODE([_plain(cell) for cell in one]) + "\n" for one in records).encode()


def read_records(content: bytes, most: int) -> tuple[Record, ...]:
    """The events, at most so many."""
    lines = content.split(b"\n", most + 1)
    if lines.pop() != b"":
        raise ValueError(most)
    return tuple(_record(line) for line in lines)


def _record(line: bytes) -> Record:
    if len(line) > _LONGEST_LINE:
        raise ValueError(len(line))
    cells = json.loads(line.decode())
    if type(cells) is not list:
        raise TypeError(cells)
    one = Record(*(read(cell) for read, cell in zip(_READERS, cells, strict=True)))
    if any(len(hashed) != 32 for hashed in (one.payload_hash, one.previous, one.hash)):
        raise ValueError(one.id)
    if (one.salt is None) != (one.value is None) or (one.salt is None and one.typed is not None):
        raise ValueError(one.id)
    return one


def write_paradata(stretches: Iterable[Stretch]) -> bytes:
    """One stretch a line: its columns as a JSON list."""
    return "".join(_ENCODE(list(one)) + "\n" for one in stretches).encode()


def read_paradata(content: bytes, most: int) -> tuple[Stretch, ...]:
    """The stretches, at most so many."""
    lines = content.split(b"\n", most + 1)
    if lines.pop() != b"":
        raise ValueError(most)
    return tuple(_stretch(line) for line in lines)


def _stretch(line: bytes) -> Stretch:
    cells = json.loads(line.decode())
    one = Stretch(*(read(cell) for read, cell in zip(_STRETCH, cells, strict=True)))
    if not is_stretch(one):
        raise ValueError(one.sitting)
    return one


def _plain(cell: str | int | bytes | None) -> str | int | None:
    return b64encode(cell).decode("ascii") if isinstance(cell, bytes) else cell


def write_study(bundle: Bundle) -> bytes:
    """What the bundle says of the study; its files by the names that the edition gives them, in their order."""
    return _ENCODE(
        {
            "title": bundle.title,
            "edition": bundle.edition,
            "synthetic": bundle.synthetic,
            "recovery": bundle.recovery,
            "reference": bundle.reference,
            "files": list(bundle.files),
            "clusters": [[one.code, one.name, dict(one.groups)] for one in bundle.clusters],
            "persons": [[one.id, one.name, one.role.value] for one in bundle.persons],
            "contacts": [list(one) for one in bundle.contacts],
        }
    ).encode()


def read_study(content: bytes) -> tuple[Mapping[str, Any], list[str]]:
    """Fields of a `Bundle` by name, and the names of its files. Bundles of before know no contacts."""
    said = json.loads(content.decode())
    names = [text(one) for one in said["files"]]
    if len(set(names)) != len(names) or type(said["synthetic"]) is not bool:
        raise ValueError(names)
    fields = {name: text(said[name]) for name in ("title", "edition", "recovery", "reference")}
    clusters = tuple(Cluster(text(code), text(name), _groups(groups)) for code, name, groups in said["clusters"])
    persons = tuple(Person(text(one), text(name), Role(role)) for one, name, role in said["persons"])
    contacts = tuple(_contact(cells) for cells in said.get("contacts", ()))
    whole = {"synthetic": said["synthetic"], "clusters": clusters, "persons": persons, "contacts": contacts}
    return {**fields, **whole}, names


def _contact(cells: Sequence[Any]) -> Entry:
    cluster, field, value, clock, device = cells
    one = Entry(text(cluster), text(field), text(value), number(clock), text(device))
    if not one.is_sound:
        raise ValueError(one.cluster)
    return one


def _groups(said: Mapping[str, Any]) -> dict[str, str]:
    return {text(name): text(value) for name, value in said.items()}
