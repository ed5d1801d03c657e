"""The terms of the edition, in the order of the alphabet."""

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.support.markup import Run


def add_glossary(report: Report) -> None:
    """Term and text, one below the other; a sentence where the edition has none."""
    texts, manuscript = report.texts, report.manuscript
    terms = [(text_in(one.names, texts.language), text_in(one.texts, texts.language)) for one in report.study.glossary]
    if not terms:
        manuscript.paragraph(texts.t("The edition has no glossary."))
        return
    for term, text in sorted(terms, key=lambda one: texts.sort_key(one[0])):
        manuscript.paragraph([Run(term, bold=True), Run(f" – {text}")], manuscript.styles.line)
