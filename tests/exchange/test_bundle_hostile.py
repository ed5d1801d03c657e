"""Bundles made to do harm: by fuzzing in short (`scripts/fuzz_bundles.py` in full), and archives of each bad kind."""

import importlib.util
import io
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from clusterbench_gui.exchange.archive import BROKEN, Limits, pack, unpack
from clusterbench_gui.storage.checks.check import check

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "fuzz_bundles.py"
SMALL = Limits(total=100_000, members=50)


@pytest.fixture(scope="module")
def fuzz():
    spec = importlib.util.spec_from_file_location("fuzz_bundles", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_hundreds_of_mutations_are_refused_by_a_code(fuzz, tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # names that come twice are meant
        with (
            fuzz.study(tmp_path / "source.clusterbench") as source,
            fuzz.study(tmp_path / "target.clusterbench") as target,
        ):
            before = set(tmp_path.rglob("*"))
            outcomes, wrong = fuzz.run(source.records(source.own_chains()), target, 300, 7)
            assert set(tmp_path.rglob("*")) == before
    assert wrong == []
    assert check(tmp_path / "target.clusterbench") == ()
    assert {"bundle-damaged", "bundle-foreign"} <= outcomes["the file"].keys()
    assert {"bundle-damaged", "bundle-forged", "bundle-large"} <= outcomes["the zip, unsigned"].keys()
    assert {"bundle-damaged", "accepted"} <= outcomes["the contents, signed"].keys()


# archives


def zipped(*entries, comment=b""):
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(out, "w") as archive:
            archive.comment = comment
            for info, content in entries:
                archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def entry(name, mode=stat.S_IFREG | 0o600):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def patched(content, offset, value):
    at = content.rindex(b"PK\x05\x06") + offset
    return content[:at] + value + content[at + len(value) :]


def test_what_is_packed_is_unpacked_the_same_every_time():
    members = [("a", b"1" * 1000, True), ("b/c", b"", False)]
    assert unpack(pack(members), SMALL) == {"a": b"1" * 1000, "b/c": b""}
    assert pack(members) == pack(members)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        zipped((entry("a"), b"1"), (entry("a"), b"2")),
        zipped((entry("a"), b"1"), comment=b"a comment"),
        zipped((entry("link", stat.S_IFLNK | 0o777), b"/etc/passwd")),
        zipped((entry("device", stat.S_IFCHR | 0o600), b"")),
        zipped((entry("folder/"), b"")),
        zipped((entry("a"), b"1")) + b"behind",
        b"before" + zipped((entry("a"), b"1")),
        patched(zipped((entry("a"), b"1")), 10, struct.pack("<H", 2)),
        patched(zipped((entry("a"), b"1")), 16, struct.pack("<L", 5)),
        zipped((entry("a"), b"1" * 1000))[:60],
    ],
    ids=range(12),
)
def test_an_archive_that_pack_would_not_have_written_is_broken(content):
    with pytest.raises(BROKEN):
        unpack(content, SMALL)


def test_an_encrypted_or_strangely_compressed_member_is_broken():
    content = zipped((entry("a"), b"1" * 100))
    at = content.rindex(b"PK\x01\x02")
    for offset, value in ((8, b"\x01"), (10, b"\x0c"), (10, b"\x63")):
        with pytest.raises(BROKEN):
            unpack(content[: at + offset] + value + content[at + offset + 1 :], SMALL)


def test_a_bomb_is_told_before_it_goes_off():
    bomb = zipped((entry("a"), bytes(5_000_000)))
    assert len(bomb) < 10_000
    with pytest.raises(OverflowError):
        unpack(bomb, SMALL)
    with pytest.raises(OverflowError):
        unpack(zipped(*((entry(str(number)), b"") for number in range(60))), SMALL)


def test_a_member_that_is_longer_than_it_says_is_cut_off_and_broken():
    content = zipped((entry("a"), b"1" * 90_000))
    lying = content.replace(struct.pack("<L", 90_000), struct.pack("<L", 10))
    assert lying != content
    with pytest.raises(BROKEN):
        unpack(lying, SMALL)
