"""What clusters there are: by voivodeship, industry, age, size, phase, management; and how the groups stand."""

from clusterbench_gui.charts import classes
from clusterbench_gui.charts.groups import describe as describe_groups
from clusterbench_gui.charts.groups import groups_figure
from clusterbench_gui.charts.voivodeships import describe as describe_map
from clusterbench_gui.charts.voivodeships import voivodeships_figure
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.findings import Region, Regions
from clusterbench_gui.domain.reporting import Characteristic
from clusterbench_gui.domain.scores import VOIVODESHIP
from clusterbench_gui.reports.general.grids import Column, Grid, Kind, Line
from clusterbench_gui.reports.general.writer import Writer, count_column, text_column

_ROW = 25.0
_CHART = 125.0
_MAP = 400.0
_SECTION_ROOM = 200.0
_LEAST_SHOWN = 2
"""Classes with figures that make a comparison."""
_MOST_HIDDEN = 4
"""Classes without figures beyond which a picture would be nearly empty."""


def add_clusters(writer: Writer) -> None:
    """A section for each grouping."""
    texts = writer.texts
    found = [one for one in writer.overview.characteristics if any(count for _value, _names, count in one.rows)]
    writer.chapter("clusters", texts.t("Who took part"), fresh=bool(found))
    if not found:
        writer.paragraph(texts.t("Nothing is known of the clusters beside their results."))
        return
    writer.paragraph(
        texts.n(
            "{n} cluster took part in the study. The tables count clusters by what their coordinators said.",
            "{n} clusters took part in the study. The tables count clusters by what their coordinators said.",
            found[0].of,
        ),
        texts.n(
            "Scores are told of groups in which at least {n} cluster has one.",
            "Scores are told of groups in which at least {n} clusters have one.",
            writer.study.method.crowd,
        ),
        texts.t("Groups differ in many ways at once, so that a difference of their medians shows no cause."),
    )
    for one in found:
        _add_grouping(writer, one)


def _add_grouping(writer: Writer, found: Characteristic) -> None:
    name = text_in(found.names, writer.texts.language, found.grouping)
    regions = next((one for one in writer.overview.regions if one.grouping == found.grouping), None)
    writer.manuscript.room(_SECTION_ROOM)
    writer.manuscript.section(name)
    drawn = regions if regions is not None and _is_comparison(writer, regions) else None
    see = [f"tab-{found.grouping}", *([f"fig-{found.grouping}"] if drawn else [])]
    writer.paragraph(_most(writer, found), _comparison(writer, drawn), see=see)
    caption = writer.texts.t("Clusters by group: {grouping}", grouping=name)
    if drawn is not None and _is_map(drawn):
        _add_map(writer, drawn, name)
    writer.grid(grouping_grid(writer, found, regions), caption, f"tab-{found.grouping}")
    if drawn is not None and not _is_map(drawn):
        _add_chart(writer, drawn, name)


def grouping_grid(writer: Writer, found: Characteristic, regions: Regions | None) -> Grid:
    """Every class that has clusters, with the figures of the index where they are a crowd."""
    texts = writer.texts
    known = {row.value: row for row in classes.shown(writer.study, regions, None)} if regions else {}
    columns = (
        text_column(text_in(found.names, texts.language, found.grouping), "group"),
        count_column(texts.t("Clusters"), "clusters", 52),
        Column(texts.t("Share"), "share", Kind.SHARE, 0, 48),
        writer.points(texts.t("Lower quartile"), "lower", 52),
        writer.points(texts.t("Median of the index"), "median", 60),
        writer.points(texts.t("Upper quartile"), "upper", 52),
    )
    lines = []
    for value, names, count in found.rows:
        if count:
            region = known.get(value, Region(value, names, count))
            figures = (region.lower, region.median, region.upper)
            lines.append(Line((classes.name(region, texts), count, count / found.of, *figures)))
    if found.unknown:
        lines.append(Line((texts.t("not known"), found.unknown, found.unknown / found.of, None, None, None)))
    return Grid(columns, tuple(lines))


def _is_comparison(writer: Writer, regions: Regions) -> bool:
    """Whether a picture shows anything; a map shows where there is nothing too."""
    rows = classes.shown(writer.study, regions, None)
    shown = sum(row.median is not None for row in rows)
    full = _is_map(regions) or len(rows) - shown <= _MOST_HIDDEN
    return not classes.hidden(writer.study, regions, None) and shown >= _LEAST_SHOWN and full


def _most(writer: Writer, found: Characteristic) -> str:
    """The class with the most clusters; those that share the first place together."""
    texts = writer.texts
    most = max(count for _value, _names, count in found.rows)
    first = [classes.name(Region(value, names, count), texts) for value, names, count in found.rows if count == most]
    if len(first) > 1 and most == 1:
        return texts.t("No group has more than one cluster.")
    if len(first) > 1:
        return texts.n(
            "Most clusters: {groups} ({n} cluster each).",
            "Most clusters: {groups} ({n} clusters each).",
            most,
            groups="; ".join(first),
        )
    return texts.n(
        "Most clusters: {group} ({n} cluster of {of}).",
        "Most clusters: {group} ({n} clusters of {of}).",
        most,
        group=first[0],
        of=found.of,
    )


def _comparison(writer: Writer, regions: Regions | None) -> str:
    """The groups with the highest and the lowest median of those that may be shown."""
    if regions is None:
        return ""
    texts = writer.texts
    shown = classes.shown(writer.study, regions, None)
    rows = [(row.median, classes.name(row, texts)) for row in shown if row.median is not None]
    rows.sort(key=lambda pair: -(pair[0] or 0.0))
    best, high = writer.foremost(rows)
    worst, low = writer.foremost(rows[::-1])
    if high == low:
        return texts.t("All groups that can be shown have the same median, {median} points.", median=high)
    return texts.t(
        "Of the groups that can be shown the median of the index is highest in: {best} ({high}), and lowest in: {worst}"
        " ({low}).",
        best=best,
        high=high,
        worst=worst,
        low=low,
    )


def _is_map(regions: Regions) -> bool:
    return regions.grouping == VOIVODESHIP


def _add_map(writer: Writer, regions: Regions, name: str) -> None:
    study, theme, texts = writer.drawn, writer.theme, writer.texts
    writer.figure(
        lambda size: voivodeships_figure(study, regions, theme, texts, size=size),
        describe_map(study, regions, texts),
        texts.t("Scores of the index by group: {grouping}", grouping=name),
        f"fig-{regions.grouping}",
        heights=(_MAP, _MAP),
    )


def _add_chart(writer: Writer, regions: Regions, name: str) -> None:
    study, theme, texts = writer.drawn, writer.theme, writer.texts
    height = _CHART + _ROW * sum(row.count > 0 for row in regions.rows)
    writer.figure(
        lambda size: groups_figure(study, regions, theme, texts, size=size),
        describe_groups(study, regions, texts),
        texts.t("Scores of the index by group: {grouping}", grouping=name),
        f"fig-{regions.grouping}",
        heights=(height, height),
    )
