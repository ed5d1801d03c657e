"""Encrypted OpenRosa submissions: a manifest in XML, and beside it every part as `NAME.enc`.

After the ODK XForms Specification, “Encryption” (getodk.github.io/xforms-spec/encryption): AES-256-CFB with PKCS#7
padding, an initialization vector that changes by file, the key under RSA-OAEP with SHA-256, a signature that is an
encrypted MD5 digest. MD5 is the format's choice; against forgery it proves nothing, since anybody may encrypt to a public key.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.forms.nodes import Node

_BLOCK = 16
_KEY_BYTES = 32
_SUFFIX = ".enc"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands where an open submission has its answers. `media` are names of parts, in the order of encryption."""

    form: str
    version: str
    instance: str
    key: str
    xml: str
    media: tuple[str, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission as it was before it was encrypted: its XML, its files by name, and warnings."""

    xml: bytes
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def read_manifest(root: Node) -> Manifest | None:
    """The manifest whose root this is; None where the submission is not encrypted. Parts that lack are ""."""
    if root.attribute("encrypted") != "yes":
        return None
    texts = {one.name: one.text().strip() for one in root.elements()}
    meta = root.first("meta")
    named = meta.first("instanceID") if meta else None
    media = (file.text().strip() for one in root.elements() if one.name == "media" for file in one.elements())
    return Manifest(
        form=root.attribute("id") or "",
        version=root.attribute("version") or "",
        instance=named.text().strip() if named else root.attribute("instanceID") or "",
        key=texts.get("base64EncryptedKey", ""),
        xml=texts.get("encryptedXmlFile", ""),
        media=tuple(media),
        signature=texts.get("base64EncryptedElementSignature", ""),
    )


def read_private_key(file: str, content: bytes) -> RSAPrivateKey:
    """The private key of a PEM file without a passphrase. Raises `ProblemError` (`private-key-unreadable`)."""
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ProblemError(problem("private-key-unreadable", Place(file=file))) from error
    if not isinstance(key, RSAPrivateKey):
        raise ProblemError(problem("private-key-unreadable", Place(file=file)))
    return key


def open_submission(
    place: Place, manifest: Manifest, part: Callable[[str], bytes | None], key: RSAPrivateKey | None
) -> Opened:
    """Decrypt a submission; `part` gives what lies beside the manifest under a name, None where that is missing.

    Raises `ProblemError`: `submission-key-needed`, `submission-key-wrong`, `submission-part-missing`,
    `submission-part-damaged`, `submission-signature-wrong`, `submission-manifest-broken`. Warns of one without a signature.
    """
    if not (manifest.instance and manifest.key and manifest.xml):
        raise ProblemError(problem("submission-manifest-broken", place))
    if key is None:
        raise ProblemError(problem("submission-key-needed", place))
    session_key = _decrypted(place, key, manifest.key)
    if len(session_key) != _KEY_BYTES:
        raise ProblemError(problem("submission-key-wrong", place))
    opened: dict[str, bytes] = {}
    names = (*manifest.media, manifest.xml)
    for name, vector in zip(names, _vectors(manifest.instance, session_key), strict=False):
        content = part(name)
        if content is None:
            raise ProblemError(problem("submission-part-missing", place, text=name))
        plain = _unpadded(_cfb(session_key, vector, content))
        if plain is None:
            raise ProblemError(problem("submission-part-damaged", place, text=name))
        opened[name.removesuffix(_SUFFIX)] = plain
    problems = _verify(place, manifest, opened, key)
    return Opened(opened.pop(manifest.xml.removesuffix(_SUFFIX)), opened, problems)


def _verify(place: Place, manifest: Manifest, opened: Mapping[str, bytes], key: RSAPrivateKey) -> tuple[Problem, ...]:
    if not manifest.signature:
        return (problem("submission-unsigned", place, Severity.WARNING),)
    lines = [manifest.form, *([manifest.version] if manifest.version else []), manifest.key, manifest.instance]
    lines += (f"{name}::{_md5(content).hex()}" for name, content in opened.items())
    stated = _decrypted(place, key, manifest.signature)
    if not hmac.compare_digest(stated, _md5("".join(f"{line}\n" for line in lines).encode())):
        raise ProblemError(problem("submission-signature-wrong", place))
    return ()


def _decrypted(place: Place, key: RSAPrivateKey, text: str) -> bytes:
    padding = OAEP(MGF1(SHA256()), SHA256(), label=None)
    try:
        return key.decrypt(base64.b64decode(text, validate=False), padding)
    except (ValueError, binascii.Error) as error:
        raise ProblemError(problem("submission-key-wrong", place)) from error


def _vectors(instance: str, key: bytes) -> Iterator[bytes]:
    """The initialization vector of each file: a seed in which one byte more is counted up each time."""
    seed = bytearray(_md5(instance.encode() + key))
    at = 0
    while True:
        seed[at] = (seed[at] + 1) % 256
        at = (at + 1) % len(seed)
        yield bytes(seed)


def _cfb(key: bytes, vector: bytes, content: bytes) -> bytes:
    """AES in cipher feedback of whole blocks, read: each block is masked by the encryption of the one before."""
    before = (vector + content)[: len(content)]
    before += bytes(-len(before) % _BLOCK)
    encryptor = Cipher(AES(key), ECB()).encryptor()  # noqa: S305 - the building block of CFB, never used alone
    mask = (encryptor.update(before) + encryptor.finalize())[: len(content)]
    mixed = int.from_bytes(content, "big") ^ int.from_bytes(mask, "big")
    return mixed.to_bytes(len(content), "big")


def _unpadded(content: bytes) -> bytes | None:
    """Content without its padding (PKCS#7); None where that is not whole."""
    count = content[-1] if content else 0
    is_whole = len(content) % _BLOCK == 0 and 1 <= count <= _BLOCK and content.endswith(bytes([count]) * count)
    return content[:-count] if is_whole else None


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()
