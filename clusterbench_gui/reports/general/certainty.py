"""How sure the ranking is: chances of places, intervals, groups that cannot be told apart, what the ranking hangs on."""

from clusterbench_gui.charts import chances, influences
from clusterbench_gui.domain.findings import CERTAIN, Certainty, Standing
from clusterbench_gui.reports.general.grids import Column, Grid, Kind, Line
from clusterbench_gui.reports.general.writer import Writer, count_column, text_column

_ROW, _HEAD = 13.0, 120.0
_MOST_HEIGHT = 600.0


def add_certainty(writer: Writer) -> None:
    """Chances, then what may and may not be said, then influences."""
    texts, certainty = writer.texts, shown_certainty(writer)
    writer.chapter("robustness", texts.t("How sure the results are"), fresh=False)
    writer.paragraph(settled(writer))
    if certainty is None:
        return
    writer.paragraph(_typical(writer, certainty), see=["fig-chances", "tab-certainty"])
    writer.manuscript.section(texts.t("What may be said, and what may not"))
    writer.manuscript.items(_rules(writer))
    _add_influences(writer)
    caption = texts.t("Places, and the interval that holds nine in ten variants of the method")
    writer.grid(certainty_grid(writer), caption, "tab-certainty")
    _add_chances(writer, certainty)


def shown_certainty(writer: Writer) -> Certainty | None:
    """The certainty if there is one and it is of a crowd."""
    certainty = writer.overview.certainty
    few = certainty is None or len(certainty.standings) < writer.study.method.crowd
    return None if few else certainty


def settled(writer: Writer) -> str:
    """How many clusters are surely in the top quarter, how many surely not, and of how many it cannot be said."""
    texts, certainty = writer.texts, shown_certainty(writer)
    if certainty is None:
        return texts.t("How sure the places are was not computed, or too few clusters have one.")
    inside = sum(one.top >= CERTAIN for one in certainty.standings)
    outside = sum(one.top <= 1 - CERTAIN for one in certainty.standings)
    return texts.t(
        "Over {runs} variants of the method, clusters that are in the top quarter in at least nine variants of ten:"
        " {inside}; in at most one of ten: {outside}; of the other {open} it depends on the method.",
        runs=texts.number(certainty.runs, 0),
        inside=inside,
        outside=outside,
        open=len(certainty.standings) - inside - outside,
    )


def certainty_grid(writer: Writer) -> Grid:
    """Every cluster with a place, the best first: interval, chance of the top quarter, letters of its group."""
    texts, certainty = writer.texts, shown_certainty(writer)
    columns = (
        text_column(texts.t("Cluster"), "cluster"),
        count_column(texts.t("Place"), "place", 44),
        count_column(texts.t("Interval from"), "low", 55),
        count_column(texts.t("Interval to"), "high", 55),
        Column(texts.t("Top quarter"), "top_quarter", Kind.SHARE, 0, 60),
        text_column(texts.t("Group"), "group", 74),
    )
    standings = certainty.standings if certainty else ()
    return Grid(columns, tuple(_line(writer, one) for one in sorted(standings, key=lambda one: (one.place, one.code))))


def _line(writer: Writer, one: Standing) -> Line:
    return Line((writer.label(one.code), one.place, one.low, one.high, one.top, one.group))


def _typical(writer: Writer, certainty: Certainty) -> str:
    """How wide intervals are: that of the middle cluster."""
    widths = sorted(one.high - one.low + 1 for one in certainty.standings)
    return writer.texts.n(
        "For half of the clusters the interval holds no more than {n} place.",
        "For half of the clusters the interval holds no more than {n} places.",
        widths[(len(widths) - 1) // 2],
    )


def _rules(writer: Writer) -> list[str]:
    texts = writer.texts
    return [
        texts.t("A difference of two or three places says nothing: other defensible methods often turn it round."),
        texts.t(
            "Clusters that share a letter of a group cannot be told apart: none is ahead of the other in nine variants of"
            " ten. Those without a common letter can."
        ),
        texts.t(
            "It may be said that a cluster is in the top quarter if it is there in at least nine variants of ten; else it"
            " is better to give the interval of its places."
        ),
        texts.t(
            "Scores of different editions may be compared only where both were made on one scale, as in the chapter on"
            " trends."
        ),
    ]


def _add_chances(writer: Writer, certainty: Certainty) -> None:
    study, texts = writer.drawn, writer.texts
    height = min(_HEAD + _ROW * len(certainty.standings), _MOST_HEIGHT)
    writer.figure(
        lambda size: chances.chances_figure(study, certainty, writer.theme, texts, names=False, size=size),
        chances.describe(study, certainty, texts, names=False),
        texts.t("In what share of the variants a cluster has each place"),
        "fig-chances",
        heights=(height, height),
    )


def _add_influences(writer: Writer) -> None:
    """What the ranking hangs on: the chart, and the same as a table."""
    study, texts, data = writer.drawn, writer.texts, writer.overview.sensitivity
    if data is None or not data.influences:
        return
    writer.manuscript.section(texts.t("What the ranking hangs on"))
    writer.paragraph(
        texts.t(
            "Each choice of the method moves places by itself and through other choices. The share by itself would be gone"
            " if the choice were settled; the share with others would stay if all other choices were settled."
        ),
        see=["fig-influences"],
    )
    writer.figure(
        lambda size: influences.influences_figure(study, data, writer.theme, texts, size=size),
        influences.describe(study, data, texts),
        texts.t("How much of the moves in the ranking hangs on each choice"),
        "fig-influences",
        heights=(210.0, 260.0),
    )


def influences_grid(writer: Writer) -> Grid:
    """Every choice of the method with its shares, by itself and with all others, and their intervals."""
    data = writer.overview.sensitivity
    headings, rows = influences.table(writer.study, data, writer.texts) if data else ((), ())
    keys = ("choice", "itself", "itself_interval", "total", "total_interval")
    columns = tuple(text_column(title, key) for title, key in zip(headings, keys, strict=False))
    return Grid(columns, tuple(Line(row) for row in rows))
