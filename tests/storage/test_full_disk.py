"""A disk that is full or fails at some of the writes, in short (`scripts/diskfull.py` for every one in turn)."""

import diskfull
import pytest
import sqlcipher3.dbapi2 as sqlcipher
import traces

from clusterbench_gui.storage import engine
from clusterbench_gui.storage.engine import sql_errors
from tests.helpers.converted import warm

WHY = traces.missing()


@pytest.mark.skipif(bool(WHY), reason=WHY or "strace works")
def test_a_full_or_failing_disk_says_so_once_loses_nothing_and_work_goes_on(tmp_path):
    place = tmp_path.resolve() / "disk"
    warm(place / "home")
    diskfull.prepared(place)
    answering = diskfull.numbers_after(place, 2, "draft 2")
    for name in (
        "full for four writes, then space",
        "full from a write on",
        "an I/O error at one write",
        "an I/O error at one flush",
    ):
        result = diskfull.Result()
        diskfull.run(place, 2, name, answering[diskfull.TROUBLES[name][0]], result)
        assert result.failed_actions > 0, name
        assert result.examples == ()
    opening = diskfull.Result()
    diskfull.run(place, 2, "full from a write on", 1, opening)
    assert (opening.failed_actions, opening.examples) == (1, ())


def test_an_io_error_where_no_room_is_left_is_a_full_disk(tmp_path, codes, monkeypatch):
    """So SQLite reports that there is no room for the index of its write-ahead log."""

    def refused(file=tmp_path / "study.db"):
        with sql_errors(file):
            error = sqlcipher.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlcipher.SQLITE_IOERR
            raise error

    assert codes(refused) == ["disk-error"]
    usage = engine.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(engine.shutil, "disk_usage", lambda _: usage._replace(free=4096))
    assert codes(refused) == ["disk-full"]
    monkeypatch.undo()
    assert codes(lambda: refused(tmp_path / "nowhere" / "study.db")) == ["disk-error"]
