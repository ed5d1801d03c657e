"""SQLCipher under sqlite-utils, without what would make the start slow."""

import subprocess
import sys

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage.engine import Access, connect, disconnect, sql_errors

KEY = bytes(range(32))


def test_neither_pandas_nor_numpy_is_imported_and_both_still_can_be():
    program = (
        "import sys, clusterbench_gui.storage.workspace, sqlite_utils.db;"
        "assert (sqlite_utils.db.pd, sqlite_utils.db.np) == (None, None);"
        "assert not {'pandas', 'numpy', 'argon2', 'pysqlite3'} & set(sys.modules);"
        "import numpy, pandas; print(numpy.zeros(1).sum())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "0.0\n"


def test_sqlite_utils_catches_what_sqlcipher_raises(tmp_path):
    db = connect(tmp_path / "a.db", KEY, Access.CREATE)
    db["answer"].insert({"id": 1}, pk="id")
    db["answer"].insert({"id": 2, "later": "x"}, alter=True)
    with pytest.raises(sqlcipher.IntegrityError):
        db["answer"].insert({"id": 1})
    assert db["answer"].count == 2
    disconnect(db)


def test_another_key_does_not_open_it(tmp_path):
    disconnect(connect(tmp_path / "a.db", KEY, Access.CREATE))
    with pytest.raises(ProblemError) as caught:
        connect(tmp_path / "a.db", KEY[::-1], Access.WRITE)
    assert [one.code for one in caught.value.problems] == ["workspace-damaged"]


def test_writing_does_not_make_a_file(tmp_path):
    with pytest.raises(ProblemError) as caught:
        connect(tmp_path / "a.db", KEY, Access.WRITE)
    assert [one.code for one in caught.value.problems] == ["workspace-unreachable"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_every_awkward_character(tmp_path):
    folder = tmp_path / "Łódź 100% #1 ? & co"
    folder.mkdir()
    disconnect(connect(folder / "a.db", KEY, Access.CREATE))
    assert (folder / "a.db").exists()


def test_a_fault_of_the_program_is_not_dressed_up_as_a_problem(tmp_path):
    db = connect(tmp_path / "a.db", KEY, Access.CREATE)
    with pytest.raises(sqlcipher.OperationalError, match="no such table"), sql_errors(tmp_path):
        db.execute("select * from nowhere")
    disconnect(db)


def test_a_writer_that_waits_in_vain_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("clusterbench_gui.storage.engine.BUSY_SECONDS", 0.05)
    first = connect(tmp_path / "a.db", KEY, Access.CREATE)
    second = connect(tmp_path / "a.db", KEY, Access.WRITE)
    first.execute("begin immediate")
    with pytest.raises(ProblemError) as caught, sql_errors(tmp_path / "a.db"):
        second.execute("begin immediate")
    assert [(one.code, one.values["detail"]) for one in caught.value.problems] == [("workspace-in-use", "SQLITE_BUSY")]
    first.rollback()
    disconnect(second)
    disconnect(first)
