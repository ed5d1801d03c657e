"""Digests, encodings and signatures: ODK XForms specification "XPath functions", JavaRosa's Encoding and Ed25519."""

import base64
import binascii
import hashlib

from clusterbench_gui.forms.xpath.context import Context, EvaluationError
from clusterbench_gui.forms.xpath.functions.table import Function, Table

_HASHES = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
_SIGNATURE = 64
_KEY = 32


def _digest(_context: Context, text: str, algorithm: str, encoding: str = "base64") -> str:
    """`digest(text, algorithm, encoding)`: MD5, SHA-1, SHA-256, SHA-384 or SHA-512 of the text, as base64 or hex.

    Source: ODK XForms, XPath functions.
    """
    name = _HASHES.get(algorithm.upper())
    if name is None or encoding.lower() not in ("base64", "hex"):
        code = "wrong-arguments"
        raise EvaluationError(code, "digest")
    made = hashlib.new(name, text.encode(), usedforsecurity=False).digest()
    return made.hex() if encoding.lower() == "hex" else base64.b64encode(made).decode("ascii")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return b""


def _base64_decode(_context: Context, text: str) -> str:
    """`base64-decode(text)`: the text that was encoded; nothing where it cannot be read.

    Source: ODK XForms, XPath functions.
    """
    return _decoded(text).decode("utf-8", "replace")


def _extract_signed(_context: Context, signed: str, key: str) -> str:
    """`extract-signed(text, public key)`: the message behind its Ed25519 signature; nothing where it does not fit.

    Both are base64; the first 64 bytes of the text are the signature. Source: JavaRosa Ed25519.extractSigned.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - 50 ms, for one function that few forms call
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    content, public = _decoded(signed), _decoded(key)[:_KEY]
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(content[:_SIGNATURE], content[_SIGNATURE:])
    except (InvalidSignature, ValueError):
        return ""
    return content[_SIGNATURE:].decode("utf-8", "replace")


TABLE: Table = {
    "digest": Function(_digest, "sss", 2),
    "base64-decode": Function(_base64_decode, "s"),
    "extract-signed": Function(_extract_signed, "ss"),
}
