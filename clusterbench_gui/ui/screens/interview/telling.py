"""The sentences of the help panel: the answer of the edition before, and how an answer came to be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.support.texts import MINUS, NO_BREAK_SPACE, Texts

if TYPE_CHECKING:  # they import the database, which the first paint does without
    from clusterbench_gui.app.history import Told
    from clusterbench_gui.app.previous import Earlier, Previous

_ABSENCES = {one.value: one for one in Absence}
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})

_GROUPED = 10_000
"""From here on the digits of a number are set apart in threes."""
_LEAST = 0.05
"""Percent; less would be written as 0.0 %."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the panel: what there is to say, and where it matters who said it when."""

    what: str
    by: str = ""


def previous_words(question: QuestionState, previous: "Previous | None", language: str, texts: Texts) -> list[str]:
    """The answer of the edition before, and how far the new one is from it; none where there is nothing to compare with.

    `language` is that in which the questions are shown. What stands in a repeat has no counterpart.
    """
    if previous is None or "[" in question.ref or not question.is_asked:
        return []
    year = previous.year
    if question.name not in previous.asked:
        return [texts.t("{year}: this question was not asked", year=year)]
    if not previous.has_interview:
        return [texts.t("{year}: no interview of this cluster", year=year)]
    then = previous.answers.get(question.name)
    if then is None:
        return [f"{year}: {absence_word(Absence.NOT_ASKED, texts)}"]
    lines = [f"{year}: {_then(then, language, texts)}"]
    return [*lines, *_now(question, then, texts)]


def _then(then: "Earlier", language: str, texts: Texts) -> str:
    if then.absence is not None:
        return absence_word(then.absence, texts)
    if not then.value:
        return texts.t("no answer")
    number = _number(then.kind, then.value)
    return text_in(then.shown, language) if number is None else _written(number, texts)


def _now(question: QuestionState, then: "Earlier", texts: Texts) -> Iterator[str]:
    if not question.is_answered:
        return
    before, number = _number(then.kind, then.value), _number(question.kind, question.value)
    if number is None:
        now = absence_word(question.absence, texts) or question.shown
        yield texts.t("now {answer}", answer=now)
    elif before is None:
        yield texts.t("now {answer}", answer=_written(number, texts))
    elif number == before:
        yield texts.t("now {answer}", answer=f"{_written(number, texts)} ({texts.t('the same')})")
    else:
        share = (number - before) / before * 100 if before > 0 else 0.0
        words = f" ({_percent(share, texts)})" if abs(share) >= _LEAST else ""
        yield texts.t("now {answer}", answer=f"{_written(number, texts)}: {_signed(number - before, texts)}{words}")


def _number(kind: Kind, value: str) -> float | None:
    if kind not in _NUMBERS or not value:
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _written(number: float, texts: Texts) -> str:
    """With as many decimals as it has, two at most; four digits stand together, as in a year."""
    decimals = next((count for count in (0, 1) if abs(round(number, count) - number) < 1e-9), 2)
    written = texts.number(number, decimals)
    is_short = abs(number) < _GROUPED
    return (
        written.replace(NO_BREAK_SPACE, "").replace(",", "" if texts.language == "en" else ",") if is_short else written
    )


def _signed(number: float, texts: Texts) -> str:
    return f"{'+' if number > 0 else MINUS}{_written(abs(number), texts)}"


def _percent(number: float, texts: Texts) -> str:
    return f"{'+' if number > 0 else MINUS}{texts.number(abs(number), 0 if abs(number) >= 1 else 1)}{NO_BREAK_SPACE}%"


def history_lines(question: QuestionState, told: "Sequence[Told]", texts: Texts) -> list[Line]:
    """What was answered, the newest first, each with what stood there before."""
    lines: list[Line] = []
    before = ""
    for one in told:
        if one.kind in {EventKind.ANSWER, EventKind.ABSENCE}:
            now = _value(one, question.labels, texts)
            lines.append(Line(f"{before} \u2192 {now}" if before else now, _by(one, texts)))
            before = now
    return lines[::-1]


def review_lines(told: "Sequence[Told]", texts: Texts) -> list[Line]:
    """What the supervisor noted on the answer, the newest first."""
    return [Line(one.value, _by(one, texts)) for one in reversed(told) if one.kind is EventKind.REVIEW and one.value]


def _value(told: "Told", labels: Mapping[str, str], texts: Texts) -> str:
    if told.kind is EventKind.ABSENCE:
        return absence_word(_ABSENCES.get(told.value), texts) or told.value
    if not told.value:
        return texts.t("no answer")
    if told.value in labels or not labels:
        return labels.get(told.value, told.value)
    return ", ".join(labels.get(name, name) for name in told.value.split())


def _by(told: "Told", texts: Texts) -> str:
    try:
        moment = datetime.fromisoformat(told.wall)
    except ValueError:
        return told.person
    return ", ".join(filter(None, (told.person, f"{texts.date(moment.date())} {moment:%H:%M}")))
