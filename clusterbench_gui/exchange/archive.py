"""Zip archives from strangers, read without trusting one word of them: no name is used as a path, every size is bounded.

A subset of the format (APPNOTE.TXT 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT): stored or deflated
members, no comment, no ZIP64, no encryption, no links, each name once.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_EPOCH = (1980, 1, 1, 0, 0, 0)
_END = struct.Struct("<4s4H2LH")
_LONGEST_ENTRY = 512
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)
"""What Python's zip reader raises over archives that are none; MemoryError and bugs are not among them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold at most."""

    total: int = 512 * 1024 * 1024
    members: int = 20_000

    @property
    def file(self) -> int:
        """The longest encrypted file that could hold it."""
        return self.total + self.members * 1024 + 1024 * 1024


def pack(members: Iterable[tuple[str, bytes, bool]]) -> bytes:
    """A zip of name, content and whether to deflate; equal members give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content, deflate in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED, 6)
    return out.getvalue()


def unpack(content: bytes, limits: Limits) -> Mapping[str, bytes]:
    """Members by name. Raises one of `BROKEN` for anything that `pack` would not have written, and OverflowError for too much."""
    _require_small(content, limits)
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(one.file_size for one in members) > limits.total:
            raise OverflowError
        for one in members:
            if one.filename in found or not _is_plain(one):
                raise ValueError(one.filename)
            with archive.open(one) as stream:
                found[one.filename] = stream.read(one.file_size + 1)
            if len(found[one.filename]) != one.file_size:
                raise ValueError(one.filename)
    return found


def _require_small(content: bytes, limits: Limits) -> None:
    """Look at the end of the archive before a reader believes it: it says how many members are to be listed."""
    if len(content) < _END.size:
        raise EOFError
    mark, disk, first, here, members, size, offset, comment = _END.unpack(content[-_END.size :])
    if mark != b"PK\x05\x06" or comment or disk or first or here != members:
        raise ValueError(mark)
    if members > limits.members or size > limits.members * _LONGEST_ENTRY:
        raise OverflowError
    if offset + size + _END.size != len(content):
        raise ValueError(offset)


def _is_plain(one: zipfile.ZipInfo) -> bool:
    """A stored or deflated file, not a folder, a link or a device."""
    kind = stat.S_IFMT(one.external_attr >> 16)
    methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    return not one.flag_bits & 0x1 and one.compress_type in methods and kind in {0, stat.S_IFREG} and not one.is_dir()
