"""The terms of the edition, in the order of the alphabet."""

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.support.markup import Run

_SHORT = 1500
"""Characters: a longer text needs lines of the full width."""


def add_glossary(report: Report) -> None:
    """Term and text in two columns, as the edition has them."""
    texts, manuscript = report.texts, report.manuscript
    terms = [(text_in(one.names, texts.language), text_in(one.texts, texts.language)) for one in report.study.glossary]
    manuscript.paragraph(texts.t("Terms as this study uses them."), manuscript.styles.note)
    ordered = sorted(terms, key=lambda one: texts.sort_key(one[0]))
    entries = [[Run(term, bold=True), Run(f" – {text}")] for term, text in ordered]
    if max(len(text) for _, text in terms) <= _SHORT:
        manuscript.columns(entries, manuscript.styles.term)
        return
    for entry in entries:
        manuscript.paragraph(entry, manuscript.styles.term)
