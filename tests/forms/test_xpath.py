import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.forms.documents import evaluate
from clusterbench_gui.forms.xpath.context import FAILURES, EvaluationError
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.syntax import SyntaxFault

DOC = """<data>
  <firm><name>A</name><size>3</size></firm>
  <firm><name>B</name><size>5</size></firm>
  <firm><name>C</name><size/></firm>
  <when>2012-07-01</when><chosen>mail post</chosen><empty/>
</data>"""


def value(expression: str, wanted: str = "string", context: str | None = None) -> object:
    return evaluate(expression, xml=DOC, context=context, root=None, language=None, wanted=wanted)


@pytest.mark.parametrize(
    ("expression", "wanted", "expected"),
    [
        ("1 + 2 * 3", "number", 7.0),
        ("(1 + 2) * 3", "number", 9.0),
        ("10 - 3 - 2", "number", 5.0),
        ("-2 - -3", "number", 1.0),
        ("7 mod 3", "number", 1.0),
        ("-7 mod 3", "number", -1.0),
        ("1 div 0", "number", math.inf),
        ("1and1", "boolean", True),
        ("6div2", "number", 3.0),
        ("1 = '1'", "boolean", True),
        ("2 > 1 = true()", "boolean", True),
        ("if(true(), 'a', nosuch())", "string", "a"),
        ("coalesce('', 'b')", "string", "b"),
        ("concat()", "string", ""),
        ("concat('x', //name)", "string", "xABC"),
        ("count(/data/firm)", "number", 3.0),
        ("sum(/data/firm/size)", "number", 8.0),
        ("/data/firm[size = 5]/name", "string", "B"),
        ("/data/firm[2]/name", "string", "B"),
        ("/data/firm[last()]/name", "string", "C"),
        ("indexed-repeat(/data/firm/name, /data/firm, 2)", "string", "B"),
        ("position(/data/firm[2])", "number", 2.0),
        ("//name | //size", "nodeset", ["A", "3", "B", "5", "C", ""]),
        ("/data/firm[2]/preceding-sibling::firm/name", "nodeset", ["A"]),
        ("selected(/data/chosen, 'post')", "boolean", True),
        ("selected(/data/chosen, 'pos')", "boolean", False),
        ("count-selected(/data/chosen)", "number", 2.0),
        ("selected-at(/data/chosen, 1)", "string", "post"),
        ("/data/when > '2012-06-30'", "boolean", True),
        ("/data/when < '2012-06-30'", "boolean", False),
        ("format-date(/data/when, '%e/%n/%y %a')", "string", "1/7/12 Sun"),
        ("round(2.15, 1)", "number", 2.2),
        ("round(1234, -2)", "number", 1200.0),
        ("int(-2.7)", "number", -2.0),
        ("substr('abcdef', -3, -1)", "string", "de"),
        ("substring('12345', 1.5, 2.6)", "string", "234"),
        ("regex('abc1', '[a-z]+[0-9]')", "boolean", True),
        ("digest('abc', 'SHA-1', 'hex')", "string", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("count-non-empty(/data/firm/size)", "number", 2.0),
        ("checklist(1, 2, 1 = 1, 1 = 2)", "boolean", True),
        ("distance('0 0', '0 1')", "number", 111318.85),
        ("string(0.1 + 0.2)", "string", "0.30000000000000004"),
        ("string(1000000)", "string", "1000000"),
        ("join(', ', /data/firm/name)", "string", "A, B, C"),
    ],
)
def test_dialect(expression: str, wanted: str, expected: object) -> None:
    assert value(expression, wanted) == expected


def test_context_node_and_current() -> None:
    assert value("name", context="/data/firm[2]") == "B"
    assert value("../firm[name = current()/name]/size", context="/data/firm[2]") == "5"


@pytest.mark.parametrize(
    ("text", "column"), [("1 +", 4), ("a b", 3), ("f(1", 4), ("'open", 1), ("a[", 3), ("", 1), ("1 # 2", 3)]
)
def test_syntax_fault_has_its_column(text: str, column: int) -> None:
    with pytest.raises(SyntaxFault) as raised:
        parse(text)
    assert raised.value.column == column


def test_unknown_function_fails_only_when_reached() -> None:
    assert value("if(1 = 1, 'x', nosuch())") == "x"
    with pytest.raises(EvaluationError):
        value("nosuch()")


def test_nesting_has_an_end() -> None:
    with pytest.raises(SyntaxFault):
        parse("(" * 5000 + "1" + ")" * 5000)


WORDS = "1 'a' /data/firm name . .. //size true() concat( ) ( [ ] + - * div = < and or | , sum( last() format-date( @id :: 0"
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join), st.sampled_from(["boolean", "number", "string", "nodeset"]))
def test_any_expression_has_a_value_or_a_known_failure(expression: str, wanted: str) -> None:
    try:
        value(expression, wanted)
    except (SyntaxFault, *FAILURES):
        pass


@settings(max_examples=200, deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from(["+", "-", "*", "<", ">=", "="]))
def test_arithmetic_agrees_with_python(left: float, right: float, sign: str) -> None:
    python = {"=": "=="}.get(sign, sign)
    expected = float(eval(f"({left!r}) {python} ({right!r})"))
    expression = f"({left:.17f}) {sign} ({right:.17f})"
    got = value(expression, "number")
    assert isinstance(got, float)
    assert math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-9) or abs(left - right) < 1e-9


def test_other_engines_agree_on_most_of_their_own_cases(shared: Path) -> None:
    run = subprocess.run(
        [
            sys.executable,
            str(shared / "oracles" / "xpath" / "run_cases.py"),
            "--show",
            "0",
            "--command",
            f"{sys.executable} -m clusterbench_gui form xpath",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    share = float(run.stdout.strip().rpartition("(")[2].split(" ")[0])
    assert share >= 98.0, run.stdout


def test_numbers_that_are_not_finite_go_out_as_words() -> None:
    lines = "".join(
        json.dumps({"id": number, "expression": text, "type": "number"}) + "\n"
        for number, text in enumerate(["0 div 0", "-1 div 0"])
    )
    run = subprocess.run(
        [sys.executable, "-m", "clusterbench_gui", "form", "xpath"],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [json.loads(line)["value"] for line in run.stdout.splitlines()] == ["NaN", "-Infinity"]
