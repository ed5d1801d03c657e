"""Hostile forms and steps through the command line: one line on standard error, an exit code, never a traceback."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clusterbench_gui.cli.main import run

FORM = """| survey |
| | type | name | label |
| | text | a | A |
"""
XML = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model><instance><data id="x">
<a/><b/></data></instance>%s</model></h:head><h:body>%s</h:body></h:html>"""
ENTITIES = (
    b"<!DOCTYPE x [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (one, b"&a;" * 10) for one in range(9))
    + b"]><x>&a8;</x>"
)
FILES = {
    "empty.xlsx": b"",
    "noise.xls": bytes(range(256)) * 20,
    "cut.xlsx": b"PK\x03\x04" + bytes(200),
    "ole.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "entities.xml": ENTITIES,
    "deep.xml": b"<a>" * 100_000,
    "not-utf-8.xml": b"<a>\xff\xfe</a>",
    "unknown-encoding.xml": b"<?xml version='1.0' encoding='utf-7'?><a/>",
    "brackets.xml": XML % (b'<bind nodeset="/data/a" calculate="' + b"(" * 9999 + b'"/>', b""),
    "circle.xml": XML
    % (b'<bind nodeset="/data/a" relevant="/data/b"/><bind nodeset="/data/b" relevant="/data/a"/>', b""),
    "nul.csv": b"survey\0,\0\n\0",
    "lone.md": b"| survey |",
}


@pytest.fixture(params=FILES)
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    path.write_bytes(FILES[request.param])
    return path


def test_check_of_a_bad_file_says_what_is_wrong_in_a_line_each(bad: Path, capsys) -> None:
    assert run(["form", "check", str(bad)]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert all(line.startswith(bad.name) and len(line) < 1000 for line in said.out.splitlines())
    assert "the program itself" not in said.out


def test_replay_of_a_bad_file_stops_with_the_same_words(bad: Path, capsys) -> None:
    run(["form", "check", str(bad)])
    checked = capsys.readouterr().out
    assert run(["form", "replay", str(bad)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == checked


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        "null",
        "1e400",
        '{"do": ["x"]}',
        '{"do": {}, "ref": "/data/a"}',
        '{"do": "answer"}',
        '{"do": "answer", "ref": 5, "value": "a"}',
        '{"do": "label", "ref": null}',
        f'{{"do": "answer", "ref": "/data/a", "value": {"9" * 5000}}}',
    ],
    ids=lambda line: line[:30],
)
def test_replay_of_what_is_no_step_names_the_line(line: str, tmp_path: Path, monkeypatch, capsys) -> None:
    path = tmp_path / "form.md"
    path.write_text(FORM, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"\n{line}\n"))
    assert run(["form", "replay", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("row 2: ")


def command(*words: str | bytes, said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    called = [sys.executable, "-m", "clusterbench_gui", "form", *words]
    return subprocess.run(called, input=said, capture_output=True, check=False, env=environment)


def test_bytes_that_are_no_text_are_no_step(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(FORM, encoding="utf-8")
    done = command("replay", str(path), said=b"\xff\xfe{\n")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert done.stderr.startswith(b"row 1: ")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are always text there")
def test_a_name_that_is_no_text_can_be_named() -> None:
    done = command("check", b"/nowhere/\xff.xlsx")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"\\udcff" in done.stderr
