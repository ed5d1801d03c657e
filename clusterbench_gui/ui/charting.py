"""What is asked of the charts and what comes back, as plain data: screens make one, `drawing.py` the other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not needed before the first results
    from clusterbench_gui.app.views.results import Results
    from clusterbench_gui.app.views.selection import Selection


@dataclass(frozen=True, slots=True)
class Chart:
    """A view to draw: of what, in which look, and how large (logical pixels, and device pixels per logical one)."""

    results: "Results"
    selection: "Selection"
    theme: str
    language: str
    width: int
    height: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Look:
    """In which look and how large something is painted (logical pixels, and device pixels per logical one)."""

    theme: str
    language: str
    width: int
    height: int
    ratio: float
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a picture that answers the pointer: its id ("cluster:K06") and its box in logical pixels."""

    gid: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: RGBA bytes row by row, its size in device pixels, what it shows in words, and the numbers behind it.

    `spots` are its places that answer the pointer, topmost first.
    """

    pixels: bytes
    width: int
    height: int
    ratio: float
    words: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    spots: tuple[Spot, ...] = ()
