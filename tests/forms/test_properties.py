"""What must hold for any form, and any answers in any order. CLUSTERBENCH_EXAMPLES=10000 tries that many of each."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.questions import Kind, Outcome
from clusterbench_gui.forms.instance import Row, ref_of_cell
from clusterbench_gui.forms.model import Element
from clusterbench_gui.forms.session import FormSession
from tests.forms.drawn import MOVES, Move, forms, fresh, go, looks, rosters, rows, value_for, without_keys
from tests.forms.examples import examples

many = settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
PICKS = st.integers(0, 30)
NUMBERS = st.integers(0, 5)


def say(session: FormSession, answers: list[tuple[Element, int]]) -> None:
    """Give answers again and again until nothing changes, so that it does not matter what could be reached first."""
    before = b""
    for _ in range(100):
        if (after := without_keys(session)) == before:
            return
        before = after
        for element, number in answers:
            for cell in list(session.top.cells(element)):
                session.answer(ref_of_cell(cell), _said(element, number))
        session.drop_stale()
    raise AssertionError


def _said(element: Element, number: int) -> str:
    assert element.control is not None
    selects = element.control.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)
    return "abcab"[number - 1] if selects else str(number)


@many
@given(st.data())
def test_order_of_answers_does_not_matter(data: st.DataObject) -> None:
    form = data.draw(forms())
    one, other = fresh(form), fresh(form)
    asked = [element for element in one.form.elements if element.control is not None]
    answers = [(element, number) for element in asked if (number := data.draw(NUMBERS))]
    say(one, answers)
    say(other, data.draw(st.permutations(answers)))
    assert without_keys(one) == without_keys(other)


@many
@given(forms(history=True), MOVES)
def test_incremental_state_is_that_of_a_full_computation(form: str, moves: list[Move]) -> None:
    session = fresh(form)
    go(session, moves)
    before, shown = session.submission(), looks(session)
    session.engine.queue_all()
    session.engine.settle()
    assert session.submission() == before
    assert looks(session) == shown


@many
@given(forms(), MOVES)
def test_the_log_brings_back_the_interview(form: str, moves: list[Move]) -> None:
    session = fresh(form)
    events = go(session, moves)
    other = fresh(form)
    other.restore(events)
    assert other.submission() == session.submission()
    assert looks(other) == looks(session)


@many
@given(forms(history=True), MOVES)
def test_submission_round_trip(form: str, moves: list[Move]) -> None:
    session = fresh(form)
    go(session, moves)
    other = fresh(form)
    other.load(session.submission())
    assert other.submission() == session.submission()


@many
@given(forms(), MOVES, PICKS, NUMBERS)
def test_undoing_an_answer_restores_the_state(form: str, moves: list[Move], pick: int, number: int) -> None:
    session = fresh(form)
    go(session, moves)
    before, shown = session.submission(), looks(session)
    assume(shown)
    ref = list(shown)[pick % len(shown)]
    old = shown[ref]
    assume(session.answer(ref, value_for(old, number)).outcome in (Outcome.OK, Outcome.CONSTRAINT))
    assume(session.answer(ref, old.value).outcome in (Outcome.OK, Outcome.CONSTRAINT))
    assert session.submission() == before
    assert looks(session) == shown


@many
@given(forms(history=True), MOVES, PICKS, NUMBERS)
def test_what_a_step_does_not_name_looks_the_same(form: str, moves: list[Move], pick: int, number: int) -> None:
    session = fresh(form)
    go(session, moves)
    before = looks(session)
    assume(before)
    ref = list(before)[pick % len(before)]
    step = session.answer(ref, value_for(before[ref], number))
    after = looks(session)
    assert {one for one in before.keys() & after.keys() if before[one] != after[one]} <= step.changed
    assert step.structure or before.keys() == after.keys()


@many
@given(forms(history=True), MOVES, MOVES)
def test_sections_read_again_where_a_step_changed_them_are_those_read_anew(
    form: str, moves: list[Move], more: list[Move]
) -> None:
    session = fresh(form)
    go(session, moves)
    for move in more:
        known = looks(session)
        refs = {"answer": list(known), "add": rosters(session), "remove": rows(session)}[move.kind]
        if not refs:
            continue
        ref = refs[move.pick % len(refs)]
        do = {
            "answer": lambda ref, move=move: session.answer(ref, value_for(session.question(ref), move.value)),
            "add": session.add_repeat,
            "remove": session.remove_repeat,
        }[move.kind]
        changed = do(ref).changed
        assert session.sections({ref: one for ref, one in known.items() if ref not in changed}) == session.sections()


@many
@given(forms(), MOVES, PICKS)
def test_adding_and_removing_a_row_restores_the_state(form: str, moves: list[Move], pick: int) -> None:
    session = fresh(form)
    go(session, moves)
    places = rosters(session)
    assume(places)
    before, shown = session.submission(), looks(session)
    ref = places[pick % len(places)]
    assert session.add_repeat(ref).outcome is Outcome.OK
    row = session.last_row(ref)
    assume(row in rows(session))
    assert session.remove_repeat(row).outcome is Outcome.OK
    assert session.submission() == before
    assert looks(session) == shown


@many
@given(forms(), MOVES, NUMBERS)
def test_rows_that_a_lower_count_takes_away_come_back_with_a_higher_one(
    form: str, moves: list[Move], number: int
) -> None:
    session = fresh(form)
    go(session, moves)
    ref = "/data/number"
    session.answer(ref, "3")
    before, shown = session.submission(), looks(session)
    for count in (str(number), "0", "5", "3"):
        session.answer(ref, count)
    assert session.submission() == before
    assert looks(session) == shown


@many
@given(forms(history=True), MOVES)
def test_rows_that_were_kept_look_as_if_they_were_read_anew(form: str, moves: list[Move]) -> None:
    session = fresh(form)
    for move in moves:
        session.sections()
        go(session, [move])
    shown = session.sections()
    _unsee(session.top)
    assert session.sections() == shown


def _unsee(row: Row) -> None:
    row.unsee()
    for roster in row.rosters.values():
        for inner in roster.rows:
            _unsee(inner)


@many
@given(forms(), MOVES, st.lists(st.tuples(PICKS, NUMBERS), max_size=6))
def test_answers_given_together_leave_what_they_leave_one_by_one(
    form: str, moves: list[Move], picks: list[tuple[int, int]]
) -> None:
    session, other = fresh(form), fresh(form)
    events = go(session, moves)
    other.restore(events)
    before = looks(session)
    assume(before)
    element = session.question(list(before)[picks[0][0] % len(before)]).name if picks else ""
    column = [ref for ref, one in before.items() if one.name == element]
    answers = [(ref, value_for(before[ref], number)) for ref, (_, number) in zip(column, picks, strict=False)]
    outcomes, step = session.answer_all(answers)
    assert [one.outcome for one in outcomes] == [other.answer(*one).outcome for one in answers]
    assert looks(session) == looks(other)
    assert {one for one in before if looks(session).get(one, before[one]) != before[one]} <= step.changed
