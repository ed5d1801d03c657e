"""Looking for a text where it should not be: in files as they lie there, and in the pages of a database with its key."""

import base64
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from clusterbench_gui.storage.keys import envelope as keys

_PAGE, _RESERVED, _VECTOR, _SALT = 4096, 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def forms_of(text: str) -> set[bytes]:
    """The ways in which a program may have written a text: UTF-8, UTF-16 either way, JSON, and each in base64 or hexadecimal."""
    plain = {text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")}
    plain.add(text.encode("ascii", errors="backslashreplace"))
    found = set(plain)
    for one in plain:
        found |= {one.hex().encode(), one.hex().upper().encode()}
        for start in range(
            3
        ):  # where in a group of three bytes the text begins; the letters at either end hold neighbours
            padded = base64.b64encode(b"\0" * start + one).rstrip(b"=")
            found |= {padded[4 if start else 0 : -1], padded[4 if start else 0 : -1].translate(_URL)}
    return found


_URL = bytes.maketrans(b"+/", b"-_")


def files_with(text: str, *folders: Path) -> list[Path]:
    """Files under the folders that hold a text in any form, or have it in their names."""
    wanted = forms_of(text)
    found = []
    for folder in folders:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            content = file.read_bytes() + str(file).encode(errors="replace")
            if any(one in content for one in wanted):
                found.append(file)
    return found


def pages(folder: Path, passphrase: str | None = None) -> bytes:
    """Every page of a study's database and write-ahead log as it is when decrypted, pages that are free included.

    SQLCipher 4: AES-256-CBC with the raw key; each page ends in 80 bytes of which the first 16 are the vector, and the
    first page begins with 16 bytes of salt (https://www.zetetic.net/sqlcipher/design/).
    """
    file = folder / "study.db"
    key = keys.unseal(keys.read_envelope(folder / "key.json"), passphrase, folder)
    content = file.read_bytes()
    found = [_opened(content[start : start + _PAGE], key, first=start == 0) for start in range(0, len(content), _PAGE)]
    log = file.with_name("study.db-wal")
    if log.exists():
        content = log.read_bytes()
        for start in range(_LOG_HEADER, len(content), _FRAME_HEADER + _PAGE):
            number = int.from_bytes(content[start : start + 4], "big")
            frame = content[start + _FRAME_HEADER : start + _FRAME_HEADER + _PAGE]
            found.append(_opened(frame, key, first=number == 1))
    return b"".join(found)


def _opened(page: bytes, key: bytes, *, first: bool) -> bytes:
    vector = page[-_RESERVED : -_RESERVED + _VECTOR]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[_SALT if first else 0 : -_RESERVED]) + decryptor.finalize()
