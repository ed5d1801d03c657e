"""The charts of a cluster's report, cut to the page."""

from dataclasses import replace

from clusterbench_gui.charts import radar, strip, words
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.typesetting.flowables import Chart
from clusterbench_gui.reports.typesetting.layout import Manuscript
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT, SPACE

_STRIP_HEIGHT = 175.0
_MANY_AXES = 9


def add_position(manuscript: Manuscript, study: ScoredStudy, code: str, top: Standing, texts: Texts) -> None:
    """Add the strip of all clusters at the index; without a crowd there is nothing to show but the score itself."""
    if not top.crowd or top.score is None:
        return
    plain, node = _printed(study), top.node.code
    manuscript.figure(
        Chart(
            lambda size: strip.strip_figure(plain, code, node, LIGHT, texts, size=size),
            strip.describe(plain, code, node, texts),
            _STRIP_HEIGHT,
            _STRIP_HEIGHT,
            border=SPACE[1],
        )
    )


def add_profile(manuscript: Manuscript, study: ScoredStudy, code: str, texts: Texts) -> None:
    """Add the radar of the profile's level, or bars where it has few nodes; nothing where none has a score."""
    level = words.profile_level(study.model)
    nodes = study.model.at(level)
    if all(study.scores.cells[code][node.code].score is None for node in nodes):
        return
    plain = _printed(study)
    lowest, highest = _profile_heights(len(nodes))
    manuscript.figure(
        Chart(
            lambda size: radar.radar_figure(plain, code, level, LIGHT, texts, size=size),
            radar.describe(plain, code, level, texts),
            lowest,
            highest,
            border=SPACE[3],
        )
    )


def _profile_heights(axes: int) -> tuple[float, float]:
    """Limits in points: bars need a row each, a radar room for the labels around it."""
    if axes < words.LEAST_AXES:
        return 120.0 + 42 * axes, 120.0 + 42 * axes
    return (400.0, 420.0) if axes < _MANY_AXES else (460.0, 500.0)


def _printed(study: ScoredStudy) -> ScoredStudy:
    """The study without its notice, which stands on the first page and need not stand under every chart."""
    return replace(study, notice={})
