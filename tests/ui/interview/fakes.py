"""A questionnaire in a few lines: the form session's surface over plain dictionaries."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.questions import (
    Check,
    Choice,
    Column,
    Failure,
    Fault,
    Kind,
    Outcome,
    QuestionState,
    RosterState,
    RowState,
    SectionState,
    Step,
)
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Interview

POLISH, ENGLISH = "Polski (pl)", "English (en)"
ANY = (Absence.DONT_KNOW, Absence.REFUSED, Absence.NOT_APPLICABLE)


CLUSTER = Cluster("K17", "Klaster Dolina Ekologicznych Maszyn")
INTERVIEW = Interview(
    "uuid:1", "K17", "coordinator", "coordinator", "1", Status.OPEN, "p1", "2012-07-01T12:00:00+02:00", ""
)


@dataclass
class Ask:
    name: str
    kind: Kind
    label: tuple[str, str]
    hint: tuple[str, str] = ("", "")
    guidance: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    appearance: str = ""
    required: bool = False
    readonly: bool = False
    absences: tuple[Absence, ...] = ANY
    relevant: Callable[[dict[str, str]], bool] = lambda _: True
    holds: Callable[[str], bool] = lambda _: True
    message: str = ""
    warns: Callable[[str], str] = lambda _: ""


@dataclass
class Rows:
    name: str
    label: tuple[str, str]
    columns: tuple[Ask, ...]
    fixed: tuple[str, ...] = ()


@dataclass
class Part:
    name: str
    label: tuple[str, str]
    items: tuple[Ask | Rows, ...]


@dataclass
class FakeSession:
    parts: tuple[Part, ...]
    language: str = POLISH
    values: dict[str, str] = field(default_factory=dict)
    absences: dict[str, Absence] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)
    refuses: dict[str, Outcome] = field(default_factory=dict)
    form: SimpleNamespace = field(
        default_factory=lambda: SimpleNamespace(
            languages=(POLISH, ENGLISH), title="Próbny kwestionariusz", files=lambda _name: None, broken=()
        )
    )

    def __post_init__(self):
        for part in self.parts:
            for one in part.items:
                if isinstance(one, Rows):
                    self.rows[f"/data/{part.name}/{one.name}"] = [str(at + 1) for at in range(len(one.fixed))]

    def sections(self, known=None):
        return tuple(self._section(part) for part in self.parts)

    def question(self, ref):
        return self._asked()[ref]

    def questions(self):
        return tuple(self._asked().values())

    def set_language(self, name):
        self.language = name

    def path_of(self, ref):
        asked = self._asked()
        if ref in asked:
            return asked[ref].path
        for roster, keys in self.rows.items():
            for at, key in enumerate(keys, start=1):
                if ref == f"{roster}[{at}]":
                    return f"{roster}[{key}]"
        return ref

    def ref_of(self, path):
        return {one.path: one.ref for one in self._asked().values()}[path]

    def answer(self, ref, value):
        if ref not in self._asked():
            return Step(Outcome.UNREACHABLE)
        if ref in self.refuses:
            return Step(self.refuses[ref])
        return self._change(ref, value, None)

    def absent(self, ref, absence):
        return self._change(ref, "", absence)

    def add_repeat(self, roster):
        self.rows[roster].append(f"k{len(self.rows[roster]) + 1}")
        return Step(Outcome.OK, changed=frozenset({roster}), structure=True)

    def last_row(self, roster):
        return f"{roster}[{len(self.rows[roster])}]"

    def remove_repeat(self, row):
        roster, _, at = row.rstrip("]").rpartition("[")
        key = self.rows[roster].pop(int(at) - 1)
        self.values = {path: value for path, value in self.values.items() if f"[{key}]" not in path}
        return Step(Outcome.OK, changed=frozenset({roster}), structure=True)

    def validate(self):
        found = []
        for one in self._asked().values():
            if one.failed:
                found.append(Failure(one.ref, one.label, one.failed))
            elif one.required and not one.is_answered:
                found.append(Failure(one.ref, one.label, Check(Fault.REQUIRED)))
        return tuple(found)

    def _change(self, ref, value, absence):
        before = self._asked()
        path = before[ref].path
        self.values[path] = value
        self.absences.pop(path, None)
        if absence:
            self.absences[path] = absence
        now = self._asked()
        changed = frozenset(one for one in now if now[one] != before.get(one))
        outcome = Outcome.CONSTRAINT if now[ref].failed else Outcome.OK
        message = now[ref].failed.message if now[ref].failed else ""
        return Step(outcome, message, changed, structure=list(now) != list(before))

    def _asked(self):
        found = {}
        for section in self.sections():
            for item in section.items:
                inner = (
                    [item] if isinstance(item, QuestionState) else [one for row in item.rows for one in row.questions]
                )
                found |= {one.ref: one for one in inner}
        return found

    def _section(self, part):
        named = {path.rpartition("/")[2]: value for path, value in self.values.items()}
        items = []
        for one in part.items:
            base = f"/data/{part.name}/{one.name}"
            if isinstance(one, Rows):
                items.append(self._roster(one, base))
            elif one.relevant(named):
                items.append(self._state(one, base, base))
        asked = [
            one
            for item in items
            for one in ([item] if isinstance(item, QuestionState) else [q for row in item.rows for q in row.questions])
            if one.is_asked
        ]
        problems = sum(one.failed is not None for one in asked)
        answered = sum(one.is_answered for one in asked)
        return SectionState(
            f"/data/{part.name}", part.name, self._word(part.label), tuple(items), answered, len(asked), problems
        )

    def _roster(self, rows, base):
        made = []
        for at, key in enumerate(self.rows[base], start=1):
            questions = tuple(
                self._state(one, f"{base}[{at}]/{one.name}", f"{base}[{key}]/{one.name}") for one in rows.columns
            )
            made.append(RowState(f"{base}[{at}]", key, rows.fixed[at - 1] if rows.fixed else "", questions))
        columns = tuple(Column(f"/{one.name}", one.kind, one.appearance) for one in rows.columns)
        return RosterState(base, base, rows.name, self._word(rows.label), bool(rows.fixed), tuple(made), columns)

    def _state(self, ask, ref, path):
        value = self.values.get(path, "")
        index = 0 if self.language == POLISH else 1
        failed = None if not value or ask.holds(value) else Check(Fault.CONSTRAINT, ask.message)
        return QuestionState(
            ref,
            path,
            ask.name,
            ask.kind,
            ask.label[index],
            hint=ask.hint[index],
            guidance=ask.guidance,
            appearance=ask.appearance,
            value=value,
            absence=self.absences.get(path),
            required=ask.required,
            readonly=ask.readonly,
            choices=tuple(Choice(one[0], one[1 + index]) for one in ask.choices),
            absences=ask.absences,
            failed=failed,
            warning=ask.warns(value) if value else "",
            doubt=value if value and ask.warns(value) else "",
        )

    def _word(self, label):
        return label[0 if self.language == POLISH else 1]


@dataclass
class FakeInterview:
    """The steps of `app.interviews.OpenInterview` over the fake session."""

    session: FakeSession
    drafts: dict[str, str] = field(default_factory=dict)
    bookmark: str = ""
    cluster: Cluster = CLUSTER
    interview: Interview = INTERVIEW
    confirmed: dict[str, str] = field(default_factory=dict)

    def answer(self, ref, value, typed=None):
        step = self.session.answer(ref, value)
        return step, self._said(step, EventKind.ANSWER, ref, value, typed)

    def absent(self, ref, absence):
        step = self.session.absent(ref, absence)
        return step, self._said(step, EventKind.ABSENCE, ref, absence.value, None)

    def add_row(self, roster):
        step = self.session.add_repeat(roster)
        return step, (self._state(EventKind.REPEAT_ADDED, "", self.session.path_of(self.session.last_row(roster))),)

    def remove_row(self, row):
        path = self.session.path_of(row)
        return self.session.remove_repeat(row), (self._state(EventKind.REPEAT_REMOVED, "", path),)

    def is_confirmed(self, question):
        return bool(question.doubt) and self.confirmed.get(question.path) == question.doubt

    def confirm(self, ref):
        question = self.session.question(ref)
        if not question.doubt or self.is_confirmed(question):
            return ()
        self.confirmed[question.path] = question.doubt
        return (self._state(EventKind.CONFIRMED, question.doubt, question.path),)

    def failures(self):
        return self.session.validate()

    def finish(self):
        return () if self.failures() else (self._state(EventKind.STATUS, Status.FINISHED.value, ""),)

    def _said(self, step, kind, ref, value, typed):
        if step.outcome not in {Outcome.OK, Outcome.CONSTRAINT}:
            return ()
        return (replace(self._state(kind, value, self.session.path_of(ref)), typed=typed),)

    def reopen(self, reason):
        self.interview = replace(self.interview, status=Status.OPEN)
        return (self._state(EventKind.STATUS, Status.OPEN.value, ""), self._state(EventKind.REVIEW, reason, ""))

    def _state(self, kind, value, path):
        return Statement("uuid:1", kind, value, path)


class Disk:
    """A database thread that answers when the test says so, or at once."""

    def __init__(self, *, at_once=True):
        self.at_once = at_once
        self.batches = []
        self.waiting = []
        self.drafts = []
        self.bookmarks = []
        self.refusing = ()
        """Problems that drafts and the place meet with."""

    def save(self, statements, done, failed):
        self.batches.append(tuple(statements))
        self.waiting.append((done, failed))
        if self.at_once:
            self.succeed()

    def succeed(self, wall="2012-07-01T12:41:03+02:00"):
        done, _ = self.waiting.pop(0)
        done(wall)

    def fail(self, *problems):
        _, failed = self.waiting.pop(0)
        failed(problems)

    def save_draft(self, path, text, settled):
        if not self.refusing:
            self.drafts.append((path, text))
        settled(self.refusing)

    def set_bookmark(self, path, settled):
        if not self.refusing:
            self.bookmarks.append(path)
        settled(self.refusing)

    @property
    def said(self):
        return [(one.kind.value, one.path.rpartition("/")[2], one.value) for batch in self.batches for one in batch]


YES_NO = (("yes", "Tak", "Yes"), ("no", "Nie", "No"))
VOIVODESHIPS = tuple(
    (name, label, label)
    for name, label in (
        ("dolnoslaskie", "dolnośląskie"),
        ("kujawsko_pomorskie", "kujawsko-pomorskie"),
        ("lubelskie", "lubelskie"),
        ("lubuskie", "lubuskie"),
        ("lodzkie", "łódzkie"),
        ("malopolskie", "małopolskie"),
        ("mazowieckie", "mazowieckie"),
        ("opolskie", "opolskie"),
        ("podkarpackie", "podkarpackie"),
        ("podlaskie", "podlaskie"),
        ("pomorskie", "pomorskie"),
        ("slaskie", "śląskie"),
    )
)


def small_form():
    """Three sections with one of nearly everything."""
    return (
        Part(
            "ch",
            ("CH · Charakterystyka klastra", "CH · About the cluster"),
            (
                Ask(
                    "name",
                    Kind.TEXT,
                    ("Jaka jest pełna nazwa klastra?", "What is the name?"),
                    required=True,
                    absences=(),
                ),
                Ask(
                    "region", Kind.SELECT_ONE, ("W którym województwie?", "In which voivodeship?"), choices=VOIVODESHIPS
                ),
                Ask("intro", Kind.NOTE, ("Teraz o spotkaniach.", "Now about meetings.")),
                Ask("since", Kind.DATE, ("Od kiedy działa klaster?", "Since when?")),
            ),
        ),
        Part(
            "p2",
            ("P2 · Komunikacja w klastrze", "P2 · Communication in the cluster"),
            (
                Ask(
                    "bulletin",
                    Kind.SELECT_ONE,
                    ("Czy koordynator wysyła członkom biuletyn?", "Is there a bulletin?"),
                    choices=YES_NO,
                ),
                Ask(
                    "issues",
                    Kind.INTEGER,
                    ("Ile numerów ukazało się w 2011 r.?", "How many issues?"),
                    relevant=lambda values: values.get("bulletin") == "yes",
                ),
                Ask(
                    "meetings",
                    Kind.INTEGER,
                    ("Ile spotkań członków klastra odbyło się w 2011 roku?", "How many meetings were held in 2011?"),
                    hint=(
                        "Licząc także spotkania grup roboczych; bez targów i konferencji otwartych.",
                        "Working groups included; without fairs and open conferences.",
                    ),
                    guidance="Spotkaniem jest zebranie co najmniej trzech członków, zwołane przez koordynatora.",
                    required=True,
                    holds=lambda value: int(value) <= 1000,
                    message="Proszę podać liczbę od 0 do 1000.",
                    warns=lambda value: "To bardzo dużo. Czy na pewno?" if int(value) > 100 else "",
                ),
                Ask(
                    "share",
                    Kind.SELECT_ONE,
                    ("Jaka część członków zwykle bierze w nich udział?", "What share takes part?"),
                    choices=(
                        ("a", "do 25 %", "up to 25 %"),
                        ("b", "26–50 %", "26–50 %"),
                        ("c", "51–75 %", "51–75 %"),
                        ("d", "ponad 75 %", "over 75 %"),
                    ),
                ),
                Ask(
                    "channels",
                    Kind.SELECT_MULTIPLE,
                    ("Którymi kanałami koordynator kontaktuje się z członkami?", "Through which channels?"),
                    choices=(
                        ("mail", "poczta elektroniczna", "e-mail"),
                        ("phone", "telefon", "telephone"),
                        ("net", "intranet klastra", "intranet"),
                    ),
                ),
            ),
        ),
        Part(
            "cl",
            ("CL · Członkowie klastra", "CL · Members of the cluster"),
            (
                Rows(
                    "members",
                    ("Liczba członków według typu", "Members by type"),
                    (
                        Ask("count", Kind.INTEGER, ("Członkowie", "Members")),
                        Ask("active", Kind.INTEGER, ("W tym aktywni", "Of these active")),
                    ),
                    fixed=("duże firmy", "małe i średnie firmy", "jednostki naukowe"),
                ),
                Rows("events", ("Wydarzenia", "Events"), (Ask("title", Kind.TEXT, ("Nazwa", "Title")),)),
                Ask("note", Kind.TEXT, ("Uwagi koordynatora", "Remarks"), appearance="multiline"),
            ),
        ),
    )
