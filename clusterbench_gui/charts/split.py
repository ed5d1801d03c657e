"""What is a change between editions made of? The cluster's own change, the benchmark, the panel and the method, in steps."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.steps import End, Step, draw_steps
from clusterbench_gui.charts.style import Sheet
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.findings import CAUSES, Split
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import Theme


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_WORDS: Mapping[str, str] = dict(
    zip(
        CAUSES,
        (_("own change"), _("others moved the scale"), _("other clusters take part"), _("another method")),
        strict=True,
    )
)


def split_figure(
    study: ScoredStudy,
    split: Split,
    theme: Theme,
    texts: Texts,
    *,
    names: bool = True,
    size: tuple[float, float] = (8, 4),
) -> Figure:
    """From the score of one edition to that of the next, a step for every cause. `names` False shows the cluster's code."""
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(study, split, texts, names=names), _subtitle(study, split, texts), words.source(study, texts))
    if not any(points for _cause, points in split.parts):
        sheet.sentence(texts.t("Nothing makes a difference here"))
        return sheet.figure
    draw_steps(sheet, study, _end(study, split, sheet, 0), _steps(split, texts), _end(study, split, sheet, 1))
    return sheet.figure


def describe(study: ScoredStudy, split: Split, texts: Texts, *, names: bool = True) -> str:
    """The split in words: the change, and every cause with its points."""
    parts = (f"{step.label} {words.change(study, step.points, texts)}" for step in _steps(split, texts))
    return words.sentences([_title(study, split, texts, names=names), _subtitle(study, split, texts), "; ".join(parts)])


def table(study: ScoredStudy, split: Split, texts: Texts) -> words.Table:
    """The score before, every cause with its points, the score after."""
    before, after = (text_in(titles, texts.language) for titles in split.editions)
    return (texts.t("Part"), texts.t("Points")), (
        (before, words.figure(study, split.before, texts)),
        *((step.label, words.change(study, step.points, texts)) for step in _steps(split, texts)),
        (after, words.figure(study, split.after, texts)),
    )


def _steps(split: Split, texts: Texts) -> list[Step]:
    return [Step(texts.t(_WORDS[cause]), points) for cause, points in split.parts]


def _end(study: ScoredStudy, split: Split, sheet: Sheet, which: int) -> End:
    score = (split.before, split.after)[which]
    title = text_in(split.editions[which], sheet.texts.language)
    color = sheet.theme.accent if split.cluster else sheet.theme.median
    return End(f"{title} {words.figure(study, score, sheet.texts)}", score, color)


def _title(study: ScoredStudy, split: Split, texts: Texts, *, names: bool) -> str:
    who = words.label(study, split.cluster, names=names) if split.cluster else texts.t("Median of the clusters")
    points = words.change(study, split.after - split.before, texts)
    own = next((value for cause, value in split.parts if cause == "own"), None)
    if own is None:
        return texts.t("{name}: {points} points since the edition before", name=who, points=points)
    return texts.t(
        "{name}: {points} points since the edition before, {own} by its own change",
        name=who,
        points=points,
        own=words.change(study, own, texts),
    )


def _subtitle(study: ScoredStudy, split: Split, texts: Texts) -> str:
    return texts.t(
        "{node}, shared indicators, {scale} of each edition by itself; the steps add up before rounding; solid is a gain, hatched a loss",
        node=words.node_name(study.model.node(split.node), texts),
        scale=words.scale(study.method, texts),
    )
