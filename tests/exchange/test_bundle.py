"""The file of a bundle: what is put in comes out, for its receivers alone, and each thing that is wrong has its code."""

import json
import uuid
from dataclasses import replace

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clusterbench_gui.domain.bundles import Bundle, BundleKind
from clusterbench_gui.domain.devices import Card
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.records import Record
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.exchange import bundle as files
from clusterbench_gui.exchange.archive import Limits, pack, unpack
from clusterbench_gui.exchange.bundle import read_bundle, write_bundle

SIGNING = Ed25519PrivateKey.generate()
KEY = pyrage.x25519.Identity.generate()
TO = [str(KEY.to_public())]
CARD = Card(
    str(uuid.uuid4()), SIGNING.public_key().public_bytes_raw(), str(pyrage.x25519.Identity.generate().to_public())
)


def record(sequence, chain="chain-a", value="Zażółć\n\u2028“gęślą”"):
    said = (
        f"id-{chain}-{sequence}",
        chain,
        sequence,
        (1 << 60) + sequence,
        "2026-01-01T00:00:00.000+01:00",
        "p",
        "interviewer",
    )
    about = ("uuid:1", "f", "1", "/data/q", "answer", None)
    return Record(*said, *about, b"p" * 32, b"v" * 32, b"h" * 32, None if value is None else b"s" * 16, value, None)


@pytest.fixture
def bundle():
    attachment = bytes(range(256)) * 10
    return Bundle(
        BundleKind.ASSIGNMENT,
        "study-1",
        "Badanie „Żółć”",
        CARD,
        records=(record(1), record(2, value=None), record(7, "chain-b"), record(8, "chain-b", "")),
        clusters=(Cluster("K01", "Klaster", {"voivodeship": "śląskie"}),),
        persons=(Person("p", "Łucja", Role.SUPERVISOR),),
        attachments={files.hashlib.sha256(attachment).hexdigest(): attachment},
        edition="cluster-2012",
        synthetic=True,
        files={"edition.toml": b"id", "../../a": b"a name is a name", "b/c.xlsx": bytes(1000)},
        recovery="age1x",
        reference='{"a": 1}',
    )


def code_of(content, key=KEY, limits=None):
    with pytest.raises(ProblemError) as caught:
        read_bundle(content, key, limits)
    (found,) = caught.value.problems
    return found.code


def signed(bundle, change, signing=SIGNING):
    """The bundle with changed parts, signed as if that were right."""
    members = dict(unpack(pyrage.decrypt(write_bundle(bundle, SIGNING, TO), [KEY]), Limits()))
    manifest = json.loads(members.pop(files.MANIFEST))
    del members[files.SIGNATURE]
    change(manifest, members)
    if "parts" in manifest:
        manifest["parts"] = [
            [name, len(part), files.hashlib.sha256(part).hexdigest()] for name, part in members.items()
        ]
    content = json.dumps(manifest).encode()
    members |= {files.MANIFEST: content, files.SIGNATURE: signing.sign(files.PREFIX + content)}
    return files.seal(pack([(name, part, True) for name, part in members.items()]), TO)


def test_what_is_put_in_comes_out(bundle):
    assert read_bundle(write_bundle(bundle, SIGNING, TO), KEY) == bundle
    empty = Bundle(BundleKind.RESULT, "study-1", "T", CARD)
    assert read_bundle(write_bundle(empty, SIGNING, TO), KEY) == empty


def test_every_receiver_can_read_it_and_nobody_else(bundle):
    other = pyrage.x25519.Identity.generate()
    content = write_bundle(bundle, SIGNING, [*TO, str(other.to_public())])
    assert read_bundle(content, KEY) == read_bundle(content, other) == bundle
    assert code_of(content, pyrage.x25519.Identity.generate()) == "bundle-not-for-us"
    with pytest.raises(ProblemError) as caught:
        write_bundle(bundle, SIGNING, ["age1nobody"])
    assert caught.value.problems[0].code == "receiver-wrong"


def test_a_bundle_that_a_receiver_passes_on_is_not_taken_for_one_to_us(bundle):
    other = pyrage.x25519.Identity.generate()
    archive = pyrage.decrypt(write_bundle(bundle, SIGNING, [str(other.to_public())]), [other])
    assert code_of(files.seal(archive, TO)) == "bundle-not-for-us"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"age-encryption.org", b"a,b\n1,2\n"])
def test_what_is_no_bundle_is_told_from_one(content):
    assert not files.is_bundle(content)
    assert code_of(content) == "bundle-foreign"


def test_a_truncated_or_longer_file_is_damaged(bundle):
    content = write_bundle(bundle, SIGNING, TO)
    for damaged in (content[:-1], content[: len(content) // 2], content[:60], content + b"x"):
        assert code_of(damaged) == "bundle-damaged"


def test_somebody_else_cannot_sign_for_the_sender(bundle):
    assert code_of(signed(bundle, lambda manifest, members: None, Ed25519PrivateKey.generate())) == "bundle-forged"


def test_a_newer_format_is_said_to_be_one_whatever_it_holds(bundle):
    assert code_of(signed(bundle, lambda manifest, members: manifest.update(format=2, kind="new"))) == "bundle-newer"


def test_a_bundle_that_is_too_large_is_neither_written_nor_read(bundle):
    content = write_bundle(bundle, SIGNING, TO)
    for limits in (Limits(total=1000), Limits(members=5)):
        assert code_of(content, limits=limits) == "bundle-large"
        with pytest.raises(ProblemError) as caught:
            write_bundle(bundle, SIGNING, TO, limits)
        assert caught.value.problems[0].code == "bundle-large"
    assert code_of(files.MAGIC + bytes(3000), limits=Limits(100, 1)) == "bundle-damaged"
    assert code_of(files.MAGIC + bytes(2_000_000), limits=Limits(100, 1)) == "bundle-large"


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest, members: manifest.update(kind="gift"),
        lambda manifest, members: manifest.pop("parts"),
        lambda manifest, members: manifest.update(receivers=None),
        lambda manifest, members: manifest.update(format=True),
        lambda manifest, members: manifest.update(format=0),
        lambda manifest, members: manifest.update(chains=[["chain-a", 1, 2]]),
        lambda manifest, members: manifest.update(study="\ud800"),
        lambda manifest, members: members.pop("events.jsonl"),
        lambda manifest, members: members.update({"more": b""}),
        lambda manifest, members: members.update({"files/0009": b""}),
        lambda manifest, members: members.update({"attachments/" + "0" * 64: b""}),
        lambda manifest, members: members.update({"study.json": b"["}),
        lambda manifest, members: members.update({"study.json": b"[" * 200_000}),
        lambda manifest, members: members.update({"events.jsonl": members["events.jsonl"] + b"[]\n"}),
        lambda manifest, members: members.update({"events.jsonl": members["events.jsonl"][:-1]}),
        lambda manifest, members: members.update(
            {"events.jsonl": b"\n".join(members["events.jsonl"].split(b"\n")[::-1])}
        ),
        lambda manifest, members: members.update({"events.jsonl": b"\xff\n"}),
    ],
)
def test_a_signed_bundle_that_no_program_of_ours_wrote_is_damaged(bundle, change):
    assert code_of(signed(bundle, change)) == "bundle-damaged"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, 5),
        (2, "1"),
        (2, 1 << 63),
        (2, True),
        (12, 1),
        (13, "AA=="),
        (13, "ż"),
        (16, None),
        (17, None),
        (18, 1),
        (10, "\udc00"),
    ],
)
def test_an_event_of_the_wrong_shape_is_damage(bundle, place, value):
    def change(manifest, members):
        line, *others = members["events.jsonl"].splitlines(keepends=True)
        cells = json.loads(line)
        cells[place] = value
        members["events.jsonl"] = b"".join([json.dumps(cells).encode() + b"\n", *others])

    assert code_of(signed(bundle, change)) == "bundle-damaged"


def test_a_chain_with_a_gap_is_not_sent(bundle):
    for records in ((record(1), record(3)), (record(1), record(1, "b"), record(2)), (record(2), record(1))):
        with pytest.raises(ValueError):  # noqa: PT011 - a fault of the program
            write_bundle(replace(bundle, records=records), SIGNING, TO)
