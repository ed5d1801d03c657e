"""Recommendations for each audience, chosen by the state of the whole field; and what others have done."""

from clusterbench_gui.domain.editions import AUDIENCES, Practice, text_in
from clusterbench_gui.reports.general.audiences import lead_for
from clusterbench_gui.reports.general.state import STRONG, WEAK, Spread, in_state
from clusterbench_gui.reports.general.writer import Writer
from clusterbench_gui.reports.words import audience_name
from clusterbench_gui.support.markup import Run

_MOST_WEAK, _MOST_STRONG = 4, 2
"""Sub-areas of a state for which an audience gets recommendations."""
_MOST_PRACTICES = 6
_ROOM, _PRACTICE_ROOM = 170.0, 120.0


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_PARTS = (
    _("What was wrong: {text}"),
    _("What was done: {text}"),
    _("What came of it: {text}"),
    _("What it took: {text}"),
)


def add_recommendations(writer: Writer) -> None:
    """A section for each audience: what is weak first, then what is strong and should stay so."""
    texts = writer.texts
    known = any(advice_for(writer, audience, state) for audience in AUDIENCES for state in (WEAK, STRONG))
    writer.chapter("recommendations", texts.t("Recommendations"), fresh=known)
    if not known:
        writer.paragraph(
            texts.t(
                "There are no recommendations: the edition has none, or too few clusters have a result to choose by."
            )
        )
        return
    writer.paragraph(
        texts.t(
            "Chosen are recommendations for the sub-areas that are weak in the whole field, so that most clusters gain by"
            " them, and for those that are strong, so that they stay so. What a single cluster should do stands in its own"
            " report."
        ),
        see=["tab-subareas"],
    )
    for audience in AUDIENCES:
        _add_audience(writer, audience)


def advice_for(writer: Writer, audience: str, state: str) -> list[tuple[Spread, str]]:
    """The sub-areas in a state for which the edition has a recommendation for an audience, with its text."""
    known = {
        one.subarea: text_in(one.texts, writer.texts.language)
        for one in writer.study.recommendations
        if (one.condition, one.audience) == (state, audience)
    }
    return [(one, known[one.node.code]) for one in in_state(writer.study, state) if one.node.code in known]


def _add_audience(writer: Writer, audience: str) -> None:
    texts = writer.texts
    weak = advice_for(writer, audience, WEAK)[:_MOST_WEAK]
    strong = advice_for(writer, audience, STRONG)[:_MOST_STRONG]
    if not weak and not strong:
        return
    writer.manuscript.room(_ROOM)
    writer.manuscript.section(audience_name(audience, texts))
    writer.paragraph(lead_for(writer, audience))
    _add_list(writer, texts.t("Where the field is weak:"), weak)
    _add_list(writer, texts.t("Where the field is strong:"), strong)


def _add_list(writer: Writer, lead: str, found: list[tuple[Spread, str]]) -> None:
    if found:
        writer.manuscript.paragraph(lead, writer.manuscript.styles.lead)
        writer.items((f"{writer.called(one.node)}.", text) for one, text in found)


def add_practices(writer: Writer) -> None:
    """Practices of the sub-areas that are weak, then of the others, as many as somebody reads."""
    texts, found = writer.texts, chosen_practices(writer)
    writer.chapter("practices", texts.t("Best practices"), fresh=bool(found))
    if not found:
        writer.paragraph(texts.t("The edition describes no practices."))
        return
    left = len(writer.study.practices) - len(found)
    writer.paragraph(
        texts.t("Practices of the sub-areas with the lowest medians come first."),
        texts.n(
            "{n} more is in the edition and in the reports of the clusters that it fits.",
            "{n} more are in the edition and in the reports of the clusters that they fit.",
            left,
        )
        if left
        else "",
        texts.t("Those marked as examples are invented: they show what a description looks like.")
        if any(one.example for one in found)
        else "",
    )
    for practice in found:
        _add_practice(writer, practice)


def chosen_practices(writer: Writer) -> list[Practice]:
    """Those of the sub-areas with the lowest medians first."""
    order = [one.node.code for state in (WEAK, "middle", STRONG) for one in in_state(writer.study, state)]
    places = {code: place for place, code in enumerate(order)}
    found = sorted(writer.study.practices, key=lambda one: (places.get(one.subarea, len(places)), one.code))
    return found[:_MOST_PRACTICES]


def _add_practice(writer: Writer, practice: Practice) -> None:
    texts, manuscript, language = writer.texts, writer.manuscript, writer.texts.language
    manuscript.room(_PRACTICE_ROOM)
    manuscript.section(text_in(practice.titles, language))
    known = {node.code: node for node in writer.study.model.nodes}
    about = writer.called(known[practice.subarea]) if practice.subarea in known else practice.subarea
    said = texts.t("Invented example; sub-area: {subarea}", subarea=about) if practice.example else about
    manuscript.paragraph(said, manuscript.styles.rule)
    for words, part in zip(
        _PARTS, (practice.situation, practice.steps, practice.result, practice.resources), strict=True
    ):
        head, _sign, text = texts.t(words, text=text_in(part, language)).partition(": ")
        manuscript.paragraph((Run(f"{head}:", bold=True), Run(f" {text}")))
