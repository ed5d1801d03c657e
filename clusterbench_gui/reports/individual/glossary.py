"""The terms of the edition."""

from clusterbench_gui.reports.glossary import write_glossary
from clusterbench_gui.reports.individual.base import Report


def add_glossary(report: Report) -> None:
    """What this study means by its words."""
    write_glossary(report.manuscript, report.study.glossary, report.texts)
