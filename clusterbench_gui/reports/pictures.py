"""The charts of a cluster's report, cut to the page."""

from dataclasses import replace

from clusterbench_gui.charts import radar, strip
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.layout import TEXT_WIDTH, Manuscript
from clusterbench_gui.reports.renderer import POINTS_PER_INCH
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT, SPACE

_STRIP_HEIGHT = 2.6
_RADAR_HEIGHT = 5.0
_SUBAREA = 2


def add_position(manuscript: Manuscript, study: ScoredStudy, code: str, top: Standing, texts: Texts) -> None:
    """Add the strip of all clusters at the index; without a crowd there is nothing to show but the score itself."""
    if not top.crowd or top.score is None:
        return
    plain, node = _printed(study), top.node.code
    size = (_width(SPACE[1]), _STRIP_HEIGHT)
    figure = strip.strip_figure(plain, code, node, LIGHT, texts, size=size)
    manuscript.figure(figure, strip.describe(plain, code, node, texts), overhang=SPACE[1])


def add_profile(manuscript: Manuscript, study: ScoredStudy, code: str, texts: Texts) -> None:
    """Add the radar of the sub-areas, or bars where there are few of them."""
    level = min(_SUBAREA, study.model.levels)
    plain, size = _printed(study), (_width(SPACE[3]), _RADAR_HEIGHT)
    figure = radar.radar_figure(plain, code, level, LIGHT, texts, size=size)
    manuscript.figure(figure, radar.describe(plain, code, level, texts), overhang=SPACE[3])


def _width(margin: float) -> float:
    """Width in inches at which a sheet with that margin has its contents flush with the text."""
    return float(TEXT_WIDTH + 2 * margin) / POINTS_PER_INCH


def _printed(study: ScoredStudy) -> ScoredStudy:
    """The study without its notice, which stands on the first page and need not stand under every chart."""
    return replace(study, notice={})
