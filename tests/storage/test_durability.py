"""Nothing that was acknowledged is lost: killed processes, full and failing disks. And nothing of it can be read."""

import os
import random
import signal
import subprocess
import sys

import pytest

from clusterbench_gui.domain.events import EventKind, Role
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage import engine
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.workspace import Workspace

WRITE = """
import itertools, sys
from pathlib import Path
from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.studies import Person
from clusterbench_gui.storage.workspace import Workspace
workspace, author = Workspace.open(Path(sys.argv[1])), Person("p-1", "Ala", Role.INTERVIEWER)
interview = workspace.interviews()[0].id
for number in itertools.count(int(sys.argv[2])):
    path = f"/data/q{number}"
    workspace.save_draft(interview, "/data/draft", str(number))
    workspace.append([Statement(interview, EventKind.ANSWER, f"odpowiedź {number}", path)], author)
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_kill_9_loses_nothing_acknowledged(folder, interview):
    chance, acknowledged = random.Random(5), 0
    for _ in range(4):
        arguments = [sys.executable, "-c", WRITE, str(folder), str(acknowledged + 1)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as writer:
            for _ in range(chance.randrange(5, 60)):
                acknowledged = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read().split("\n")[:-1]
            acknowledged = int(rest[-1]) if rest else acknowledged
        with Workspace.open(folder) as workspace:
            assert not workspace.info.read_only
            answers = {one.path: one.value for one in workspace.current(interview)}
            assert int(workspace.drafts(interview)["/data/draft"]) >= acknowledged
        assert check(folder) == ()
        kept = {f"/data/q{number}": f"odpowiedź {number}" for number in range(1, acknowledged + 1)}
        assert kept.items() <= answers.items()
        assert len(answers) <= acknowledged + 1
        acknowledged = len(answers)
    assert acknowledged > 20


def test_a_full_disk_is_one_problem_and_work_goes_on_when_space_returns(folder, author, answer, codes, interview):
    long = "ż" * 3000
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/first", long)], author)
        pages = workspace._db.execute("pragma page_count").fetchone()[0]
        workspace._db.execute(f"pragma max_page_count = {pages}")
        assert codes(lambda: [workspace.append([answer("/data/a", long)], author) for _ in range(50)]) == ["disk-full"]
        assert codes(lambda: [workspace.save_draft(interview, "/data/b", long * 9)]) == ["disk-full"]
        before = workspace.events(interview)
        assert before[1].value == long
        workspace._db.execute("pragma max_page_count = 1000000")
        workspace.append([answer("/data/a", "znowu")], author)
        assert workspace.events(interview)[:-1] == before
    with Workspace.open(folder) as workspace:
        assert workspace.current(interview)[-1].value == "znowu"
    assert check(folder) == ()


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files, which POSIX has")
def test_a_disk_that_refuses_a_write_loses_no_earlier_answer(folder, author, answer, interview):
    import resource

    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    acknowledged = []

    def append_many():
        for number in range(1, 500):
            workspace.append([answer(f"/data/q{number}", "ż" * 500)], author)
            acknowledged.append(number)

    with Workspace.open(folder) as workspace:
        size = (folder / "study.db-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(size, 4096) + 200_000, unlimited[1]))
        try:
            with pytest.raises(ProblemError) as caught:
                append_many()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        assert caught.value.problems[0].code in {"disk-error", "disk-full"}
        assert acknowledged
        assert len(workspace.current(interview)) == len(acknowledged)
        workspace.append([answer("/data/after", "dalej")], author)
    with Workspace.open(folder) as workspace:
        assert len(workspace.current(interview)) == len(acknowledged) + 1
    assert check(folder) == ()


def test_a_statement_that_fails_takes_the_whole_append_with_it(folder, author, answer, interview):
    with Workspace.open(folder) as workspace:
        with pytest.raises(ValueError, match="zzz"):
            workspace.append(
                [answer("/data/a", "1"), answer("", "zzz", EventKind.STATUS)], Person("p", "X", Role.READER)
            )
        assert workspace.current(interview) == ()
        assert workspace.persons() == (author,)
        (event,) = workspace.append([answer("/data/a", "2")], author)
        assert event.sequence == 2
    assert check(folder) == ()


def test_a_writing_connection_is_durable_or_refused(folder, codes, monkeypatch):
    with Workspace.open(folder) as workspace:
        settings = {
            name: workspace._db.execute(f"pragma {name}").fetchone()[0] for name in (*engine._DURABLE, "secure_delete")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
    monkeypatch.setitem(engine._DURABLE, "journal_mode", "off")
    monkeypatch.setitem(engine._DURABLE, "synchronous", 9)
    assert codes(lambda: Workspace.open(folder)) == ["workspace-unsafe"]


def test_nothing_that_was_said_can_be_read_in_the_folder(tmp_path, author, created, answer, interview):
    sentinel = "Tajemnica-Żółwia-4711"
    folder = tmp_path / "A.clusterbench"
    files = {f"{sentinel}.csv": f"id\n{sentinel}".encode()}

    def found():
        content = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
        assert len(content) > 50_000
        encodings = ("utf-8", "utf-16-le", "utf-16-be", "cp1250")
        words = (sentinel, "4711", "Grażyna", "coordinator", "/data/", "CREATE TABLE", "create table")
        return [word for word in words for encoding in encodings if word.encode(encoding) in content]

    with Workspace.create(folder, title=sentinel, edition=sentinel, files=files) as workspace:
        workspace.add_clusters([Cluster("C01", sentinel, {sentinel: sentinel})])
        workspace.append([created], author)
        workspace.save_draft(interview, "/data/draft", sentinel)
        workspace.set_bookmark(interview, f"/data/{sentinel}")
        for number in range(20):
            said = [answer(f"/data/q{number}", sentinel, typed=sentinel), answer("/data/r", sentinel, EventKind.REMARK)]
            workspace.append(said, author)
        assert (folder / "study.db-wal").stat().st_size > 0
        assert found() == []
    assert found() == []


def test_opening_says_nothing_on_standard_error(folder, capfd):
    Workspace.open(folder).close()
    (folder / "study.db").write_bytes(os.urandom(8192))
    with pytest.raises(ProblemError):
        Workspace.open(folder)
    assert capfd.readouterr() == ("", "")
