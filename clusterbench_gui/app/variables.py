"""What a questionnaire says of its questions, as variables of tables."""

from collections.abc import Callable

from clusterbench_gui.app.words import conflict_word, doing_word, status_word
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Names
from clusterbench_gui.domain.paradata import Doing
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.domain.status import Status
from clusterbench_gui.exchange.tables import CHOICES, Option, ValueKind, Variable
from clusterbench_gui.forms.descriptions import choices_of, text_of
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.model import Element, Rule
from clusterbench_gui.support.texts import LANGUAGES, Texts, texts

_KINDS = {
    Kind.INTEGER: ValueKind.INTEGER,
    Kind.DECIMAL: ValueKind.DECIMAL,
    Kind.DATE: ValueKind.DATE,
    Kind.TIME: ValueKind.TIME,
    Kind.DATETIME: ValueKind.DATETIME,
    Kind.SELECT_ONE: ValueKind.ONE_CHOICE,
    Kind.SELECT_MULTIPLE: ValueKind.SEVERAL_CHOICES,
    Kind.RANK: ValueKind.RANK,
    Kind.GEOPOINT: ValueKind.PLACE,
    Kind.GEOTRACE: ValueKind.PLACE,
    Kind.GEOSHAPE: ValueKind.PLACE,
    Kind.IMAGE: ValueKind.FILE,
    Kind.AUDIO: ValueKind.FILE,
    Kind.VIDEO: ValueKind.FILE,
    Kind.FILE: ValueKind.FILE,
}
_TYPES = {
    "int": ValueKind.INTEGER,
    "integer": ValueKind.INTEGER,
    "decimal": ValueKind.DECIMAL,
    "date": ValueKind.DATE,
    "time": ValueKind.TIME,
    "dateTime": ValueKind.DATETIME,
}

IN_CONFLICT = "in-conflict"
"""Stands in place of the status where two devices said different things: the values are the last ones, and do not count."""


def worded(say: Callable[[Texts], str]) -> Names:
    """What the program itself says, in all its languages."""
    return {language: say(texts(language)) for language in LANGUAGES}


def interview_variables() -> tuple[Variable, ...]:
    """What is known of every interview, before its answers."""
    statuses = tuple(_status(one) for one in Status if one is not Status.WITHDRAWN)
    options = (*statuses, Option(IN_CONFLICT, worded(conflict_word)))
    return (
        _cluster(),
        _interview(),
        Variable("_status", ValueKind.ONE_CHOICE, worded(lambda t: t.t("Where the interview stands")), options=options),
        _person(),
        Variable("_opened", ValueKind.DATETIME, worded(lambda t: t.t("When the interview was begun"))),
        Variable("_touched", ValueKind.DATETIME, worded(lambda t: t.t("When the interview was last changed"))),
    )


def _status(status: Status) -> Option:
    return Option(status.value, worded(lambda t: status_word(status, t)))


def row_variables(*, nested: bool) -> tuple[Variable, ...]:
    """The keys of a roster's rows, before their answers; those of a roster within a roster name the row around as well."""
    row = Variable("_row", labels=worded(lambda t: t.t("Key of the row, within the keys of the rows around it")))
    parent = Variable("_parent", labels=worded(lambda t: t.t("Key of the row around")))
    return (_cluster(), _interview(), row, *((parent,) if nested else ()))


def remark_variables() -> tuple[Variable, ...]:
    """The columns of the table of remarks."""
    return (
        _cluster(),
        _interview(),
        Variable("question", labels=worded(lambda t: t.t("Path of the question"))),
        Variable("remark", labels=worded(lambda t: t.t("Remark of the interviewer"))),
        _person(),
        Variable("_time", ValueKind.DATETIME, worded(lambda t: t.t("When it was noted"))),
    )


def paradata_variables() -> tuple[Variable, ...]:
    """The columns of the table of paradata: a line for each stretch of time."""
    doings = tuple(_doing(one) for one in Doing)
    return (
        _cluster(),
        _interview(),
        Variable("sitting", labels=worded(lambda t: t.t("One opening of the interview"))),
        Variable("number", ValueKind.INTEGER, worded(lambda t: t.t("Number of the stretch within the opening"))),
        Variable("doing", ValueKind.ONE_CHOICE, worded(lambda t: t.t("What the time went to")), options=doings),
        Variable("question", labels=worded(lambda t: t.t("Path of the question"))),
        Variable("start", ValueKind.DATETIME, worded(lambda t: t.t("When it began"))),
        Variable("seconds", ValueKind.DECIMAL, worded(lambda t: t.t("How long it was, in seconds"))),
        Variable("corrections", ValueKind.INTEGER, worded(lambda t: t.t("Answers changed in it"))),
        _person(),
    )


def _doing(doing: Doing) -> Option:
    return Option(doing.value, worded(lambda t: doing_word(doing, t)))


def _cluster() -> Variable:
    return Variable("_cluster", labels=worded(lambda t: t.t("Code of the cluster")))


def _interview() -> Variable:
    return Variable("_interview", labels=worded(lambda t: t.t("Identifier of the interview")))


def _person() -> Variable:
    return Variable("_person", labels=worded(lambda t: t.t("Who answered for it")))


def question(form: Form, column: str, element: Element, codes: tuple[str, ...]) -> Variable:
    """A question of the form."""
    control = element.control
    assert control is not None
    relevant = element.program(Rule.RELEVANT)
    required = element.program(Rule.REQUIRED)
    kind = _KINDS.get(control.kind, _TYPES.get(element.bind.type, ValueKind.TEXT))
    choices = choices_of(form, control, codes) if kind in CHOICES else {}
    reasons = {Absence.NOT_ASKED, *element.bind.absences}
    return Variable(
        name=column,
        kind=kind,
        labels=text_of(form, control.label, codes),
        hints=text_of(form, control.hint, codes),
        options=tuple(Option(name, labels) for name, labels in choices.items()),
        absences=tuple(one for one in Absence if one in reasons),
        path=element.path,
        relevant=relevant.source if relevant else "",
        required=required is not None,
    )


def calculation(column: str, element: Element) -> Variable:
    """A calculation of the form."""
    return Variable(column, _TYPES.get(element.bind.type, ValueKind.TEXT), path=element.path)
