"""A device has one identity: made once, the same ever after, and never half read."""

import os

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage.keys.identity import FILE_NAME, identity


def test_made_once_and_the_same_ever_after(home):
    first = identity()
    assert identity().card == first.card
    Ed25519PublicKey.from_public_bytes(first.card.verify).verify(first.signing.sign(b"bundle"), b"bundle")
    sealed = pyrage.encrypt(b"for you", [pyrage.x25519.Recipient.from_str(first.card.recipient)])
    assert pyrage.decrypt(sealed, [identity().age]) == b"for you"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the profile from others by itself")
def test_readable_by_the_user_alone(home):
    identity()
    assert (home / "profile" / FILE_NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content", ["", "{}", '{"signing": "AAAA", "age": "x"}', '{"signing": 1, "age": 2}', "[" * 10_000]
)
def test_a_damaged_one_is_said(home, content):
    identity()
    (home / "profile" / FILE_NAME).write_text(content)
    with pytest.raises(ProblemError) as raised:
        identity()
    assert [one.code for one in raised.value.problems] == ["identity-damaged"]
