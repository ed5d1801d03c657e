"""The file `*.cbundle` (docs/adr/0007-many-devices.md): a zip with a signed manifest, encrypted to its receivers.

The whole is an age file (https://age-encryption.org/v1) for the X25519 recipients of the receivers. In it lies a zip:
`manifest.json`, `signature` (Ed25519, RFC 8032, over a prefix and the manifest's bytes), `study.json`, `events.jsonl`,
`paradata.jsonl` where there is any, `files/0000` … and `attachments/SHA-256`. The manifest names format, kind, study, sender, receivers and chains, and every
part with its length and SHA-256. Plain data in, bytes out, and back; nothing is written anywhere.
"""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from clusterbench_gui.domain.bundles import Bundle, BundleKind
from clusterbench_gui.domain.devices import Card
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.records import Record
from clusterbench_gui.exchange.archive import BROKEN, Limits, pack, unpack
from clusterbench_gui.exchange.parts import (
    BAD,
    data,
    number,
    read_paradata,
    read_records,
    read_study,
    text,
    write_paradata,
    write_records,
    write_study,
)

FORMAT = 1
MAGIC = b"age-encryption.org/v1\n"
PREFIX = b"clusterbench bundle manifest\n"
MANIFEST, SIGNATURE, STUDY, EVENTS = "manifest.json", "signature", "study.json", "events.jsonl"
PARADATA = "paradata.jsonl"
_NAME = re.compile(r"study\.json|(events|paradata)\.jsonl|files/[0-9]{4}|attachments/[0-9a-f]{64}")
_LONGEST_MANIFEST = 8 * 1024 * 1024
MOST_EVENTS = 2_000_000
"""Of events, and of stretches."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender signed. `parts` are length and SHA-256 by name."""

    kind: BundleKind
    study: str
    sender: Card
    receivers: tuple[str, ...]
    chains: tuple[tuple[str, int, int], ...]
    parts: Mapping[str, tuple[int, bytes]]


def is_bundle(content: bytes) -> bool:
    """Whether this begins like a bundle."""
    return content.startswith(MAGIC)


def write_bundle(
    bundle: Bundle, signing: Ed25519PrivateKey, receivers: Sequence[str], limits: Limits | None = None
) -> bytes:
    """The file, signed by the sender, readable by the receivers (`age1…`) alone.

    Raises `ProblemError`: `bundle-large` (more than a receiver would take), `receiver-wrong`.
    """
    limits = limits or Limits()
    parts = list(_parts(bundle))
    if sum(len(content) for _, content, _ in parts) > limits.total or len(parts) + 2 > limits.members:
        raise ProblemError(problem("bundle-large"))
    manifest = _manifest(bundle, receivers, parts)
    signature = signing.sign(PREFIX + manifest)
    archive = pack([(MANIFEST, manifest, True), (SIGNATURE, signature, False), *parts])
    return seal(archive, receivers)


def seal(archive: bytes, receivers: Sequence[str]) -> bytes:
    """Encrypt an archive to its receivers. Raises `ProblemError` (`receiver-wrong`)."""
    try:
        return bytes(pyrage.encrypt(archive, [pyrage.x25519.Recipient.from_str(one) for one in receivers]))
    except (pyrage.RecipientError, pyrage.EncryptError) as error:
        raise ProblemError(problem("receiver-wrong")) from error


def read_bundle(content: bytes, key: pyrage.x25519.Identity, limits: Limits | None = None) -> Bundle:
    """Everything that a bundle for this key holds, once all of it is proven to be the sender's own words.

    Whether the sender is to be believed is the caller's to know. Raises `ProblemError`: `bundle-foreign` (no bundle),
    `bundle-large`, `bundle-not-for-us`, `bundle-damaged`, `bundle-newer`, `bundle-forged` (the signature does not fit).
    """
    limits = limits or Limits()
    archive = _decrypted(content, key, limits)
    try:
        members = dict(unpack(archive, limits))
        manifest_bytes, signature = members.pop(MANIFEST), members.pop(SIGNATURE)
        manifest = _read_manifest(manifest_bytes)
    except OverflowError as error:
        raise ProblemError(problem("bundle-large")) from error
    except (*BROKEN, *BAD) as error:
        raise ProblemError(problem("bundle-damaged")) from error
    _verify(manifest, manifest_bytes, signature)
    if str(key.to_public()) not in manifest.receivers:
        raise ProblemError(problem("bundle-not-for-us"))
    try:
        return _content(manifest, members)
    except BAD as error:
        raise ProblemError(problem("bundle-damaged")) from error


def _decrypted(content: bytes, key: pyrage.x25519.Identity, limits: Limits) -> bytes:
    if not is_bundle(content):
        raise ProblemError(problem("bundle-foreign"))
    if len(content) > limits.file:
        raise ProblemError(problem("bundle-large"))
    try:
        return bytes(pyrage.decrypt(content, [key]))
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise ProblemError(problem("bundle-not-for-us")) from error
        raise ProblemError(problem("bundle-damaged")) from error


def _parts(bundle: Bundle) -> Iterator[tuple[str, bytes, bool]]:
    """Name, content and whether it is worth deflating: ciphertext and pictures are not."""
    yield STUDY, write_study(bundle), True
    yield EVENTS, write_records(bundle.records), True
    if bundle.paradata:
        yield PARADATA, write_paradata(bundle.paradata), True
    for place, content in enumerate(bundle.files.values()):
        yield f"files/{place:04}", content, True
    for name, content in sorted(bundle.attachments.items()):
        yield f"attachments/{name}", content, False


def _manifest(bundle: Bundle, receivers: Sequence[str], parts: Sequence[tuple[str, bytes, bool]]) -> bytes:
    card = bundle.sender
    content = {
        "format": FORMAT,
        "kind": bundle.kind.value,
        "study": bundle.study,
        "sender": {"device": card.device, "verify": b64encode(card.verify).decode(), "recipient": card.recipient},
        "receivers": list(receivers),
        "chains": chains_of(bundle.records),
        "parts": [[name, len(part), hashlib.sha256(part).hexdigest()] for name, part, _ in parts],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def chains_of(records: Sequence[Record]) -> list[tuple[str, int, int]]:
    """Each chain with the first and last of its events here. Raises ValueError where one has a gap or comes twice."""
    found: dict[str, tuple[int, int]] = {}
    before = ""
    for one in records:
        first, last = found.get(one.device, (one.sequence, one.sequence - 1))
        if one.sequence != last + 1 or (one.device != before and one.device in found):
            raise ValueError(one.device)
        found[one.device], before = (first, one.sequence), one.device
    return [(chain, first, last) for chain, (first, last) in found.items()]


def _read_manifest(content: bytes) -> Manifest:
    if len(content) > _LONGEST_MANIFEST:
        raise OverflowError
    said = json.loads(content.decode())
    if number(said["format"]) > FORMAT:
        raise ProblemError(problem("bundle-newer"))
    parts = {text(name): (number(size), bytes.fromhex(text(digest))) for name, size, digest in said["parts"]}
    if len(parts) != len(said["parts"]) or number(said["format"]) != FORMAT:
        raise ValueError(len(parts))
    sender = said["sender"]
    return Manifest(
        BundleKind(said["kind"]),
        text(said["study"]),
        Card(text(sender["device"]), data(sender["verify"]), text(sender["recipient"])),
        tuple(text(one) for one in said["receivers"]),
        tuple((text(chain), number(first), number(last)) for chain, first, last in said["chains"]),
        parts,
    )


def _verify(manifest: Manifest, content: bytes, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(manifest.sender.verify).verify(signature, PREFIX + content)
    except (InvalidSignature, ValueError) as error:
        raise ProblemError(problem("bundle-forged")) from error


def _content(manifest: Manifest, members: Mapping[str, bytes]) -> Bundle:
    """The bundle, when every part is there as it was signed, and nothing else."""
    if members.keys() != manifest.parts.keys():
        raise ValueError(len(members))
    for name, part in members.items():
        if not _NAME.fullmatch(name) or (len(part), hashlib.sha256(part).digest()) != manifest.parts[name]:
            raise ValueError(name)
    fields, names = read_study(members[STUDY])
    records = read_records(members[EVENTS], MOST_EVENTS)
    if tuple(chains_of(records)) != manifest.chains:
        raise ValueError(len(records))
    attachments = {name.partition("/")[2]: part for name, part in members.items() if name.startswith("attachments/")}
    if any(hashlib.sha256(part).hexdigest() != name for name, part in attachments.items()):
        raise ValueError(len(attachments))
    files = {name: members[f"files/{place:04}"] for place, name in enumerate(names)}
    if len(files) + len(attachments) + 2 + (PARADATA in members) != len(members):
        raise ValueError(len(members))
    paradata = read_paradata(members.get(PARADATA, b""), MOST_EVENTS)
    whole: dict[str, Any] = {"records": records, "attachments": attachments, "files": files, **fields}
    whole["paradata"] = paradata
    return replace(Bundle(manifest.kind, manifest.study, "", manifest.sender), **whole)
