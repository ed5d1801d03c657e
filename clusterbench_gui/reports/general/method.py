"""The method in words: what was asked, how scores are made, what is disclosed, how sure places are."""

from clusterbench_gui.charts import words
from clusterbench_gui.charts.certain import not_computed
from clusterbench_gui.charts.tree import describe, tree_figure
from clusterbench_gui.reports.general.state import areas, subareas
from clusterbench_gui.reports.general.writer import Writer
from clusterbench_gui.reports.method import method_sentences


def add_method(writer: Writer) -> None:
    """What the index is made of, then how the figures were made."""
    texts, study = writer.texts, writer.study
    writer.chapter("method", texts.t("Method"), fresh=False)
    model = study.model
    writer.paragraph(
        texts.t(
            "The index is built from below: indicators make sub-areas, sub-areas make areas, and areas make the index."
            " Indicators: {indicators}; sub-areas: {subareas}; areas: {areas}. Each indicator comes from answers in an"
            " interview, by a formula that belongs to the edition.",
            indicators=len(model.at(1)),
            subareas=len(subareas(model)),
            areas=len(areas(model)),
        ),
        see=["fig-tree", "tab-weights"],
    )
    writer.manuscript.section(texts.t("From answers to scores"))
    for sentence in method_sentences(study, texts):
        writer.paragraph(sentence)
    writer.manuscript.section(texts.t("What is disclosed"))
    writer.paragraph(_disclosure(writer))
    writer.manuscript.section(texts.t("How sure a place is"))
    writer.paragraph(*_certainty(writer), see=["robustness"])
    drawn = writer.drawn
    writer.figure(
        lambda size: tree_figure(drawn, writer.theme, texts, size=size),
        describe(drawn, texts),
        texts.t("What the index is made of"),
        "fig-tree",
        heights=(280.0, 400.0),
    )


def _disclosure(writer: Writer) -> str:
    texts, crowd = writer.texts, writer.study.method.crowd
    shown = texts.n(
        "Median, quartiles and benchmark are shown where at least {n} cluster has a value; a smaller group has only its"
        " number.",
        "Median, quartiles and benchmark are shown where at least {n} clusters have a value; a smaller group has only"
        " its number.",
        crowd,
    )
    never = texts.t(
        "The highest and the lowest value of an indicator are never printed, because each belongs to one cluster. Answers and values of"
        " indicators in their own units stay in the reports of the clusters."
    )
    return f"{shown} {never}"


def _certainty(writer: Writer) -> list[str]:
    texts, certainty = writer.texts, writer.overview.certainty
    reason = texts.t(
        "A ranking depends on choices that could have been made otherwise: how indicators are put on one scale, how much"
        " they weigh, what mean joins them, and whether a single indicator is there at all."
    )
    if certainty is None or not certainty.runs:
        return [reason, texts.t("In this edition these choices were not put to the test.")]
    runs = texts.number(certainty.runs, 0)
    return [
        reason,
        texts.t(
            "These choices were varied at random {runs} times, and the ranking made anew each time. The interval of places"
            " holds the middle nine in ten of them.",
            runs=runs,
        ),
        words.sentences([not_computed(certainty, texts)]),
    ]
