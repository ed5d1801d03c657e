"""What must hold for any answers in any order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession

ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "/data/members/staff": st.integers(0, 60).map(str),
        "/data/members/leavers": st.integers(0, 3).map(str),
        "/data/channels": st.sampled_from(["mail", "post", "mail post"]),
        "/data/firm[1]/turnover": st.integers(-5, 5).map(str),
        "/data/firm[1]/firm_name": st.text(st.characters(exclude_categories=["C"]), max_size=8),
        "/data/kinds": st.integers(0, 4).map(str),
        "/data/kind[1]/kind_row/kind_count": st.integers(0, 9).map(str),
        "/data/kind[2]/kind_row/kind_count": st.integers(0, 9).map(str),
    },
)


def fill(form: Form, answers: list[tuple[str, str]]) -> FormSession:
    """Answers in passes until nothing new can be reached, so that the order decides nothing."""
    session = FormSession(form, instance_id="uuid:same", keep_violations=True)
    session.answer("/data/members/staff", "60")
    session.answer("/data/kinds", "4")
    late = [one for one in answers if one[0] in ("/data/members/staff", "/data/kinds")]
    for ref, value in [one for one in answers if one not in late] + late:
        session.answer(ref, value)
    return session


@settings(max_examples=100, deadline=None)
@given(ANSWERS.flatmap(lambda answers: st.tuples(st.just(answers), st.permutations(sorted(answers.items())))))
def test_order_of_answers_does_not_matter(cluster: Form, drawn: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    answers, shuffled = drawn
    assert fill(cluster, sorted(answers.items())).submission() == fill(cluster, shuffled).submission()


@settings(max_examples=100, deadline=None)
@given(ANSWERS)
def test_incremental_state_is_that_of_a_full_computation(cluster: Form, answers: dict[str, str]) -> None:
    session = fill(cluster, sorted(answers.items()))
    before = session.submission()
    session.engine.queue_all()
    session.engine.settle()
    assert session.submission() == before


@settings(max_examples=100, deadline=None)
@given(ANSWERS)
def test_submission_round_trip(cluster: Form, answers: dict[str, str]) -> None:
    session = fill(cluster, sorted(answers.items()))
    other = FormSession(cluster)
    other.load(session.submission())
    assert other.submission() == session.submission()


@settings(max_examples=100, deadline=None)
@given(ANSWERS, st.sampled_from(["/data/members/staff", "/data/kinds", "/data/firm[1]/turnover"]), st.integers(0, 4))
def test_undoing_an_answer_restores_the_state(cluster: Form, answers: dict[str, str], ref: str, number: int) -> None:
    session = fill(cluster, sorted(answers.items()))
    before, old = session.submission(), session.question(ref).value
    session.answer(ref, str(number))
    session.answer(ref, old)
    assert session.submission() == before


@settings(max_examples=60, deadline=None)
@given(
    ANSWERS,
    st.sampled_from(["/data/members/staff", "/data/kinds", "/data/province", "/data/firm[1]/firm_name"]),
    st.integers(0, 4),
)
def test_what_a_step_does_not_name_looks_the_same(
    cluster: Form, answers: dict[str, str], ref: str, number: int
) -> None:
    session = fill(cluster, sorted(answers.items()))
    before = {one.ref: one for one in session.questions()}
    step = session.answer(ref, "maz" if ref == "/data/province" else str(number))
    after = {one.ref: one for one in session.questions()}
    assert {one for one in before.keys() & after.keys() if before[one] != after[one]} <= step.changed
    assert step.structure or before.keys() == after.keys()
