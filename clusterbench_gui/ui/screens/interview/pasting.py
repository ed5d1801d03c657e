"""A pasted table on its way into a roster: where each cell goes, what stands in the way, and taking it in little by little."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from clusterbench_gui.app.interviews import Typed
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.questions import Kind, Outcome, QuestionState, RosterState
from clusterbench_gui.ui.screens.interview.cells import CellTexts
from clusterbench_gui.ui.screens.interview.clipboard import read_table
from clusterbench_gui.ui.screens.interview.together import Together
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.widgets.questions.matching import fold

BLOCK = 50
"""Rows that are taken at a time, column by column; so what a row's first cells make relevant is asked when the next come."""
MOST_UNREAD = 100
"""With more cells that cannot be read the table is another one than the person thinks."""


@dataclass
class Outcomes:
    """What became of the cells: rows taken, texts that are no answers, cells that are not asked or computed."""

    rows: int = 0
    unread: int = 0
    left: int = 0
    problem: str = ""


@dataclass
class Paste:
    """`examine`, then ask what `doubts` says, unless there is a `refusal`; then `take`. Both go on at every `next`."""

    viewmodel: InterviewViewModel
    roster: RosterState
    at: str
    text: str
    refusal: str = ""
    doubts: list[str] = field(default_factory=list)
    outcomes: Outcomes = field(default_factory=Outcomes)

    def __post_init__(self) -> None:
        """Find out where each cell goes."""
        self.together = Together(self.viewmodel)
        self._texts = CellTexts(self.viewmodel.texts)
        self._samples: dict[str, QuestionState] = {}
        for row in self.roster.rows:
            for one in row.questions:
                self._samples.setdefault(one.ref.removeprefix(row.ref), one)
        table = read_table(self.text)
        while table and not any(cell.strip() for cell in table[-1]):
            table.pop()
        here = next((at for at, one in enumerate(self.roster.rows) if self.at.startswith(f"{one.ref}/")), None)
        self.start = len(self.roster.rows) if here is None else here
        place = "" if here is None else self.at.removeprefix(self.roster.rows[here].ref)
        heads = self._heads(table[0]) if len(table) > 1 else None
        self.table = table if heads is None else table[1:]
        self.columns = self._columns(place) if heads is None else heads

    def __len__(self) -> int:
        """How many rows there are to take."""
        return len(self.table)

    @property
    def cells(self) -> int:
        """How many cells there are to take."""
        return sum(len(row) for row in self.table)

    # --- where each cell goes -----------------------------------------------------------------------------------

    def _heads(self, line: Sequence[str]) -> list[str] | None:
        """The columns that a line names by their labels or names; None where it is no header."""
        known: dict[str, str] = {}
        for one in self.roster.columns:
            known[fold(one.place.rpartition("/")[2])] = one.place
            if one.place in self._samples:
                known[fold(self._samples[one.place].label)] = one.place
        places = [known.get(fold(cell), "") for cell in line]
        named = [place for place in places if place]
        is_header = named and len(named) == len(set(named)) == sum(bool(cell.strip()) for cell in line)
        return places if is_header else None

    def _columns(self, place: str) -> list[str]:
        """From the cell with the focus to the right: the columns that are seen, or all of them where these are too few."""
        every = [one.place for one in self.roster.columns]
        seen = [one for one in every if one in self._samples]
        width = max((len(row) for row in self.table), default=0)
        found = seen[seen.index(place) :] if place in seen else seen
        if len(found) < width:
            found = every[every.index(place) :] if place in every else every
        return [*found[:width], *[""] * (width - len(found))]

    # --- what stands in the way ---------------------------------------------------------------------------------

    def examine(self) -> Iterator[int]:
        """Look through the table; tells how many rows it has looked at."""
        t = self.viewmodel.texts
        beyond = self.start + len(self.table) - len(self.roster.rows)
        room = self.together.room(self.roster.ref)
        if not self.table:
            self.refusal = t.t("There is no table on the clipboard.")
        elif beyond > 0 and not self.roster.fixed and beyond > room:
            self.refusal = t.t(
                "The table brings {n} new rows, and there is room for {room}. Nothing was pasted.", n=beyond, room=room
            )
        if self.refusal:
            return
        if beyond > 0 and self.roster.fixed:
            self.doubts.append(
                t.n(
                    "{n} row of the table has no place here and is left out.",
                    "{n} rows of the table have no place here and are left out.",
                    beyond,
                )
            )
            del self.table[len(self.table) - beyond :]
        outside = sum(
            1 for row in self.table for cell, to in zip(row, self._padded(row), strict=True) if cell and not to
        )
        if outside:
            self.doubts.append(
                t.n(
                    "{n} cell stands beyond the last column and is left out.",
                    "{n} cells stand beyond the last column and are left out.",
                    outside,
                )
            )
        yield from self._look_through()

    def _look_through(self) -> Iterator[int]:
        t, over, unread, first = self.viewmodel.texts, 0, 0, ""
        for at, row in enumerate(self.table):
            for text, place in zip(row, self._padded(row), strict=True):
                sample = self._samples.get(place) if text.strip() else None
                if sample is None:
                    continue
                if self._reads_alike(sample) and self._texts.read(sample, text) is None:
                    unread += 1
                    first = first or t.t("row {n}: “{text}”", n=self.start + at + 1, text=text[:40])
                over += self._is_over(self.start + at, place, text)
            yield at + 1
        if unread > MOST_UNREAD:
            self.refusal = t.t(
                "{n} cells of the table are no answers to their questions, beginning with {first}. Nothing was pasted.",
                n=unread,
                first=first,
            )
        if over:
            self.doubts.append(
                t.n(
                    "{n} answer that is there already is written over.",
                    "{n} answers that are there already are written over.",
                    over,
                )
            )

    def _reads_alike(self, question: QuestionState) -> bool:
        """Whether a column is read in the same way in every row: choices may depend on the row."""
        return question.kind is not Kind.SELECT_ONE

    def _is_over(self, row: int, place: str, text: str) -> bool:
        if row >= len(self.roster.rows):
            return False
        question = self.viewmodel.questionnaire.question(self.roster.rows[row].ref + place)
        if question is None or not question.is_asked:
            return False
        draft = self.viewmodel.draft(question)
        there = self._texts.written(question) if draft is None else draft
        return bool(there) and there.strip() != text.strip() and self._texts.read(question, text) != question.value

    def _padded(self, row: Sequence[str]) -> list[str]:
        return [*self.columns[: len(row)], *[""] * (len(row) - len(self.columns))]

    # --- taking it ----------------------------------------------------------------------------------------------

    def take(self) -> Iterator[int | None]:
        """Take the table; tells how many rows were taken, and None within a row. Whoever stops at a number keeps those.

        In the end `show` shows them.
        """
        try:
            for done in range(0, len(self.table), BLOCK):
                if not (yield from self._take_block(done, self.table[done : done + BLOCK])):
                    self.outcomes.problem = self.viewmodel.texts.t("There is no room for more rows here.")
                    return
                yield self.outcomes.rows
        except ProblemError as error:
            self.outcomes.problem = " ".join(sentence(one, self.viewmodel.texts) for one in error.problems)

    def _take_block(self, done: int, block: Sequence[Sequence[str]]) -> Generator[None, None, bool]:
        first = self.start + done
        new = first + len(block) - max(len(self.roster.rows), first)
        if new > 0 and not self.together.add_rows(self.roster.ref, new):
            return False
        session = self.viewmodel.interview.session
        rows = [one.ref for one in self.roster.rows[first : first + len(block)]]
        rows += [session.last_row(self.roster.ref, back) for back in reversed(range(max(new, 0)))]
        for at, place in enumerate(self.columns):
            cells = [(row, line[at]) for row, line in zip(rows, block, strict=True) if at < len(line)]
            yield
            self._take_column(place, [(row, text) for row, text in cells if text.strip()] if place else [])
        yield
        for row in rows:
            session.row(row)  # read now, so that it is there when everything is shown
        self.outcomes.rows += len(block)
        return True

    def _take_column(self, place: str, cells: Sequence[tuple[str, str]]) -> None:
        answers: list[Typed] = []
        for row, text in cells:
            question = self._asked(row + place, place)
            value = self._texts.read(question, text) if question is not None else None
            if question is None:
                self.outcomes.left += 1
            elif value is None:
                self._hold(row + place, text, question)
            elif not self._is_there(row + place, value):
                answers.append(Typed(row + place, value, text if text != value else None))
        for step in self.together.answer(answers) if answers else ():
            self.outcomes.left += step.outcome in {Outcome.UNREACHABLE, Outcome.READONLY}
            self.outcomes.unread += step.outcome is Outcome.INVALID

    def _asked(self, ref: str, place: str) -> QuestionState | None:
        """A question that says how its text is read; None where it is not asked. One speaks for its column where it can."""
        sample = self._samples.get(place)
        if sample is not None and self._reads_alike(sample):
            return sample
        try:
            self._samples[place] = self.viewmodel.interview.session.question(ref)
        except KeyError:
            return None
        return self._samples[place]

    def _hold(self, ref: str, text: str, question: QuestionState) -> None:
        """A text that is no answer stays in its cell as a draft, where that is asked at all."""
        session = self.viewmodel.interview.session
        try:
            asked = session.question(ref)
        except KeyError:
            self.outcomes.left += 1
            return
        if asked.readonly:
            self.outcomes.left += 1
            return
        self.together.hold(asked.path, text, self._texts.why(question))
        self.outcomes.unread += 1

    def _is_there(self, ref: str, value: str) -> bool:
        question = self.viewmodel.questionnaire.question(ref)
        if question is None or question.value != value or question.absence is not None:
            return False
        self.viewmodel.unread.forget(question.path)
        self.viewmodel.drafts.discard(question.path)
        return True

    def show(self) -> None:
        """Show what was taken."""
        self.together.show(self.viewmodel.questionnaire.path_of(self.at))

    def told(self) -> str:
        """What became of the table, where that is not plain to see."""
        texts, found, said = self.viewmodel.texts, self.outcomes, []
        if found.problem:
            said.append(found.problem)
        if found.rows < len(self.table):
            said.append(texts.t("{n} of {all} rows were taken.", n=found.rows, all=len(self.table)))
        if found.left:
            said.append(
                texts.n(
                    "{n} cell was left out, because its question is not asked there or computed.",
                    "{n} cells were left out, because their questions are not asked there or computed.",
                    found.left,
                )
            )
        if found.unread > 1 or (found.unread and self.cells > 1):
            said.append(
                texts.n(
                    "{n} text is no answer yet; it stays in its cell, with a sign.",
                    "{n} texts are no answers yet; they stay in their cells, with a sign.",
                    found.unread,
                )
            )
        return "\n".join(said)
