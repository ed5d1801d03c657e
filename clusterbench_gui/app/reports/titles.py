"""What reports are called, in lists and in sentences about them."""

from clusterbench_gui.app.reports.kinds import Kind, Report
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts


def kind_title(kind: Kind, texts: Texts) -> str:
    """What a kind of report is called."""
    return {
        Kind.INDIVIDUAL: texts.t("Report of the cluster"),
        Kind.FACT_SHEET: texts.t("Fact sheet"),
        Kind.GENERAL: texts.t("General report"),
        Kind.SLIDES: texts.t("Slides"),
    }[kind]


def report_title(study: ScoredStudy, report: Report, texts: Texts) -> str:
    """What a report is called among others: its kind, and its cluster where the study has it."""
    title = kind_title(report.kind, texts)
    if not report.kind.is_of_cluster:
        return title
    names = [one.name for one in study.clusters if one.code == report.cluster]
    return f"{' '.join([report.cluster, *names])} · {title}"
