"""Answers as people read them on paper. Light: the command line words answers with it too."""

import re
from datetime import date, datetime

from clusterbench_gui.charts.reasons import ABSENCES
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.papers import Tally
from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.support.texts import MINUS, NO_BREAK_SPACE, Texts

NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_NUMBER = re.compile(r"([+-]?)(\d+)(?:\.(\d+))?")
_GROUPED = 5
"""Digits from which a number is written in groups of three; a year has fewer."""


def answer_lines(question: QuestionState, texts: Texts) -> tuple[str, ...]:
    """The answer line by line, one for each option chosen; empty where the question has no value."""
    if not question.value:
        return ()
    labels = question.labels
    if question.kind is Kind.SELECT_MULTIPLE:
        return tuple(labels.get(name, name) for name in question.value.split())
    if question.kind is Kind.RANK:
        return tuple(f"{place}. {labels.get(name, name)}" for place, name in enumerate(question.value.split(), 1))
    return tuple(_worded(question, texts).splitlines())


def answer_words(question: QuestionState, texts: Texts) -> str:
    """The answer on one line, else why there is none."""
    return "; ".join(line.strip() for line in answer_lines(question, texts)) or absence_words(question.absence, texts)


def absence_words(absence: Absence | None, texts: Texts) -> str:
    """Why a question has no value: the reason that was stated, else that nothing was said."""
    return texts.t(ABSENCES[absence]) if absence is not None else texts.t("no answer")


def number_words(value: str, texts: Texts) -> str:
    """A number as the form writes it, with the language's decimal mark: no digit more or less. Anything else as it is."""
    found = _NUMBER.fullmatch(value)
    if found is None:
        return value
    sign, whole, fraction = found.groups()
    mark, gap = (",", NO_BREAK_SPACE) if texts.language == "pl" else (".", ",")
    if len(whole) >= _GROUPED:
        whole = f"{int(whole):,}".replace(",", gap) if len(whole) <= 30 else whole
    return f"{sign.replace('-', MINUS)}{whole}{mark + fraction if fraction else ''}"


def tally_words(tally: Tally, texts: Texts) -> tuple[str, ...]:
    """What was recorded, counted: questions, answers, absences by reason, what was left open."""
    counts = [
        (texts.t("Questions asked"), tally.asked),
        (texts.t("answered"), tally.answered),
        *((absence_words(reason, texts), count) for reason, count in tally.absent.items()),
        *([(absence_words(None, texts), tally.open)] if tally.open else []),
    ]
    return tuple(f"{words}: {count}" for words, count in counts)


def _worded(question: QuestionState, texts: Texts) -> str:
    value = question.value
    if question.kind in NUMBERS:
        return number_words(value, texts)
    if question.kind is Kind.ACKNOWLEDGE:
        return texts.t("confirmed")
    if question.kind in (Kind.DATE, Kind.DATETIME, Kind.TIME):
        return _moment(value, question.kind, texts)
    return question.shown


def _moment(value: str, kind: Kind, texts: Texts) -> str:
    """A date, moment or time to the minute; as the form writes it where it is none."""
    try:
        if kind is Kind.DATE:
            return texts.date(date.fromisoformat(value))
        if kind is Kind.DATETIME:
            moment = datetime.fromisoformat(value)
            return f"{texts.date(moment.date())}, {moment:%H:%M}"
    except ValueError:
        return value
    return value[:5]
