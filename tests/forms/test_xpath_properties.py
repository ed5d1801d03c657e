"""Whatever is written as an expression: it has a value or a known failure, and soon."""

import re
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterbench_gui.forms.documents import evaluate
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xpath.compiler import Compiler
from clusterbench_gui.forms.xpath.context import FAILURES, Context
from clusterbench_gui.forms.xpath.functions import COMPILED, FUNCTIONS
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.syntax import Axis, SyntaxFault
from clusterbench_gui.forms.xpath.values import NoDate
from tests.forms.examples import examples

SECONDS = 5.0
NAMES = ["data", "members", "staff", "firm", "turnover", "kind", "a", "b", "*", "xml:lang"]
REAL = [
    "if(selected(/data/channels, 'mail'), sum(/data/firm/turnover) div count(/data/firm), 0)",
    "/data/firm[position() = last()]/firm_name",
    "indexed-repeat(/data/firm/turnover, /data/firm, position(..) - 1)",
    "instance('county')/root/item[province = current()/../province]/name",
    "format-date(date('2012-07-01') + 3, '%e %b %Y')",
    "regex(/data/firm[1]/firm_name, '^[A-Z][a-z]+$') and . >= 0",
    "coalesce(/data/kinds, round(1.5 * -2, 1)) > 3 or not(true())",
]
LITERALS = st.sampled_from(
    ["''", "'a'", "'mail post'", "'2012-07-01'", "'2012-02-30'", "'9'", "'52.1 21.0;53 22;52.1 21.0'", "'%Y'", "'('"]
)
FIGURES = st.sampled_from(["0", "1", "2.5", ".5", "1000000000000", "0.000001", "-3"])
STEPS = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from([".", "..", "@id", "text()", "node()", "comment()"]),
    st.tuples(st.sampled_from(list(Axis)), st.sampled_from([*NAMES, "node()"])).map(
        lambda one: f"{one[0].value}::{one[1]}"
    ),
)
PATHS = st.builds(
    lambda start, steps: start + "/".join(steps),
    st.sampled_from(["", "/", "//", "/data/"]),
    st.lists(STEPS, min_size=1, max_size=3),
)
CALLED = sorted({*FUNCTIONS, *COMPILED})
OPERATORS = ["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"]


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(" ".join),
        st.tuples(st.sampled_from(CALLED), st.lists(inner, max_size=4)).map(
            lambda one: f"{one[0]}({', '.join(one[1])})"
        ),
        st.tuples(PATHS, inner).map(lambda one: f"{one[0]}[{one[1]}]"),
        inner.map(lambda one: f"-({one})"),
    )


GROWN = st.recursive(st.one_of(LITERALS, FIGURES, PATHS), _larger, max_leaves=8)


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """A real expression with a piece left out, doubled or put elsewhere."""
    pieces = re.findall(r"[\w-]+|'[^']*'|\s+|.", draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(pieces) - 1))
        put = draw(st.sampled_from([[], [pieces[place]] * 2, [draw(st.sampled_from(pieces))]]))
        pieces[place : place + 1] = put or [""]
    return "".join(pieces)


EXPRESSIONS = st.one_of(GROWN, _mutated())
WORDS = st.sampled_from(["", "1", "-2.5", "mail", "2012-07-01", "2012-07-01T09:30:00Z", "52.1 21.0", " x "])
LEAVES = st.tuples(st.sampled_from(NAMES[:8]), WORDS).map(lambda one: f"<{one[0]} id='{one[1]}'>{one[1]}</{one[0]}>")
ELEMENTS = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.sampled_from(NAMES[:8]), st.lists(inner, max_size=3)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
    ),
    max_leaves=6,
)
DOCUMENTS = st.lists(ELEMENTS, max_size=3).map(lambda inner: f"<data>{''.join(inner)}</data>")
KINDS = {"boolean": bool, "number": float, "string": str, "nodeset": list}
MANY = settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(EXPRESSIONS, DOCUMENTS, st.sampled_from(sorted(KINDS)))
def test_an_expression_over_a_document_has_a_value_of_its_type_or_a_known_failure(
    expression: str, document: str, wanted: str
) -> None:
    begun = time.process_time()
    try:
        value = evaluate(expression, xml=document, context="/data", root=None, language=None, wanted=wanted)
    except (SyntaxFault, *FAILURES):
        return
    finally:
        assert time.process_time() - begun < SECONDS
    assert isinstance(value, KINDS[wanted])


@pytest.fixture(scope="module")
def session(cluster: Form) -> FormSession:
    """An interview with two firms."""
    made = FormSession(cluster, instance_id="uuid:same")
    for _ in range(2):
        made.add_repeat("/data/firm")
    for ref, value in (("members/staff", "41"), ("channels", "mail post"), ("firm[1]/turnover", "7"), ("kinds", "2")):
        made.answer(f"/data/{ref}", value)
    return made


@MANY
@given(expression=EXPRESSIONS, place=st.sampled_from(["/data", "/data/members/staff", "/data/firm[1]/turnover"]))
def test_an_expression_in_an_interview_has_a_value_or_a_known_failure_and_changes_nothing(
    session: FormSession, expression: str, place: str
) -> None:
    before = session.submission()
    begun = time.process_time()
    try:
        here = Compiler().nodes(parse(place))(Context(session.environment, session.top.cell))
        value = Compiler().value(parse(expression))(Context(session.environment, here[0]))
    except (SyntaxFault, *FAILURES):
        return
    finally:
        assert time.process_time() - begun < SECONDS
        assert session.submission() == before
    assert isinstance(value, (str, float, bool, date, list))
    assert not isinstance(value, NoDate)
