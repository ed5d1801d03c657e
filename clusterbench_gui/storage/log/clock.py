"""Hybrid logical clock: time order where clocks agree, cause before effect always (docs/adr/0001-event-table.md).

One integer: milliseconds since 1970 shifted left by 20 bits, plus a counter. After Kulkarni et al., "Logical Physical
Clocks" (2014), with the counter as the low bits so that one comparison orders.
"""

from datetime import datetime

COUNTER_BITS = 20
MAX_MILLISECONDS = (1 << 42) - 1
"""A machine that believes in a later year than 2109 is not followed; it would eat the range of a 64-bit integer."""
LAST_CLOCK = ((MAX_MILLISECONDS + 1) << COUNTER_BITS) - 1


def tick(seen: int, wall: datetime) -> int:
    """The clock of the next event: the wall time, or one more than the largest clock `seen` where that is later."""
    milliseconds = min(max(int(wall.timestamp() * 1000), 0), MAX_MILLISECONDS)
    return max(milliseconds << COUNTER_BITS, seen + 1)


def milliseconds_of(clock: int) -> int:
    """The physical part of a clock: milliseconds since 1970."""
    return clock >> COUNTER_BITS
