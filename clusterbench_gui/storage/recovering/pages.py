"""The pages of a damaged database, each on its own, and the rows that can still be read on them.

Follows SQLCipher 4's page format (https://www.zetetic.net/sqlcipher/design/: AES-256-CBC, per page an initialisation vector
and an HMAC-SHA512 in the last 80 bytes, the salt in the first 16 of the file) and SQLite's
(https://www.sqlite.org/fileformat2.html). Used where SQLCipher gives up: it stops at the first page that fails its HMAC.
"""

import contextlib
import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
_RESERVED = 80
_USABLE = PAGE - _RESERVED
_SALT = 16
_IV = 16
_WAL_HEADER = 32
_FRAME_HEADER = 24

Row = tuple[int | float | str | bytes | None, ...]


class Pages:
    """The newest sound state of every page of a database and the write-ahead log beside it. A context manager that closes.

    Where no page proves itself, because the salt was damaged, all are taken as they decrypt: the rows of the log prove
    themselves anyway. Raises OSError where the file cannot be read.
    """

    def __init__(self, file: Path, key: bytes) -> None:
        self._key = key
        self._file = file.open("rb")
        self._count = file.stat().st_size // PAGE
        self._log: BinaryIO | None = None
        log = file.with_name(f"{file.name}-wal")
        if log.exists():
            self._log = log.open("rb")
        self._frames = dict(_frames(self._log)) if self._log else {}
        self._mac = self._found_mac()
        self.lost = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in (self._file, self._log):
            if one:
                one.close()

    @property
    def proven(self) -> bool:
        """Whether sound pages are proven to be what was written."""
        return self._mac is not None

    def sound(self) -> Iterator[tuple[int, bytes]]:
        """Number and content of every page that is what was written; `lost` counts the others."""
        for number in range(1, max([self._count, *self._frames]) + 1):
            content = self.page(number)
            if content is None:
                self.lost += 1
            else:
                yield number, content

    def page(self, number: int) -> bytes | None:
        """One page, decrypted; None where neither the log nor the file has it sound."""
        for stored in self._stored(number):
            if len(stored) == PAGE and (self._mac is None or _is_sound(stored, number, self._mac)):
                return _decrypted(stored, number, self._key)
        return None

    def _stored(self, number: int) -> Iterator[bytes]:
        if self._log and number in self._frames:
            self._log.seek(self._frames[number])
            yield self._log.read(PAGE)
        if number <= self._count:
            self._file.seek((number - 1) * PAGE)
            yield self._file.read(PAGE)

    def _found_mac(self) -> bytes | None:
        """The key that pages prove themselves with: by the salt in the file, else by that in the log."""
        for first in self._stored_whole(1):
            mac = hashlib.pbkdf2_hmac("sha512", self._key, bytes(one ^ 0x3A for one in first[:_SALT]), 2, 32)
            numbers = range(1, max([self._count, *self._frames]) + 1)
            if any(_is_sound(stored, number, mac) for number in numbers for stored in self._stored_whole(number)):
                return mac
        return None

    def _stored_whole(self, number: int) -> Iterator[bytes]:
        return (one for one in self._stored(number) if len(one) == PAGE)


def rows(pages: Pages) -> Iterator[Row]:
    """Every row and index entry on every sound page, whatever table it is of. A row that runs over a lost page is left out."""
    for number, content in pages.sound():
        with contextlib.suppress(IndexError, struct.error):
            yield from _rows_of(pages, content, 100 if number == 1 else 0)


def _frames(log: BinaryIO) -> Iterator[tuple[int, int]]:
    """Page numbers and places of all frames up to the last commit of the newest round of the log, in order."""
    salts = log.read(_WAL_HEADER)[16:24]
    waiting: list[tuple[int, int]] = []
    place = _WAL_HEADER
    while len(header := log.read(_FRAME_HEADER)) == _FRAME_HEADER and header[8:16] == salts:
        number, size = struct.unpack(">II", header[:8])
        waiting.append((number, place + _FRAME_HEADER))
        if size:
            yield from waiting
            waiting = []
        place += _FRAME_HEADER + PAGE
        log.seek(place)


def _is_sound(stored: bytes, number: int, mac: bytes) -> bool:
    begin = _SALT if number == 1 else 0
    content = stored[begin : _USABLE + _IV] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(mac, content, "sha512"), stored[_USABLE + _IV :])


def _decrypted(stored: bytes, number: int, key: bytes) -> bytes:
    begin = _SALT if number == 1 else 0
    cipher = Cipher(algorithms.AES(key), modes.CBC(stored[_USABLE : _USABLE + _IV])).decryptor()
    return b"SQLite format 3\0"[:begin] + cipher.update(stored[begin:_USABLE])


def _rows_of(pages: Pages, content: bytes, begin: int) -> Iterator[Row]:
    kind = content[begin]
    header = {0x0D: 8, 0x0A: 8, 0x02: 12}.get(kind)
    if header is None:  # an inner page of a table holds no rows; anything else is overflow or free
        return
    (cells,) = struct.unpack_from(">H", content, begin + 3)
    for number in range(cells):
        (place,) = struct.unpack_from(">H", content, begin + header + 2 * number)
        with contextlib.suppress(IndexError, ValueError, struct.error):
            yield _row(pages, content, place, kind)


def _row(pages: Pages, content: bytes, place: int, kind: int) -> Row:
    if kind == 0x02:
        place += 4  # the child to the left
    size, place = _varint(content, place)
    if kind == 0x0D:
        _, place = _varint(content, place)  # the row's number
    local = _local(size, is_table=kind == 0x0D)
    payload = content[place : place + local]
    if local < size:
        (following,) = struct.unpack_from(">I", content, place + local)
        payload += _overflow(pages, following, size - local)
    return tuple(_values(payload))


def _local(size: int, *, is_table: bool) -> int:
    """How much of a payload lies on its own page (SQLite's file format, section 1.6)."""
    most = _USABLE - 35 if is_table else (_USABLE - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (_USABLE - 12) * 32 // 255 - 23
    fitting = least + (size - least) % (_USABLE - 4)
    return fitting if fitting <= most else least


def _overflow(pages: Pages, number: int, size: int) -> bytes:
    found = bytearray()
    while len(found) < size:
        content = pages.page(number)
        if content is None:
            raise ValueError(number)
        found += content[4:_USABLE]
        (number,) = struct.unpack_from(">I", content)
    return bytes(found[:size])


def _values(record: bytes) -> Iterator[int | float | str | bytes | None]:
    """The columns of a record (section 2.1)."""
    end, place = _varint(record, 0)
    kinds: list[int] = []
    while place < end:
        kind, place = _varint(record, place)
        kinds.append(kind)
    for kind in kinds:
        size = _size(kind)
        stored = record[place : place + size]
        if len(stored) != size:
            raise ValueError(kind)
        place += size
        yield _value(kind, stored)


def _size(kind: int) -> int:
    return (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]


def _value(kind: int, stored: bytes) -> int | float | str | bytes | None:
    if kind >= 12:
        return stored.decode("utf-8") if kind % 2 else stored
    if kind == 7:
        return float(struct.unpack(">d", stored)[0])
    if kind == 0:
        return None
    return kind - 8 if kind in {8, 9} else int.from_bytes(stored, "big", signed=True)


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    number = 0
    for step in range(8):
        byte = content[place + step]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place + step + 1
    return number << 8 | content[place + 8], place + 9
