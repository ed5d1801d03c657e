"""What may one cluster show of itself? Its place among all and its strengths on one card, no other cluster named."""

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.bars import Entry, Spoke, draw_bars, draw_key
from clusterbench_gui.charts.strip import draw_strip, subtitle
from clusterbench_gui.charts.style import Box, Sheet, height_of, wrap
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_BODY, TEXT_LARGE, Theme

MOST = 5
"""Strengths that a card has room for."""

_STRIP_SHARE = 0.36


def card_figure(
    study: ScoredStudy, cluster: str, theme: Theme, texts: Texts, *, size: tuple[float, float] = (8, 6)
) -> Figure:
    """The cluster at the index as a dot among dots, and below its clearest strengths beside the median. `size` in inches."""
    sheet, node = Sheet(theme, texts, size), words.top(study.model).code
    title = words.position(study, cluster, node, None, texts, names=True)
    sheet.frame(title, subtitle(study, cluster, node, texts), words.source(study, texts))
    body = sheet.body
    middle = body.top + body.height * _STRIP_SHARE
    sheet.body = Box(body.left, body.top, body.right, middle)
    draw_strip(sheet, study, cluster, node)
    sheet.body = Box(body.left, middle + SPACE[2], body.right, body.bottom)
    _draw_strengths(sheet, study, cluster)
    return sheet.figure


def describe(study: ScoredStudy, cluster: str, texts: Texts) -> str:
    """The card in words."""
    node = words.top(study.model).code
    compared, one = words.references(study, cluster, node), words.cell(study, cluster, node)
    strong = [
        f"{words.node_name(node, texts)} {words.figure(study, words.cell(study, cluster, node.code).score, texts)}"
        for node in _strong(study, cluster)
    ]
    return words.sentences(
        [
            words.position(study, cluster, node, None, texts, names=True),
            subtitle(study, cluster, node, texts),
            "" if one.score is None else texts.t("Score {score}", score=words.figure(study, one.score, texts)),
            words.median_label(study, compared, texts),
            words.benchmark_label(study, compared, texts),
            f"{texts.t('Strengths')}: {'; '.join(strong)}" if strong else "",
        ]
    )


def table(study: ScoredStudy, cluster: str, texts: Texts) -> words.Table:
    """The numbers on the card: the index, then the strengths, each with place, median and benchmark."""
    t, rows = texts.t, []
    for node in (words.top(study.model), *_strong(study, cluster)):
        one, compared = words.cell(study, cluster, node.code), words.references(study, cluster, node.code)
        figures = (words.figure(study, value, texts) for value in (one.score, compared.median, compared.benchmark))
        rows.append((words.coded(node, texts), *figures, texts.number(one.rank, 0)))
    return (t("Name"), t("Score"), t("Median"), t("Benchmark"), t("Rank")), tuple(rows)


def _strong(study: ScoredStudy, cluster: str) -> list[Node]:
    return words.strengths(study, cluster, words.profile_level(study.model))[0][:MOST]


def _draw_strengths(sheet: Sheet, study: ScoredStudy, cluster: str) -> None:
    """Bars of the strengths with a tick where the median stands; nothing but the strip where there is none."""
    body, theme, texts = sheet.body, sheet.theme, sheet.texts
    strong = _strong(study, cluster)
    if not strong:
        return
    head = texts.t("Strengths: in the top quarter, and the farthest above the median")
    top = sheet.block(body.left, body.top, wrap(head, TEXT_BODY, body.width, lines=2), size=TEXT_BODY, bold=True)
    sheet.body = Box(body.left, top + SPACE[1], body.right, body.bottom)
    draw_key(
        sheet,
        [
            Entry(words.label(study, cluster), theme.accent, 6, bold=True),
            Entry(texts.t("median"), theme.median, 1.5, upright=True),
        ],
    )
    room = int((sheet.body.height - TEXT_LARGE) // (height_of(1, TEXT_BODY) * 1.1))
    spokes = [_spoke(study, cluster, node, texts) for node in strong][: max(room, 1)]
    draw_bars(sheet, study.method, spokes, [words.figure(study, spoke.score, texts) for spoke in spokes])


def _spoke(study: ScoredStudy, cluster: str, node: Node, texts: Texts) -> Spoke:
    median = words.references(study, cluster, node.code).median
    return Spoke(node.code, words.coded(node, texts), words.cell(study, cluster, node.code).score, median, None)
