"""How long an interview takes: reading aloud and answering, question by question."""

from collections.abc import Iterable
from dataclasses import dataclass

from clusterbench_gui.domain.questions import Kind, QuestionState

_WORDS_PER_SECOND = 140 / 60
"""Reading aloud to somebody across a table, slower than the 150 to 160 words a minute of a speaker."""
_ANSWERING = {
    Kind.NOTE: 0.0,
    Kind.SELECT_ONE: 10.0,
    Kind.SELECT_MULTIPLE: 22.0,
    Kind.TEXT: 50.0,
    Kind.INTEGER: 28.0,
    Kind.DECIMAL: 28.0,
    Kind.DATE: 28.0,
}
"""Seconds from the end of the question to the written answer; figures are looked up or thought over. Assumptions, to be
checked against the times of real interviews."""
_ANSWERING_ELSE = 15.0
_READ_CHOICES = 12
"""Longer lists are searched, not read out."""


@dataclass(frozen=True, slots=True)
class Length:
    """Of one way through a questionnaire: questions asked, words read aloud, and the minutes that this takes."""

    questions: int
    words: int
    minutes: float


def words_of(question: QuestionState) -> int:
    """Words read aloud: the question, its hint, and its choices where they are few."""
    texts = [question.label, question.hint]
    if len(question.choices) <= _READ_CHOICES:
        texts += [one.label for one in question.choices]
    return sum(len(text.split()) for text in texts)


def seconds_of(question: QuestionState) -> float:
    """Usual time of a question: reading it aloud, and writing down the answer."""
    return words_of(question) / _WORDS_PER_SECOND + _ANSWERING.get(question.kind, _ANSWERING_ELSE)


def length_of(questions: Iterable[QuestionState]) -> Length:
    """The length of an interview that asks these questions and reads these notes."""
    shown = list(questions)
    return Length(
        questions=sum(one.is_asked for one in shown),
        words=sum(words_of(one) for one in shown),
        minutes=sum(seconds_of(one) for one in shown) / 60,
    )
