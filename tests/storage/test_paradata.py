"""Stretches of interviews: kept, grown, erased with the answers, saved from damage."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.paradata import Doing, Stretch, is_stretch
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage import paradata
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.migrations import migrate
from clusterbench_gui.storage.recovering.repair import repair
from clusterbench_gui.storage.workspace import Workspace

START = "2012-07-01T12:00:00.000+02:00"


def stretch(number, length=1000, *, interview, sitting="s1", doing=Doing.QUESTION, path="/data/q1", corrections=0):
    return Stretch(sitting, number, interview, "p-1", doing.value, path, START, length, corrections)


def test_what_goes_on_is_kept_once_and_never_shortened(folder, interview):
    one, longer = stretch(1, interview=interview), stretch(1, 5000, interview=interview, corrections=2)
    with Workspace.open(folder) as workspace:
        workspace.keep_paradata([one, stretch(2, interview=interview)])
        workspace.keep_paradata([longer])
        workspace.keep_paradata([one])
        assert workspace.paradata(interview) == (longer, stretch(2, interview=interview))
        assert workspace.paradata("uuid:other") == ()
    assert check(folder) == ()


def test_withdrawn_consent_erases_them_and_takes_no_more(folder, interview, author):
    with Workspace.open(folder) as workspace:
        workspace.keep_paradata([stretch(1, interview=interview)])
        workspace.withdraw(interview, author)
        assert workspace.paradata(interview) == ()
        with pytest.raises(ProblemError, match="interview-withdrawn"):
            workspace.keep_paradata([stretch(2, interview=interview)])
        workspace.merge([], paradata=[stretch(3, interview=interview)])
        assert workspace.paradata(interview) == ()


def test_an_interview_that_nobody_knows_has_none(folder):
    with Workspace.open(folder) as workspace, pytest.raises(ProblemError, match="interview-unknown"):
        workspace.keep_paradata([stretch(1, interview="uuid:nobody")])


def test_another_interview_cannot_take_a_stretch_over(folder, interview):
    with Workspace.open(folder) as workspace:
        workspace.keep_paradata([stretch(1, interview=interview)])
        workspace.merge([], paradata=[stretch(1, 9000, interview="uuid:other")])
        assert workspace.paradata(interview) == (stretch(1, interview=interview),)


def test_a_repair_brings_them_back_from_a_file_that_sqlite_cannot_read(folder, interview, answer, author):
    kept = [stretch(number, interview=interview, path=f"/data/q{number}") for number in range(1, 400)]
    with Workspace.open(folder) as workspace:
        workspace.append([answer(f"/data/q{number}", "ż" * 300) for number in range(300)], author)
        workspace.keep_paradata(kept)
    file = folder / "study.db"
    content = bytearray(file.read_bytes())
    content[4096:8192] = bytes(4096)
    file.write_bytes(content)
    repair(folder)
    with Workspace.open(folder) as workspace:
        found = workspace.paradata(interview)
        assert set(found) <= set(kept)
        assert len(found) > len(kept) // 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    st.lists(
        st.builds(
            stretch,
            st.integers(1, 3),
            st.integers(0, 5),
            interview=st.sampled_from(["uuid:1", "uuid:2"]),
            corrections=st.integers(0, 2),
        ).map(lambda one: one._replace(sitting=one.interview)),
        max_size=3,
    )
)
def test_what_comes_in_is_the_same_in_any_order(stretches):
    import sqlcipher3.dbapi2 as sqlcipher

    found = set()
    for order in itertools.permutations(stretches):
        db = Database(sqlcipher.connect(":memory:", isolation_level=None), execute_plugins=False)
        migrate(db)
        for one in order:
            paradata.take_in(db, [one])
        found.add(tuple(paradata.read(db, ["uuid:1", "uuid:2"])))
        db.close()
    assert len(found) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0},
        {"doing": "dancing"},
        {"path": "data"},
        {"start": "yesterday"},
        {"start": "2012-07-01T12:00:00"},
        {"start": "9999-12-31T23:59:59+00:00"},
        {"milliseconds": -1},
        {"milliseconds": 1 << 60},
        {"corrections": -1},
        {"corrections": 1 << 63},
        {"number": 1 << 63},
        {"sitting": "\x00"},
        {"person": None},
    ],
)
def test_what_can_be_no_stretch_is_told(change):
    assert is_stretch(stretch(1, interview="uuid:1"))
    assert not is_stretch(stretch(1, interview="uuid:1")._replace(**change))
