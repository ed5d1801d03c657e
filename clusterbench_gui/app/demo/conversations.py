"""One invented interview: every answer goes through the form session, as an interviewer's would, at its own moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp

from clusterbench_gui.app.demo.draws import Respondent, draw, is_figure
from clusterbench_gui.app.demo.recipes import DEMO_FILE, Customs, Recipe
from clusterbench_gui.app.editions.length import seconds_of
from clusterbench_gui.app.interviews import created
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.questions import Outcome, QuestionState
from clusterbench_gui.domain.status import Status
from clusterbench_gui.forms.session import FormSession

Said = tuple[Statement, datetime]
_ATTEMPTS = 25
_REASONS = {Absence.DONT_KNOW: 7, Absence.REFUSED: 3, Absence.NOT_APPLICABLE: 1}
_TOO_LARGE = (3.0, 8.0)
_DOUBTFUL_REMARKED = 0.8
_ABSENT_REMARKED = 0.25


@dataclass(frozen=True, slots=True)
class Conversation:
    """What leads an interview: recipes by question, what is common to all interviews, words for remarks."""

    recipes: Mapping[str, Recipe]
    customs: Customs
    remarks: Mapping[str, Sequence[str]]

    def hold(self, session: FormSession, who: Respondent, wave: str, begin: datetime) -> list[Said]:
        """All statements of an interview, from its creation to its end, each with its moment."""
        interview = session.instance_id
        said = [(one, begin) for one in created(session, who.cluster.code, wave)]
        moment = begin
        while (questions := list(self._round(session, who))) and questions:
            for question, statements in questions:
                moment += self._time(question, who)
                said += [(one, moment) for one in statements]
        failures = session.validate()
        if failures:
            name = session.question(failures[0].ref).name
            raise ProblemError(problem("recipe-missing", Place(file=DEMO_FILE), name=name))
        moment += timedelta(minutes=2)
        return [*said, (Statement(interview, EventKind.STATUS, Status.FINISHED.value), moment)]

    def _round(self, session: FormSession, who: Respondent) -> Iterator[tuple[QuestionState, list[Statement]]]:
        """Ask what was not asked yet, in form order; an answer can make more relevant, above or below."""
        for question in session.questions():
            if question.is_asked and not question.is_answered and question.ref not in who.asked:
                who.asked.add(question.ref)
                yield question, list(self._said(session, question, who))

    def _said(self, session: FormSession, question: QuestionState, who: Respondent) -> Iterator[Statement]:
        interview = session.instance_id
        recipe = self.recipes.get(question.name, Recipe())
        absence = self._absence(question, recipe, who)
        value = "" if absence else self._accepted(session, question, recipe, who)
        if value and who.rng.random() < self.customs.correction:
            wrong = draw(recipe, question, who)
            if wrong and wrong != value and session.answer(question.ref, wrong).outcome is Outcome.OK:
                yield Statement(interview, EventKind.ANSWER, wrong, question.path)
                session.answer(question.ref, value)
        if value:
            who.given[question.name] = value
            yield Statement(interview, EventKind.ANSWER, value, question.path)
        elif absence or (question.required and question.absences):
            absence = absence or self._reason(question, who)
            session.absent(question.ref, absence)
            yield Statement(interview, EventKind.ABSENCE, absence.value, question.path)
        words = self._remark(session, question, absence, who)
        if words:
            yield Statement(interview, EventKind.REMARK, words, question.path)

    def _accepted(self, session: FormSession, question: QuestionState, recipe: Recipe, who: Respondent) -> str:
        """The first draw that the questionnaire takes, which it then holds; "" where there is none."""
        for attempt in range(_ATTEMPTS):
            value = draw(recipe, question, who)
            if not value:
                return ""
            if not attempt and is_figure(question) and not recipe.known and who.rng.random() < self.customs.outlier:
                value = str(round(float(value) * who.rng.uniform(*_TOO_LARGE)))
            if session.answer(question.ref, value).outcome is Outcome.OK:
                return session.question(question.ref).value
        return ""

    def _absence(self, question: QuestionState, recipe: Recipe, who: Respondent) -> Absence | None:
        chance = self.customs.absent if recipe.absent is None else recipe.absent
        if question.required and question.absences and who.rng.random() < chance * who.habits.absent:
            return self._reason(question, who)
        return None

    @staticmethod
    def _reason(question: QuestionState, who: Respondent) -> Absence:
        allowed = list(question.absences)
        return who.rng.choices(allowed, weights=[_REASONS.get(one, 1) for one in allowed])[0]

    def _remark(self, session: FormSession, question: QuestionState, absence: Absence | None, who: Respondent) -> str:
        if absence:
            kind, chance = "absent", _ABSENT_REMARKED
        elif session.question(question.ref).warning:
            kind, chance = "doubtful", _DOUBTFUL_REMARKED
        else:
            kind, chance = "any", who.habits.remark
        return who.rng.choice(self.remarks[kind]) if who.rng.random() < chance else ""

    @staticmethod
    def _time(question: QuestionState, who: Respondent) -> timedelta:
        return timedelta(seconds=seconds_of(question) * who.habits.pace * exp(who.rng.gauss(0, 0.35)))
