"""Files beside answers: encrypted once, in the log only when they are durable, checked, swept, and gone with consent."""

import hashlib
import io
import json
import os
import time
import tracemalloc

import pyrage
import pytest

from clusterbench_gui.domain.attachments import Attachment, safe_name
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.storage import attachments as module
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.support import files as saving

PATH = "/data/photo"
CONTENT = "Zażółć gęślą jaźń, nagranie\n".encode() * 20_000


@pytest.fixture
def workspace(folder):
    with Workspace.open(folder) as workspace:
        yield workspace


@pytest.fixture
def attach(workspace, interview, author):
    def do(content=CONTENT, name="zdjęcie.jpg", path=PATH):
        return workspace.attach(interview, path, io.BytesIO(content), name, author)

    return do


class Endless:
    """A source of zeros that is never in memory as a whole."""

    def __init__(self, size):
        self.left = size

    def read(self, size):
        size = min(size, self.left)
        self.left -= size
        return bytes(size)


class Counted:
    """A target that keeps nothing."""

    def __init__(self):
        self.size = 0

    def write(self, content):
        self.size += len(content)

    def flush(self):
        pass


def stored(folder):
    return sorted(one.name for one in (folder / "attachments").iterdir())


def test_what_is_attached_comes_back(attach, workspace, interview, tmp_path, author):
    event = attach()
    assert (event.kind, event.path, event.replaces) == (EventKind.ATTACHMENT, PATH, None)
    assert set(json.loads(event.value)) == {"name", "file", "key", "size"}
    assert workspace.attachment(event) == CONTENT
    assert workspace.attachments(interview) == {PATH: event}
    assert Attachment.of(event.value).size == len(CONTENT)
    file = tmp_path / "a.bin"
    file.write_bytes(b"")
    empty = workspace.attach(interview, "/data/empty", file, "a.bin", author)
    assert workspace.attachment(empty) == b""
    assert check(workspace.folder) == ()


def test_the_file_is_an_age_file_named_by_its_hash(attach, folder):
    kept = Attachment.of(attach().value)
    content = (folder / "attachments" / kept.file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == kept.file
    assert content.startswith(b"age-encryption.org/v1\n-> X25519 ")
    assert "gęślą".encode() not in content
    assert pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(kept.key)]) == CONTENT


def test_the_same_file_twice_has_two_keys(attach):
    one, other = (Attachment.of(attach(path=path).value) for path in ("/data/a", "/data/b"))
    assert one.key != other.key
    assert one.file != other.file


def test_another_file_takes_the_place_and_the_log_keeps_both(attach, workspace, interview):
    first = attach()
    second = attach(b"other")
    assert second.replaces == first.id
    assert workspace.attachments(interview) == {PATH: second}
    assert (workspace.attachment(first), workspace.attachment(second)) == (CONTENT, b"other")


def test_a_file_is_taken_back_by_an_empty_statement(attach, workspace, interview, author, codes):
    attach()
    (back,) = workspace.append([Statement(interview, EventKind.ATTACHMENT, "", PATH)], author)
    assert workspace.attachments(interview) == {}
    assert codes(lambda: workspace.attachment(back)) == ["attachment-erased"]


def test_a_large_file_is_never_in_memory(workspace, interview, author):
    size = 40 * 1024 * 1024
    tracemalloc.start()
    event = workspace.attach(interview, PATH, Endless(size), "nagranie.wav", author)
    target = Counted()
    workspace.write_attachment(event, target)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert target.size == size
    assert peak < 4 * 1024 * 1024


def test_the_file_is_flushed_before_the_log_names_it(attach, workspace, monkeypatch, folder):
    order = []
    flush, append = saving.os.fsync, workspace.append
    monkeypatch.setattr(saving.os, "fsync", lambda handle: (order.append("flush"), flush(handle))[1])

    def appended(*arguments):
        order.append(f"event, with {len(stored(folder))} file of a whole name")
        assert not [one for one in stored(folder) if one.endswith(".part")]
        return append(*arguments)

    monkeypatch.setattr(workspace, "append", appended)
    attach()
    assert order[-1].startswith("event, with 1 file")
    assert "flush" in order


def test_a_full_disk_leaves_nothing(attach, workspace, interview, codes, monkeypatch):
    class Full(module._Written):
        def write(self, content):
            self.error = OSError(28, "No space left on device")
            raise self.error

    monkeypatch.setattr(module, "_Written", Full)
    assert codes(attach) == ["disk-full"]
    assert stored(workspace.folder) == []
    assert workspace.attachments(interview) == {}


def test_a_source_that_breaks_leaves_nothing(workspace, interview, author, codes, tmp_path):
    class Broken:
        def read(self, _size):
            raise OSError(5, "secret words")

    assert codes(lambda: workspace.attach(interview, PATH, Broken(), "x", author)) == ["attachment-unreadable"]
    missing = tmp_path / "missing.jpg"
    assert codes(lambda: workspace.attach(interview, PATH, missing, "x", author)) == ["attachment-unreadable"]
    assert stored(workspace.folder) == []


def test_what_the_log_refuses_is_not_kept(workspace, author, codes, interview, attach):
    assert codes(lambda: workspace.attach("uuid:x", PATH, io.BytesIO(b"a"), "x", author)) == ["interview-unknown"]
    workspace.withdraw(interview, author)
    assert codes(attach) == ["interview-withdrawn"]
    assert not (workspace.folder / "attachments").exists()


def test_a_file_whose_event_failed_stays_until_it_is_swept(attach, workspace, codes, monkeypatch):
    """The commit may have reached the disk although it was reported as failed: the file must be there then."""

    def fail(*_):
        raise ProblemError(problem("disk-error"))

    monkeypatch.setattr(workspace, "append", fail)
    assert codes(attach) == ["disk-error"]
    assert len(stored(workspace.folder)) == 1


def test_a_reader_attaches_nothing(folder, interview, author, codes):
    with Workspace.open(folder, read_only=True) as reader:
        call = lambda: reader.attach(interview, PATH, io.BytesIO(b"a"), "x", author)  # noqa: E731
        assert codes(call) == ["workspace-read-only"]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda content: content[:-1] + bytes([content[-1] ^ 1]), "attachment-damaged"),
        (lambda content: content[: 64 * 1024], "attachment-damaged"),
        (lambda content: b"", "attachment-damaged"),
        (
            lambda content: pyrage.encrypt(b"other", [pyrage.x25519.Identity.generate().to_public()]),
            "attachment-damaged",
        ),
        (None, "attachment-missing"),
    ],
)
def test_a_changed_or_missing_file_is_found(attach, workspace, codes, spoil, code):
    event, folder = attach(), workspace.folder
    file = folder / "attachments" / Attachment.of(event.value).file
    if spoil is None:
        file.unlink()
    else:
        file.write_bytes(spoil(file.read_bytes()))
    assert codes(lambda: workspace.attachment(event)) == [code]
    assert [(one.code, one.values["event"]) for one in check(folder)] == [(code, event.id)]


def test_a_target_that_is_full_says_so_itself(attach, workspace):
    class Full:
        def write(self, _content):
            raise OSError(28, "No space left on device")

        def flush(self):
            pass

    event = attach()
    with pytest.raises(OSError, match="No space"):
        workspace.write_attachment(event, Full())


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "[]", "5", "{", '{"name": "x"}', "[" * 100_000),
        '{"name": "x", "file": "../../etc/passwd", "key": "k", "size": 1}',
        '{"name": "x", "file": 5, "key": "k", "size": 1}',
        json.dumps({"name": "x", "file": "a" * 64 + "\n", "key": "k", "size": 1}),
        json.dumps({"name": "x", "file": "a" * 64, "key": "k", "size": "1"}),
    ],
)
def test_a_payload_that_leads_elsewhere_is_no_attachment(value):
    assert Attachment.of(value) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("zdjęcie.jpg", "zdjęcie.jpg"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Windows\x.exe", "x.exe"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("a:b|c?.txt", "a_b_c_.txt"),
        ("photo\u202egpj.exe", "photo_gpj.exe"),
        ("nul", "_nul"),
        ("name. . ", "name"),
        ("..", "attachment"),
        ("", "attachment"),
        ("/", "attachment"),
        (".hidden", "hidden"),
        ("a\x00\x1fb", "a__b"),
        ("\ud800", "_"),
        ("ż" * 300 + ".jpeg", "ż" * 115 + ".jpeg"),
        ("x" * 300, "x" * 120),
    ],
)
def test_names_are_safe_everywhere(given, kept):
    assert safe_name(given) == kept
    assert safe_name(kept) == kept


def age(file, days):
    then = time.time() - days * 24 * 60 * 60
    os.utime(file, (then, then))


def test_what_a_crash_left_is_swept_after_a_day(folder, interview, author):
    with Workspace.open(folder) as workspace:
        kept = [
            Attachment.of(workspace.attach(interview, PATH, io.BytesIO(name), "a", author).value).file
            for name in (b"replaced", b"stands")
        ]
    place = folder / "attachments"
    for name in ("a" * 64, ".x.part", "b" * 64):
        (place / name).write_bytes(b"left")
    for name in (*kept, "a" * 64, ".x.part"):
        age(place / name, 2)
    Workspace.open(folder, read_only=True).close()
    assert len(stored(folder)) == 5
    Workspace.open(folder).close()
    assert stored(folder) == sorted([*kept, "b" * 64])
    assert [one.code for one in check(folder)] == ["attachment-stray"]


def test_the_log_is_not_searched_for_attachments(workspace):
    """A million answers must not make the opening slow."""
    plan = " ".join(str(row) for row in workspace._db.execute(f"explain query plan {module._IN_LOG}"))
    assert "event_attachment" in plan


def test_a_key_that_no_text_can_be_is_damage(folder, author, interview, codes):
    """As a sender may write it: half a character."""
    with Workspace.open(folder) as workspace:
        said = workspace.attach(interview, "/data/photo", io.BytesIO(b"obraz"), "a.jpg", author)
        value = json.dumps(json.loads(said.value) | {"key": "\ud800"})
        (event,) = workspace.append([Statement(interview, EventKind.ATTACHMENT, value, "/data/photo")], author)
        assert codes(lambda: workspace.attachment(event)) == ["attachment-damaged"]
