"""How sure is each place of a ranking? Letters of equals and intervals of places, as columns right of the bars."""

from dataclasses import dataclass

from clusterbench_gui.charts import certain
from clusterbench_gui.charts.scale import Axis
from clusterbench_gui.charts.style import POINTS, Box, Sheet, width_of
from clusterbench_gui.charts.words import few_others, share, top
from clusterbench_gui.domain.findings import Certainty, Standing
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_BODY, TEXT_SMALL

_LEAST_WIDTH = 6 * POINTS
_SHARE = 0.24
_LETTERS_SHARE = 0.12
"""Letters that need more of the width than this tell nobody who is whose equal: the column is left out."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand; `letters` is the left of the letters, None where they are not shown."""

    standings: dict[str, Standing]
    letters: float | None
    axis: Axis


def told(study: ScoredStudy, node: str, certainty: Certainty | None, focus: str | None) -> Certainty | None:
    """The certainty if it may be shown at `node`: it is of the index, and of few clusters nothing is said."""
    if certainty is None or node != top(study.model).code:
        return None
    few = few_others(study, focus, (standing.code for standing in certainty.standings))
    return None if few else certainty


def wide_enough(sheet: Sheet) -> bool:
    """Whether the bars keep room of their own beside the columns."""
    return sheet.width >= _LEAST_WIDTH


def letters_fit(sheet: Sheet, certainty: Certainty) -> bool:
    """Whether there are letters, and few enough to be read beside each other."""
    return 0 < _widest(certainty) <= sheet.body.width * _LETTERS_SHARE


def _widest(certainty: Certainty) -> float:
    return max(width_of(one.group, TEXT_BODY, bold=True) for one in certainty.standings)


def take_room(sheet: Sheet, certainty: Certainty) -> Columns:
    """The columns, which take their room from the body."""
    body, standings = sheet.body, certainty.standings
    left = body.right - body.width * _SHARE
    axis = Axis(0.5, max(max(one.high, one.place) for one in standings) + 0.5, left, body.right - 3)
    letters = None
    if letters_fit(sheet, certainty):
        left -= max(_widest(certainty), width_of(sheet.texts.t("Group"), TEXT_SMALL)) + SPACE[2]
        letters = left
    sheet.body = Box(body.left, body.top, left - SPACE[3], body.bottom)
    return Columns({one.code: one for one in standings}, letters, axis)


def draw_places(sheet: Sheet, columns: Columns, above: float, below: float) -> None:
    """Headings over the rows, which stand from `above` to `below`, and the scale of places under them."""
    muted, axis, texts = sheet.theme.muted, columns.axis, sheet.texts
    baseline = above - TEXT_SMALL * 0.5
    middle = (axis.start + axis.end) / 2
    sheet.text(middle, baseline, texts.t("Place"), size=TEXT_SMALL, color=muted, align="center")
    if columns.letters is not None:
        sheet.text(columns.letters, baseline, texts.t("Group"), size=TEXT_SMALL, color=muted)
    places = _ticks(axis)
    sheet.lines([((axis.at(place), above), (axis.at(place), below)) for place in places], sheet.theme.line)
    for place in places:
        said, y = texts.number(place, 0), below + TEXT_SMALL * 1.2
        sheet.text(axis.at(place), y, said, size=TEXT_SMALL, color=muted, align="center").set_gid("tick")


def _ticks(axis: Axis) -> list[float]:
    """The first place and round ones that keep their distance from it."""
    last = axis.high - 0.5
    round_ones = [tick for tick in axis.ticks(4) if tick == int(tick) and 1 < tick <= last]
    return [1.0, *(tick for tick in round_ones if tick - 1 > last / 10)]


def draw_interval(sheet: Sheet, columns: Columns, code: str, middle: float, size: float, *, focus: bool) -> None:
    """Letters, the line of the interval and the dot of the place of one cluster."""
    standing, theme, axis = columns.standings.get(code), sheet.theme, columns.axis
    if standing is None:
        return
    color = theme.accent if focus else theme.ink
    if columns.letters is not None:
        sheet.text(columns.letters, middle, standing.group, size=size, color=color, bold=focus, middle=True)
    ends = [(axis.at(standing.low - 0.3), middle), (axis.at(standing.high + 0.3), middle)]
    line = sheet.line(ends, theme.accent if focus else theme.muted, 2.2 if focus else 1.2, over=3)
    line.set_gid(f"cluster:{code}")
    dot = sheet.markers([(axis.at(standing.place), middle)], color, 6.5 if focus else 5.0, over=3.5)
    dot.set_gid(f"cluster:{code}")


def basis(certainty: Certainty, texts: Texts, *, letters: bool) -> str:
    """What lines and letters mean, for the subtitle."""
    said = texts.t("lines hold nine in ten of {count} variants of the method", count=texts.number(certainty.runs, 0))
    if letters:
        said += "; " + texts.t("clusters that share a letter cannot be told apart")
    return said


def in_words(standing: Standing, texts: Texts) -> str:
    """Interval and letters of one cluster, for the description."""
    said = certain.spoken(standing, texts)
    return f"{said}, {texts.t('group {letters}', letters=standing.group)}" if standing.group else said


def cells(standing: Standing | None, texts: Texts) -> tuple[str, str, str]:
    """Interval, chance of the top quarter and letters of one cluster, for the table; dashes where it has no place."""
    if standing is None:
        return DASH, DASH, DASH
    return certain.span(standing, texts), share(standing.top, texts), standing.group or DASH
