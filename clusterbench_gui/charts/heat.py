"""The one colour scale of heat maps: perceptually even, and even in grey and for the colour-blind."""

from functools import cache

import matplotlib as mpl
from matplotlib.colors import to_hex

from clusterbench_gui.charts.style import Box, Sheet, width_of
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL

_KEY_STEPS = 20
_KEY_STEP = 6.0


def heat(share: float) -> str:
    """The colour of a value at `share` of the scale, 0 the low end and 1 the high one."""
    colors = _palette()
    return colors[min(max(int(share * len(colors)), 0), len(colors) - 1)]


def draw_heat_key(sheet: Sheet, x: float, middle: float, low: str, high: str) -> float:
    """The scale from left to right with its ends in words; gives the x behind it."""
    muted = sheet.theme.muted
    sheet.text(x, middle, low, size=TEXT_SMALL, color=muted, middle=True).set_gid("scale-end")
    x += width_of(low, TEXT_SMALL) + SPACE[0]
    for index in range(_KEY_STEPS):
        step = Box(x, middle - 5, x + _KEY_STEP + 0.3, middle + 5)
        sheet.rectangle(step, heat(index / (_KEY_STEPS - 1))).set_gid("key")
        x += _KEY_STEP
    sheet.text(x + SPACE[0], middle, high, size=TEXT_SMALL, color=muted, middle=True).set_gid("scale-end")
    return x + SPACE[0] + width_of(high, TEXT_SMALL)


@cache
def _palette() -> tuple[str, ...]:
    scale = mpl.colormaps["cividis"]
    return tuple(to_hex(scale(index)) for index in range(scale.N))
