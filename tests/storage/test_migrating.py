"""Studies of earlier versions of the program, made by the migrations of their time: nothing that was said changes on the way."""

import zipfile

import pytest

from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.storage.backups.automatic import automatic_backups
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Access, connect, disconnect
from clusterbench_gui.storage.migrations import MIGRATIONS
from clusterbench_gui.storage.opening import unlock
from clusterbench_gui.storage.workspace import Workspace

_CURRENT = """
    insert into answer select interview, path, id from (
        select interview, path, id, row_number() over (
            partition by interview, path order by clock desc, device desc, sequence desc) as age
        from event where kind in ('answer', 'absence')) where age = 1"""


@pytest.fixture
def data_key(folder):
    return unlock(folder, None)[1]


@pytest.fixture
def said(folder, author, answer, interview):
    """A study with changed answers, an absence, a remark and rows; and what it says."""
    with Workspace.open(folder) as workspace:
        workspace.append([answer(f"/data/q{one}", f"odpowiedź {one}") for one in range(20)], author)
        workspace.append([answer("/data/q3", "inna"), answer("/data/q4", "refused", EventKind.ABSENCE)], author)
        workspace.append([answer("/data/q3", "na pewno?", EventKind.REMARK)], author)
        workspace.append([answer("/data/r[ab]", "", EventKind.REPEAT_ADDED), answer("/data/r[ab]/x", "ż")], author)
        workspace.append([answer("", "finished", EventKind.STATUS)], author)
    return content_of(folder, interview)


def content_of(folder, interview):
    with Workspace.open(folder, read_only=True) as workspace:
        return (
            workspace.records(workspace.chains()),
            workspace.current(interview),
            workspace.history(interview, "/data/q3"),
            workspace.interviews(),
            workspace.newest(),
        )


def made_older(folder, data_key, step):
    """The same rows in the schema before `step`, with what the program of then kept beside them."""
    file, older = folder / "study.db", folder / "older.db"
    db = connect(older, data_key, Access.CREATE)
    MIGRATIONS.apply(db, stop_before=step)
    db.execute("pragma foreign_keys = off")
    db.execute(f"attach database ? as new key \"x'{data_key.hex()}'\"", (str(file),))
    kept = {name for (name,) in db.execute("select name from main.sqlite_master where type = 'table'")}
    for (name,) in db.execute("select name from new.sqlite_master where type = 'table'").fetchall():
        if name in kept and not name.startswith(("sqlite_", "_sqlite")):
            db.execute(f'insert into main."{name}" select * from new."{name}"')
    db.execute("detach database new")
    db.execute(_CURRENT)
    assert db.execute("pragma foreign_key_check").fetchall() == []
    disconnect(db)
    older.replace(file)


def schema_of(file, data_key):
    db = connect(file, data_key, Access.FROZEN)
    found = {name for (name,) in db.execute("select name from sqlite_master where name not like 'sqlite%'")}
    db.close()
    return found


def test_places_are_read_from_the_log_and_say_what_the_table_of_answers_said(folder, said, data_key, interview):
    made_older(folder, data_key, "m0007_places")
    old = schema_of(folder / "study.db", data_key)
    assert old >= {"answer", "event_clock", "event_interview"}
    Workspace.open(folder).close()
    assert content_of(folder, interview) == said
    assert check(folder) == ()
    new = schema_of(folder / "study.db", data_key)
    assert old - new == {"answer", "event_clock", "event_interview"}
    assert new - old >= {"event_place", "event_turn"}


def test_a_backup_in_the_old_schema_is_made_before(folder, said, data_key, tmp_path):
    made_older(folder, data_key, "m0007_places")
    with Workspace.open(folder) as workspace:
        assert workspace.notices == ()
    ((_, file),) = automatic_backups(folder / "backups")
    with zipfile.ZipFile(file) as zipped:
        (tmp_path / "old.db").write_bytes(zipped.read("study.db"))
    assert "answer" in schema_of(tmp_path / "old.db", data_key)


@pytest.fixture
def older(folder, said, data_key):
    made_older(folder, data_key, "m0007_places")
    return folder


def test_work_goes_on_in_a_migrated_study(older, author, answer, interview):
    with Workspace.open(older) as workspace:
        before = workspace.history(interview, "/data/q3")[-2]
        assert (before.kind, before.value) == (EventKind.ANSWER, "inna")
        (event,) = workspace.append([answer("/data/q3", "jeszcze inna")], author)
        assert event.replaces == before.id
    assert check(older) == ()
