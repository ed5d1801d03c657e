"""Devices that send and receive: what one may know of another."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """The public half of a device's identity, to be handed to others.

    `device` is its UUID, `verify` the raw 32 bytes of its Ed25519 public key (RFC 8032), `recipient` its age X25519
    recipient (`age1…`, https://age-encryption.org/v1).
    """

    device: str
    verify: bytes
    recipient: str

    @property
    def fingerprint(self) -> str:
        """What two people compare by telephone: 128 bits of SHA-256 over the card, in groups of four hexadecimal digits."""
        digest = hashlib.sha256(f"{self.device}\n{self.verify.hex()}\n{self.recipient}".encode()).hexdigest()
        return " ".join(digest[start : start + 4] for start in range(0, 32, 4))


@dataclass(frozen=True, slots=True)
class Sender:
    """A device whose bundles are accepted. `office`: it hands out work, and may bring what others said."""

    card: Card
    name: str
    office: bool = False
