"""Where does one cluster stand among all? A strip of anonymous dots, the cluster marked, median and benchmark as ticks."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.scale import Axis, draw_marks, draw_scale, reference_marks
from clusterbench_gui.charts.style import Box, Sheet, shorten, spread, width_of
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import TEXT_BODY, TEXT_SMALL, Theme

_DOT = 7.0


def strip_figure(
    study: ScoredStudy,
    cluster: str,
    node: str,
    theme: Theme,
    texts: Texts,
    *,
    size: tuple[float, float] = (7, 2.6),
) -> Figure:
    """Position of `cluster` at `node`. The others are dots without any identity, in the order of their scores.

    With fewer than `method.crowd` others neither their dots nor median and benchmark are drawn. `size` in inches.
    """
    sheet = Sheet(theme, texts, size)
    compared = words.references(study, cluster, node)
    title = words.position(study, cluster, node, compared.benchmark, texts, names=True)
    sheet.frame(title, subtitle(study, cluster, node, texts), words.source(study, texts))
    draw_strip(sheet, study, cluster, node)
    return sheet.figure


def draw_strip(sheet: Sheet, study: ScoredStudy, cluster: str, node: str) -> None:
    """The strip itself, in the body of a sheet."""
    body, theme, compared = sheet.body, sheet.theme, words.references(study, cluster, node)
    top, bottom = body.top + TEXT_BODY * 1.5, body.bottom - TEXT_SMALL * 2.9
    axis = Axis(study.method.low, study.method.high, body.left + 12, body.right - 12)
    plot = Box(axis.start, top, axis.end, max(bottom, top + 10))
    draw_scale(sheet, axis, plot)
    marks = reference_marks(sheet, study, compared)
    draw_marks(sheet, axis, plot, marks, baseline=plot.bottom + TEXT_SMALL * 2.5, over=2.2)
    crowd = words.others(study, cluster, node)
    if len(crowd) >= study.method.crowd:
        sheet.markers(_swarm(axis, plot, crowd), theme.others, _DOT, over=2).set_gid("others")
    score = words.cell(study, cluster, node).score
    if score is not None:
        _self(sheet, study, cluster, score, on=(axis, plot))


def describe(study: ScoredStudy, cluster: str, node: str, texts: Texts) -> str:
    """The position in words; of the others only their number, range and middle."""
    compared, one = words.references(study, cluster, node), words.cell(study, cluster, node)
    score = "" if one.score is None else texts.t("Score {score}", score=words.figure(study, one.score, texts))
    return words.sentences(
        [
            words.position(study, cluster, node, compared.benchmark, texts, names=True),
            subtitle(study, cluster, node, texts),
            score,
            words.median_label(study, compared, texts),
            words.benchmark_label(study, compared, texts),
        ]
    )


def table(study: ScoredStudy, cluster: str, node: str, texts: Texts) -> words.Table:
    """The numbers behind the strip: the cluster, median, benchmark, and the crowd without any identity."""
    one, compared = words.cell(study, cluster, node), words.references(study, cluster, node)
    t = texts.t
    rows = [
        (words.label(study, cluster), words.figure(study, one.score, texts)),
        (t("Median"), words.figure(study, compared.median, texts)),
        (t("Benchmark"), words.figure(study, compared.benchmark, texts)),
    ]
    crowd = words.others(study, cluster, node)
    if len(crowd) >= study.method.crowd:
        rows += [(t("another cluster"), words.figure(study, score, texts)) for score in reversed(crowd)]
    return (t("Cluster"), t("Score")), tuple(rows)


def subtitle(study: ScoredStudy, cluster: str, node: str, texts: Texts) -> str:
    """What the strip is of, and whether the others may be shown."""
    name, scale = words.node_name(study.model.node(node), texts), words.scale(study.method, texts)
    if len(words.others(study, cluster, node)) < study.method.crowd:
        return texts.t("{node}, {scale}; too few clusters to show the others", node=name, scale=scale)
    return texts.t("{node}, {scale}; each dot is a cluster", node=name, scale=scale)


def _swarm(axis: Axis, plot: Box, crowd: Sequence[float]) -> list[tuple[float, float]]:
    """Dots at their scores, those that would cover each other stacked to both sides of the middle."""
    middle = (plot.top + plot.bottom) / 2
    stacks: dict[int, int] = {}
    levels: list[tuple[float, int]] = []
    for score in crowd:
        x = axis.at(score)
        column = int((x - axis.start) // (_DOT * 0.9))
        stacks[column] = stacks.get(column, -1) + 1
        levels.append((x, stacks[column]))
    room = plot.height / 2 - _DOT / 2
    step = min(_DOT, room / max(1, (max((level for _, level in levels), default=0) + 1) // 2))
    return [(x, middle + (1 if level % 2 else -1) * ((level + 1) // 2) * step) for x, level in levels]


def _self(sheet: Sheet, study: ScoredStudy, cluster: str, score: float, *, on: tuple[Axis, Box]) -> None:
    """The cluster itself: a larger dot with its name and score above, kept inside the sheet."""
    theme, (axis, plot) = sheet.theme, on
    x, value = axis.at(score), f" {words.figure(study, score, sheet.texts)}"
    room = sheet.body.width - width_of(value, TEXT_BODY, bold=True)
    label = shorten(words.label(study, cluster), TEXT_BODY, room, bold=True) + value
    (middle,) = spread([x], [width_of(label, TEXT_BODY, bold=True)], sheet.body.left, sheet.body.right)
    sheet.text(middle, plot.top - TEXT_BODY * 0.5, label, size=TEXT_BODY, color=theme.accent, bold=True, align="center")
    sheet.line(((x, plot.top - 2), (x, plot.bottom)), theme.accent, 1.2, over=3)
    sheet.markers([(x, (plot.top + plot.bottom) / 2)], theme.accent, _DOT * 1.7, over=4).set_gid("self")
