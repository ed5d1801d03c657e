"""What would help most: the edition's recommendations for the sub-areas where a cluster stands lowest."""

from collections.abc import Mapping, Sequence

from clusterbench_gui.domain.editions import Names, Practice, text_in
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.typesetting.layout import Manuscript
from clusterbench_gui.reports.words import name
from clusterbench_gui.support.texts import Texts

_SUBAREA = 2
_SHOWN = 3
_ROOM = 180.0
_CONDITIONS: Mapping[str, str] = {"A": "strong", "B": "middle", "C": "middle", "D": "weak"}
"""Condition of a recommendation by quartile; `weak-fragile` needs the uncertainty of ranks, which is not computed yet."""


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_WORDS: Mapping[str, str] = {"strong": _("strong"), "middle": _("in the middle"), "weak": _("weak")}
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


def add_advice(manuscript: Manuscript, study: ScoredStudy, places: Sequence[Standing], texts: Texts) -> None:
    """Add the chapter, where the edition has recommendations and there are others to compare with."""
    lowest = _lowest(places)
    if not study.recommendations or not lowest:
        return
    manuscript.chapter(texts.t("What would help most"), room=_ROOM)
    rule = texts.n(
        "For the sub-area that lies the farthest below the median. Quartile A counts as strong, B and C as the middle, "
        "D as weak.",
        "For the {n} sub-areas that lie the farthest below the median, or least above it. Quartile A counts as strong, "
        "B and C as the middle, D as weak.",
        len(lowest),
    )
    manuscript.paragraph(rule, manuscript.styles.rule)
    for place in lowest:
        _add_subarea(manuscript, study, place, texts)


def _lowest(places: Sequence[Standing]) -> list[Standing]:
    known = [one for one in places if one.node.level == _SUBAREA and one.quartile and one.to_median is not None]
    return sorted(known, key=lambda one: (one.to_median or 0.0, one.node.code))[:_SHOWN]


def _add_subarea(manuscript: Manuscript, study: ScoredStudy, place: Standing, texts: Texts) -> None:
    condition = _CONDITIONS[place.quartile]
    manuscript.section(f"{name(place.node, texts)} – {texts.t(_WORDS[condition])}")
    found = {
        one.audience: one.texts
        for one in study.recommendations
        if (one.subarea, one.condition) == (place.node.code, condition)
    }
    manuscript.items(
        texts.t(words, text=_in(found[audience], texts)) for audience, words in _AUDIENCES.items() if audience in found
    )
    for practice in study.practices:
        if practice.subarea == place.node.code:
            _add_practice(manuscript, practice, texts)


def _add_practice(manuscript: Manuscript, practice: Practice, texts: Texts) -> None:
    title = _in(practice.titles, texts)
    marked = texts.t("Example of a description, invented: {title}.", title=title)
    head = marked if practice.example else texts.t("From the practice of others: {title}.", title=title)
    manuscript.paragraph(head, manuscript.styles.rule)
    parts = (practice.situation, practice.steps, practice.result, practice.resources)
    for words, part in zip(_PARTS, parts, strict=True):
        manuscript.paragraph(texts.t(words, text=_in(part, texts)), manuscript.styles.note)


def _in(names: Names, texts: Texts) -> str:
    return text_in(names, texts.language)
