"""What a cluster said in the edition before, beside the questions of today. Missing is never a zero: it is said in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clusterbench_gui.app.interviews import session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Edition, Names
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.domain.studies import Interview, Status
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer of then. `shown` is how people read it, by language; without value and absence it was not answered."""

    kind: Kind
    value: str
    absence: Absence | None
    shown: Names


@dataclass(frozen=True, slots=True)
class Previous:
    """The edition before, by its year. `answers` are by the names of today's questions, those outside of repeats.

    `asked` are the names of today's questions that were asked then at all. Without an interview of the cluster there are
    no answers.
    """

    year: str
    has_interview: bool = False
    asked: frozenset[str] = frozenset()
    answers: Mapping[str, Earlier] = field(default_factory=dict)


def previous_of(study: Study, interview: Interview) -> Previous | None:
    """What the study knows of the cluster of an interview from the edition before; None where it keeps no such edition.

    The approved interview of then counts, else the one finished last, as in scoring.
    """
    edition = next((one for one in study.earlier if one.id == study.edition.previous), None)
    if edition is None or interview.instrument not in {one.id for one in edition.instruments}:
        return None
    wave = edition.wave(interview.instrument)
    names = dict(_names(study.form(interview.instrument)))
    known = study.form(wave).paths
    asked = frozenset(name for name, before in names.items() if before in known)
    found = _counting(study, interview.cluster, wave)
    if found is None:
        return Previous(_year(edition), asked=asked)
    session = session_of(study, found, study.workspace.current(found.id), study.edition.languages[0])
    answers = _answers(session, edition.languages)
    return Previous(
        _year(edition),
        has_interview=True,
        asked=asked,
        answers={name: answers[before] for name, before in names.items() if before in answers},
    )


def _year(edition: Edition) -> str:
    return str(edition.field_window[0].year)


def _names(form: Form) -> Iterator[tuple[str, str]]:
    """The questions outside of repeats, with the names that they had in the edition before."""
    for element in form.elements:
        if element.control is not None and not element.depth:
            yield element.name, element.bind.previous or element.name


def _counting(study: Study, cluster: str, wave: str) -> Interview | None:
    ended = [one for one in study.workspace.interviews() if (one.cluster, one.instrument) == (cluster, wave)]
    for status in (Status.APPROVED, Status.FINISHED):
        found = [one for one in ended if one.status is status]
        if found:
            return max(found, key=lambda one: one.touched)
    return None


def _answers(session: FormSession, languages: tuple[str, ...]) -> dict[str, Earlier]:
    shown: dict[str, dict[str, str]] = {}
    for language in languages:
        session.set_language(session.form.language_for(language))
        for one in session.questions():
            shown.setdefault(one.ref, {})[language] = one.shown
    return {
        one.name: Earlier(one.kind, one.value, one.absence, shown[one.ref])
        for one in session.questions()
        if "[" not in one.ref and one.kind is not Kind.NOTE
    }
