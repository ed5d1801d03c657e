"""An interview on its way to paper, as plain data: it may travel to another process, and holds no key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Method, Model, Names
from clusterbench_gui.domain.questions import QuestionState, RosterState, SectionState
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.domain.studies import Cluster, Interview


class Paper(Enum):
    """What is printed of one interview. The values are parts of file names.

    The filled-in questionnaire with the interviewer's remarks is for the office, the copy without them for the respondent, and
    so is the provisional local report.
    """

    QUESTIONNAIRE = "questionnaire"
    COPY = "copy"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One filled-in questionnaire. Texts of `sections` are in the language in which it is printed.

    `titles` and `edition` are of the questionnaire and of its edition. `person` is who interviewed. `remarks` are by path. `internal` are the
    names of questions that the interviewer answers alone; a respondent's copy leaves them out. `confirmed` are the paths of
    unusual answers that were confirmed as they are. `is_settled`: the interview is
    finished, and no two devices said different things in it. `synthetic`: the cluster is invented. `program` is the version that printed.
    """

    cluster: Cluster
    interview: Interview
    person: str
    titles: Names
    edition: Names
    notice: Names
    sections: tuple[SectionState, ...]
    remarks: Mapping[str, str]
    synthetic: bool
    is_settled: bool
    program: str
    internal: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()

    def questions(self) -> Iterator[QuestionState]:
        """Every question that is asked, those in rows included, in the order of the form."""
        for section in self.sections:
            for item in section.items:
                if isinstance(item, QuestionState):
                    yield item
                elif isinstance(item, RosterState):
                    for row in item.rows:
                        yield from row.questions

    def tally(self) -> "Tally":
        """What was recorded, counted."""
        asked = [one for one in self.questions() if one.is_asked]
        absent = [one.absence for one in asked if one.absence is not None and not one.value]
        answered = sum(bool(one.value) for one in asked)
        return Tally(
            asked=len(asked),
            answered=answered,
            absent={reason: absent.count(reason) for reason in Absence if reason in absent},
            open=len(asked) - answered - len(absent),
            remarks=len(self.remarks),
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions asked, answered with a value, absent by reason, and left open; and how many remarks there are."""

    asked: int
    answered: int
    absent: Mapping[Absence, int]
    open: int
    remarks: int


@dataclass(frozen=True, slots=True)
class Source:
    """An answer that a formula reads: name and number of the question, its text, its value in words.

    Without number and text it is a question that was not asked, or a calculation.
    """

    name: str
    number: int
    label: str
    value: str
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class RawIndicator:
    """An indicator of one interview: its value, or why there is none; its formula, and the answers that this reads."""

    code: str
    value: float | Missing
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """What the clusters of a study have at one indicator, in its unit: how many they are, their middle, the mean of their best."""

    count: int
    median: float | None
    benchmark: float | None


@dataclass(frozen=True, slots=True)
class Reference:
    """Anonymous values to compare with, as an assignment brought them: of which edition, as of which day, by indicator."""

    edition: Names
    as_of: str
    synthetic: bool
    values: Mapping[str, ReferenceValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LocalResult:
    """What an interviewer can tell a respondent on the spot: one interview's indicators, without the office and without scores."""

    filled: FilledIn
    model: Model
    method: Method
    indicators: tuple[RawIndicator, ...]
    reference: Reference | None = None
