"""Recommendations of the edition for the sub-areas of this cluster, and what others did where it is weak."""

from collections.abc import Mapping

from clusterbench_gui.domain.editions import Names, Practice, Recommendation, text_in
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.words import name

_SUBAREA = 2
_SHOWN = 5
_PRACTICES = 2
_ROOM = 84.0
_CONDITIONS: Mapping[str, str] = {"A": "strong", "B": "middle", "C": "middle", "D": "weak"}
"""Condition of a recommendation by quartile."""

_FRAGILE = "weak-fragile"


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_WORDS: Mapping[str, str] = {
    "middle": _("in the middle"),
    "weak": _("weak"),
    _FRAGILE: _("weak, but other methods often say otherwise"),
}
_AUDIENCES: Mapping[str, str] = {
    "coordinators": _("For the coordinator: {text}"),
    "members": _("For the members: {text}"),
}
_PARTS = (
    _("What was wrong: {text}"),
    _("What was done: {text}"),
    _("What came of it: {text}"),
    _("What it took: {text}"),
)


def add_advice(report: Report) -> None:
    """The sub-areas that are not strong, the farthest below the median first; a sentence where there is none to advise."""
    texts, manuscript = report.texts, report.manuscript
    places = _to_improve(report)
    told = [place for place in places if _found(report, place)]
    if not told:
        manuscript.paragraph(texts.t("The edition has no recommendation that would fit this cluster."))
    else:
        manuscript.paragraph(
            texts.t(
                "For the sub-areas outside quartile A, those farthest below the median first. Quartile D counts as weak, B and C"
                " as the middle."
            )
        )
    for place in told[:_SHOWN]:
        manuscript.room(_ROOM)
        manuscript.section(f"{name(place.node, texts)} – {texts.t(_WORDS[_condition(report, place)])}")
        manuscript.items(
            texts.t(_AUDIENCES[one.audience], text=_in(one.texts, report)) for one in _found(report, place)
        )
    if len(told) > _SHOWN:
        more = texts.n(
            "{n} more sub-area lies closer to the top.", "{n} more sub-areas lie closer to the top.", len(told) - _SHOWN
        )
        manuscript.paragraph(more, manuscript.styles.note)
    for practice in report.dossier.practices[:_PRACTICES]:
        _add_practice(report, practice)


def _to_improve(report: Report) -> list[Standing]:
    known = [one for one in report.at(_SUBAREA) if one.quartile and one.to_median is not None]
    outside = [one for one in known if _CONDITIONS[one.quartile] != "strong"]
    return sorted(outside, key=lambda one: (one.to_median or 0.0, one.node.code))


def _condition(report: Report, place: Standing) -> str:
    condition = _CONDITIONS[place.quartile]
    fragile = any(mark.node == place.node.code and mark.sign < 0 and mark.is_fragile for mark in report.dossier.marks)
    return _FRAGILE if condition == "weak" and fragile else condition


def _found(report: Report, place: Standing) -> list[Recommendation]:
    """The texts for both audiences, in their order; those for weak ones where there are none for fragile ones."""
    wanted = _condition(report, place)
    for condition in (wanted, "weak") if wanted == _FRAGILE else (wanted,):
        found = [
            one
            for audience in _AUDIENCES
            for one in report.study.recommendations
            if (one.subarea, one.condition, one.audience) == (place.node.code, condition, audience)
        ]
        if found:
            return found
    return []


def _add_practice(report: Report, practice: Practice) -> None:
    texts, manuscript = report.texts, report.manuscript
    manuscript.room(_ROOM)
    title = _in(practice.titles, report)
    manuscript.section(texts.t("From the practice of others: {title}", title=title))
    about = report.called(practice.subarea)
    manuscript.paragraph(
        texts.t("On {subarea}. An invented example, to show what such a description looks like.", subarea=about)
        if practice.example
        else texts.t("On {subarea}.", subarea=about),
        manuscript.styles.rule,
    )
    parts = (practice.situation, practice.steps, practice.result, practice.resources)
    manuscript.items(texts.t(words, text=_in(part, report)) for words, part in zip(_PARTS, parts, strict=True))


def _in(names: Names, report: Report) -> str:
    return text_in(names, report.texts.language)
