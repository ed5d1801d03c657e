"""What the charts of groups of clusters say: which classes may be shown, the finding, the table."""

from dataclasses import replace

from clusterbench_gui.charts import words
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.findings import Region, Regions
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


def own_class(study: ScoredStudy, regions: Regions, focus: str | None) -> str:
    """The class of the cluster in focus; "" where it has none."""
    members = next((one.members for one in study.groupings if one.id == regions.grouping), {})
    return members.get(focus or "", "")


def shown(study: ScoredStudy, regions: Regions, focus: str | None) -> tuple[Region, ...]:
    """The classes, without figures where fewer than `method.crowd` clusters other than the focus stand behind them."""
    own = own_class(study, regions, focus)
    scored = focus is not None and words.cell(study, focus, regions.node).score is not None
    return tuple(
        row
        if row.median is not None and row.count - (scored and row.value == own) >= study.method.crowd
        else replace(row, median=None, lower=None, upper=None)
        for row in regions.rows
    )


def hidden(study: ScoredStudy, regions: Regions, focus: str | None) -> str:
    """Why there is nothing to draw, as a text to translate; "" where there is something."""
    scored = (code for code in study.scores.clusters if words.cell(study, code, regions.node).score is not None)
    if words.few_others(study, focus, scored):
        return _("Too few clusters to compare")
    if all(row.median is None for row in shown(study, regions, focus)):
        return _("No group has enough clusters to be shown")
    return ""


def name(row: Region, texts: Texts) -> str:
    """What a class is called, on one line."""
    return " ".join(text_in(row.names, texts.language, row.value).split())


def count(row: Region, texts: Texts) -> str:
    """How many clusters a class has; of a class whose figures are not shown only that they are few."""
    return texts.t("few") if row.count and row.median is None else texts.number(row.count, 0)


def grouping(regions: Regions, texts: Texts) -> str:
    """What the grouping is called."""
    return text_in(regions.names, texts.language, regions.grouping)


def title(study: ScoredStudy, regions: Regions, texts: Texts, *, focus: str | None, names: bool) -> str:
    """The finding: the cluster in focus beside the median of its class, else the highest and the lowest median."""
    why = hidden(study, regions, focus)
    if why:
        return texts.t(why)
    rows = [row for row in shown(study, regions, focus) if row.median is not None]
    own = next((row for row in rows if row.value == own_class(study, regions, focus)), None)
    score = None if focus is None else words.cell(study, focus, regions.node).score
    if focus is not None and own is not None and score is not None:
        return texts.t(
            "{name}: {points} points; the median of {group} is {median}",
            name=words.label(study, focus, names=names),
            points=words.figure(study, score, texts),
            group=name(own, texts),
            median=words.figure(study, own.median, texts),
        )
    best, worst = (choose(rows, key=lambda row: row.median or 0.0) for choose in (max, min))
    high, low = (words.figure(study, row.median, texts) for row in (best, worst))
    if high == low:
        return texts.t("Every group that can be shown has a median of {median}", median=high)
    return texts.t("Highest median: {best}; lowest: {worst}", best=name(best, texts), worst=name(worst, texts))


def remarks(study: ScoredStudy, regions: Regions, texts: Texts) -> str:
    """How many clusters belong to no class; "" where all do."""
    if not regions.unknown:
        return ""
    few = regions.unknown < study.method.crowd
    return texts.t("Without a group: {count}", count=texts.t("few") if few else texts.number(regions.unknown, 0))


def told(study: ScoredStudy, regions: Regions, texts: Texts, focus: str | None) -> str:
    """Every class that has clusters with its count and its figures, as one sentence."""
    parts = []
    for row in shown(study, regions, focus):
        if row.median is not None:
            values = [words.figure(study, value, texts) for value in (row.median, row.lower, row.upper)]
            span = f" ({values[1]}{DASH}{values[2]})" if row.lower is not None else ""
            parts.append(f"{name(row, texts)} {values[0]}{span}, {texts.n('{n} cluster', '{n} clusters', row.count)}")
        elif row.count:
            parts.append(f"{name(row, texts)}: {count(row, texts)}")
    return "; ".join(parts)


def table(
    study: ScoredStudy, regions: Regions, texts: Texts, *, focus: str | None = None, names: bool = True
) -> words.Table:
    """Every class with its count, median and quartiles, then all clusters with the benchmark; nothing where too few are.

    Holds no cluster but the one in focus.
    """
    headings = (
        grouping(regions, texts),
        texts.t("Clusters"),
        texts.t("Median"),
        texts.t("Lower quartile"),
        texts.t("Upper quartile"),
        texts.t("Benchmark"),
    )
    if hidden(study, regions, focus):
        return headings, ()
    rows = [
        (name(row, texts), count(row, texts), *_figures(study, texts, row.median, row.lower, row.upper), DASH)
        for row in shown(study, regions, focus)
    ]
    every = study.scores.summaries[regions.node]
    figures = _figures(study, texts, every.median, every.lower, every.upper, every.benchmark)
    rows.append((texts.t("all clusters"), texts.number(every.count, 0), *figures))
    score = None if focus is None else words.cell(study, focus, regions.node).score
    if focus is not None and score is not None:
        own = words.label(study, focus, names=names)
        rows.append((own, DASH, words.figure(study, score, texts), DASH, DASH, DASH))
    return headings, tuple(rows)


def _figures(study: ScoredStudy, texts: Texts, *values: float | None) -> tuple[str, ...]:
    return tuple(words.figure(study, value, texts) for value in values)
