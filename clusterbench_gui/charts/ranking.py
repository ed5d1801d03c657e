"""Who stands where? All clusters at one node as bars from zero, the cluster in focus in accent."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.certain import not_computed, source
from clusterbench_gui.charts.intervals import (
    basis,
    cells,
    draw_interval,
    draw_places,
    in_words,
    letters_fit,
    take_room,
    told,
    wide_enough,
)
from clusterbench_gui.charts.scale import Axis, draw_marks, draw_scale, reference_marks, scores_axis
from clusterbench_gui.charts.style import POINTS, Box, Sheet, height_of, shorten, width_of, wrap
from clusterbench_gui.domain.findings import Certainty, Standing
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_BODY, TEXT_SMALL, Theme

_LEAST_PITCH = 8.4
_MOST_PITCH = 22.0
_LEAST_TEXT = 7.0
_NAMES_SHARE = 0.36
_NONE_LINES = 3


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    label: str
    rank: int
    score: float


def ranking_figure(
    study: ScoredStudy,
    node: str,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    certainty: Certainty | None = None,
    size: tuple[float, float] = (8, 7),
) -> Figure:
    """Ranking at `node`, best first. `names` False shows codes for all, the focus included; `size` in inches.

    `certainty` adds to the ranking by the index the letters of groups of equals and the interval of each cluster's places,
    on sheets from 6 inches in width.

    Where the rows do not fit legibly (see `height_for`) the first are shown, those around the focus and the last, and a
    line between says how many are not. Clusters without a result are named below the bars.
    """
    sheet = Sheet(theme, texts, size)
    sure = told(study, node, certainty, focus) if wide_enough(sheet) else None
    sheet.frame(
        _title(study, node, texts, focus=focus, names=names),
        _subtitle(study, node, texts, sure, letters=sure is not None and letters_fit(sheet, sure)),
        words.source(study, texts) if sure is None else source(study, sure, texts),
    )
    rows = _rows(study, node, texts, names=names)
    _without(sheet, study, node, names=names)
    if rows:
        _draw(sheet, study, node, rows, focus=focus, sure=sure)
    else:
        sheet.sentence(texts.t("No cluster has a result here yet"))
    return sheet.figure


def height_for(rows: int) -> float:
    """Least height in inches at which so many rows are all shown, with three lines below for those without a result."""
    return (rows * _LEAST_PITCH + 210) / POINTS


def describe(
    study: ScoredStudy,
    node: str,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    certainty: Certainty | None = None,
) -> str:
    """The ranking in words, the first 50 rows of it, and the row of the focus, each with its places if they are known."""
    rows = _rows(study, node, texts, names=names)
    shown = [row for place, row in enumerate(rows) if place < words.ROWS_IN_WORDS or row.code == focus]
    compared, sure = words.overall(study, node), told(study, node, certainty, focus)
    missing, places = _missing(study, node, texts, names=names), _standings(sure)
    return words.sentences(
        [
            _title(study, node, texts, focus=focus, names=names),
            _subtitle(study, node, texts, sure, letters=any(one.group for one in places.values())),
            words.median_label(study, compared, texts),
            words.benchmark_label(study, compared, texts),
            "; ".join(_said(study, row, places.get(row.code), texts) for row in shown),
            texts.t("No result: {names}", names=", ".join(missing)) if missing else "",
            "" if sure is None else not_computed(sure, texts),
        ]
    )


def table(
    study: ScoredStudy,
    node: str,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    certainty: Certainty | None = None,
) -> words.Table:
    """Place and score of every cluster, best first, then those without a result, median and benchmark.

    With `certainty` how sure the places are.
    """
    sure = told(study, node, certainty, focus)
    places, headings = _standings(sure), [texts.t("Place"), texts.t("Cluster"), texts.t("Score")]
    if sure is not None:
        headings += [texts.t("Nine in ten variants"), texts.t("Top quarter"), texts.t("Group")]
    rows = [
        [
            texts.number(row.rank, 0),
            row.label,
            words.figure(study, row.score, texts),
            *cells(places.get(row.code), texts),
        ]
        for row in _rows(study, node, texts, names=names)
    ]
    rows += [[DASH, label, DASH, *cells(None, texts)] for label in _missing(study, node, texts, names=names)]
    compared = words.overall(study, node)
    for label, value in ((texts.t("Median"), compared.median), (texts.t("Benchmark"), compared.benchmark)):
        if value is not None:
            rows.append([DASH, label, words.figure(study, value, texts), *cells(None, texts)])
    return tuple(headings), tuple(tuple(row[: len(headings)]) for row in rows)


def _standings(certainty: Certainty | None) -> dict[str, Standing]:
    return {} if certainty is None else {one.code: one for one in certainty.standings}


def _said(study: ScoredStudy, row: _Row, standing: Standing | None, texts: Texts) -> str:
    said = f"{row.rank}. {row.label} {words.figure(study, row.score, texts)}"
    return said if standing is None else f"{said} ({in_words(standing, texts)})"


def _title(study: ScoredStudy, node: str, texts: Texts, *, focus: str | None, names: bool) -> str:
    if focus is None:
        return words.overview(study, node, texts)
    return words.position(study, focus, node, study.scores.summaries[node].benchmark, texts, names=names)


def _subtitle(study: ScoredStudy, node: str, texts: Texts, sure: Certainty | None, *, letters: bool) -> str:
    name = words.node_name(study.model.node(node), texts)
    rule = words.benchmark_rule(study.method, texts)
    said = texts.t("{node}, {scale}; benchmark: {rule}", node=name, scale=words.scale(study.method, texts), rule=rule)
    return said if sure is None else f"{said}; {basis(sure, texts, letters=letters)}"


def _rows(study: ScoredStudy, node: str, texts: Texts, *, names: bool) -> list[_Row]:
    rows = []
    for code in study.scores.clusters:
        one = words.cell(study, code, node)
        if one.score is not None and one.rank is not None:
            rows.append(_Row(code, words.label(study, code, names=names), one.rank, one.score))
    return sorted(rows, key=lambda row: (row.rank, texts.sort_key(row.label)))


def _missing(study: ScoredStudy, node: str, texts: Texts, *, names: bool) -> list[str]:
    codes = [code for code in study.scores.clusters if words.cell(study, code, node).score is None]
    return sorted((words.label(study, code, names=names) for code in codes), key=texts.sort_key)


def _without(sheet: Sheet, study: ScoredStudy, node: str, *, names: bool) -> None:
    """Name the clusters without a result at the foot of the body and take the room from it."""
    missing, texts, body = _missing(study, node, sheet.texts, names=names), sheet.texts, sheet.body
    if not missing:
        return
    for kept in range(len(missing), -1, -1):
        left = len(missing) - kept
        rest = texts.n("and {n} more", "and {n} more", left) if left else ""
        line = texts.t("No result: {names}", names=" ".join(part for part in (", ".join(missing[:kept]), rest) if part))
        lines = wrap(line, TEXT_SMALL, body.width)
        if len(lines) <= _NONE_LINES:
            break
    top = body.bottom - height_of(len(lines), TEXT_SMALL)
    sheet.block(body.left, top, lines, size=TEXT_SMALL, color=sheet.theme.muted)
    sheet.body = Box(body.left, body.top, body.right, max(top - SPACE[1], body.top))


def _chosen(count: int, room: int, focus: int | None) -> list[int | None]:
    """Rows to show, None for a line that says how many are left out: the first, those around the focus, the last."""
    if count <= room:
        return list(range(count))
    wanted: list[int] = [] if focus is None else [focus]
    wanted += [count - 1]
    wanted += [] if focus is None else [focus - 1, focus + 1, focus - 2, focus + 2]
    wanted += range(count)
    kept: set[int] = set()
    for row in wanted:
        if 0 <= row < count and len(kept) < max(room - 2, 2):
            kept.add(row)
    chosen: list[int | None] = []
    for row in sorted(kept):
        if row and row - 1 not in kept:
            chosen.append(None)
        chosen.append(row)
    return chosen


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a row stand."""

    size: float
    half: float
    rank: float
    name: float
    room: float
    axis: Axis
    value: float


def _columns(sheet: Sheet, study: ScoredStudy, rows: Sequence[_Row], pitch: float) -> _Columns:
    body, size = sheet.body, min(max(pitch * 0.84, _LEAST_TEXT), TEXT_BODY)
    ranks = max(width_of(str(row.rank), size, bold=True) for row in rows)
    widest = max(width_of(row.label, size, bold=bold) for row in rows for bold in (True, False))
    room = min(widest, body.width * _NAMES_SHARE)
    values = max(width_of(words.figure(study, row.score, sheet.texts), size, bold=True) for row in rows)
    name = body.left + ranks + SPACE[1]
    axis = scores_axis(study.method, name + room + SPACE[2], body.right - values - SPACE[2])
    return _Columns(size, min(pitch * 0.31, 6), body.left + ranks, name, room, axis, body.right)


def _draw(
    sheet: Sheet, study: ScoredStudy, node: str, rows: list[_Row], *, focus: str | None, sure: Certainty | None
) -> None:
    beside = None if sure is None else take_room(sheet, sure)
    body = sheet.body
    top = body.top + TEXT_SMALL * 1.6
    height = body.bottom - TEXT_SMALL * 1.4 - top
    where = next((place for place, row in enumerate(rows) if row.code == focus), None)
    chosen = _chosen(len(rows), int(height // _LEAST_PITCH), where)
    pitch = min(height / len(chosen), _MOST_PITCH)
    columns = _columns(sheet, study, rows, pitch)
    plot = Box(columns.axis.start, top, columns.axis.end, top + pitch * len(chosen))
    draw_scale(sheet, columns.axis, plot)
    marks = reference_marks(sheet, study, words.overall(study, node))
    draw_marks(sheet, columns.axis, plot, marks, baseline=top - TEXT_SMALL * 0.5, over=2.5)
    if beside is not None:
        draw_places(sheet, beside, plot.top, plot.bottom)
    for line, place in enumerate(chosen):
        middle = top + pitch * (line + 0.5)
        if place is None:
            before = next((row for row in reversed(chosen[:line]) if row is not None), -1)
            after = next(row for row in chosen[line:] if row is not None)
            _left_out(sheet, columns, middle, after - before - 1)
        else:
            row, own = rows[place], rows[place].code == focus
            _row(sheet, study, columns, row, middle, focus=own)
            if beside is not None:
                draw_interval(sheet, beside, row.code, middle, columns.size, focus=own)


def _left_out(sheet: Sheet, columns: _Columns, middle: float, count: int) -> None:
    line = sheet.texts.n("… {n} more cluster", "… {n} more clusters", count)
    sheet.text(columns.name, middle, line, size=columns.size, color=sheet.theme.muted, middle=True)


def _row(sheet: Sheet, study: ScoredStudy, columns: _Columns, row: _Row, middle: float, *, focus: bool) -> None:
    theme, size, half = sheet.theme, columns.size, columns.half
    color = theme.accent if focus else theme.ink
    zero, end = sorted((columns.axis.at(0), columns.axis.at(row.score)))
    bar = sheet.rectangle(Box(zero, middle - half, end, middle + half), theme.accent if focus else theme.others)
    bar.set_gid(f"cluster:{row.code}")
    value = words.figure(study, row.score, sheet.texts)
    rank_color = color if focus else theme.muted
    sheet.text(columns.rank, middle, str(row.rank), size=size, color=rank_color, bold=focus, align="right", middle=True)
    name = shorten(row.label, size, columns.room, bold=focus)
    sheet.text(columns.name, middle, name or DASH, size=size, color=color, bold=focus, middle=True)
    sheet.text(columns.value, middle, value, size=size, color=color, bold=focus, align="right", middle=True)
