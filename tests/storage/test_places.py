"""Studies in odd places, and on machines whose clocks and time zones move."""

import os
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.log import events as log
from clusterbench_gui.storage.workspace import Workspace

NAMES = (
    "Klaster Źródeł i Łąk 2012",
    "100% gotowe %20 %2F",
    "a#b?mode=ro&immutable=1",
    "kropka. i ; średnik's [1]",
    "日本 🏭 é é",
)


def make(folder, author, created):
    with Workspace.create(folder, title="T", edition="e", files={"edition.toml": b"x"}) as workspace:
        workspace.add_clusters([Cluster("C01", "K")])
        workspace.append([created], author)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_folder(tmp_path, author, created, answer, name):
    if sys.platform == "win32" and set(name) & set('?"<>|*:'):
        pytest.skip("this system has no such names")
    folder = tmp_path / name / f"{name}.clusterbench"
    make(folder, author, created)
    with Workspace.open(folder) as workspace, Workspace.open(folder) as reader:
        workspace.append([answer("/data/a", "1")], author)
        assert [one.value for one in reader.current(created.interview)] == ["1"]
    assert check(folder) == ()
    assert sorted(one.name for one in folder.parent.iterdir()) == [folder.name]
    assert {one.name for one in tmp_path.iterdir()} == {name, "home"}


def test_a_long_path_works_and_one_that_is_too_long_is_said_and_nothing_is_left(tmp_path, author, created):
    """SQLite takes no path beyond 512 bytes, whatever the system allows."""
    room = 440 - len(str(tmp_path).encode())
    place = tmp_path.joinpath(*["d" * 40] * (room // 41))
    make(place / "A.clusterbench", author, created)
    assert check(place / "A.clusterbench") == ()
    far = place.joinpath(*["e" * 40] * 6)
    with pytest.raises(ProblemError) as caught:
        make(far / "A.clusterbench", author, created)
    assert [one.code for one in caught.value.problems] == ["workspace-unreachable"]
    assert list(far.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_study_behind_a_link_is_the_same_study(tmp_path, folder, author, answer, interview):
    link = tmp_path / "link.clusterbench"
    link.symlink_to(folder, target_is_directory=True)
    with Workspace.open(link) as workspace:
        workspace.append([answer("/data/a", "1")], author)
        with Workspace.open(folder) as other:
            assert other.info.read_only
            assert [one.value for one in other.current(interview)] == ["1"]
    assert check(link) == check(folder) == ()


def session(monkeypatch, folder, now):
    """An open workspace on a machine that believes it is `now`."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now.astimezone(tz)

    monkeypatch.setattr(log, "datetime", Clock)
    return Workspace.open(folder)


def test_a_clock_set_back_by_a_year_between_two_sessions_keeps_the_order(
    monkeypatch, folder, author, answer, interview
):
    today = datetime.now(UTC)
    for number, days in enumerate((0, -365, -365, 1, -3650)):
        with session(monkeypatch, folder, today + timedelta(days=days)) as workspace:
            workspace.append([answer("/data/a", str(number)), answer("/data/b", str(number))], author)
    with Workspace.open(folder) as workspace:
        events = workspace.events(interview)
        assert [one.value for one in workspace.history(interview, "/data/a")] == ["0", "1", "2", "3", "4"]
        assert {one.path: one.value for one in workspace.current(interview)} == {"/data/a": "4", "/data/b": "4"}
    assert [one.sequence for one in events] == list(range(1, 12))
    assert [one.clock for one in events] == sorted({one.clock for one in events})
    assert events[3].wall < events[1].wall  # for people, what the machine showed
    assert check(folder) == ()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system changes its time zone in other ways")
def test_another_time_zone_does_not_reorder(monkeypatch, folder, author, answer, interview):
    zones = ("Pacific/Kiritimati", "America/Los_Angeles", "Europe/Warsaw", "Asia/Kathmandu")
    try:
        for zone in zones:
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            with Workspace.open(folder) as workspace:
                workspace.append([answer("/data/a", zone)], author)
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    with Workspace.open(folder) as workspace:
        history = workspace.history(interview, "/data/a")
        assert workspace.newest() == history[-1].wall
    assert [one.value for one in history] == list(zones)
    offsets = [one.wall[-6:] for one in history]
    assert (offsets[0], offsets[3]) == ("+14:00", "+05:45")
    moments = [datetime.fromisoformat(one.wall) for one in history]
    assert moments == sorted(moments)
    assert check(folder) == ()
