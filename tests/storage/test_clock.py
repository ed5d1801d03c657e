"""The clock: later than all that was seen, and the wall's time wherever that allows."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.storage.log.chain import new_id
from clusterbench_gui.storage.log.clock import milliseconds_of, tick

BOUNDS = (datetime(1970, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
WALLS = st.floats(*(one.timestamp() for one in BOUNDS)).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def test_the_time_of_the_wall_is_followed():
    wall = datetime(2012, 7, 1, 12, 0, 0, 250_000, tzinfo=UTC)
    assert tick(0, wall) == 1_341_144_000_250 << 20
    assert milliseconds_of(tick(0, wall)) == 1_341_144_000_250


def test_a_time_zone_does_not_move_it():
    wall = datetime(2012, 7, 1, 12, tzinfo=UTC)
    assert tick(0, wall) == tick(0, wall.astimezone(timezone(timedelta(hours=9))))


def test_within_a_millisecond_and_after_a_jump_back_the_counter_goes_on():
    wall = datetime(2012, 7, 1, 12, tzinfo=UTC)
    first = tick(0, wall)
    assert tick(first, wall) == first + 1
    assert tick(first, wall - timedelta(days=3650)) == first + 1
    assert tick(first, wall + timedelta(milliseconds=1)) == first + (1 << 20)


def test_a_machine_that_lives_before_1970_or_after_2109_is_not_followed():
    assert tick(0, datetime(1950, 1, 1, tzinfo=UTC)) == 1
    assert tick(0, datetime(9999, 1, 1, tzinfo=UTC)) < 1 << 63


@settings(max_examples=100)
@given(st.lists(WALLS, min_size=1, max_size=50))
def test_whatever_the_wall_does_the_clock_goes_forward(walls):
    seen = [0]
    for wall in walls:
        seen.append(tick(seen[-1], wall))
    assert all(before < after for before, after in pairwise(seen))
    assert seen[-1] < 1 << 63


@settings(max_examples=100)
@given(WALLS, WALLS, st.integers(0, (1 << 62)))
def test_an_event_that_has_seen_another_comes_after_it_on_any_two_machines(mine, theirs, seen):
    theirs_clock = tick(seen, theirs)
    assert tick(max(seen, theirs_clock), mine) > theirs_clock


def test_ids_are_uuid7_and_sort_like_the_clock():
    wall = datetime(2012, 7, 1, 12, tzinfo=UTC)
    clocks = [tick(0, wall)]
    for _ in range(50):
        clocks.append(tick(clocks[-1], wall))
    ids = [new_id(clock) for clock in clocks]
    assert ids == sorted(ids)
    assert {one[14] for one in ids} == {"7"}
    assert {one[19] for one in ids} <= set("89ab")
    assert int(ids[0].replace("-", "")[:12], 16) == milliseconds_of(clocks[0])
