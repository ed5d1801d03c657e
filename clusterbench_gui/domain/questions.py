"""The state of an interview's questions, as plain data: made by the form session, shown by a screen or the terminal.

A `ref` names a place the way CONTRACTS of the command line do: `/data/firm[2]/name`, a position on every repeat step and on
no other. A `path` names the same place for the event log, with the row's key instead of its position (docs/adr/0001).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.changes import Change
from clusterbench_gui.support.markup import plain_words


class Kind(Enum):
    """What kind of answer a question takes."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    SELECT_ONE = "select-one"
    SELECT_MULTIPLE = "select-multiple"
    RANK = "rank"
    RANGE = "range"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    BARCODE = "barcode"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"


FILES = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
"""Questions that are answered by a file: the answer is its name."""
SELECTS = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
"""Questions that are answered by choosing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select, in the current language. The label may have markup (`support.markup`)."""

    name: str
    label: str
    media: tuple["Medium", ...] = ()


@dataclass(frozen=True, slots=True)
class Medium:
    """A file beside the form that goes with a label: `form` is image, big-image, audio or video."""

    form: str
    file: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What a range offers: from `low` to `high` by `step`; `ticks` apart are marked, `hint` is where its handle waits."""

    low: Decimal
    high: Decimal
    step: Decimal
    ticks: Decimal | None = None
    hint: Decimal | None = None

    @property
    def steps(self) -> int:
        """How many steps lead from the lowest value to the highest."""
        return int((self.high - self.low) / self.step)

    def at(self, place: int) -> Decimal:
        """The value so many steps from the lowest one."""
        return self.low + self.step * place

    def text(self, place: int) -> str:
        """The same as answers have it."""
        return f"{self.at(place).normalize():f}"

    def place(self, value: Decimal) -> int | None:
        """How many steps a value is from the lowest one; None where it is none of the scale's."""
        steps = (value - self.low) / self.step
        return int(steps) if steps == int(steps) and 0 <= steps <= self.steps else None


class Fault(Enum):
    """What is wrong with an answer. Words are the outcomes of `form replay`."""

    CONSTRAINT = "constraint"
    REQUIRED = "required"
    INVALID = "invalid"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Check:
    """A failed check: what it is, and the author's message in the current language ("" where there is none)."""

    fault: Fault
    message: str = ""


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One relevant question as it stands now. Texts are in the session's language with outputs filled in.

    `former` are chosen options that answers before them no longer offer. `involved` are the refs of other questions that the
    failed constraint or the warning reads; `doubt` stands for what the warning is about, and is another when an answer is.
    `markup` and `hint_markup` are label and hint with their markup (`support.markup`), "" where they have none. `longest` is
    the most characters that the form lets a text have, `rows` the lines that it wants to see. `listed`: a text that is meant
    to be one of the choices. `pixels` is the longest edge that the form lets a picture have.
    """

    ref: str
    path: str
    name: str
    kind: Kind
    label: str
    hint: str = ""
    guidance: str = ""
    appearance: str = ""
    value: str = ""
    absence: Absence | None = None
    required: bool = False
    readonly: bool = False
    choices: tuple[Choice, ...] = ()
    absences: tuple[Absence, ...] = ()
    failed: Check | None = None
    warning: str = ""
    former: tuple[Choice, ...] = ()
    markup: str = ""
    hint_markup: str = ""
    media: tuple[Medium, ...] = ()
    scale: Scale | None = None
    longest: int | None = None
    rows: int = 0
    pixels: int | None = None
    listed: bool = False
    involved: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def looks(self) -> tuple[str, ...]:
        """The words of the appearance."""
        return tuple(self.appearance.lower().split())

    @property
    def is_heading(self) -> bool:
        """A select of the appearance `label`: it only heads the columns of those below it."""
        return bool(self.appearance) and self.kind in SELECTS and "label" in self.looks and not self.required

    @property
    def is_answered(self) -> bool:
        """Has a value or a stated absence."""
        return bool(self.value) or self.absence is not None

    @property
    def labels(self) -> dict[str, str]:
        """Labels of the options by name, those that were chosen and are no longer offered included."""
        return {one.name: one.label for one in (*self.choices, *self.former)}

    @property
    def shown(self) -> str:
        """The value as people read it: labels of options without their markup, anything else as it is."""
        labels = {name: plain_words(label) for name, label in self.labels.items()}
        if self.kind is Kind.TEXT:
            return labels.get(self.value, self.value)
        return ", ".join(labels.get(name, name) for name in self.value.split()) if labels else self.value

    @property
    def is_asked(self) -> bool:
        """Waits for the respondent: neither a note nor read-only, nor the head of a table of choices."""
        return self.kind is not Kind.NOTE and not self.readonly and not self.is_heading


@dataclass(frozen=True, slots=True)
class RowState:
    """One row of a roster: its key in the log, its label, and what is in it in order, rosters inside of it included."""

    ref: str
    key: str
    label: str
    items: tuple["Item", ...]

    @property
    def questions(self) -> tuple[QuestionState, ...]:
        """Its questions, those in rosters inside of it included."""
        return tuple(questions_in(self.items))


@dataclass(frozen=True, slots=True)
class Column:
    """A question of a roster, whether it is asked in any row or not. `place` is its ref from the row on, as `/name`."""

    place: str
    kind: Kind
    appearance: str


@dataclass(frozen=True, slots=True)
class RosterState:
    """A repeat. `fixed` rows come from the form; otherwise rows are added and removed by the interviewer.

    `columns` are the questions of a row in form order; none where a row also has headings, or rosters of its own.
    """

    ref: str
    path: str
    name: str
    label: str
    fixed: bool
    rows: tuple[RowState, ...]
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupState:
    """A heading inside a section; the items that follow belong to it down to the next heading of the same depth."""

    ref: str
    label: str
    depth: int


Item = QuestionState | RosterState | GroupState


def questions_in(items: Iterable[Item]) -> list[QuestionState]:
    """The questions among items, those in rows of rosters included. A list: there can be tens of thousands."""
    found: list[QuestionState] = []
    for item in items:
        if isinstance(item, QuestionState):
            found.append(item)
        elif isinstance(item, RosterState):
            for row in item.rows:
                found += questions_in(row.items)
    return found


class Progress(Enum):
    """How far a section is."""

    UNTOUCHED = "untouched"
    IN_PROGRESS = "in-progress"
    COMPLETE = "complete"
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class SectionState:
    """A top-level group of the questionnaire with its relevant items in form order. Counts are of asked questions."""

    ref: str
    name: str
    label: str
    items: tuple[Item, ...]
    answered: int
    asked: int
    problems: int

    @property
    def progress(self) -> Progress:
        """The one word that the outline shows."""
        if self.problems:
            return Progress.PROBLEMS
        if self.asked and self.answered >= self.asked:
            return Progress.COMPLETE
        return Progress.IN_PROGRESS if self.answered else Progress.UNTOUCHED


def numbers(sections: Sequence[SectionState]) -> dict[str, int]:
    """The running number of every asked question and roster by ref; what stands in a roster carries none."""
    return numbered(ref for section in sections for ref in counted(section))


def counted(section: SectionState) -> list[str]:
    """The refs of what carries a number in a section."""
    return [
        one.ref
        for one in section.items
        if isinstance(one, RosterState) or (isinstance(one, QuestionState) and one.is_asked)
    ]


def numbered(refs: Iterable[str]) -> dict[str, int]:
    """Running numbers by ref."""
    return {ref: number for number, ref in enumerate(refs, 1)}


class Outcome(Enum):
    """How a step of the session went."""

    OK = "ok"
    CONSTRAINT = "constraint"
    REQUIRED = "required"
    INVALID = "invalid"
    READONLY = "readonly"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Step:
    """The result of a step: outcome, the author's message if any, and the refs whose state may look different now.

    `structure` says that questions or rows appeared or vanished, so that a screen lays the section out again. `change` is
    what takes the step back, where it did something.
    """

    outcome: Outcome
    message: str = ""
    changed: frozenset[str] = frozenset()
    structure: bool = False
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that fails when the interview is to be finished."""

    ref: str
    label: str
    check: Check


@dataclass(frozen=True, slots=True)
class AuditWishes:
    """What a form wants to see in ODK's audit beside events and times: old and new values, and who it was."""

    values: bool = False
    users: bool = False
