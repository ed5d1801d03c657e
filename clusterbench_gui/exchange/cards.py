"""A device's card as one line of text, to be handed over on paper, by mail or as a small file.

`clusterbench-card-1:` and Base32 (RFC 4648, in groups of eight) of the 16 bytes of the device's UUID, the 32 of its Ed25519
key, its age recipient in ASCII, and the first four of the SHA-256 of all that. Case and spaces do not count.
"""

import hashlib
import uuid
from base64 import b32decode, b32encode

import pyrage

from clusterbench_gui.domain.devices import Card
from clusterbench_gui.domain.problems import ProblemError, problem

PREFIX = "clusterbench-card-1:"
_CHECK = 4
_LONGEST = 1000


def card_text(card: Card) -> str:
    """The line, without its end."""
    content = uuid.UUID(card.device).bytes + card.verify + card.recipient.encode("ascii")
    letters = b32encode(content + _check(content)).decode("ascii").rstrip("=").lower()
    return PREFIX + "".join(f" {letters[start : start + 8]}" for start in range(0, len(letters), 8))


def is_card(content: bytes) -> bool:
    """Whether this begins like a card."""
    return content.lstrip()[: len(PREFIX)].lower() == PREFIX.encode("ascii")


def read_card(content: bytes) -> Card:
    """The card of a line of text. Raises `ProblemError` (`card-damaged`) where a letter is wrong or missing."""
    try:
        said = _said(content)
        recipient = said[48:].decode("ascii")
        pyrage.x25519.Recipient.from_str(recipient)
        return Card(str(uuid.UUID(bytes=said[:16])), said[16:48], recipient)
    except (ValueError, pyrage.RecipientError) as error:
        raise ProblemError(problem("card-damaged")) from error


def _said(content: bytes) -> bytes:
    """What the letters hold, without their check. Raises ValueError."""
    if len(content) > _LONGEST or not is_card(content):
        raise ValueError(len(content))
    letters = "".join(content.decode("ascii").split()).upper()[len(PREFIX) :]
    whole = b32decode(letters + "=" * (-len(letters) % 8))
    said, check = whole[:-_CHECK], whole[-_CHECK:]
    spelt = (
        b32encode(whole).decode("ascii").rstrip("=")
    )  # the last letter has bits to spare: eight letters decode alike
    if _check(said) != check or spelt != letters:
        raise ValueError(check)
    return said


def _check(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:_CHECK]
