"""The provisional local report: what an interviewer can hand over on the spot, before the office has seen the answers.

It knows one interview. Of other clusters it has only what the office handed out, and shows that only as a crowd.
"""

import csv
import io

from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.domain.editions import Node, text_in
from clusterbench_gui.domain.papers import LocalResult, RawIndicator, Source
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.reports.papers.answers import tally_words
from clusterbench_gui.reports.papers.comparison import Comparison, comparison
from clusterbench_gui.reports.papers.local_table import add_indicators
from clusterbench_gui.reports.typesetting.archive import AUTHOR, Attachment, Metadata
from clusterbench_gui.reports.typesetting.fonts import has_gaps
from clusterbench_gui.reports.typesetting.layout import Furniture, Manuscript
from clusterbench_gui.reports.words import day, gap_words, moment, name, quantity, unit
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE, Texts

_TABLE_ROOM = 160.0
_LONGEST = 300
"""Characters of an answer that are repeated beside a figure; the respondent's copy has the whole of it."""
_CSV_COLUMNS = ("code", "name", "unit", "value", "missing", "formula", "median", "benchmark", "clusters")


def local_report(result: LocalResult, texts: Texts) -> bytes:
    """The report as a tagged PDF for the archive, its figures attached as CSV; the same data give the same bytes."""
    filled, language = result.filled, texts.language
    title = text_in(filled.titles, language)
    what = texts.t("Provisional local report")
    warning = " · ".join([texts.t("Provisional"), *([texts.t("Invented data")] if _is_invented(result) else [])])
    manuscript = Manuscript(texts, Furniture(f"{filled.cluster.name} · {what}", warning))
    manuscript.title(filled.cluster.name)
    manuscript.paragraph(f"{what}. {title}", manuscript.styles.subtitle)
    compared = [comparison(result, one) for one in result.indicators]
    _add_head(manuscript, result, texts)
    _add_basis(manuscript, result, compared, texts)
    manuscript.chapter(texts.t("Indicators"), room=_TABLE_ROOM)
    manuscript.paragraph(
        texts.t("Values are in the unit in brackets. Where there is none, the table says why."), manuscript.styles.note
    )
    add_indicators(manuscript, result, compared, texts)
    _add_origins(manuscript, result, texts)
    whole = texts.t("{cluster}: {what}, {title}", cluster=filled.cluster.name, what=what, title=title)
    metadata = Metadata(whole, AUTHOR, language, moment(filled.interview.touched[:10]), filled.program)
    figures = _csv(result, compared, texts)
    about = texts.t("The figures of this report")
    return manuscript.render(metadata, [Attachment(texts.t("figures.csv"), "text/csv", about, figures)])


def _is_invented(result: LocalResult) -> bool:
    return result.filled.synthetic or (result.reference is not None and result.reference.synthetic)


def _add_head(manuscript: Manuscript, result: LocalResult, texts: Texts) -> None:
    filled = result.filled
    manuscript.paragraph(
        texts.t(
            "Provisional: these figures come from one interview, as it was on {date}, before the office has checked the "
            "answers. They are raw values without scores and ranks. The report of the cluster follows after the study.",
            date=day(filled.interview.touched, texts),
        )
    )
    facts = [
        texts.t("Edition: {edition}", edition=text_in(filled.edition, texts.language)),
        texts.t("Number of the interview: {number}", number=filled.interview.id),
        texts.t("Program: ClusterBench {version}", version=filled.program),
        " · ".join(tally_words(filled.tally(), texts)),
    ]
    manuscript.items(facts)
    if not filled.is_settled:
        manuscript.paragraph(texts.t("The interview is not finished: answers may still change."))
    confidential = texts.t("Confidential: this report is meant for the coordinator of this cluster only.")
    notice = text_in(filled.notice, texts.language)
    manuscript.paragraph(f"{confidential} {notice}".strip(), manuscript.styles.note)


def _add_basis(manuscript: Manuscript, result: LocalResult, compared: list[Comparison], texts: Texts) -> None:
    """Against what the values are compared: of whom, how many, as of when; or that there is nothing to compare with."""
    manuscript.chapter(texts.t("What the values are compared with"))
    reference = result.reference
    shown = [one.count for one in compared if one.count]
    if reference is None or not shown:
        manuscript.paragraph(
            texts.t("This computer has no values of other clusters to compare with. Only the cluster's own are shown.")
        )
        return
    crowd = result.method.crowd
    manuscript.paragraph(
        texts.t(
            "With clusters of “{edition}”, as the office had them on {date}: {least} to {most} clusters, depending on the "
            "indicator; the table says how many. No cluster is named.",
            edition=text_in(reference.edition, texts.language),
            date=day(reference.as_of, texts),
            least=min(shown),
            most=max(shown),
        )
    )
    best = result.method.benchmark_best
    sentences = [
        texts.t("The median is the middle value."),
        texts.n("The best are the mean of the {n} best value.", "The best are the mean of the {n} best values.", best)
        if best >= crowd
        else "",
        texts.n(
            "Both are shown where at least {n} cluster besides this one has a value, and rounded to two digits, so that "
            "nobody's own value can be read off.",
            "Both are shown where at least {n} clusters besides this one have a value, and rounded to two digits, so that "
            "nobody's own value can be read off.",
            crowd,
        ),
    ]
    manuscript.paragraph(" ".join(one for one in sentences if one), manuscript.styles.note)


def _add_origins(manuscript: Manuscript, result: LocalResult, texts: Texts) -> None:
    """Each figure with its formula and the answers that went into it, or why there is none."""
    manuscript.chapter(texts.t("Where each figure comes from"))
    manuscript.paragraph(
        texts.t("Numbers of questions are those of the filled-in questionnaire."), manuscript.styles.rule
    )
    gaps = False
    for one in result.indicators:
        node = result.model.node(one.code)
        manuscript.paragraph(f"{name(node, texts)}: {_value(one, node, texts)}", manuscript.styles.origin)
        manuscript.paragraph(texts.t("Formula: {formula}", formula=node.formula), manuscript.styles.rule)
        lines = [_source(source, texts) for source in one.sources]
        gaps |= any(has_gaps(line) for line in lines)
        manuscript.items(lines, manuscript.styles.line)
    if gaps:
        manuscript.paragraph(gap_words(texts), manuscript.styles.note)


def _value(indicator: RawIndicator, node: Node, texts: Texts) -> str:
    value = indicator.value
    if not isinstance(value, Missing):
        doubt = "" if node.is_plausible(value) else f" ({texts.t('doubtful value')})"
        return f"{_measured(value, node, texts)}{doubt}"
    number = next((one.number for one in indicator.sources if one.name == value.question), 0)
    why = reason(value, texts)
    return texts.t("{reason}, question {number}", reason=why, number=number) if number else why


def _measured(value: float, node: Node, texts: Texts) -> str:
    """A value with its unit: a percent sign behind it, anything longer in brackets."""
    measure, number = unit(node, texts), quantity(value, node, texts)
    if measure == "%":
        return f"{number}{NO_BREAK_SPACE}%"
    return f"{number} ({measure})" if measure else number


def _source(source: Source, texts: Texts) -> str:
    value = source.value if len(source.value) <= _LONGEST else f"{source.value[:_LONGEST]}…"
    if source.is_computed:
        return texts.t("{name}, computed: {value}", name=source.name, value=value or texts.t("no value"))
    label = " ".join(source.label.split()) or source.name
    return (
        f"{source.number}. {label} {DASH}{NO_BREAK_SPACE}{value}"
        if source.number
        else f"{label} {DASH}{NO_BREAK_SPACE}{value}"
    )


def _csv(result: LocalResult, compared: list[Comparison], texts: Texts) -> bytes:
    """The figures for a spreadsheet: the cluster's own in full, those of the crowd as printed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_CSV_COLUMNS)
    for one, beside in zip(result.indicators, compared, strict=True):
        node = result.model.node(one.code)
        value = ("", reason(one.value, texts)) if isinstance(one.value, Missing) else (one.value, "")
        about = (node.code, node.name(texts.language), unit(node, texts))
        writer.writerow([*about, *value, node.formula, beside.median, beside.benchmark, beside.count or None])
    return out.getvalue().encode("utf-8-sig")
