"""How good the data are: who answered, what is missing and why, whether sub-areas measure one thing."""

from clusterbench_gui.charts import correlations, missing, relations, words
from clusterbench_gui.charts.missing_states import Gaps, gaps_of
from clusterbench_gui.charts.reasons import ABSENCES, REASONS
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.findings import Correlations
from clusterbench_gui.reports.general.grids import Column, Grid, Kind, Line
from clusterbench_gui.reports.general.state import subareas
from clusterbench_gui.reports.general.writer import Writer, count_column, text_column

_CHART, _ROW, _LEAST_ROW, _FULL = 125.0, 11.5, 8.6, 600.0
_MOST_GAPS = 6
"""Indicators with the most gaps that are named."""


def add_quality(writer: Writer) -> None:
    """Responses, gaps, consistency."""
    texts = writer.texts
    writer.chapter("quality", texts.t("Data quality and response"), fresh=False)
    if not writer.overview.responses and not writer.is_crowd:
        writer.paragraph(texts.t("Too few clusters took part to say anything of the quality of the data."))
    _add_responses(writer)
    _add_gaps(writer)
    _add_consistency(writer)


def responses_grid(writer: Writer) -> Grid:
    """Every instrument: clusters with an interview that counts, of how many, interviews."""
    texts = writer.texts
    columns = (
        text_column(texts.t("Questionnaire"), "instrument"),
        count_column(texts.t("Clusters with an interview"), "clusters", 85),
        count_column(texts.t("Of"), "of", 50),
        Column(texts.t("Share"), "share", Kind.SHARE, 0, 55),
        count_column(texts.t("Interviews"), "interviews", 70),
    )
    return Grid(
        columns,
        tuple(
            Line(
                (
                    text_in(one.names, texts.language, one.instrument),
                    one.clusters,
                    one.of,
                    one.clusters / one.of if one.of else None,
                    one.interviews,
                )
            )
            for one in writer.overview.responses
        ),
    )


def absences_grid(writer: Writer) -> Grid:
    """Missing values of indicators by reason and instrument."""
    texts, responses = writer.texts, writer.overview.responses
    found = sorted({reason for one in responses for reason in one.absences})
    columns = (
        text_column(texts.t("Reason"), "reason"),
        *(count_column(text_in(one.names, texts.language, one.instrument), one.instrument, 110) for one in responses),
    )
    return Grid(
        columns,
        tuple(Line((_reason(writer, reason), *(one.absences.get(reason, 0) for one in responses))) for reason in found),
    )


def gaps_grid(writer: Writer, gaps: Gaps) -> Grid:
    """The indicators with the most gaps."""
    texts = writer.texts
    columns = (
        text_column(texts.t("Indicator"), "node"),
        count_column(texts.t("Clusters without a value"), "missing", 90),
        Column(texts.t("Share"), "share", Kind.SHARE, 1, 60),
    )
    worst = [(gaps.nodes[column], share) for column, share in gaps.worst()[:_MOST_GAPS] if share > 0]
    return Grid(
        columns,
        tuple(Line((writer.called(node), round(share * len(gaps.codes)), share)) for node, share in worst),
    )


def consistency_grid(writer: Writer) -> Grid:
    """Cronbach's alpha of everything whose parts were correlated."""
    texts = writer.texts
    columns = (
        text_column(texts.t("Area"), "node"),
        count_column(texts.t("Complete clusters"), "clusters", 90),
        Column(texts.t("Cronbach’s alpha"), "alpha", decimals=2, width=90),
    )
    lines = []
    for _level, data in sorted(writer.overview.correlations.items(), reverse=True):
        shown = relations.relations_of(writer.study, data, None)
        lines += [
            Line((writer.called(writer.study.model.node(one.node)), one.units, one.alpha)) for one in shown.consistency
        ]
    return Grid(columns, tuple(lines))


def _add_responses(writer: Writer) -> None:
    texts, responses = writer.texts, writer.overview.responses
    if not responses:
        return
    writer.paragraph(
        texts.t(
            "An interview counts once it is finished; of several of one cluster the approved one counts, else the last."
        ),
        see=["tab-responses"],
    )
    writer.grid(responses_grid(writer), texts.t("Response by questionnaire"), "tab-responses")
    absences = absences_grid(writer)
    if absences.lines:
        writer.paragraph(
            texts.t("Values of indicators are missing for different reasons. A missing value is never a zero."),
            see=["tab-absences"],
        )
        writer.grid(absences, texts.t("Missing values of indicators by reason"), "tab-absences")


def _add_gaps(writer: Writer) -> None:
    study, theme, texts = writer.drawn, writer.theme, writer.texts
    gaps = gaps_of(study, texts)
    if not writer.is_crowd or not gaps.nodes:
        return
    writer.manuscript.section(texts.t("What is missing"))
    writer.paragraph(_share(writer, gaps), see=["fig-missing", "tab-gaps"])
    writer.grid(gaps_grid(writer, gaps), texts.t("Indicators with the most missing values"), "tab-gaps")
    lowest, highest = (min(_CHART + row * len(gaps.codes), _FULL) for row in (_LEAST_ROW, _ROW))
    writer.figure(
        lambda size: missing.missing_figure(study, theme, texts, names=False, size=size),
        missing.describe(study, texts, names=False),
        texts.t("Missing values by cluster and indicator"),
        "fig-missing",
        heights=(lowest, highest),
    )


def _share(writer: Writer, gaps: Gaps) -> str:
    if not gaps.share():
        return writer.texts.t("No value of any indicator is missing.")
    return writer.texts.t(
        "Of all values {share} are missing. Clusters with all values: {whole} of {count}.",
        share=words.share(gaps.share(), writer.texts, 1),
        whole=gaps.whole(),
        count=len(gaps.codes),
    )


def _add_consistency(writer: Writer) -> None:
    """How the sub-areas go together."""
    texts, nodes = writer.texts, subareas(writer.study.model)
    data = writer.overview.correlations.get(nodes[0].level) if nodes else None
    grid = consistency_grid(writer)
    if data is None or not grid.lines or not writer.is_crowd:
        return
    writer.manuscript.section(texts.t("Correlations and reliability"))
    writer.paragraph(
        texts.t(
            "Cronbach’s alpha says whether the parts of a node rise and fall together. An index of different things need not"
            " have a high one; a low alpha says that its parts have to be read one by one."
        ),
        see=["fig-correlations", "tab-alpha"],
    )
    writer.grid(grid, texts.t("Reliability by area"), "tab-alpha")
    _add_correlations(writer, data)


def _add_correlations(writer: Writer, data: Correlations) -> None:
    study, theme, texts = writer.drawn, writer.theme, writer.texts
    writer.figure(
        lambda size: correlations.correlations_figure(study, data, theme, texts, size=size),
        correlations.describe(study, data, texts),
        texts.t("Correlations of the sub-areas"),
        "fig-correlations",
        heights=(290.0, 400.0),
    )


def _reason(writer: Writer, code: str) -> str:
    """A reason in words: a respondent's, else the program's."""
    known = {absence.value: said for absence, said in ABSENCES.items()}
    absence = known.get(code) or REASONS.get(code)
    return writer.texts.t(absence) if absence else code
