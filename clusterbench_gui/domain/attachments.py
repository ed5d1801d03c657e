"""What the log knows of an attachment: the payload of an event `attachment` (docs/adr/0007-many-devices.md)."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_FILE = re.compile(r"[0-9a-f]{64}")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_LONGEST = 120
_SUFFIX = 16


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside an answer.

    `name` is what it was called, safe to be written anywhere; `file` the SHA-256 of its ciphertext, in hexadecimal: its
    name in the study's folder of attachments; `key` the age identity that opens it; `size` its bytes when opened.
    """

    name: str
    file: str
    key: str
    size: int

    @property
    def value(self) -> str:
        """As the payload holds it."""
        about = {"name": self.name, "file": self.file, "key": self.key, "size": self.size}
        return json.dumps(about, ensure_ascii=False)

    @classmethod
    def of(cls, value: str | None) -> Self | None:
        """From a payload; None where it was taken back, erased, or is not well formed: a bundle's sender may write anything."""
        try:
            about = json.loads(value or "")
            name, file, key, size = (about[part] for part in ("name", "file", "key", "size"))
        except (ValueError, LookupError, TypeError, RecursionError):
            return None
        is_typed = isinstance(name, str) and isinstance(file, str) and isinstance(key, str) and type(size) is int
        return cls(safe_name(name), file, key, size) if is_typed and _FILE.fullmatch(file) else None


@dataclass(frozen=True, slots=True)
class Source:
    """What somebody attaches: a file, or content that was never one, such as a drawing; and what it is called."""

    name: str
    content: Path | bytes

    @classmethod
    def of(cls, file: Path) -> Self:
        """A file under its own name."""
        return cls(file.name, file)


def safe_name(name: str) -> str:
    """The last part of a path as a name that every system can write, and that leads nowhere else."""
    last = re.split(r"[/\\]", name)[-1]
    plain = _FORBIDDEN.sub("_", last).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, suffix = plain.rpartition(".")
    if dot and stem and len(suffix) <= _SUFFIX:
        plain = f"{stem[: _LONGEST - len(suffix) - 1]}.{suffix}"
    return plain[:_LONGEST].rstrip(" .") or "attachment"
