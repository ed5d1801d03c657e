"""Where the cluster stands among all, and how sure its place is."""

from clusterbench_gui.charts import places, strip
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.individual.classes import add_classes

_STRIP = (150.0, 150.0)
_PLACES = (190.0, 215.0)


def add_position(report: Report) -> None:
    """The strip of all clusters at the index, then the chances of each place; a sentence where there is no crowd."""
    texts, top = report.texts, report.top
    if not top.crowd or top.score is None:
        report.manuscript.paragraph(texts.t("Nothing can be shown: there is no score, or too few others have one."))
        return
    study, node = report.printed, top.node.code
    report.chart(
        lambda size: strip.strip_figure(study, report.code, node, report.theme, texts, size=size),
        strip.describe(study, report.code, node, texts),
        _STRIP,
        caption=texts.t("All clusters by their overall score"),
        name="strip",
    )
    _add_chances(report)
    add_classes(report)


def _add_chances(report: Report) -> None:
    texts, sure, variants = report.texts, report.dossier.standing, report.dossier.variants
    if sure is None:
        report.manuscript.paragraph(texts.t("How sure the place is was not computed for this study."))
        return
    intro = texts.t(
        "A place depends on choices of the method that could be made otherwise with good reason. So the ranking was made"
        " {count} times, each time with other choices. Where neighbours share most of their places, their order says little.",
        count=texts.number(variants, 0),
    )
    study = report.printed
    report.chart(
        lambda size: places.places_figure(study, sure, variants, report.theme, texts, size=size),
        places.describe(study, sure, variants, texts),
        _PLACES,
        caption=texts.t("Chances of each place"),
        name="places",
        intro=intro,
        see=("method",),
    )
