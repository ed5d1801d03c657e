"""Who is ahead of whom, and with whom is it open? A matrix of all pairs in the order of mean places."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from clusterbench_gui.charts import certain, matrix, words
from clusterbench_gui.charts.certain import Shares
from clusterbench_gui.charts.matrix import BANDS, bands
from clusterbench_gui.charts.style import Box, Sheet
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.findings import CERTAIN, MOST_PAIRS, Certainty
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, Theme

MOST_ROWS = 60
"""Clusters beyond which bands stand for them."""

_AHEAD, _BEHIND = "^", "v"
"""Triangles of matplotlib: certainly ahead, certainly behind."""

AHEAD_SHADE, BEHIND_SHADE = 0.3, 0.12
"""Greys under them: what is open stands out from what is settled."""


@dataclass(frozen=True, slots=True)
class _Duels:
    """Clusters in the order of mean places, and how often the row is ahead of the column, NaN where nobody knows."""

    codes: tuple[str, ...]
    shares: Shares
    own: int | None

    def against(self, row: int) -> tuple[list[int], list[int], list[int]]:
        """Whom a cluster is certainly ahead of, certainly behind, and with whom it is open."""
        found: tuple[list[int], list[int], list[int]] = ([], [], [])
        for other, share in enumerate(self.shares[row].tolist()):
            if other != row:
                found[0 if _ahead(share) else 1 if _behind(share) else 2].append(other)
        return found


@dataclass(frozen=True, slots=True)
class _Matrix:
    """What is drawn and printed: rows and columns of clusters with a code, or of bands; None where there is no pair."""

    labels: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[float | None, ...], ...]
    codes: tuple[str, ...]
    own: int | None


def duels_figure(
    study: ScoredStudy,
    certainty: Certainty,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (8, 7),
) -> Figure:
    """The share of the variants in which the row is ahead of the column; triangles where that is certain, numbers where it is open.

    The row and the column of the focus are framed. Beyond 60 clusters rows and columns are bands, with a row of its own for the
    focus; beyond `MOST_PAIRS`, and without enough other clusters, a sentence says why nothing is shown.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(
        _title(study, certainty, texts, focus=focus, names=names),
        _subtitle(certainty, texts),
        certain.source(study, certainty, texts),
    )
    why = _nothing(study, certainty, texts, focus)
    if why:
        sheet.sentence(why)
        return sheet.figure
    made = _matrix(study, _duels(certainty, focus), texts, names=names)
    why = matrix.too_small(sheet, len(made.labels))
    if why:
        sheet.sentence(why)
    else:
        _draw(sheet, made)
    return sheet.figure


def describe(
    study: ScoredStudy, certainty: Certainty, texts: Texts, *, focus: str | None = None, names: bool = True
) -> str:
    """The pairs in words: whom the focus is certainly ahead of, behind and open with; without one, the numbers of each cluster."""
    parts = [_title(study, certainty, texts, focus=focus, names=names), _subtitle(certainty, texts)]
    why = _nothing(study, certainty, texts, focus)
    if why:
        return words.sentences([*parts, why])
    duels = _duels(certainty, focus)
    labels = [words.label(study, code, names=names) for code in duels.codes]
    if duels.own is not None:
        ahead, behind, still_open = ([labels[other] for other in found] for found in duels.against(duels.own))
        parts += [
            texts.t("Certainly ahead of: {names}", names=", ".join(ahead)) if ahead else "",
            texts.t("Certainly behind: {names}", names=", ".join(behind)) if behind else "",
            texts.t("Open with: {names}", names=", ".join(still_open)) if still_open else "",
        ]
    else:
        parts += [_counted(label, duels, row, texts) for row, label in enumerate(labels[: words.ROWS_IN_WORDS])]
    return words.sentences([*parts, certain.not_computed(certainty, texts)])


def table(
    study: ScoredStudy, certainty: Certainty, texts: Texts, *, focus: str | None = None, names: bool = True
) -> words.Table:
    """How often the row is ahead of the column, by cluster or by band as in the picture."""
    if _nothing(study, certainty, texts, focus):
        return (texts.t("Cluster"),), ()
    made = _matrix(study, _duels(certainty, focus), texts, names=names)
    return (texts.t("Cluster"), *made.heads), tuple(
        (label, *(DASH if share is None else words.share(share, texts) for share in shares))
        for label, shares in zip(made.labels, made.cells, strict=True)
    )


def _ahead(share: float) -> bool:
    return share >= CERTAIN


def _behind(share: float) -> bool:
    return 1 - share >= CERTAIN


def _nothing(study: ScoredStudy, certainty: Certainty, texts: Texts, focus: str | None) -> str:
    if why := certain.nothing(study, certainty, texts, focus):
        return why
    if not certainty.beats:
        return texts.t("Who is ahead of whom is worked out for up to {count} clusters", count=MOST_PAIRS)
    return ""


def _title(study: ScoredStudy, certainty: Certainty, texts: Texts, *, focus: str | None, names: bool) -> str:
    if _nothing(study, certainty, texts, focus):
        return texts.t("Which cluster is ahead of which")
    duels = _duels(certainty, focus)
    if duels.own is not None:
        return _counted(words.label(study, duels.codes[duels.own], names=names), duels, duels.own, texts)
    pairs = len(duels.codes) * (len(duels.codes) - 1) // 2
    settled = sum(len(duels.against(row)[0]) for row in range(len(duels.codes)))
    return texts.n(
        "Who is ahead is certain for {n} of {pairs} pairs of clusters",
        "Who is ahead is certain for {n} of {pairs} pairs of clusters",
        settled,
        pairs=texts.number(pairs, 0),
    )


def _counted(label: str, duels: _Duels, row: int, texts: Texts) -> str:
    ahead, behind, still_open = (len(found) for found in duels.against(row))
    return texts.t(
        "{name}: certainly ahead of {ahead} and behind {behind} clusters, the order with {open} is open",
        name=label,
        ahead=ahead,
        behind=behind,
        open=still_open,
    )


def _subtitle(certainty: Certainty, texts: Texts) -> str:
    parts = [
        texts.t(
            "How often the row is ahead of the column in {count} variants of the method; certain from {share} on",
            count=texts.number(certainty.runs, 0),
            share=words.share(CERTAIN, texts),
        ),
        texts.t("numbers are percentages"),
    ]
    if len(certainty.standings) > MOST_ROWS:
        parts.append(texts.t("rows and columns are bands of clusters by mean place"))
    return "; ".join(parts)


def _duels(certainty: Certainty, focus: str | None) -> _Duels:
    means, standings = certain.mean_places(certain.chances_of(certainty)), certainty.standings
    order = sorted(range(len(standings)), key=lambda row: (means[row], standings[row].place, standings[row].code))
    codes = tuple(standings[row].code for row in order)
    shares = np.array(certainty.beats, dtype=np.float64)[np.ix_(order, order)]
    np.fill_diagonal(shares, np.nan)
    return _Duels(codes, shares, codes.index(focus) if focus in codes else None)


def _matrix(study: ScoredStudy, duels: _Duels, texts: Texts, *, names: bool) -> _Matrix:
    """One row and column for each cluster, or bands of them with the focus first."""
    count = len(duels.codes)
    if count <= MOST_ROWS:
        labels = tuple(_label(study, code, names=names) for code in duels.codes)
        return _Matrix(labels, duels.codes, _filled(duels.shares), duels.codes, duels.own)
    parts = bands(count, BANDS)
    heads = tuple(certain.places(first + 1, last, texts) for first, last in parts)
    rows = [slice(first, last) for first, last in parts]
    labels, own = heads, None
    if duels.own is not None:
        labels, own = (words.label(study, duels.codes[duels.own], names=names), *heads), 0
        rows.insert(0, slice(duels.own, duels.own + 1))
    columns = [slice(first, last) for first, last in parts]
    means = [[math.nan if row == column else _mean(duels.shares[row, column]) for column in columns] for row in rows]
    return _Matrix(labels, heads, _filled(np.array(means)), (), own)


def _label(study: ScoredStudy, code: str, *, names: bool) -> str:
    """The code that heads the column too, and the name."""
    name = words.label(study, code, names=names)
    return code if name == code else f"{code} {name}"


def _mean(shares: Shares) -> float:
    """The mean of the pairs there are."""
    found = shares[~np.isnan(shares)]
    return float(found.mean()) if found.size else math.nan


def _filled(shares: Shares) -> tuple[tuple[float | None, ...], ...]:
    return tuple(tuple(None if math.isnan(share) else share for share in row) for row in shares.tolist())


def _draw(sheet: Sheet, made: _Matrix) -> None:
    _key(sheet, marked=bool(made.codes))
    grid = matrix.fit(sheet, made.labels, len(made.heads), Box(SPACE[1], matrix.heads_room(made.heads), 0, SPACE[0]))
    cells = [
        (row, column, share)
        for row, shares in enumerate(made.cells)
        for column, share in enumerate(shares)
        if share is not None
    ]
    sure = [cell for cell in cells if made.codes and (_ahead(cell[2]) or _behind(cell[2]))]
    still_open = [cell for cell in cells if not made.codes or not (_ahead(cell[2]) or _behind(cell[2]))]
    sheet.boxes([grid.box], sheet.theme.canvas, over=1)
    matrix.draw_tiles(sheet, grid, still_open, 1.0)
    matrix.write_shares(sheet, grid, still_open, 1.0)
    _triangles(sheet, [grid.cell(row, column) for row, column, share in sure if _ahead(share)], _AHEAD, AHEAD_SHADE)
    _triangles(sheet, [grid.cell(row, column) for row, column, share in sure if _behind(share)], _BEHIND, BEHIND_SHADE)
    matrix.write_labels(sheet, grid, made.labels, made.own)
    matrix.write_heads(sheet, grid, made.heads, made.own if made.codes else None)
    if made.own is not None:
        matrix.frame(sheet, grid.row(made.own))
        if made.codes:
            matrix.frame(sheet, grid.column(made.own))
    for row, column, _ in cells if made.codes else ():
        sheet.region(grid.cell(row, column), f"pair:{made.codes[row]}:{made.codes[column]}")


def _key(sheet: Sheet, *, marked: bool) -> None:
    """The scale, and what the triangles mean where there are any."""
    texts, entries = sheet.texts, list[tuple[matrix.Sign, str]]()
    if marked:
        entries = [
            (_sample(_AHEAD, AHEAD_SHADE), texts.t("certainly ahead")),
            (_sample(_BEHIND, BEHIND_SHADE), texts.t("certainly behind")),
        ]
    matrix.key(sheet, 1.0, entries)


def _sample(shape: str, shade: float) -> matrix.Sign:
    return lambda sheet, box: _triangles(sheet, [box], shape, shade)


def _triangles(sheet: Sheet, boxes: Sequence[Box], shape: str, shade: float) -> None:
    """Triangles of one shape, each on its grey."""
    if not boxes:
        return
    side = min(boxes[0].width, boxes[0].height)
    sheet.boxes(boxes, tone(sheet.theme, shade), edge=sheet.theme.surface, width=matrix.seam(side))
    marks = sheet.markers([box.middle for box in boxes], sheet.theme.ink, side * 0.5, shape=shape)
    marks.set_markeredgewidth(0)
    marks.set_gid("certain")
