"""The first page: whose report it is, the key figures, the place with how sure it is, and what to know before reading on."""

from typing import Any

from reportlab.lib.colors import HexColor

from clusterbench_gui.charts.certain import spoken
from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.charts.words import change, share
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.standing import covered
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, REGULAR
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH
from clusterbench_gui.reports.typesetting.typography import TableStyle
from clusterbench_gui.reports.words import known_share, to_benchmark, to_median
from clusterbench_gui.support.texts import DASH
from clusterbench_gui.support.theme import TEXT_SMALL, TEXT_TITLE


def add_headline(report: Report) -> None:
    """Title, key figures, the place in words, the groups it belongs to, and the notes."""
    manuscript, study, texts = report.manuscript, report.study, report.texts
    edition = text_in(study.titles, texts.language, study.edition)
    manuscript.title(study.cluster(report.code).name)
    manuscript.paragraph(texts.t("Report of the cluster. {edition}", edition=edition), manuscript.styles.subtitle)
    _add_key_figures(report)
    manuscript.paragraph(" ".join(_place(report)))
    groups = [
        f"{text_in(one.names, texts.language)}: {text_in(one.region.names, texts.language, one.region.value)}"
        for one in report.dossier.memberships
    ]
    if groups:
        manuscript.paragraph(" · ".join(groups), manuscript.styles.note)
    manuscript.paragraph(" ".join(_notes(report)), manuscript.styles.note)


def moved(report: Report) -> tuple[float, float] | None:
    """The cluster's scores at the index on one scale of the first and the last edition; None where one is missing."""
    trend = report.dossier.trend
    scores = dict(trend.rows).get(report.code) if trend is not None else None
    if not scores or scores[0] is None or scores[-1] is None:
        return None
    return scores[0], scores[-1]


def certainty(report: Report) -> str:
    """How sure the place is, as a sentence; empty where it was not put to the test."""
    sure, texts = report.dossier.standing, report.texts
    if sure is None:
        return ""
    values = {"count": texts.number(report.dossier.variants, 0), "places": spoken(sure, texts)}
    if not sure.top:
        return texts.t(
            "Nine in ten of {count} variants of the method give {places}; in none of them the cluster is in the top quarter.",
            **values,
        )
    return texts.t(
        "Nine in ten of {count} variants of the method give {places}; in {share} of them the cluster is in the top quarter.",
        **values,
        share=share(sure.top, texts),
    )


def _add_key_figures(report: Report) -> None:
    """Label over value, five across; the last edition only where there is one."""
    top, texts = report.top, report.texts
    count = "" if top.count is None else texts.number(top.count, 0)
    figures = [
        (texts.t("Overall score"), report.points(top.score)),
        (texts.t("Place among {count}", count=count) if count else texts.t("Place"), texts.number(top.rank, 0)),
        (texts.t("Quartile"), top.quartile or DASH),
        (texts.t("Coverage"), known_share(covered(report.study, report.code, top), texts)),
    ]
    way = moved(report)
    if way is not None:
        figures.append((texts.t("Since the last edition"), change(report.study, way[1] - way[0], texts)))
    rows = [
        [TableCell(label, head="Column") for label, _ in figures],
        [TableCell(value) for _, value in figures],
    ]
    report.manuscript.table(rows, [TEXT_WIDTH / len(figures)] * len(figures), _style(report))


def _style(report: Report) -> TableStyle:
    theme = report.theme
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, 0), REGULAR, TEXT_SMALL, 12),
        ("FONT", (0, 1), (-1, 1), BOLD, TEXT_TITLE, 26),
        ("TEXTCOLOR", (0, 0), (-1, 0), HexColor(theme.muted)),
        ("TEXTCOLOR", (0, 1), (-1, 1), HexColor(theme.ink)),
        ("TEXTCOLOR", (0, 1), (0, 1), HexColor(theme.accent)),
        ("LINEABOVE", (0, 0), (-1, 0), 0.75, HexColor(theme.line)),
        ("LINEBELOW", (0, 1), (-1, 1), 0.75, HexColor(theme.line)),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, 0), 6),
        ("TOPPADDING", (0, 1), (-1, 1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
        ("BOTTOMPADDING", (0, 1), (-1, 1), 8),
    ]
    return style


def _place(report: Report) -> list[str]:
    """Place and how sure it is, the distances to benchmark and median; or why there is none of it."""
    top, texts = report.top, report.texts
    sentences = []
    if top.rank is not None:
        count = texts.number(top.count, 0)
        sentences.append(texts.t("Place {rank} of {count}.", rank=texts.number(top.rank, 0), count=count))
    decimals = report.study.method.decimals
    sentences += [certainty(report), to_benchmark(top, texts, decimals), to_median(top, texts, decimals)]
    if top.score is None:
        sentences.append(texts.t("There is no overall score: {reason}.", reason=reason(top.missing, texts)))
    if not top.crowd:
        sentences.append(texts.t("Too few other clusters have a value, so there is nothing to compare with."))
    return [sentence for sentence in sentences if sentence]


def _notes(report: Report) -> list[str]:
    """Confidential, invented, and the notice of the edition."""
    study, texts = report.study, report.texts
    notes = [texts.t("Confidential: this report is meant for the coordinator of this cluster only.")]
    if study.synthetic:
        notes.append(texts.t("The clusters and all figures are invented."))
    notice = text_in(study.notice, texts.language)
    return [*notes, notice] if notice else notes
