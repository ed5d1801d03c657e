"""The chapters of the general report by their names, in the order that the report has of itself."""

from collections.abc import Callable, Mapping

from clusterbench_gui.domain.editions import ReportPlan
from clusterbench_gui.reports.general.advice import add_practices, add_recommendations
from clusterbench_gui.reports.general.annex import add_annex
from clusterbench_gui.reports.general.area import add_areas
from clusterbench_gui.reports.general.certainty import add_certainty
from clusterbench_gui.reports.general.changes import add_trends
from clusterbench_gui.reports.general.clusters import add_clusters
from clusterbench_gui.reports.general.front import add_aims, add_cover
from clusterbench_gui.reports.general.method import add_method
from clusterbench_gui.reports.general.models import add_models
from clusterbench_gui.reports.general.quality import add_quality
from clusterbench_gui.reports.general.results import add_results
from clusterbench_gui.reports.general.summary import add_summary
from clusterbench_gui.reports.general.writer import Writer

_FUNCTIONS: Mapping[str, Callable[[Writer], None]] = {
    "cover": add_cover,
    "summary": add_summary,
    "aims": add_aims,
    "method": add_method,
    "clusters": add_clusters,
    "results": add_results,
    "areas": add_areas,
    "models": add_models,
    "trends": add_trends,
    "robustness": add_certainty,
    "practices": add_practices,
    "recommendations": add_recommendations,
    "quality": add_quality,
    "annex": add_annex,
}

SECTIONS: tuple[str, ...] = tuple(_FUNCTIONS)
"""What an edition may choose from and order."""


def chosen(plan: ReportPlan) -> tuple[Callable[[Writer], None], ...]:
    """The chapters that an edition wants, all where it says nothing; names that are no chapter are skipped."""
    return tuple(_FUNCTIONS[name] for name in plan.sections or SECTIONS if name in _FUNCTIONS)
