"""Which questionnaire a table answers, and what its columns mean.

The layout is that of `app/export.py`; that of ODK Central's and Briefcase's CSV is read as well: `KEY`, `PARENT_KEY` and names
of questions after those of their groups.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.problems import Problem, ProblemError, problem
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.exchange.incoming import Table
from clusterbench_gui.forms.model import Element
from clusterbench_gui.forms.replaying import is_computed
from clusterbench_gui.forms.tables import FlatTable, flat_tables

ABSENCE = "__absence"
REMARKS = ("_cluster", "_interview", "question", "remark", "_person", "_time")
KEY, PARENT_KEY = "KEY", "PARENT_KEY"
DICTIONARY = ("table", "variable")
"""Columns of what an export says about its tables; it holds no answers."""
_OTHERS = {"SubmissionDate": "_touched", "SubmitterName": "_person", "instanceID": "_interview"}
_SERVER = frozenset(
    {"SubmitterID", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits"}
    | {"FormVersion", "meta-instanceID", "meta-instanceName", "instanceName", "isValidated"}
)
_OWN = frozenset({"_cluster", "_interview", "_status", "_person", "_opened", "_touched", "_row", "_parent"})
_PASSED = frozenset({*_OWN, *_OTHERS, *_SERVER, KEY, PARENT_KEY})
_SETS = "SET-OF-"
_LONGEST_SHEET = 31


@dataclass(frozen=True, slots=True)
class Asked:
    """A column that answers a question, or says why there is no answer. `index` is its place in the table."""

    index: int
    element: Element
    is_absence: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """A table whose questionnaire is known. `known` are the columns that are no questions, by their names in our layout."""

    table: Table
    wave: str
    flat: FlatTable
    asked: tuple[Asked, ...]
    known: Mapping[str, int]

    @property
    def is_roster(self) -> bool:
        """Whether its rows are those of a roster."""
        return bool(self.flat.roster)


def match(study: Study, table: Table) -> Matched:
    """Find the questionnaire of a table by its name, else by its columns.

    Raises `ProblemError`: `import-table-unknown`, and `import-column-unknown` for each column that nobody asks for.
    """
    known = dict(_known(table.header))
    is_roster = "_row" in known or PARENT_KEY in known
    best: tuple[tuple[bool, int], str, FlatTable, list[Asked], list[str]] | None = None
    for wave in waves(study):
        for flat in flat_tables(study.form(wave)):
            if is_roster > bool(flat.roster):
                continue
            asked, unknown, ignored = _columns(flat, table.header)
            rank = (_is_called(table.stem, study.form(wave).id, wave, flat), len(asked) + ignored - len(unknown))
            if (asked or rank[0]) and (best is None or rank > best[0]):
                best = (rank, wave, flat, asked, unknown)
    if best is None:
        raise ProblemError(problem("import-table-unknown", table.place(1)))
    _, wave, flat, asked, unknown = best
    if unknown:
        raise ProblemError(*(_unknown(table, name, wave) for name in unknown))
    return Matched(table, wave, flat, tuple(asked), known)


def waves(study: Study) -> list[str]:
    """The names of all questionnaires of a study, those of earlier editions included."""
    return [edition.wave(one.id) for edition in (study.edition, *study.earlier) for one in edition.instruments]


def _unknown(table: Table, name: str, wave: str) -> Problem:
    return problem("import-column-unknown", table.place(1, name), name=name, instrument=wave)


def _is_called(stem: str, form: str, wave: str, flat: FlatTable) -> bool:
    """Whether a table has the name of an export of ours, cut as sheets are, or of ODK's."""
    roster = flat.roster.replace("/", ".")
    own = ".".join(part for part in (wave.replace("/", "."), roster) if part)
    others = "-".join(part for part in (form, flat.roster.replace("/", "-")) if part)
    return stem.casefold() in {own.casefold(), own[:_LONGEST_SHEET].casefold(), others.casefold()}


def _known(header: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    names = {**_OTHERS, **{name: name for name in (*_OWN, KEY, PARENT_KEY)}}
    if PARENT_KEY not in header:
        names[KEY] = "_interview"
    for index, name in enumerate(header):
        if name in names:
            yield names[name], index


def _columns(flat: FlatTable, header: tuple[str, ...]) -> tuple[list[Asked], list[str], int]:
    """The columns that answer questions, the names of those that nobody knows, and the number of those that count for nothing."""
    elements = _names(flat)
    asked: list[Asked] = []
    unknown: list[str] = []
    ignored = 0
    for index, name in enumerate(header):
        if not name or name in _PASSED or name.startswith(_SETS):
            continue
        element = elements.get(name) or elements.get(name.removesuffix(ABSENCE))
        if element is None:
            unknown.append(name)
        elif _is_answered(element):
            asked.append(Asked(index, element, name not in elements))
        else:
            ignored += 1
    return asked, unknown, ignored


def _names(flat: FlatTable) -> dict[str, Element]:
    """Elements of a table's scope by the names that columns may have: as we export them, and with their groups before."""
    found: dict[str, Element] = {}
    leaves = [one for one in flat.scope.walk() if isinstance(one, Element) and one.is_leaf and one.scope is flat.scope]
    for one in leaves:
        below = one.path.removeprefix(f"{flat.scope.path}/")
        found.setdefault(below, one)
        found.setdefault(below.replace("/", "-"), one)
    counts: dict[str, list[Element]] = {}
    for one in leaves:
        counts.setdefault(one.name, []).append(one)
    found |= {name: some[0] for name, some in counts.items() if len(some) == 1}
    found |= dict(zip(flat.columns, flat.questions, strict=True))
    return found


def _is_answered(element: Element) -> bool:
    """Whether a cell is an answer: neither computed by the form, nor a note, nor the interview's own id."""
    is_note = element.control is not None and element.control.kind is Kind.NOTE
    return not (is_note or is_computed(element) or element.bind.preload[0] == "uid")
