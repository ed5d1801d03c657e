"""What is asked of the charts and what comes back, as plain data: screens make one, `drawing.py` the other."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not needed before the first results
    from clusterbench_gui.domain.scores import ScoredStudy


class Kind(Enum):
    """The views of the results."""

    RANKING = "ranking"
    PROFILE = "profile"
    HEATMAP = "heatmap"
    QUARTERS = "quarters"
    GAP = "gap"
    PORTFOLIO = "portfolio"
    MISSING = "missing"
    TREE = "tree"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to draw: of what, in which look, and how large (logical pixels, and device pixels per logical one).

    `names` False shows codes for all clusters.
    """

    kind: Kind
    study: "ScoredStudy"
    node: str
    level: int
    cluster: str
    theme: str
    language: str
    width: int
    height: int
    ratio: float
    names: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: RGBA bytes row by row, its size in device pixels, what it shows in words, and the numbers behind it."""

    pixels: bytes
    width: int
    height: int
    ratio: float
    words: str
    kind: Kind
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
