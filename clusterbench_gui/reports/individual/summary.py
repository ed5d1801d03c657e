"""Half a page for who reads no further: the clearest strengths and weaknesses, the distance, the lever that helps most."""

from collections.abc import Sequence

from clusterbench_gui.charts.words import change
from clusterbench_gui.domain.reporting import Mark
from clusterbench_gui.reports.individual.base import INDICATOR, Report
from clusterbench_gui.reports.individual.headline import moved

_NAMED = 2


def add_summary(report: Report) -> None:
    """Sentences, each with the page where more stands."""
    texts, manuscript = report.texts, report.manuscript
    if not report.top.crowd or report.top.score is None:
        manuscript.paragraph(texts.t("There is too little to compare with for a summary."))
        return
    for sentence, more in (
        (_found(report, 1), "findings"),
        (_found(report, -1), "findings"),
        (_change(report), "trend"),
        (_lever(report), "levers"),
    ):
        if sentence:
            manuscript.paragraph(sentence, see=(more,))


def _found(report: Report, sign: int) -> str:
    """Two of the marks whose distance does not print as zero: of sub-areas, else of indicators."""
    texts = report.texts
    level = next((level for level in (INDICATOR + 1, INDICATOR) if _told(report, sign, level)), None)
    if level is None:
        return (
            texts.t("No sub-area and no indicator is a strength by the rule of this report.")
            if sign > 0
            else texts.t("No sub-area and no indicator is a weakness by the rule of this report.")
        )
    marks = _told(report, sign, level)[:_NAMED]
    named = " ".join([_all(report, marks), _doubt(report, marks)]).strip()
    return texts.t("Strongest: {named}", named=named) if sign > 0 else texts.t("Weakest: {named}", named=named)


def _told(report: Report, sign: int, level: int) -> list[Mark]:
    nothing = report.points(0.0)
    return [
        one
        for one in report.marks(sign, level)
        if report.points(abs(report.places[one.node].to_median or 0.0)) != nothing
    ]


def _all(report: Report, marks: Sequence[Mark]) -> str:
    return f"{'; '.join(_one(report, mark) for mark in marks)}."


def _one(report: Report, mark: Mark) -> str:
    texts, place = report.texts, report.places[mark.node]
    values = {
        "name": report.called(mark.node),
        "score": report.points(place.score),
        "distance": report.points(abs(place.to_median or 0.0)),
    }
    if mark.sign > 0:
        return texts.t("{name} ({score} points, {distance} above the median)", **values)
    if values["distance"] == texts.number(0.0):
        return texts.t("{name} ({score} points, just below the median)", **values)
    return texts.t("{name} ({score} points, {distance} below the median)", **values)


def _doubt(report: Report, marks: Sequence[Mark]) -> str:
    fragile = [report.called(mark.node) for mark in marks if mark.is_fragile]
    if not fragile:
        return ""
    return report.texts.t("Fragile, as other methods often revoke it: {named}.", named="; ".join(fragile))


def _change(report: Report) -> str:
    way, texts = moved(report), report.texts
    if way is None:
        return ""
    then, now = (report.points(score) for score in way)
    return texts.t(
        "On one scale of both editions the score went from {then} to {now} points ({change}).",
        then=then,
        now=now,
        change=change(report.study, way[1] - way[0], texts),
    )


def _lever(report: Report) -> str:
    texts = report.texts
    if not report.dossier.levers:
        return ""
    best = max(report.dossier.levers, key=lambda one: (one.points, one.places))
    raised = texts.t(
        "What would help most: {name} raised to quartile {quartile} would add {points} points to the overall score",
        name=report.called(best.node),
        quartile=best.quartile,
        points=report.points(best.points),
    )
    if best.places < 1:
        return f"{raised}."
    gained = texts.n("{n} place higher", "{n} places higher", best.places)
    return texts.t("{raised} and put the cluster {places}.", raised=raised, places=gained)
