"""Which places may each cluster have? Clusters by places in one colour scale; bands of both where they are many."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from clusterbench_gui.charts import certain, matrix, words
from clusterbench_gui.charts.certain import Shares
from clusterbench_gui.charts.heat import heat
from clusterbench_gui.charts.matrix import BANDS, Cell, Grid, bands
from clusterbench_gui.charts.style import Box, Sheet, height_of, width_of, wrap
from clusterbench_gui.domain.findings import CERTAIN, Certainty, Standing
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, Theme

MOST_ROWS = 60
"""Clusters beyond which bands stand for them."""

_BAR = 30.0
_HEAD = 80.0
_STEPS = (1, 2, 5, 10, 20)
_LEAST = 0.005
"""What prints as 0 % is left empty, or the rarest places would be as loud as the likely ones."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A cluster, or a band of clusters without a `code`: label, place, interval, and shares of 1 as drawn and printed."""

    label: str
    top: float
    chances: tuple[float, ...]
    code: str = ""
    place: int = 0
    span: str = DASH


@dataclass(frozen=True, slots=True)
class _Chances:
    """What is drawn: rows, and the first and last place of each column; `own` is the row of the focus."""

    rows: tuple[_Row, ...]
    columns: tuple[tuple[int, int], ...]
    own: int | None

    @property
    def single(self) -> bool:
        """Whether the columns are single places."""
        return all(first == last for first, last in self.columns)

    def heads(self, texts: Texts) -> list[str]:
        """What the columns are called."""
        return [certain.places(first, last, texts) for first, last in self.columns]


def chances_figure(
    study: ScoredStudy,
    certainty: Certainty,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (8, 7),
) -> Figure:
    """The share of the variants in which a cluster has each place, by the place of the study's method, which is framed.

    Right of it the share in which it is in the top quarter. Beyond 60 clusters rows and columns are bands, with a row of its own
    for the focus. Without enough other clusters nothing is shown.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(
        _title(study, certainty, texts, focus=focus, names=names),
        _subtitle(certainty, texts),
        certain.source(study, certainty, texts),
    )
    why = certain.nothing(study, certainty, texts, focus)
    if why:
        sheet.sentence(why)
        return sheet.figure
    chances = _chances(study, certainty, texts, focus, names=names)
    why = matrix.too_small(sheet, len(chances.rows))
    if why:
        sheet.sentence(why)
    else:
        _draw(sheet, chances)
    return sheet.figure


def describe(
    study: ScoredStudy, certainty: Certainty, texts: Texts, *, focus: str | None = None, names: bool = True
) -> str:
    """The chances in words: of each cluster or band the interval, the likeliest place and the chance of the top quarter."""
    why = certain.nothing(study, certainty, texts, focus)
    parts = [_title(study, certainty, texts, focus=focus, names=names), _subtitle(certainty, texts)]
    if why:
        return words.sentences([*parts, why])
    chances = _chances(study, certainty, texts, focus, names=names)
    heads = chances.heads(texts)
    parts += [
        texts.t(
            "{name}: most often places {place} ({chance}), top quarter {top}",
            name=row.label,
            place=heads[_likeliest(row)],
            chance=words.share(row.chances[_likeliest(row)], texts),
            top=words.share(row.top, texts),
        )
        for row in chances.rows
    ]
    return words.sentences([*parts, certain.not_computed(certainty, texts)])


def table(
    study: ScoredStudy, certainty: Certainty, texts: Texts, *, focus: str | None = None, names: bool = True
) -> words.Table:
    """Place, interval, chance of the top quarter and of each place, by cluster or by band as in the picture."""
    headings = (texts.t("Cluster"), texts.t("Place"), texts.t("Nine in ten variants"), texts.t("Top quarter"))
    if certain.nothing(study, certainty, texts, focus):
        return headings, ()
    chances = _chances(study, certainty, texts, focus, names=names)
    return (*headings, *chances.heads(texts)), tuple(
        (
            row.label,
            texts.number(row.place, 0) if row.place else DASH,
            row.span,
            words.share(row.top, texts),
            *(words.share(chance, texts) if chance else DASH for chance in row.chances),
        )
        for row in chances.rows
    )


def _likeliest(row: _Row) -> int:
    return max(range(len(row.chances)), key=lambda column: row.chances[column])


def _title(study: ScoredStudy, certainty: Certainty, texts: Texts, *, focus: str | None, names: bool) -> str:
    if certain.nothing(study, certainty, texts, focus):
        return texts.t("How sure the places of the clusters are")
    own = next((one for one in certainty.standings if one.code == focus), None)
    if own is not None:
        return texts.t(
            "{name}: in the top quarter in {share} of the variants, {places} in nine in ten",
            name=words.label(study, own.code, names=names),
            share=words.share(own.top, texts),
            places=certain.spoken(own, texts),
        )
    sure = sum(one.top >= CERTAIN for one in certainty.standings)
    return texts.n(
        "{n} of {count} clusters is in the top quarter in at least {share} of the variants",
        "{n} of {count} clusters are in the top quarter in at least {share} of the variants",
        sure,
        count=len(certainty.standings),
        share=words.share(CERTAIN, texts),
    )


def _subtitle(certainty: Certainty, texts: Texts) -> str:
    parts = [
        texts.t("Share of {count} variants of the method with each place", count=texts.number(certainty.runs, 0)),
        texts.t("numbers are percentages"),
    ]
    if len(certainty.standings) > MOST_ROWS:
        parts.append(texts.t("rows are bands of clusters by place"))
    return "; ".join(parts)


def _chances(study: ScoredStudy, certainty: Certainty, texts: Texts, focus: str | None, *, names: bool) -> _Chances:
    """Clusters by place and then by mean place, or bands of them with the focus first."""
    every = certain.chances_of(certainty)
    means, found = certain.mean_places(every), certainty.standings
    order = sorted(range(len(found)), key=lambda row: (found[row].place, means[row], found[row].code))
    standings, every = [found[row] for row in order], every[order]
    last = max(len(found), int(np.flatnonzero(every.any(axis=0)).max()) + 1)
    single = len(found) <= MOST_ROWS
    columns = bands(last, last if single else BANDS)
    rows = [
        _row(study, one, _summed(every[row], columns), texts, names=names)
        for row, one in enumerate(standings)
        if single or one.code == focus
    ]
    own = next((place for place, row in enumerate(rows) if row.code == focus), None)
    for first, end in () if single else bands(len(found), BANDS):
        top = sum(one.top for one in standings[first:end]) / (end - first)
        mean = every[first:end].mean(axis=0)
        rows.append(_Row(certain.places(first + 1, end, texts), top, _summed(mean, columns)))
    return _Chances(tuple(rows), tuple((first + 1, end) for first, end in columns), own)


def _summed(chances: Shares, columns: Sequence[tuple[int, int]]) -> tuple[float, ...]:
    return tuple(float(chances[first:last].sum()) for first, last in columns)


def _row(study: ScoredStudy, one: Standing, chances: tuple[float, ...], texts: Texts, *, names: bool) -> _Row:
    label = words.label(study, one.code, names=names)
    return _Row(label, one.top, chances, one.code, one.place, certain.span(one, texts))


def _draw(sheet: Sheet, chances: _Chances) -> None:
    heads, labels = chances.heads(sheet.texts), [row.label for row in chances.rows]
    top = math.ceil(max(max(row.chances) for row in chances.rows) * 10 - 1e-9) / 10
    _key(sheet, top, framed=any(row.place for row in chances.rows))
    heading = wrap(sheet.texts.t("Top quarter"), TEXT_SMALL, _HEAD)
    bar = _BAR + SPACE[0] + width_of(words.share(1.0, sheet.texts), TEXT_SMALL, bold=True)
    wide = max(bar, *(width_of(line, TEXT_SMALL) for line in heading))
    above, below = height_of(len(heading), TEXT_SMALL) + 2, TEXT_SMALL * 2.9
    if not chances.single:
        above, below = max(above, matrix.heads_room(heads)), SPACE[0]
    grid = matrix.fit(sheet, labels, len(heads), Box(SPACE[1], above, wide + SPACE[2], below))
    foot = grid.box.top - 2 - height_of(len(heading), TEXT_SMALL)
    sheet.block(grid.box.right + SPACE[2], foot, heading, size=TEXT_SMALL, color=sheet.theme.muted)
    cells = [
        (row, column, chance)
        for row, one in enumerate(chances.rows)
        for column, chance in enumerate(one.chances)
        if chance > _LEAST
    ]
    sheet.boxes([grid.box], sheet.theme.canvas, over=1)
    matrix.draw_tiles(sheet, grid, cells, top)
    matrix.write_shares(sheet, grid, cells, top)
    matrix.write_labels(sheet, grid, labels, chances.own)
    _frame_places(sheet, grid, chances)
    if chances.own is not None:
        matrix.frame(sheet, grid.row(chances.own))
    if chances.single:
        _write_places(sheet, grid, heads)
    else:
        matrix.write_heads(sheet, grid, heads, None)
    for row, one in enumerate(chances.rows):
        _draw_top(sheet, grid.row(row), one, wide, own=row == chances.own)
    _regions(sheet, grid, chances, cells)


def _key(sheet: Sheet, top: float, *, framed: bool) -> None:
    """The scale, what an empty cell means, and what the frame means if there is one."""
    theme, texts = sheet.theme, sheet.texts
    entries: list[tuple[matrix.Sign, str]] = [
        (
            lambda sheet, box: sheet.boxes([box], theme.canvas, edge=theme.line),
            texts.t("at most {share}", share=words.share(_LEAST, texts, 1)),
        )
    ]
    if framed:
        entries.append((_framed_sample, texts.t("place by the study's method")))
    matrix.key(sheet, top, entries)


def _framed_sample(sheet: Sheet, box: Box) -> None:
    sheet.rectangle(box, heat(0.5))
    _frames(sheet, [box])


def _frame_places(sheet: Sheet, grid: Grid, chances: _Chances) -> None:
    """Frames around the places by the study's method."""
    boxes = [
        grid.cell(row, column)
        for row, one in enumerate(chances.rows)
        for column, (first, last) in enumerate(chances.columns)
        if first <= one.place <= last
    ]
    _frames(sheet, boxes)


def _frames(sheet: Sheet, boxes: Sequence[Box]) -> None:
    """A dark line with a light rim, or the other way round, seen on every tone; thin around cells that are small."""
    thin = 1.0 if boxes and min(boxes[0].width, boxes[0].height) > 8 else 0.6
    sheet.boxes(boxes, "none", edge=sheet.theme.surface, width=2.2 * thin, over=3)
    sheet.boxes(boxes, "none", edge=sheet.theme.ink, width=thin, over=3.1)


def _write_places(sheet: Sheet, grid: Grid, heads: Sequence[str]) -> None:
    """The first place and round ones below the columns, as many as have room, and the word for them."""
    muted, below = sheet.theme.muted, grid.box.bottom + TEXT_SMALL * 1.2
    room = (width_of(heads[-1], TEXT_SMALL) + 4) / grid.breadth
    step = next(step for step in _STEPS if step >= room or step == _STEPS[-1])
    for place, head in enumerate(heads, 1):
        if place == 1 or (place % step == 0 and place - 1 >= room):
            x = grid.column(place - 1).middle[0]
            sheet.text(x, below, head, size=TEXT_SMALL, color=muted, align="center").set_gid("tick")
    middle, foot = grid.box.middle[0], below + TEXT_SMALL * 1.4
    sheet.text(middle, foot, sheet.texts.t("Place"), size=TEXT_SMALL, color=muted, align="center")


def _draw_top(sheet: Sheet, box: Box, row: _Row, wide: float, *, own: bool) -> None:
    """A bar from zero and its number."""
    theme, left = sheet.theme, box.right + SPACE[2]
    half = min(box.height * 0.3, 5)
    middle = box.middle[1]
    bar = Box(left, middle - half, left + _BAR * row.top, middle + half)
    sheet.rectangle(bar, theme.accent if own else theme.others).set_gid("top")
    size = min(box.height * 0.84, TEXT_SMALL)
    if size >= matrix.LEAST_TEXT or own:
        said, color = words.share(row.top, sheet.texts), theme.accent if own else theme.ink
        sheet.text(
            left + wide,
            middle,
            said,
            size=max(size, matrix.LEAST_TEXT),
            color=color,
            bold=own,
            align="right",
            middle=True,
        )


def _regions(sheet: Sheet, grid: Grid, chances: _Chances, cells: Sequence[Cell]) -> None:
    """The cells of clusters that say something, and under them their rows."""
    heads = chances.heads(sheet.texts)
    for row, column, _ in cells:
        if code := chances.rows[row].code:
            sheet.region(grid.cell(row, column), f"chance:{code}:{heads[column]}")
    for row, one in enumerate(chances.rows):
        if one.code:
            box = grid.row(row)
            sheet.region(Box(sheet.body.left, box.top, sheet.body.right, box.bottom), f"cluster:{one.code}")
