"""What must hold for any form, and any answers in any order. CLUSTERBENCH_EXAMPLES=10000 tries that many of each."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.questions import Kind, Outcome
from clusterbench_gui.forms.model import Rule
from clusterbench_gui.forms.session import FormSession
from tests.forms.drawn import MOVES, Move, forms, fresh, go, looks, rosters, rows, value_for, without_keys
from tests.forms.examples import examples

many = settings(
    max_examples=examples(200),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
PICKS = st.integers(0, 30)
NUMBERS = st.integers(0, 5)


def say(session: FormSession, answers: list[tuple[str, int]]) -> None:
    """Give answers again and again until nothing changes, so that it does not matter what could be reached first."""
    for _ in range(len(answers) + 2):
        before = without_keys(session)
        for path, number in answers:
            for one in [ref for ref in looks(session) if _bare(ref) == path]:
                shown = looks(session).get(one)
                if shown is not None and number:
                    session.answer(one, _said(shown.kind, number))
        session.drop_stale()
        if without_keys(session) == before:
            return


def _said(kind: Kind, number: int) -> str:
    return "abcab"[number - 1] if kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE) else str(number)


def _bare(ref: str) -> str:
    return "/".join(step.partition("[")[0] for step in ref.split("/"))


@many
@given(st.data())
def test_order_of_answers_does_not_matter(data: st.DataObject) -> None:
    form = data.draw(forms())
    one, other = fresh(form), fresh(form)
    asked = [element.path for element in one.form.elements if element.control is not None]
    answers = [(path, data.draw(NUMBERS)) for path in asked]
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
    sources = {one.bind.sources.get(Rule.COUNT) for one in session.form.elements}
    shown = looks(session)
    counts = [one for ref, one in shown.items() if _bare(ref) in sources and one.value]
    assume(counts)
    before = session.submission()
    for lowered in (str(number), "0", "5"):
        session.answer(counts[0].ref, lowered)
    session.answer(counts[0].ref, counts[0].value)
    assert session.submission() == before
    assert {ref: replace(one, failed=None) for ref, one in looks(session).items()} == {
        ref: replace(one, failed=None) for ref, one in shown.items()
    }
