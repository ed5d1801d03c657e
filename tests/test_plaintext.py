"""What somebody said is nowhere in plain text: not in the study, its write-ahead log, the profile, logs or temporary files.

The same search over planted texts shows that it would be found, and the pages of the database that it was written.
`tests/journey/test_plaintext.py` does it with a person at the keyboard of the real program.
"""

import base64
import io
import tempfile

import pytest

from clusterbench_gui.app import bundles
from clusterbench_gui.app.backups import back_up_open
from clusterbench_gui.app.interviews import save
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.cli import keys as key_commands
from clusterbench_gui.cli.main import run
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.keys.identity import identity
from clusterbench_gui.storage.workspace import Workspace
from tests.helpers.secrets import files_with, forms_of, pages
from tests.helpers.study import ANNA, fill

WORD = "Sentinel-Zażółć-7c1f"
SAID = {one: f"{WORD}-{one}" for one in ("answer", "typed", "remark", "draft", "name", "content")}
PASSPHRASE = "hasło-Sentinel-9d2e"


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """An empty folder for temporary files, of this process and those it starts."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "study.clusterbench"
    create_study(folder, title="Próba", clusters=[Cluster("K01", "Klaster")])
    with Workspace.open(folder) as workspace:
        workspace.set_passphrase(PASSPHRASE, cost=Cost(memory=64, passes=1, lanes=1))
    return folder


def say_everything(study):
    """A whole interview with sentinels of every kind in it, saved as the window saves it; it is finished and scored."""
    opened = fill(study, strengths=SAID["answer"], products=SAID["answer"])
    interview, path = opened.interview.id, opened.session.form.paths["weaknesses"]
    said = [
        Statement(interview, EventKind.ANSWER, SAID["answer"], path, SAID["typed"]),
        Statement(interview, EventKind.REMARK, SAID["remark"], path),
    ]
    save(study, said, ANNA)
    study.workspace.save_draft(interview, "/data/draft", SAID["draft"])
    for _ in range(2):
        study.workspace.attach(interview, "/data/photo", io.BytesIO(SAID["content"].encode() * 99), SAID["name"], ANNA)
    return interview


def test_nothing_that_was_said_is_found(folder, home, temporary, tmp_path):
    study = open_study(folder, passphrase=PASSPHRASE)
    interview = say_everything(study)
    (event,) = study.workspace.attachments(interview).values()
    assert SAID["content"].encode() in study.workspace.attachment(event)
    score(collect(study))
    assert (folder / "study.db-wal").stat().st_size > 0
    reader = open_study(folder, passphrase=PASSPHRASE, read_only=True)
    collect(reader)
    inside = pages(folder, PASSPHRASE)
    stored = [one for one in SAID if one != "content" and SAID[one].encode() in inside]
    assert stored == [one for one in SAID if one != "content"]
    for text in (WORD, PASSPHRASE):
        assert files_with(text, tmp_path, home, temporary) == []
    reader.close()
    stranger = bundles.own_card()
    for number, one in enumerate(
        (bundles.make_result(study, [stranger]), bundles.make_assignment(study, [stranger], with_log=True))
    ):
        (tmp_path / f"{number}.cbundle").write_bytes(one)
    assert SAID["answer"] in str(bundles.files.read_bundle(one, identity().age).records)
    back_up_open(study, tmp_path / "copy.cbackup")
    assert study.workspace.keeper.keep_safe() == ()
    assert list((folder / "backups").glob("auto-*.cbackup")) != []
    study.close()
    for text in (WORD, PASSPHRASE):
        assert files_with(text, tmp_path, home, temporary) == []
    assert list(temporary.iterdir()) == []


def test_a_command_that_fails_in_an_unforeseen_way_writes_no_answer_down(folder, home, capsys, caplog, monkeypatch):
    def fail(_):
        raise ValueError(SAID["answer"])

    monkeypatch.setattr(key_commands.keys, "ways", fail)
    assert run(["key", "list", str(folder)]) == 2
    assert WORD not in "".join(capsys.readouterr())
    assert "unexpected ValueError" in (home / "logs" / "clusterbench.log").read_text(encoding="utf-8")
    assert files_with(WORD, home) == []
    caplog.clear()


WAYS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 the other way": lambda text: text.encode("utf-16-be"),
    "JSON": lambda text: text.encode("ascii", errors="backslashreplace"),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 after one byte": lambda text: base64.b64encode(b"x" + text.encode()),
    "base64 after two bytes": lambda text: base64.b64encode(b"xy" + text.encode() + b"z"),
    "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_search_finds_what_is_planted(tmp_path, way):
    (tmp_path / "harmless.bin").write_bytes(b"nothing here")
    planted = tmp_path / "deep" / "planted.bin"
    planted.parent.mkdir()
    planted.write_bytes(b"\x00\xff" * 50 + WAYS[way](WORD) + b"\x00" * 50)
    assert files_with(WORD, tmp_path) == [planted]


def test_a_name_of_a_file_counts_too(tmp_path):
    planted = tmp_path / f"{WORD}.txt"
    planted.touch()
    assert files_with(WORD, tmp_path) == [planted]


def test_no_form_of_a_text_is_so_short_that_it_is_everywhere():
    assert min(map(len, forms_of(WORD))) >= len(WORD)
