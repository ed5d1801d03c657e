"""Making one report: what it tells is gathered (`app.reporting`), then printed (`reports/`)."""

import pkgutil
from collections.abc import Callable, Mapping
from functools import cached_property

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import Material
from clusterbench_gui.app.reporting.overview import overview_from
from clusterbench_gui.app.reports.kinds import Kind, Made, Report
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.reporting import Dossier, Overview
from clusterbench_gui.support.logs import where
from clusterbench_gui.support.texts import texts

_PRINTS: Mapping[Kind, str] = {
    Kind.INDIVIDUAL: "clusterbench_gui.reports.individual.report:cluster_report",
    Kind.FACT_SHEET: "clusterbench_gui.reports.factsheet:fact_sheet",
    Kind.GENERAL: "clusterbench_gui.reports.general.report:general_report",
    Kind.SLIDES: "clusterbench_gui.reports.slides.slides:slides",
}
"""What prints each kind. By name: each loads reportlab and matplotlib, and who needs one seldom needs all."""


class Maker:
    """Makes reports on a study in one language. Plain data: it may travel to a worker process."""

    def __init__(self, material: Material, language: str) -> None:
        """`material` is what all reports of a run share."""
        self._material = material
        self._language = language

    def pages(self, report: Report) -> bytes:
        """The report as PDF. Raises `ProblemError` (`cluster-unknown`)."""
        content = self._content(report)
        prints: Callable[..., bytes] = pkgutil.resolve_name(_PRINTS[report.kind])
        return prints(content, texts(self._language))

    def made(self, report: Report) -> Made:
        """The report, or why there is none: one that fails keeps no other from being made."""
        try:
            return Made(report, self.pages(report))
        except ProblemError as error:
            return Made(report, problems=error.problems)
        except Exception as error:  # noqa: BLE001 - whatever one report stumbles over, the others are made
            return Made(report, problems=(problem("unexpected", kind=type(error).__name__),), trace=where(error))

    def _content(self, report: Report) -> Dossier | Overview:
        if not report.kind.is_of_cluster:
            return self._overview
        if report.cluster not in {one.code for one in self._material.study.clusters}:
            raise ProblemError(problem("cluster-unknown", Place(name=report.cluster)))
        return dossier_of(self._material, report.cluster)

    @cached_property
    def _overview(self) -> Overview:
        """Worked out where it is first needed, and once: it takes seconds."""
        return overview_from(self._material)
