"""Devices that send and receive: what one may know of another."""

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
