"""The chapters of the general report by their names, in the order that the report has of itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace

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

_COVER = "cover"

_FUNCTIONS: Mapping[str, Callable[[Writer], None]] = {
    _COVER: add_cover,
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


def write_sections(writer: Writer) -> None:
    """The chapters that the edition wants in its order, all where it says nothing; names that are no chapter are skipped.

    A cover always comes first; without one the title stands above the first chapter.
    """
    wanted = [name for name in writer.study.design.general.sections or SECTIONS if name in _FUNCTIONS]
    if _COVER in wanted:
        add_cover(writer)
    else:
        writer.manuscript.title(writer.texts.t("General report"))
        writer = replace(writer, starts=next(iter(wanted), ""))
    for name in wanted:
        if name != _COVER:
            _FUNCTIONS[name](writer)
