"""What a cluster said in the edition before, beside the questions of today. Missing is never a zero: it is said in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clusterbench_gui.app.interviews import session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.bundles import REFERENCE
from clusterbench_gui.domain.editions import Edition, Names
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Interview
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
    """What is known of the cluster of an interview from the edition before; None where nobody can know.

    In the study itself the approved interview of then counts, else the one finished last, as in scoring; a laptop has what
    its assignment brought.
    """
    edition = _before(study)
    if edition is None or interview.instrument not in {one.id for one in edition.instruments}:
        return None
    wave = edition.wave(interview.instrument)
    if any(one.instrument == wave for one in study.workspace.interviews()):
        answers = _answers_of(study, edition, interview.cluster, interview.instrument)
    else:
        brought = _brought(study).get(interview.cluster)
        if brought is None:
            return None
        answers = {name: _read(one) for name, one in brought.get(interview.instrument, {}).items()}
    names = dict(_names(study.form(interview.instrument)))
    known = study.form(wave).paths
    return Previous(
        str(edition.field_window[0].year),
        has_interview=bool(answers),
        asked=frozenset(name for name, before in names.items() if before in known),
        answers={name: answers[before] for name, before in names.items() if before in answers},
    )


def answers_for(study: Study, clusters: Sequence[str]) -> dict[str, dict[str, dict[str, object]]]:
    """The answers of the edition before for an assignment, by cluster, questionnaire and question: of these clusters only.

    Empty where the study keeps no such edition; a cluster without an interview of then stands there without answers.
    """
    edition = _before(study)
    if edition is None:
        return {}
    own = {one.id for one in study.edition.instruments}
    shared = [one.id for one in edition.instruments if one.id in own]
    return {
        code: {
            name: {key: _written(one) for key, one in found.items()}
            for name in shared
            if (found := _answers_of(study, edition, code, name))
        }
        for code in clusters
    }


def _before(study: Study) -> Edition | None:
    return next((one for one in study.earlier if one.id == study.edition.previous), None)


def _answers_of(study: Study, edition: Edition, cluster: str, instrument: str) -> dict[str, Earlier]:
    found = _counting(study, cluster, edition.wave(instrument))
    if found is None:
        return {}
    session = session_of(study, found, study.workspace.current(found.id), edition.languages[0])
    return _answers(session, edition.languages)


def _brought(study: Study) -> Mapping[str, Mapping[str, Mapping[str, Sequence[object]]]]:
    """What the last assignment brought of the edition before, by cluster; none where it brought nothing of it."""
    kept = study.workspace.keepsake(REFERENCE)
    found: Mapping[str, Mapping[str, Mapping[str, Sequence[object]]]] = (
        json.loads(kept).get("previous", {}) if kept else {}
    )
    return found


def _written(one: Earlier) -> list[object]:
    return [one.kind.value, one.value, one.absence.value if one.absence else "", dict(one.shown)]


def _read(one: Sequence[object]) -> Earlier:
    kind, value, absence, shown = one
    assert isinstance(shown, dict)
    return Earlier(Kind(kind), str(value), Absence(absence) if absence else None, shown)


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
