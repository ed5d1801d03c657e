"""What the author of a form is told beyond whether it runs, each by sheet, row and column."""

import pytest

from clusterbench_gui.domain.problems import Place, Severity
from clusterbench_gui.forms.authoring import check_authoring, check_choices
from clusterbench_gui.forms.read import examine_form
from clusterbench_gui.forms.sheets import choices_from
from tests.forms.conftest import CLUSTER, SETTINGS

PL, EN = "label::Polski (pl)", "label::English (en)"
FORM = (
    SETTINGS
    + """| survey |
| | type | name | label::Polski (pl) | label::English (en) | hint::Polski (pl) | hint::English (en) | relevant | constraint | constraint_message::Polski (pl) | constraint_message::English (en) | required | bind::cb:warning | bind::cb:warningMsg::Polski (pl) | bind::cb:warningMsg::English (en) | bind::cb:absence |
| | select_one phase | phase | Faza | Phase | Raz | Once | | | | | yes | | | | |
| | text | why | Czemu? | Why? | | | ${phase} = 'late' | | | | | | | | |
| | select_multiple way | ways | Drogi | Ways | | | | count-selected(.) <= 2 | Dwie | Two | | | | | |
| | integer | count | Ile? | How many? | | | selected(${ways}, 'post') | . >= 0 | Od zera | From zero | yes | . < 9 | Dużo | Many | |
| | begin_group | more | Więcej | More | | | ${count} > 5 | | | | | | | | |
| | text | one | Jeden | One | | | | | | | | | | | |
| | text | two | Dwa | Two | | | | | | | | | | | |
| | end_group | | | | | | | | | | | | | | |
| choices |
| | list_name | name | label::Polski (pl) | label::English (en) |
| | phase | early | wczesna | early |
| | phase | late | późna | late |
| | way | mail | e-mail | e-mail |
| | way | post | poczta | post |
"""
)


def found(text, *codes):
    problems = check_authoring("form.md", examine_form("form.md", text.encode()))
    return [(one.code, one.place) for one in problems if not codes or one.code in codes]


def replaced(old, new, text=FORM):
    assert old in text
    return text.replace(old, new, 1)


def at(sheet, row, column, name=""):
    return Place("form.md", sheet, row, column, name)


@pytest.mark.parametrize("form", [FORM, CLUSTER])
def test_a_sound_form_has_nothing(form):
    assert [one for one in found(form) if one[0] != "translation-missing"] == []
    assert found(FORM) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Faza | Phase", "Faza | ", at("survey", 2, EN, "phase")),
        ("Faza | Phase", " | Phase", at("survey", 2, PL, "phase")),
        ("Raz | Once", "Raz | ", at("survey", 2, "hint::English (en)", "phase")),
        ("Dwie | Two", " | Two", at("survey", 4, "constraint_message::Polski (pl)", "ways")),
        ("Dużo | Many", "Dużo | ", at("survey", 5, "bind::cb:warningMsg::English (en)", "count")),
        ("Więcej | More", "Więcej | ", at("survey", 6, EN, "more")),
        ("późna | late", "późna | ", at("choices", 3, EN, "late")),
    ],
)
def test_a_text_in_one_language_only_is_named(old, new, place):
    assert found(replaced(old, new)) == [("translation-missing", place)]


def test_a_language_without_a_column_for_hints_is_missing_as_well():
    text = FORM.replace(" hint::English (en) |", " comment |")
    assert found(text) == [("translation-missing", at("survey", 2, "hint::English (en)", "phase"))]


def test_a_column_without_a_language_speaks_the_default_one():
    text = FORM.replace("label::Polski (pl) | label::English (en) | hint", "label | label::English (en) | hint")
    assert found(text) == []
    assert found(replaced("Faza | Phase", "Faza | ", text)) == [("translation-missing", at("survey", 2, EN, "phase"))]


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("${phase} = 'late'", "${phase} != 'lat' or ${phase} = 'late'", 3, "relevant"),
        ("${phase} = 'late'", "'lat' = ${ phase } or ${phase} = 'late'", 3, "relevant"),
        ("${phase} = 'late'", "${phase} = ‘late’ or ${phase} = ‘lat’", 3, "relevant"),
        ("${phase} = 'late'", "${phase} = 5 or ${phase} = 'late'", 3, "relevant"),
        ("selected(${ways}, 'post')", "selected(${ways}, 'past') or ${ways} != ''", 5, "relevant"),
        ("count-selected(.) <= 2", "not(selected(., 'past'))", 4, "constraint"),
    ],
)
def test_a_choice_that_a_list_does_not_have_is_named_in_expressions(old, new, row, column):
    ((code, place),) = found(replaced(old, new))
    assert (code, place.sheet, place.row, place.column) == ("choice-not-in-list", "survey", row, column)


@pytest.mark.parametrize(
    "expression",
    [
        "${phase} = ''",
        "${phase} = ${ways}",
        "${count} = 5",
        "concat(${phase}, 'x') = 'y'",
        "selected(${ways}, ${phase})",
        "${phase} =",
    ],
)
def test_other_comparisons_say_nothing_of_choices(expression):
    known = {"phase": frozenset({"early"}), "ways": frozenset({"mail"})}
    assert list(check_choices(expression, known, Place())) == []


def test_a_list_with_other_offers_it():
    text = FORM.replace("select_one phase", "select_one phase or_other").replace("= 'late'", "= 'other'")
    assert found(text, "choice-not-in-list") == []


def test_a_list_that_nothing_uses_is_a_warning_and_one_read_by_an_expression_is_used():
    more = "| | spare | x | iks | x |\n"
    problems = check_authoring("form.md", examine_form("form.md", (FORM + more).encode()))
    assert [(one.code, one.place, one.severity) for one in problems] == [
        ("choice-list-unused", at("choices", 6, "list_name", "spare"), Severity.WARNING)
    ]
    assert found(replaced("${count} > 5", "${count} > count(instance('spare')/root/item)", FORM + more)) == []


def test_a_name_twice_in_a_list_is_named_unless_the_author_allows_it():
    twice = replaced("| | way | post | poczta | post |", "| | way | mail | poczta | post |")
    assert found(twice, "choice-twice") == [("choice-twice", at("choices", 5, "name", "mail"))]
    allowed = twice.replace("| namespaces |", "| namespaces | allow_choice_duplicates |", 1)
    allowed = allowed.replace('xforms" |', 'xforms" | yes |', 1)
    assert found(allowed, "choice-twice") == []


def test_a_soft_check_without_a_message_is_a_warning():
    place = at("survey", 5, "bind::cb:warningMsg", "count")
    assert found(replaced("Dużo | Many", " | ")) == [("warning-without-message", place)]


def test_a_question_that_no_walk_reaches_is_named_at_its_relevance():
    text = replaced("${phase} = 'late'", "${phase} = 'late' and ${phase} = 'early'")
    assert found(text) == [("question-unreachable", at("survey", 3, "relevant", "why"))]


def test_a_group_that_is_never_relevant_stands_for_all_in_it():
    text = replaced("${count} > 5", "${count} > 5 and ${count} < 3")
    assert found(text) == [("question-unreachable", at("survey", 6, "relevant", "more"))]


def test_a_dead_end_is_named_at_its_constraint():
    text = replaced("| . >= 0 |", "| . > 5 and . < 5 |")
    assert found(text, "question-dead-end") == [("question-dead-end", at("survey", 5, "constraint", "count"))]


def with_text(constraint, required="yes"):
    """The form with a text in place of its last number."""
    text = replaced("| integer | count |", "| text | count |").replace("${count} > 5", "${count} != ''")
    text = text.replace(". >= 0 | Od zera | From zero | yes | . < 9", f"{constraint} | Od | From | {required} | 1 = 1")
    assert constraint in text
    return text


def severities(text):
    problems = check_authoring("form.md", examine_form("form.md", text.encode()))
    return [(one.code, one.place.name, one.severity) for one in problems]


def test_where_only_some_interviews_end_is_a_warning_that_counts_them():
    text = with_text("regex(., '[0-9]{6}') and number(.) mod 97 = 1")
    (found,) = check_authoring("form.md", examine_form("form.md", text.encode()))
    assert (found.code, found.severity, found.place) == (
        "question-often-stuck",
        Severity.WARNING,
        at("survey", 5, "constraint", "count"),
    )
    assert 0 < found.values["stuck"] < found.values["count"]


def test_an_optional_question_that_takes_no_answer_is_a_warning_of_its_own():
    text = with_text(". = 'a' and . = 'b'", required="").replace("${count} != ''", "${phase} != ''")
    assert severities(text) == [("question-futile", "count", Severity.WARNING)]


def test_walks_that_cannot_try_everything_say_so_once_and_call_nothing_unreachable():
    text = with_text("string-length(.) > 60 and regex(., '(a+)+b')")
    (found,) = check_authoring("form.md", examine_form("form.md", text.encode()))
    assert (found.code, found.severity, found.place) == (
        "walks-incomplete",
        Severity.WARNING,
        Place("form.md", name="count"),
    )
    assert found.values["questions"] == 3


def test_a_list_with_a_polish_name_is_used_and_its_choices_are_checked():
    text = FORM.replace("| phase | early", "| województwa | early").replace("| phase | late", "| województwa | late")
    text = text.replace("select_one phase", "select_one województwa")
    assert found(text) == []
    assert [code for code, _ in found(replaced("= 'late'", "= 'lat'", text))] == [
        "choice-not-in-list",
        "question-unreachable",
    ]


def test_what_is_answered_by_absences_only_is_a_warning():
    text = replaced("| . >= 0 |", "| . > 5 and . < 5 |").replace("Dużo | Many | |", "Dużo | Many | refused |")
    assert found(text, "question-unanswerable", "question-dead-end") == [
        ("question-unanswerable", at("survey", 5, "constraint", "count"))
    ]


def test_the_sheets_are_checked_though_the_form_does_not_run():
    text = replaced("Raz | Once", "Raz | ", replaced("${count} > 5", "${cuont} > 5"))
    assert found(text) == [("translation-missing", at("survey", 2, "hint::English (en)", "phase"))]


def test_an_xform_has_no_sheets_but_is_walked():
    xml = examine_form("form.md", replaced("${count} > 5", "${count} > 5 and ${count} < 3").encode()).form.xml
    (one,) = check_authoring("form.xml", examine_form("form.xml", xml))
    assert (one.code, one.place) == ("question-unreachable", Place("form.xml", "", None, "", "more"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("select_one a", "a"),
        ("select_multiple a_b or_other", "a_b"),
        ("select_one a_b or other", "a_b"),
        ("select_one a_b or specify other", "a_b"),
        ("select one from a", "a"),
        ("rank a", "a"),
        ("select_one województwa", "województwa"),
        ("select_one_from_file a.csv", ""),
        ("select_one_external a", ""),
        ("select_one ${roster}", ""),
        ("integer", ""),
    ],
)
def test_the_list_of_a_type(kind, name):
    assert choices_from(kind) == name
