import base64
import json
import math
import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.forms.documents import evaluate
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xpath.compiler import Compiler
from clusterbench_gui.forms.xpath.context import FAILURES, Context, EvaluationError
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.syntax import SyntaxFault

ROOT = Path(__file__).resolve().parents[2]
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


def in_interview(form: Form, expression: str) -> object:
    session = FormSession(form, instance_id="uuid:same")
    session.add_repeat("/data/firm")
    session.add_repeat("/data/firm")
    session.answer("/data/firm[1]/firm_name", "n/a")
    session.answer("/data/firm[2]/turnover", "7")
    try:
        return Compiler().value(parse(expression))(Context(session.environment, session.top.cell))
    except EvaluationError as error:
        return error.code


@pytest.mark.parametrize(
    ("expression", "interview", "document"),
    [
        ("boolean(date('not a date'))", "not-a-date", False),
        ("format-date('not a date', '%Y')", "not-a-date", ""),
        ("regex('1234', '[0-9]{3}')", False, True),
        ("round(-1.5)", -1.0, -2.0),
        ("round(-150, -2)", -100.0, -200.0),
        ("string(number('2012-07-01'))", "NaN", "15522"),
        ("string(date(15522.5))", "2012-07-01", "2012-07-01T12:00:00.000Z"),
        ("weighted-checklist(1, -1, true(), 2)", False, True),
        ("max('', 3)", 3.0, math.nan),
        ("position(/data/nothing)", 0.0, math.nan),
    ],
)
def test_interviews_follow_javarosa_and_plain_documents_web_forms(
    cluster: Form, monkeypatch: pytest.MonkeyPatch, expression: str, interview: object, document: object
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    wanted = {bool: "boolean", float: "number", str: "string"}[type(document)]
    assert in_interview(cluster, expression) == interview
    assert value(expression, wanted) == pytest.approx(document, nan_ok=True)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("sum(/data/firm/firm_name)", 0.0),
        ("min(/data/firm/turnover)", 7.0),
        ("count-non-empty(/data/firm)", 3.0),
        ("count-non-empty(/data/firm/turnover)", 1.0),
    ],
)
def test_answers_that_are_no_numbers_do_not_count_in_interviews(
    cluster: Form, expression: str, expected: object
) -> None:
    assert in_interview(cluster, expression) == expected


def test_an_index_that_is_none_means_the_first_row_in_interviews(cluster: Form) -> None:
    session = FormSession(cluster)
    session.add_repeat("/data/firm")
    session.answer("/data/firm[1]/firm_name", "first")
    found = Compiler().text(parse("indexed-repeat(/data/firm/firm_name, /data/firm, 0)"))
    assert found(Context(session.environment, session.top.cell)) == "first"


def test_computed_yes_and_no_are_1_and_0_and_a_moment_keeps_its_time_unless_it_is_text(
    make_form: Callable[[str], Form],
) -> None:
    form = make_form(
        """| survey |
| | type | name | label | calculation |
| | text | word | Word | |
| | calculate | fits | | regex(${word}, '[a-z]+') |
| | calculate | moment | | now() |
| | calculate | day | | concat(now(), '!') |
"""
    )
    session = FormSession(form, now=lambda: datetime(2012, 7, 1, 9, 30).astimezone())
    session.answer("/data/word", "abc")
    written = session.submission().decode()
    assert "<fits>1</fits>" in written
    assert "<moment>2012-07-01T09:30:00.000" in written
    assert "<day>2012-07-01!</day>" in written
    session.answer("/data/word", "ABC")
    assert "<fits>0</fits>" in session.submission().decode()


def test_a_signed_message_is_read_only_with_its_own_key() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    message = "Jabłonna 41".encode()
    signed = base64.b64encode(key.sign(message) + message).decode()
    public, strange = (base64.b64encode(one.public_key().public_bytes_raw()).decode() for one in (key, other))
    assert value(f"extract-signed('{signed}', '{public}')") == "Jabłonna 41"
    assert value(f"extract-signed('{signed}', '{strange}')") == ""
    assert value(f"extract-signed('blah', '{public}')") == ""
    assert value(f"extract-signed('{signed}', 'blah')") == ""


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        ("0 0;0 2", False),
        ("0 0;0 2;2 2", False),
        ("0 0;2 2;0 2;2 0", True),
        ("0 0;0 2;0 1", True),
        ("0 0;0 2;2 2;2 0;0 0", False),
        ("0 0;2 2;2 0;0 2;0 0", True),
        ("0 0;0 4;2 4;0 2", True),
        ("", False),
    ],
)
def test_a_line_that_crosses_or_touches_itself(line: str, crosses: bool) -> None:
    assert value(f"intersects('{line}')", "boolean") is crosses


def test_area_in_interviews_is_that_of_javarosas_plane(cluster: Form) -> None:
    shape = "38.253094 21.756382;38.250212 21.756382;38.250077 21.763892;38.252908 21.763763;38.253094 21.756382"
    plane, sphere = in_interview(cluster, f"area('{shape}')"), value(f"area('{shape}')", "number")
    assert plane != sphere
    assert plane == pytest.approx(sphere, rel=1e-3)


@pytest.mark.parametrize("expression", ["string-length()", "geofence('', '0 0')", "/nobody:*", "uuid(1000000000)"])
def test_what_cannot_be_answered_fails(expression: str) -> None:
    with pytest.raises(EvaluationError):
        value(expression)


def test_other_engines_agree_on_most_of_their_own_cases(shared: Path) -> None:
    run = subprocess.run(
        [
            sys.executable,
            str(shared / "oracles" / "xpath" / "run_cases.py"),
            "--show",
            "100",
            "--command",
            f"{sys.executable} -m clusterbench_gui form xpath",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    found = re.findall(r"suite (.+): (\d+) of (\d+)", run.stdout)
    shares = {suite: int(agreed) / int(all_of_them) for suite, agreed, all_of_them in found}
    assert shares.keys() == {"javarosa", "web-forms", "web-forms (plain XPath 1.0)"}
    assert min(shares["javarosa"], shares["web-forms (plain XPath 1.0)"]) >= 0.98, run.stdout
    assert shares["web-forms"] >= 0.99, run.stdout
    listed = tomllib.loads((ROOT / "docs" / "xlsform-support.toml").read_text(encoding="utf-8"))["differences"]
    assert set(re.findall(r"^  \S+ \S+:\d+: (.*)$", run.stdout, re.MULTILINE)) <= listed.keys()


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
