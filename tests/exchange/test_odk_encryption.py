"""Encrypted submissions: what Collect encrypts is read, and nothing else is taken for it."""

import random
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from clusterbench_gui.domain.problems import Place, ProblemError
from clusterbench_gui.exchange.odk_encryption import open_submission, read_manifest, read_private_key
from clusterbench_gui.forms.xml import parse_xml
from tests.exchange.sealing import KEY, PEM, sealed

XML = "<data id='f'><a>Zażółć</a></data>".encode()
FILES = {f"{at}.jpg": bytes([at]) * (at * 7) for at in range(20)}


def opened(parts, key=None):
    manifest = read_manifest(next(parse_xml("s", parts["submission.xml"]).elements()))
    return open_submission(Place(file="s"), manifest, parts.get, key or read_private_key("k", PEM))


def code_of(call):
    with pytest.raises(ProblemError) as raised:
        call()
    (found,) = raised.value.problems
    return found.code


def test_answers_and_files_come_out_as_they_went_in():
    found = opened(sealed(XML, "f", "1", "uuid:1", FILES))
    assert (found.xml, found.files, found.problems) == (XML, FILES, ())
    assert opened(sealed(XML, "f", "", "uuid:1")).xml == XML


def test_openssl_agrees_on_the_cipher(tmp_path):
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    import hashlib

    parts = sealed(XML, "f", "1", "uuid:1", secret=b"k" * 32)
    seed = bytearray(hashlib.md5(b"uuid:1" + b"k" * 32).digest())
    seed[0] = (seed[0] + 1) % 256
    command = ["openssl", "enc", "-d", "-aes-256-cfb", "-K", (b"k" * 32).hex(), "-iv", bytes(seed).hex()]
    done = subprocess.run(command, input=parts["submission.xml.enc"], capture_output=True, check=True)
    assert done.stdout.rstrip(done.stdout[-1:]) == XML
    assert opened(parts).xml == XML


def test_what_is_not_encrypted_has_no_manifest():
    assert read_manifest(next(parse_xml("s", XML).elements())) is None


def test_a_submission_without_a_signature_is_read_with_a_warning():
    found = opened(sealed(XML, "f", "1", "uuid:1", signed=False))
    assert found.xml == XML
    assert [one.code for one in found.problems] == ["submission-unsigned"]


def changed(parts, name, old, new):
    return {**parts, name: parts[name].replace(old, new)}


def test_each_thing_that_is_wrong_has_its_code():
    parts = sealed(XML, "f", "1", "uuid:1", {"a.jpg": b"x"})
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    manifest = read_manifest(next(parse_xml("s", parts["submission.xml"]).elements()))
    assert code_of(lambda: opened(parts, other)) == "submission-key-wrong"
    assert code_of(lambda: open_submission(Place(), manifest, parts.get, None)) == "submission-key-needed"
    assert code_of(lambda: opened({**parts, "a.jpg.enc": None})) == "submission-part-missing"
    assert code_of(lambda: opened({**parts, "a.jpg.enc": parts["a.jpg.enc"][:-1]})) == "submission-part-damaged"
    assert code_of(lambda: opened({**parts, "a.jpg.enc": b""})) == "submission-part-damaged"
    assert code_of(lambda: opened(changed(parts, "submission.xml", b"<enc", b"<no"))) in {
        "xml-malformed",
        "submission-manifest-broken",
    }
    renamed = changed(
        changed(parts, "submission.xml", b"<encryptedXmlFile>", b"<x>"),
        "submission.xml",
        b"</encryptedXmlFile>",
        b"</x>",
    )
    assert code_of(lambda: opened(renamed)) == "submission-manifest-broken"
    assert (
        code_of(lambda: opened(changed(parts, "submission.xml", b'id="f"', b'id="g"'))) == "submission-signature-wrong"
    )
    longer = sealed(XML + b" ", "f", "1", "uuid:1", {"a.jpg": b"x"})
    swapped = {**parts, "submission.xml.enc": longer["submission.xml.enc"]}
    assert code_of(lambda: opened(swapped)) == "submission-signature-wrong"


def test_no_change_of_a_part_passes():
    parts = sealed(XML, "f", "1", "uuid:1", {"a.jpg": b"x" * 40})
    chance = random.Random(1)
    for _ in range(40):
        name = chance.choice(["a.jpg.enc", "submission.xml.enc"])
        content = bytearray(parts[name])
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        assert code_of(lambda content=content, name=name: opened({**parts, name: bytes(content)})) in {
            "submission-part-damaged",
            "submission-signature-wrong",
        }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")),
    ],
)
def test_what_is_no_key_of_a_form_is_said(content):
    assert code_of(lambda: read_private_key("k", content)) == "private-key-unreadable"
