"""The sections of a cluster's report by name, in their own order; an edition may choose and order them otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.reports.individual.advice import add_advice
from clusterbench_gui.reports.individual.areas import add_areas
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.individual.distance import add_distance
from clusterbench_gui.reports.individual.findings import add_findings
from clusterbench_gui.reports.individual.glossary import add_glossary
from clusterbench_gui.reports.individual.levers import add_levers
from clusterbench_gui.reports.individual.method_page import add_method
from clusterbench_gui.reports.individual.peers import add_peers
from clusterbench_gui.reports.individual.portfolio import add_portfolio
from clusterbench_gui.reports.individual.position import add_position
from clusterbench_gui.reports.individual.profile import add_profile
from clusterbench_gui.reports.individual.summary import add_summary
from clusterbench_gui.reports.individual.trend import add_trend
from clusterbench_gui.reports.typesetting.blocks import write_opening


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


def _always(_report: Report) -> bool:
    return True


def _has_advice(report: Report) -> bool:
    return bool(report.study.recommendations or report.dossier.practices)


def _has_terms(report: Report) -> bool:
    return bool(report.study.glossary)


@dataclass(frozen=True, slots=True)
class _Section:
    """A chapter: its title, what writes it, the points it needs on a page to begin there, and whether there is anything to tell."""

    title: str
    write: Callable[[Report], None]
    room: float = 0.0
    applies: Callable[[Report], bool] = _always


def _add_contents(report: Report) -> None:
    """The chapters that follow, with their pages."""
    report.manuscript.contents()


_SECTIONS: Mapping[str, _Section] = {
    "summary": _Section(_("In brief"), add_summary),
    "contents": _Section(_("Contents"), _add_contents),
    "position": _Section(_("Position among all clusters"), add_position, 430.0),
    "profile": _Section(_("Profile"), add_profile, 440.0),
    "areas": _Section(_("Area by area"), add_areas, 360.0),
    "findings": _Section(_("Strengths and weaknesses"), add_findings, 280.0),
    "distance": _Section(_("What makes the distance"), add_distance, 380.0),
    "portfolio": _Section(_("Functioning and promise"), add_portfolio, 370.0),
    "peers": _Section(_("Similar clusters"), add_peers, 200.0),
    "trend": _Section(_("Since the last edition"), add_trend, 292.0),
    "levers": _Section(_("What would help most"), add_levers, 200.0),
    "advice": _Section(_("Recommendations"), add_advice, 170.0, _has_advice),
    "method": _Section(_("How the figures were made"), add_method, 170.0),
    "glossary": _Section(_("Glossary"), add_glossary, 160.0, _has_terms),
}

SECTIONS: tuple[str, ...] = tuple(_SECTIONS)
"""All names, in the order in which a report has them where the edition does not say otherwise."""


def chosen(report: Report) -> tuple[str, ...]:
    """The sections of this report: those of the edition that are known, else all, as far as there is anything to tell."""
    wanted = report.study.design.individual.sections or SECTIONS
    return tuple(name for name in wanted if name in _SECTIONS and _SECTIONS[name].applies(report))


def write_sections(report: Report) -> None:
    """Write them all, each opened by the words that the edition has for it."""
    openings, language = report.study.design.individual.texts, report.texts.language
    for name in chosen(report):
        section = _SECTIONS[name]
        report.manuscript.chapter(report.texts.t(section.title), room=section.room, name=name)
        write_opening(report.manuscript, text_in(openings.get(name, {}), language))
        section.write(report)
