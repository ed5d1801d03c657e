"""Archives from elsewhere: nothing leads out of them, nothing fills the machine, and every refusal has its code."""

import contextlib
import stat
import struct
import zipfile

import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.exchange import packages
from clusterbench_gui.exchange.packages import FolderPackage, ZipPackage, read_file


def archive(tmp_path, entries):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for entry, content in entries:
            made.writestr(entry, content)
    return path


def code_of(call):
    with pytest.raises(ProblemError) as raised:
        call()
    return raised.value.problems[0].code


@pytest.mark.parametrize(
    "name", ["../x.xml", "a/../../x.xml", "/etc/x.xml", "C:/x.xml", "..\\x.xml", "a\\..\\x.xml", "..", "c:x.xml"]
)
def test_a_name_that_leads_out_refuses_the_archive(tmp_path, name):
    entry = zipfile.ZipInfo("placeholder")
    entry.filename = name
    path = archive(tmp_path, [("good.xml", "<a/>"), (entry, "<a/>")])
    assert code_of(lambda: ZipPackage(path)) == "archive-name-unsafe"


def test_a_link_refuses_the_archive(tmp_path):
    entry = zipfile.ZipInfo("link.xml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert code_of(lambda: ZipPackage(archive(tmp_path, [(entry, "/etc/passwd")]))) == "archive-name-unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_refuses_the_archive(tmp_path):
    path = archive(tmp_path, [("a.xml", "<a/>"), ("a.xml", "<b/>")])
    assert code_of(lambda: ZipPackage(path)) == "archive-name-twice"
    assert code_of(lambda: ZipPackage(archive(tmp_path, [("a.xml", ""), ("A.XML", "")]))) == "archive-name-twice"


def test_a_bomb_is_not_unfolded(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MOST_BYTES", 3_000_000)
    monkeypatch.setattr(packages, "MOST_TOTAL", 5_000_000)
    path = archive(
        tmp_path, [("big.xml", b"\0" * 3_000_001), ("a.xml", b"\0" * 2_000_000), ("b.xml", b"\0" * 2_000_000)]
    )
    with ZipPackage(path) as package:
        assert code_of(lambda: package.read("big.xml")) == "file-too-large"
    with ZipPackage(path) as package:
        package.read("a.xml")
        package.read("b.xml")
        assert code_of(lambda: package.read("a.xml")) == "archive-too-large"


def test_a_size_that_lies_is_found_out(tmp_path):
    path = archive(tmp_path, [("a.xml", b"\0" * 100_000)])
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 100_000), struct.pack("<L", 10)))
    with ZipPackage(path) as package:
        assert code_of(lambda: package.read("a.xml")) == "archive-damaged"


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MOST_FILES", 3)
    path = archive(tmp_path, [(f"{at}.xml", "") for at in range(4)])
    assert code_of(lambda: ZipPackage(path)) == "archive-too-many"


def test_a_locked_archive_is_said_to_be_locked(tmp_path):
    path = archive(tmp_path, [("a.xml", "<a/>")])
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    path.write_bytes(content)
    assert code_of(lambda: ZipPackage(path)) == "archive-locked"


def test_every_cut_has_its_code_and_no_flipped_bit_is_a_surprise(tmp_path):
    path = archive(tmp_path, [("a.xml", b"<a>" + bytes(range(256)) + b"</a>"), ("m/b.jpg", b"x" * 100)])
    whole = path.read_bytes()
    for cut in range(0, len(whole), 3):
        path.write_bytes(whole[:cut])
        assert code_of(lambda: ZipPackage(path)) == "archive-damaged"
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :])
        with contextlib.suppress(ProblemError), ZipPackage(path) as package:
            for name in package.names:
                package.read(name)


def test_links_in_folders_are_passed_over(tmp_path):
    (tmp_path / "secret.xml").write_text("<secret/>")
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.xml").write_text("<a/>")
    (folder / "sub" / "b.xml").write_text("<b/>")
    try:
        (folder / "link.xml").symlink_to(tmp_path / "secret.xml")
        (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this account may not make links")
    package = FolderPackage(folder)
    assert package.names == ("a.xml", "sub/b.xml")
    assert package.read("sub/b.xml") == b"<b/>"


def test_only_what_may_belong_to_a_file_is_looked_at(tmp_path):
    for name in ("a.xml", "a/1.jpg", "media/2.jpg", "other/3.jpg", "a/deep/4.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert FolderPackage(tmp_path, "a.xml").names == ("a.xml", "a/1.jpg", "media/2.jpg")


def test_what_is_not_there_is_said(tmp_path):
    assert code_of(lambda: FolderPackage(tmp_path / "no")) == "file-missing"
    assert code_of(lambda: ZipPackage(tmp_path / "no.zip")) == "file-missing"
    assert code_of(lambda: read_file(tmp_path / "no")) == "file-missing"
