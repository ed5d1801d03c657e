"""The report of one cluster: that cluster by name, all others as a crowd."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor

from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.charts.words import share, strengths
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.individual.advice import add_advice
from clusterbench_gui.reports.individual.method_page import add_method
from clusterbench_gui.reports.individual.pictures import add_position, add_profile
from clusterbench_gui.reports.individual.results_table import add_results, results_csv
from clusterbench_gui.reports.standing import Standing, disclosed, standings
from clusterbench_gui.reports.typesetting.archive import AUTHOR, Attachment, Metadata
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, Furniture, Manuscript
from clusterbench_gui.reports.words import moment, name, to_benchmark, to_median
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import LIGHT, TEXT_SMALL, TEXT_TITLE

_LISTED = 5
_TABLE_ROOM = 200.0
_INDICATOR = 1
_KEY_FIGURES: list[tuple[Any, ...]] = [
    ("FONT", (0, 0), (-1, 0), REGULAR, TEXT_SMALL, 12),
    ("FONT", (0, 1), (-1, 1), BOLD, TEXT_TITLE, 26),
    ("TEXTCOLOR", (0, 0), (-1, 0), HexColor(LIGHT.muted)),
    ("TEXTCOLOR", (0, 1), (-1, 1), HexColor(LIGHT.ink)),
    ("TEXTCOLOR", (0, 1), (0, 1), HexColor(LIGHT.accent)),
    ("LINEABOVE", (0, 0), (-1, 0), 0.75, HexColor(LIGHT.line)),
    ("LINEBELOW", (0, 1), (-1, 1), 0.75, HexColor(LIGHT.line)),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, 0), 6),
    ("TOPPADDING", (0, 1), (-1, 1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
    ("BOTTOMPADDING", (0, 1), (-1, 1), 8),
]


def cluster_report(study: ScoredStudy, code: str, texts: Texts) -> bytes:
    """The report as a tagged PDF for the archive, with the cluster's figures attached as CSV; same study, same bytes.

    Raises KeyError where the study has no such cluster.
    """
    study = disclosed(study)
    cluster = study.cluster(code)
    edition = text_in(study.titles, texts.language, study.edition)
    warning = texts.t("Invented data") if study.synthetic else ""
    places = standings(study, code)
    manuscript = Manuscript(texts, Furniture(f"{cluster.name} · {edition}", warning))
    manuscript.title(cluster.name)
    manuscript.paragraph(texts.t("Report of the cluster. {edition}", edition=edition), manuscript.styles.subtitle)
    _add_headline(manuscript, study, places[0], texts)
    add_position(manuscript, study, code, places[0], texts)
    _add_findings(manuscript, study, code, places, texts)
    add_profile(manuscript, study, code, texts)
    add_advice(manuscript, study, places, texts)
    _add_results(manuscript, study, places, texts)
    add_method(manuscript, study, texts)
    title = texts.t("{cluster}: report of the cluster, {edition}", cluster=cluster.name, edition=edition)
    metadata = Metadata(title, AUTHOR, texts.language, moment(study.as_of), study.program)
    figures = Attachment(
        texts.t("figures.csv"), "text/csv", texts.t("The figures of this report"), results_csv(places, texts)
    )
    return manuscript.render(metadata, [figures])


def _add_headline(manuscript: Manuscript, study: ScoredStudy, top: Standing, texts: Texts) -> None:
    """The four key figures, the place in words, and what the reader must know before reading on."""
    _add_key_figures(manuscript, top, texts)
    manuscript.paragraph(" ".join(_place(top, texts)))
    notice = text_in(study.notice, texts.language)
    confidential = texts.t("Confidential: this report is meant for the coordinator of this cluster only.")
    manuscript.paragraph(f"{confidential} {notice}".strip(), manuscript.styles.note)


def _add_key_figures(manuscript: Manuscript, top: Standing, texts: Texts) -> None:
    rank = texts.t("{rank} of {count}", rank=top.rank, count=top.count) if top.rank is not None else DASH
    figures = (
        (texts.t("Overall score"), texts.number(top.score)),
        (texts.t("Rank"), rank),
        (texts.t("Quartile"), top.quartile or DASH),
        (texts.t("Coverage"), share(top.coverage, texts)),
    )
    rows = [
        [TableCell(label, head="Column") for label, _ in figures],
        [TableCell(value) for _, value in figures],
    ]
    manuscript.table(rows, [TEXT_WIDTH / len(figures)] * len(figures), _KEY_FIGURES)


def _place(top: Standing, texts: Texts) -> list[str]:
    """Why there is no score, or the distances to benchmark and median."""
    sentences = [to_benchmark(top, texts), to_median(top, texts)]
    if top.score is None:
        sentences.append(texts.t("There is no overall score: {reason}.", reason=reason(top.missing, texts)))
    if not top.crowd:
        sentences.append(texts.t("Too few other clusters have a value, so there is nothing to compare with."))
    return [sentence for sentence in sentences if sentence]


def _add_results(manuscript: Manuscript, study: ScoredStudy, places: Sequence[Standing], texts: Texts) -> None:
    low, high = texts.number(study.method.low, 0), texts.number(study.method.high, 0)
    manuscript.chapter(texts.t("All results"), room=_TABLE_ROOM)
    manuscript.paragraph(
        texts.t(
            "Score, median and benchmark are points from {low} to {high}; the gap is score less benchmark. Quartile A is the"
            " best, D the last. A dash stands where there is no value, or too few clusters have one.",
            low=low,
            high=high,
        ),
        manuscript.styles.note,
    )
    add_results(manuscript, places, texts)


def _add_findings(
    manuscript: Manuscript, study: ScoredStudy, code: str, places: Sequence[Standing], texts: Texts
) -> None:
    """Strengths and weaknesses among the indicators, each with its rule; the same as the charts call so.

    Neither is there where no indicator can be compared.
    """
    by_code = {place.node.code: place for place in places}
    if all(place.to_median is None for place in places if place.node.level == _INDICATOR):
        return
    strong, weak = strengths(study, code, _INDICATOR)
    manuscript.chapter(texts.t("Strengths"))
    rule = texts.t("Indicators in the top quartile, the farthest above the median first.")
    _add_list(manuscript, [by_code[node.code] for node in strong], rule, texts)
    manuscript.chapter(texts.t("Weaknesses"))
    rule = texts.t("Indicators below the median, the farthest below it first.")
    _add_list(manuscript, [by_code[node.code] for node in weak], rule, texts)


def _add_list(manuscript: Manuscript, places: Sequence[Standing], rule: str, texts: Texts) -> None:
    more = len(places) - _LISTED
    if more > 0:
        rule += " " + texts.n("{n} more stands in the table.", "{n} more stand in the table.", more)
    manuscript.paragraph(rule, manuscript.styles.rule)
    if places:
        manuscript.items(_finding(place, texts) for place in places[:_LISTED])
    else:
        manuscript.paragraph(texts.t("None by this rule."))


def _finding(place: Standing, texts: Texts) -> str:
    values = {
        "name": name(place.node, texts),
        "score": texts.number(place.score),
        "distance": texts.number(abs(place.to_median or 0)),
    }
    if (place.to_median or 0) > 0:
        return texts.t("{name}: {score} points, {distance} above the median", **values)
    return texts.t("{name}: {score} points, {distance} below the median", **values)
