"""Random walks through a questionnaire: answering whatever is asked, as a person who says anything would.

What no walk ever reaches, nobody will be asked; where a walk gets stuck, an interviewer will. Walks end where a form would
make them endless, after as many steps on every machine.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from clusterbench_gui.domain.questions import Kind, Outcome
from clusterbench_gui.forms.candidates import Candidates
from clusterbench_gui.forms.environment import SessionEnvironment, local_now
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell, Roster, ref_of_cell
from clusterbench_gui.forms.model import Element, Rule
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.states import asked

MOST_STEPS = 10_000_000
"""For all walks through a form together; some 15 seconds. A step is a value read or a question looked at."""
_TRYING = 30
"""As many steps as trying an answer takes."""
_ABSENT = 0.08
"""How often somebody who may decline to answer does."""
_BLANK = 0.1
"""How often somebody passes over a question that need not be answered."""
_MOST_ROWS = 2
_ROUNDS = 25
_POSITION = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through a form. `reached`, `groups`, `answered` and `refused` are paths without rows.

    `groups` were relevant at the end. `answered` took a value. `refused` took none of those tried. `stuck` are refs
    where an answer is required, none was accepted, and no absence is allowed. `sound`: the interview could be finished.
    `cut`: the walk was not led to its end.
    """

    reached: frozenset[str]
    groups: frozenset[str]
    answered: frozenset[str]
    refused: frozenset[str]
    stuck: frozenset[str]
    sound: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class Walks:
    """Several walks as one. `count` were made, `sound` of them could be finished; all else are paths without rows.

    `missed` were never reached. `dead_ends` never took an answer where one had to be given; `stuck` took one in some walks
    and ended that many others. `futile` may be left out and never took an answer; `unanswered` took nothing but a reason
    for absence. `unsure` might have been reached or answered, had everything been tried.
    """

    count: int
    sound: int
    reached: frozenset[str]
    groups: frozenset[str]
    missed: frozenset[str]
    dead_ends: frozenset[str]
    stuck: Mapping[str, int]
    futile: frozenset[str]
    unanswered: frozenset[str]
    unsure: frozenset[str]


class _SpentError(Exception):
    """As many steps were made as may be."""


class Budget:
    """Steps that may still be made."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int = 1) -> None:
        """Make steps; raises where there are too few left, from then on."""
        self._left -= steps
        if self._left < 0:
            raise _SpentError


class _Metered(SessionEnvironment):
    """Counts what the expressions of a session read. It takes the place of the session's own environment."""

    def __init__(self, session: FormSession, budget: Budget) -> None:
        vars(self).update(vars(session.environment))
        self._budget = budget
        session.environment = session.engine.env = self

    def read(self, node: Node) -> str:
        self._budget.spend()
        return super().read(node)

    def visible(self, nodes: list[Node]) -> list[Node]:
        self._budget.spend(len(nodes))
        return super().visible(nodes)


def walk(
    form: Form,
    random: Random,
    *,
    candidates: Candidates | None = None,
    now: datetime | None = None,
    budget: Budget | None = None,
) -> Walk:
    """Walk once. Equal states of `random` at an equal moment give equal walks. `candidates` saves looking through the form."""
    return _Walker(form, random, candidates or Candidates(form), now or local_now(), budget or Budget(MOST_STEPS)).run()


def walks(
    form: Form,
    count: int,
    seed: int,
    *,
    least: int | None = None,
    now: datetime | None = None,
    steps: int = MOST_STEPS,
) -> Walks:
    """Walk `count` times; with `least` only that often where every question was reached and answered by then."""
    random, candidates, moment = Random(seed), Candidates(form), now or local_now()  # noqa: S311 - no secret
    wanted = {element.path for element in form.elements if element.control is not None}
    budget = Budget(steps)
    made: list[Walk] = []
    reached: set[str] = set()
    answered: set[str] = set()
    refused: set[str] = set()
    while len(made) < count and (least is None or len(made) < least or reached < wanted or refused - answered):
        made.append(walk(form, random, candidates=candidates, now=moment, budget=budget))
        reached |= made[-1].reached
        answered |= made[-1].answered
        refused |= made[-1].refused
        if made[-1].cut:
            break
    return _united(form, made, wanted, candidates.limited)


def _united(form: Form, made: list[Walk], wanted: set[str], limited: set[int]) -> Walks:
    whole = [one for one in made if not one.cut]
    reached = {path for one in made for path in one.reached}
    answered = {path for one in made for path in one.answered}
    refused = {path for one in made for path in one.refused} - answered
    ended = Counter(path for one in whole for path in {_POSITION.sub("", ref) for ref in one.stuck})
    missed = wanted - reached
    unsure = set(missed) if len(whole) < len(made) else missed & _doubtful(form, limited)
    seen = {path for one in whole for path in one.refused}
    unsure |= {path for path in refused if path not in seen or form.by_path[path].index in limited}
    refused -= unsure
    excused = {path for path in refused if form.by_path[path].bind.absences}
    dead_ends = {path for path in refused - excused if path in ended}
    return Walks(
        count=len(whole),
        sound=sum(one.sound for one in whole),
        reached=frozenset(reached),
        groups=frozenset(path for one in made for path in one.groups),
        missed=frozenset(missed - unsure),
        dead_ends=frozenset(dead_ends),
        stuck={path: times for path, times in ended.items() if path in answered},
        futile=frozenset(refused - excused - dead_ends),
        unanswered=frozenset(excused),
        unsure=frozenset(unsure),
    )


def _doubtful(form: Form, limited: set[int]) -> set[str]:
    """What might be relevant only with answers that were not tried."""
    doubtful = set(limited)
    for unit in form.graph.units:
        if any(read.element.index in doubtful for read in unit.program.reads):
            doubtful.update(
                one.index for one in ([unit.element] if unit.rule is Rule.CALCULATE else unit.element.subtree())
            )
    return {element.path for element in form.elements if element.index in doubtful}


class _Walker:
    def __init__(self, form: Form, random: Random, candidates: Candidates, now: datetime, budget: Budget) -> None:
        self._random = random
        self._candidates = candidates
        self._budget = budget
        identity = f"uuid:{random.getrandbits(64):016x}"
        self._session = FormSession(form, instance_id=identity, now=lambda: now, chance=random)
        _Metered(self._session, budget)
        self._rosters = [one for one in form.elements if one.is_repeat and one.in_body and one.user_rows]
        self._extended: set[Roster] = set()
        self._passed: set[str] = set()
        self._reached: set[str] = set()
        self._answered: set[str] = set()
        self._refused: set[str] = set()
        self._stuck: set[str] = set()

    def run(self) -> Walk:
        """Answer in form order, again until nothing moves."""
        sound, cut = False, False
        try:
            self._answer()
            sound = not self._session.validate()
        except _SpentError:
            cut = True
        return Walk(
            reached=frozenset(self._reached),
            groups=frozenset(self._groups()),
            answered=frozenset(self._answered),
            refused=frozenset(self._refused),
            stuck=frozenset(self._stuck),
            sound=sound,
            cut=cut,
        )

    def _answer(self) -> None:
        self._pay_for_rows()
        for _ in range(_ROUNDS):
            moved = self._extend()
            for cell in asked(self._session.top.cell):
                self._budget.spend()
                self._reached.add(cell.element.path)
                moved |= self._waits(cell) and self._meet(cell)
            if not moved:
                break

    def _groups(self) -> Iterator[str]:
        top = self._session.top
        for element in self._session.form.elements:
            if not element.is_leaf and any(cell.relevant for cell in top.cells(element)):
                yield element.path

    def _extend(self) -> bool:
        """Give every roster that is asked for the first time as many rows as somebody happens to say."""
        moved = False
        for element in self._rosters:
            parent = element.parent
            assert isinstance(parent, Element)
            for holder in list(self._session.top.cells(parent)):
                roster = holder.row.rosters[element]
                if holder.relevant and roster not in self._extended:
                    self._extended.add(roster)
                    moved |= self._resize(roster, self._random.randint(0, _MOST_ROWS))
        return moved

    def _resize(self, roster: Roster, wanted: int) -> bool:
        ref = f"{ref_of_cell(roster.parent)}/{roster.element.name}"
        before = len(roster.rows)
        for _ in range(before, wanted):
            self._session.add_repeat(ref)
        for position in range(before, wanted, -1):
            self._session.remove_repeat(f"{ref}[{position}]")
        return len(roster.rows) != before

    def _waits(self, cell: Cell) -> bool:
        """Whether the respondent still has to say something here. Rows may have gone since the round began."""
        control = cell.element.control
        if control is None or control.kind is Kind.NOTE or not self._session.engine.is_placed(cell):
            return False
        if self._session.states.readonly(cell) or ref_of_cell(cell) in self._passed:
            return False
        return (not cell.value and cell.absence is None) or self._session.states.check(cell) is not None

    def _meet(self, cell: Cell) -> bool:
        """Say something; False where nothing changed by it."""
        ref, path = ref_of_cell(cell), cell.element.path
        absences = cell.element.bind.absences
        if absences and self._random.random() < _ABSENT:
            return self._decline(cell)
        required = self._session.states.required(cell)
        if not absences and not required and self._random.random() < _BLANK:
            self._passed.add(ref)
            return False
        names = self._session.states.lists.names(cell)
        for value in self._candidates.of(cell, names, self._session.environment, self._random):
            if self._try(ref, value):
                self._answered.add(path)
                self._stuck.discard(ref)
                return True
        self._refused.add(path)
        if absences:
            return self._decline(cell)
        (self._stuck if required else self._passed).add(ref)
        return False

    def _try(self, ref: str, value: str) -> bool:
        """Give an answer; whether it was taken."""
        self._budget.spend(_TRYING)
        if not value:
            return False
        step = self._session.answer(ref, value)
        if step.structure:
            self._pay_for_rows()
        return step.outcome is Outcome.OK

    def _pay_for_rows(self) -> None:
        """Rows are made whole, whether anybody looks at them or not."""
        for element in self._session.form.elements:
            if element.is_repeat:
                cells = len(element.subtree())
                self._budget.spend(sum(cells for _ in self._session.top.cells(element)))

    def _decline(self, cell: Cell) -> bool:
        absence = self._random.choice(cell.element.bind.absences)
        self._stuck.discard(ref_of_cell(cell))
        return self._session.absent(ref_of_cell(cell), absence).outcome is Outcome.OK
