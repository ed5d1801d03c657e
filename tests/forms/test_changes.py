"""Taking steps back, and doing them again: for any form and any way through it."""

from hypothesis import HealthCheck, given, settings

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.changes import Change, Side
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.forms.session import FormSession
from tests.forms.drawn import MOVES, Move, event, forms, fresh, rosters, rows, value_for
from tests.forms.examples import examples

many = settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


class Diary:
    """A session, what the log has of it, and the steps that can be taken back."""

    def __init__(self, session: FormSession) -> None:
        self.session = session
        self.log = [Statement("i", EventKind.ANSWER, value, path) for path, value in session.initial()]
        self.changes: list[Change] = []
        self.seen = [session.submission()]

    def move(self, move: Move) -> None:
        places = {
            "answer": [one.ref for one in self.session.questions()],
            "add": rosters(self.session),
            "remove": rows(self.session),
        }[move.kind]
        if not places:
            return
        ref = places[move.pick % len(places)]
        path = self.session.path_of(ref)
        if move.kind == "answer":
            value = value_for(self.session.question(ref), move.value)
            step = self.session.answer(ref, value)
            said = Statement("i", EventKind.ANSWER, value, path)
        elif move.kind == "add":
            step = self.session.add_repeat(ref)
            said = Statement("i", EventKind.REPEAT_ADDED, "", self.session.path_of(self.session.last_row(ref)))
        else:
            step = self.session.remove_repeat(ref)
            said = Statement("i", EventKind.REPEAT_REMOVED, "", path)
        if step.change is not None:
            self.log.append(said)
            self.changes.append(step.change)
            self.seen.append(self.session.submission())

    def put(self, side: Side) -> bytes:
        self.log += self.session.put(side)[1]
        return self.session.submission()

    def undo_all(self) -> None:
        for change, before in zip(reversed(self.changes), reversed(self.seen[:-1]), strict=True):
            assert self.put(change.before) == before

    def redo_all(self) -> None:
        for change, after in zip(self.changes, self.seen[1:], strict=True):
            assert self.put(change.after) == after


@many
@given(forms(history=True), MOVES)
def test_any_steps_undone_and_redone_bring_the_same_submissions(form: str, moves: list[Move]) -> None:
    diary = Diary(fresh(form))
    for move in moves:
        diary.move(move)
    diary.undo_all()
    diary.redo_all()
    diary.undo_all()


@many
@given(forms(), MOVES)
def test_the_log_leads_where_undo_and_redo_lead(form: str, moves: list[Move]) -> None:
    diary = Diary(fresh(form))
    for move in moves:
        diary.move(move)

    def reopened() -> bytes:
        again = fresh(form)
        again.restore([event(at, one.kind, one.path, one.value) for at, one in enumerate(diary.log)])
        return again.submission()

    diary.undo_all()
    assert reopened() == diary.session.submission()
    diary.redo_all()
    assert reopened() == diary.session.submission()


FIRMS = (
    '| settings |\n| | namespaces |\n| | cb="urn:clusterbench:xforms" |\n'
    "| survey |\n| | type | name | label | bind::cb:absence | default |\n"
    "| | begin_repeat | firm | Firm | | |\n| | text | name | Name | refused | |\n| | text | town | Town | | Łódź |\n"
    "| | end_repeat | | | | |\n"
)


def test_a_removed_row_comes_back_to_its_place_with_answers_absences_and_what_was_emptied(make_form) -> None:
    session = FormSession(make_form(FIRMS), instance_id="uuid:1", keep_violations=True)
    session.add_repeat("/data/firm")
    session.add_repeat("/data/firm")
    session.absent("/data/firm[1]/name", Absence.REFUSED)
    session.answer("/data/firm[1]/town", "")
    session.answer("/data/firm[2]/name", "Zażółć")
    before, behind = session.submission(), session.top.cell.row.rosters
    (roster,) = behind.values()
    second = roster.rows[1].key
    change = session.remove_repeat("/data/firm[1]").change
    assert change is not None
    said = session.put(change.before)[1]
    assert session.submission() == before
    assert [(one.kind, one.path, one.value) for one in said] == [
        (EventKind.REPEAT_ADDED, "/data/firm[1]", second),
        (EventKind.ABSENCE, "/data/firm[1]/name", "refused"),
        (EventKind.ANSWER, "/data/firm[1]/town", ""),
    ]


def test_what_is_computed_is_not_said(make_form) -> None:
    form = "| survey |\n| | type | name | label | calculation | read_only |\n| | integer | a | A | | |\n| | integer | b | B | ${a} + 1 | yes |\n"
    session = FormSession(make_form(form), instance_id="uuid:1", keep_violations=True)
    session.answer("/data/a", "1")
    change = session.answer("/data/a", "2").change
    assert change is not None
    assert [(one.path, one.value) for one in session.put(change.before)[1]] == [("/data/a", "1")]
    assert session.question("/data/b").value == "2"
    assert session.put(change.before)[1] == ()
