"""What a recorder takes down of an interview: which question, how long, in what order, and what was no thinking."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.app.paradata import ASLEEP, IDLE, TICK, Recorder
from clusterbench_gui.domain.paradata import PAUSES, Doing, Stretch, is_stretch

NOON = datetime(2012, 7, 1, 12, tzinfo=UTC)


class Clocks:
    """The machine's clock, and one that only runs on, which may stand still while the machine sleeps."""

    def __init__(self):
        self.wall, self.running = NOON, 1000.0

    def pass_(self, seconds):
        self.wall += timedelta(seconds=seconds)
        self.running += seconds

    def live(self, recorder, seconds):
        """Time with the ticks of a running program."""
        while seconds > TICK:
            self.pass_(TICK)
            recorder.tick()
            seconds -= TICK
        self.pass_(seconds)


@pytest.fixture
def clocks():
    return Clocks()


@pytest.fixture
def recorder(clocks):
    return Recorder("uuid:1", now=lambda: clocks.wall, runs=lambda: clocks.running)


def told(stretches):
    """The last word on each stretch, in order: what it was, where, how many seconds."""
    last = {one.number: one for one in stretches}
    return [(last[at].doing, last[at].path, last[at].milliseconds / 1000) for at in sorted(last)]


def test_each_question_has_its_time_in_order(clocks, recorder):
    recorder.came("/d/a")
    clocks.live(recorder, 5)
    recorder.came("/d/b")
    clocks.live(recorder, 65.25)
    recorder.corrected()
    recorder.came("/d/a", jumped=True)
    clocks.live(recorder, 1)
    recorder.listed()
    clocks.live(recorder, 2)
    recorder.left()
    stretches = recorder.take()
    assert told(stretches) == [
        ("opened", "", 0),
        ("question", "/d/a", 5),
        ("question", "/d/b", 65.25),
        ("jump", "/d/a", 0),
        ("question", "/d/a", 1),
        ("list", "", 2),
        ("left", "", 0),
    ]
    assert [one.corrections for one in stretches] == [0, 0, 1, 0, 0, 0, 0]
    assert {(one.interview, one.person) for one in stretches} == {("uuid:1", "")}
    assert stretches[2].start == "2012-07-01T12:00:05.000+00:00"


def test_a_long_silence_is_a_pause_from_its_first_moment(clocks, recorder):
    recorder.came("/d/a")
    clocks.live(recorder, 30)
    recorder.acted()
    clocks.live(recorder, IDLE + 60)
    recorder.acted()
    clocks.live(recorder, 4)
    recorder.left()
    assert told(recorder.take())[1:-1] == [
        ("question", "/d/a", 30),
        ("idle", "/d/a", IDLE + 60),
        ("question", "/d/a", 4),
    ]


def test_somebody_who_thinks_for_less_is_not_interrupted(clocks, recorder):
    recorder.came("/d/a")
    for _ in range(5):
        clocks.live(recorder, IDLE - 1)
        recorder.acted()
    recorder.left()
    assert told(recorder.take())[1:-1] == [("question", "/d/a", 5 * (IDLE - 1))]


def test_another_window_in_front_is_a_pause(clocks, recorder):
    recorder.came("/d/a")
    clocks.live(recorder, 3)
    recorder.away()
    clocks.live(recorder, 500)
    recorder.back()
    clocks.live(recorder, 3)
    recorder.left()
    assert told(recorder.take())[1:-1] == [("question", "/d/a", 3), ("away", "/d/a", 500), ("question", "/d/a", 3)]


@pytest.mark.parametrize("does_the_clock_run_on", [True, False])
def test_a_machine_that_slept_was_no_thinking(clocks, recorder, does_the_clock_run_on):
    recorder.came("/d/a")
    clocks.live(recorder, 3)
    recorder.tick()
    clocks.wall += timedelta(hours=3)
    clocks.running += 3 * 3600 if does_the_clock_run_on else 0
    recorder.tick()
    clocks.live(recorder, 4)
    recorder.left()
    assert told(recorder.take())[1:-1] == [
        ("question", "/d/a", 3),
        ("asleep", "/d/a", 3 * 3600),
        ("question", "/d/a", 4),
    ]


def test_a_clock_that_somebody_sets_back_takes_no_time_away(clocks, recorder):
    recorder.came("/d/a")
    clocks.live(recorder, 5)
    clocks.wall -= timedelta(hours=5)
    recorder.came("/d/b")
    clocks.live(recorder, 5)
    recorder.left()
    stretches = recorder.take()
    assert told(stretches)[1:3] == [("question", "/d/a", 5), ("question", "/d/b", 5)]
    assert stretches[2].start == "2012-07-01T12:00:05.000+00:00"


def test_what_goes_on_is_handed_out_as_far_as_it_counts_and_again_when_longer(clocks, recorder):
    recorder.came("/d/a")
    clocks.live(recorder, 20)
    recorder.acted()
    clocks.live(recorder, 20)
    first = recorder.take()
    assert told(first) == [("opened", "", 0), ("question", "/d/a", 20)]
    assert recorder.take() == ()
    recorder.acted()
    assert told(recorder.take()) == [("question", "/d/a", 40)]


def test_who_goes_on_after_leaving_opens_it_again(clocks, recorder):
    recorder.came("/d/a")
    recorder.left()
    recorder.left()
    recorder.away()
    clocks.pass_(1000)
    recorder.came("/d/a")
    assert [one[0] for one in told(recorder.take())] == ["opened", "question", "left", "opened", "question"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["came", "jumped", "acted", "corrected", "listed", "away", "back", "tick", "left", "take"]),
        st.sampled_from(["/d/a", "/d/b"]),
        st.floats(0, 4 * IDLE),
        st.sampled_from([0.0, 0.0, 0.0, 7200.0, -7200.0]),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(STEPS)
def test_whatever_happens_stretches_follow_each_other_without_overlap_and_only_grow(steps):
    clocks = Clocks()
    recorder = Recorder("uuid:1", now=lambda: clocks.wall, runs=lambda: clocks.running)
    seen: list[Stretch] = []
    for name, path, seconds, leap in steps:
        clocks.live(recorder, seconds)
        clocks.wall += timedelta(seconds=leap)
        match name:
            case "came" | "jumped":
                recorder.came(path, jumped=name == "jumped")
            case "take":
                seen += recorder.take()
            case _:
                getattr(recorder, name)()
    recorder.left()
    seen += recorder.take()
    last: dict[int, Stretch] = {}
    for one in seen:
        assert is_stretch(one)
        before = last.get(one.number, one)
        assert (before.doing, before.path, before.start) == (one.doing, one.path, one.start)
        assert before.milliseconds <= one.milliseconds
        assert before.corrections <= one.corrections
        last[one.number] = one
    ordered = [last[at] for at in sorted(last)]
    assert sorted(last) == list(range(1, len(last) + 1))
    for one, following in itertools.pairwise(ordered):
        end = datetime.fromisoformat(one.start) + timedelta(milliseconds=one.milliseconds)
        assert end <= datetime.fromisoformat(following.start) + timedelta(milliseconds=2)
    for one in ordered:
        if one.doing not in PAUSES:
            assert one.milliseconds / 1000 <= 40 * 4 * IDLE
        if one.doing == Doing.ASLEEP.value:
            assert one.milliseconds / 1000 >= ASLEEP
