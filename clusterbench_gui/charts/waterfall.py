"""What makes the distance of a cluster to the benchmark, the median or another cluster? Steps that sum exactly."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.steps import End, Step, draw_steps, gathered, room_for
from clusterbench_gui.charts.style import Sheet
from clusterbench_gui.domain.findings import BENCHMARK, MEDIAN, Gap
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import Theme

_MOST_STEPS = 16


def waterfall_figure(
    study: ScoredStudy,
    gap: Gap,
    theme: Theme,
    texts: Texts,
    *,
    names: bool = True,
    size: tuple[float, float] = (8, 6),
) -> Figure:
    """From the reference to the cluster's score, a step for every part; small parts are gathered where there are many.

    Without enough other clusters benchmark and median are not told (`method.crowd`). `names` False shows codes for clusters.
    """
    sheet = Sheet(theme, texts, size)
    if _hidden(study, gap):
        sheet.frame(_who(study, gap, texts, names=names), _subtitle(study, gap, texts), words.source(study, texts))
        sheet.sentence(texts.t("Too few other clusters to compare with"))
        return sheet.figure
    sheet.frame(_title(study, gap, texts, names=names), _subtitle(study, gap, texts), words.source(study, texts))
    steps = _steps(study, gap, texts)
    if not any(step.points for step in steps):
        sheet.sentence(texts.t("Nothing makes a difference here"))
        return sheet.figure
    few = min(room_for(sheet), _MOST_STEPS)
    small = len(steps) - few + 1
    shown = gathered(steps, few, texts.n("{n} smaller part together", "{n} smaller parts together", max(small, 1)))
    draw_steps(sheet, study, _start(study, gap, sheet, names=names), shown, _end(study, gap, sheet, names=names))
    return sheet.figure


def describe(study: ScoredStudy, gap: Gap, texts: Texts, *, names: bool = True) -> str:
    """The waterfall in words: the finding, and every part from the clearest loss to the clearest gain."""
    if _hidden(study, gap):
        return words.sentences(
            [_who(study, gap, texts, names=names), texts.t("Too few other clusters to compare with")]
        )
    steps = gathered(_steps(study, gap, texts), len(gap.parts), "")
    return words.sentences(
        [
            _title(study, gap, texts, names=names),
            _subtitle(study, gap, texts),
            "; ".join(f"{step.label} {words.change(study, step.points, texts)}" for step in steps),
        ]
    )


def table(study: ScoredStudy, gap: Gap, texts: Texts, *, names: bool = True) -> words.Table:
    """The way from the reference to the cluster: every part with its points; no rows where it may not be told."""
    headings = (texts.t("Part"), texts.t("Points"))
    if _hidden(study, gap):
        return headings, ()
    steps = gathered(_steps(study, gap, texts), len(gap.parts), "")
    return headings, (
        (_against(study, gap, texts, names=names), words.figure(study, gap.start, texts)),
        *((step.label, words.change(study, step.points, texts)) for step in steps),
        (words.label(study, gap.cluster, names=names), words.figure(study, gap.end, texts)),
    )


def _hidden(study: ScoredStudy, gap: Gap) -> bool:
    scored = (code for code in study.scores.clusters if words.cell(study, code, gap.node).score is not None)
    return gap.against in {BENCHMARK, MEDIAN} and words.few_others(study, gap.cluster, scored)


def _steps(study: ScoredStudy, gap: Gap, texts: Texts) -> Sequence[Step]:
    return [Step(words.coded(study.model.node(code), texts), points, code) for code, points in gap.parts]


def _against(study: ScoredStudy, gap: Gap, texts: Texts, *, names: bool) -> str:
    if gap.against == BENCHMARK:
        return texts.t("benchmark")
    return texts.t("median") if gap.against == MEDIAN else words.label(study, gap.against, names=names)


def _who(study: ScoredStudy, gap: Gap, texts: Texts, *, names: bool) -> str:
    return texts.t(
        "{name} and {reference}",
        name=words.label(study, gap.cluster, names=names),
        reference=_against(study, gap, texts, names=names),
    )


def _title(study: ScoredStudy, gap: Gap, texts: Texts, *, names: bool) -> str:
    """The distance, and the part that makes the most of it."""
    distance = gap.end - gap.start
    parts = sorted(gap.parts, key=lambda part: (part[1] if distance < 0 else -part[1], part[0]))
    said = _distance(study, gap, texts, names=names)
    if not parts or parts[0][1] * distance <= 0:
        return said
    node = words.node_name(study.model.node(parts[0][0]), texts)
    return texts.t(
        "{finding}; most through {part} ({points})",
        finding=said,
        part=node,
        points=words.change(study, parts[0][1], texts),
    )


def _distance(study: ScoredStudy, gap: Gap, texts: Texts, *, names: bool) -> str:
    name = words.label(study, gap.cluster, names=names)
    points = words.change(study, gap.end - gap.start, texts)
    if gap.against == BENCHMARK:
        return texts.t("{name}: {points} points from the benchmark", name=name, points=points)
    if gap.against == MEDIAN:
        return texts.t("{name}: {points} points from the median", name=name, points=points)
    other = words.label(study, gap.against, names=names)
    return texts.t("{name}: {points} points from {other}", name=name, points=points, other=other)


def _subtitle(study: ScoredStudy, gap: Gap, texts: Texts) -> str:
    return texts.t(
        "{node}, {scale}; the steps add up before rounding; solid is a gain, hatched a loss",
        node=words.node_name(study.model.node(gap.node), texts),
        scale=words.scale(study.method, texts),
    )


def _start(study: ScoredStudy, gap: Gap, sheet: Sheet, *, names: bool) -> End:
    theme = sheet.theme
    color = {BENCHMARK: theme.benchmark, MEDIAN: theme.median}.get(gap.against, theme.ink)
    label = _against(study, gap, sheet.texts, names=names)
    return End(f"{label} {words.figure(study, gap.start, sheet.texts)}", gap.start, color)


def _end(study: ScoredStudy, gap: Gap, sheet: Sheet, *, names: bool) -> End:
    label = words.label(study, gap.cluster, names=names)
    return End(f"{label} {words.figure(study, gap.end, sheet.texts)}", gap.end, sheet.theme.accent)
