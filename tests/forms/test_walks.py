"""Random walks reach what can be asked, get stuck where an interviewer would, and are the same for the same seed."""

from datetime import UTC, datetime
from random import Random

import pytest

from clusterbench_gui.forms.walks import walk, walks
from tests.forms.conftest import CLUSTER, SETTINGS

NOW = datetime(2012, 7, 1, 12, tzinfo=UTC)
COLUMNS = [
    "type",
    "name",
    "label",
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "repeat_count",
    "bind::cb:absence",
]


def survey(*rows, choices=""):
    """A form whose rows are cells in the order of the columns, or a mapping of some of them behind type and name."""
    lines = [f"| | {' | '.join(COLUMNS)} |"]
    for kind, name, *rest in rows:
        cells = dict.fromkeys(COLUMNS, "") | {"type": kind, "name": name, "label": name} | (rest[0] if rest else {})
        lines.append(f"| | {' | '.join(cells[column] for column in COLUMNS)} |")
    lists = [f"| | {' | '.join(line.split())} |" for line in choices.strip().splitlines()]
    head = ["| choices |", "| | list_name | name | label |", *(f"{line[:-1]}{line.split()[5]} |" for line in lists)]
    return "\n".join([SETTINGS + "| survey |", *lines, *(head if lists else [])]) + "\n"


YES_NO = "yn yes\nyn no"


def test_every_question_of_a_form_with_rosters_and_a_cascade_is_reached(make_form):
    form = make_form(CLUSTER)
    found = walks(form, 60, seed=1, now=NOW)
    assert found.missed == frozenset()
    assert found.dead_ends == frozenset()
    assert "/data/firm/turnover" in found.reached
    assert "/data/kind/kind_row/kind_count" in found.reached
    assert (found.count, found.sound) == (60, 60)


def test_a_walk_is_the_same_for_the_same_state_of_chance(make_form):
    form = make_form(survey(("text", "a"), ("integer", "b", {"constraint": ". > random() * 10"})))
    assert walk(form, Random(7), now=NOW) == walk(form, Random(7), now=NOW)
    assert walks(form, 20, seed=7, now=NOW) == walks(form, 20, seed=7, now=NOW)


def test_walks_may_end_when_all_was_reached(make_form):
    form = make_form(survey(("text", "a"), ("text", "b")))
    assert walks(form, 50, seed=1, least=3).count == 3
    assert walks(form, 5, seed=1).count == 5


@pytest.mark.parametrize(
    "relevant",
    [
        "${n} = 1234567",
        "${n} > 400 and ${n} < 402",
        "${n} * 2 = 96 and ${n} > 40",
        "${twice} = 88",
        "${d} > date('2019-12-30')",
        "${d} = date('1999-05-05')",
        "${n} + ${m} + 7 = 104",
    ],
)
def test_what_expressions_compare_an_answer_with_is_tried(make_form, relevant):
    rows = [
        ("integer", "n", {"constraint": ". >= 0 and . <= 9999999"}),
        ("calculate", "twice", {"calculation": "${n} + 44"}),
        ("integer", "m"),
        ("date", "d", {"constraint": ". <= date('2019-12-31')"}),
        ("text", "asked", {"relevant": relevant}),
    ]
    assert "/data/asked" in walks(make_form(survey(*rows)), 200, seed=3, now=NOW).reached


def test_one_of_many_choices_is_chosen_when_something_depends_on_it(make_form):
    many = "\n".join(f"place p{number}" for number in range(400))
    rows = [("select_one place", "where"), ("text", "why", {"relevant": "${where} = 'p317'"})]
    assert walks(make_form(survey(*rows, choices=many)), 60, seed=1).missed == frozenset()


@pytest.mark.parametrize(
    "constraint",
    [
        "regex(., '[0-9]{2}-[0-9]{3}')",
        "regex(., '^[A-Z]{3}(a+b?)[ -]+$')",
        "string-length(.) = 11",
        "string-length(.) >= 26 and regex(., '[0-9]*')",
        ". = 'open sesame'",
        "contains(., '@')",
    ],
)
def test_texts_that_a_constraint_asks_for_are_found(make_form, constraint):
    form = make_form(survey(("text", "a", {"constraint": constraint, "required": "yes"})))
    assert walks(form, 20, seed=1).dead_ends == frozenset()


@pytest.mark.parametrize(
    "constraint",
    [
        ". > ${low} and . < ${low} + 3",
        ". >= ${low} * 7",
        ". + ${low} = 750",
        ". div 12 = ${low} + 1",
        ". mod 7 = 3",
        ". > 10000 and . < 10100 and . mod 2 = 1",
    ],
)
def test_numbers_between_the_bounds_are_found_where_no_literal_fits(make_form, constraint):
    rows = [
        ("integer", "low", {"required": "yes", "constraint": ". >= 0 and . <= 500"}),
        ("integer", "n", {"required": "yes", "constraint": constraint}),
    ]
    assert walks(make_form(survey(*rows)), 40, seed=1).dead_ends == frozenset()


@pytest.mark.parametrize(
    "kind",
    [
        "date",
        "time",
        "dateTime",
        "decimal",
        "range",
        "geopoint",
        "geotrace",
        "geoshape",
        "barcode",
        "acknowledge",
        "image",
        "audio",
        "video",
        "file",
        "rank yn",
        "select_multiple yn",
        "note",
    ],
)
def test_every_kind_of_question_takes_an_answer(make_form, kind):
    required = {} if kind == "note" else {"required": "yes"}
    found = walks(make_form(survey((kind, "a", required), choices=YES_NO)), 5, seed=1)
    assert (found.missed, found.dead_ends, found.sound) == (frozenset(), frozenset(), 5)


def test_a_dead_end_is_where_nothing_is_accepted_and_nothing_may_be_left_out(make_form):
    impossible = {"constraint": ". > 5 and . < 5"}
    rows = [
        ("integer", "must", {**impossible, "required": "yes"}),
        ("integer", "may", impossible),
        ("integer", "excused", {**impossible, "required": "yes", "bind::cb:absence": "refused"}),
        ("text", "after", {"required": "yes"}),
    ]
    found = walks(make_form(survey(*rows)), 30, seed=1)
    assert found.dead_ends == {"/data/must"}
    assert found.futile == {"/data/may"}
    assert found.unanswered == {"/data/excused"}
    assert "/data/after" in found.reached
    assert found.sound == 0


def test_where_only_some_walks_end_it_is_counted_how_many(make_form):
    rows = [
        ("select_one yn", "first", {"required": "yes"}),
        ("select_one yn", "second", {"required": "yes", "choice_filter": "${first} = 'yes'"}),
    ]
    found = walks(make_form(survey(*rows, choices=YES_NO)), 30, seed=1)
    assert (found.dead_ends, found.futile) == (frozenset(), frozenset())
    assert 0 < found.sound < 30
    assert found.stuck == {"/data/second": 30 - found.sound}


MOD_97 = "number(.) mod 97 = 1 and string-length(.) = 6"


def test_an_answer_that_is_hard_to_guess_is_no_dead_end_once_it_was_found(make_form):
    form = make_form(survey(("text", "a", {"required": "yes", "constraint": f"regex(., '[0-9]{{6}}') and {MOD_97}"})))
    found = walks(form, 300, seed=1, least=30)
    assert (found.dead_ends, found.missed) == (frozenset(), frozenset())
    assert found.stuck["/data/a"] == found.count - found.sound


def test_walks_go_on_while_a_question_took_no_answer(make_form):
    rows = [
        ("integer", "n", {"required": "yes", "constraint": ". >= 0 and . <= 40"}),
        (
            "text",
            "a",
            {"required": "yes", "relevant": "${n} > 38", "constraint": f"regex(., '[0-9]{{6}}') and {MOD_97}"},
        ),
    ]
    form = make_form(survey(*rows))
    assert all(walks(form, 300, seed, least=1).dead_ends == frozenset() for seed in range(12))


def nested(count):
    return survey(
        ("integer", "n", {"constraint": f". >= 0 and . <= {count}"}),
        ("begin_repeat", "outer", {"repeat_count": "${n}"}),
        ("begin_repeat", "inner", {"repeat_count": "${n}"}),
        ("integer", "value"),
        ("calculate", "all", {"calculation": "sum(${value})"}),
        ("end_repeat", ""),
        ("end_repeat", ""),
        ("text", "after", {"relevant": "${n} >= 0"}),
        ("text", "many", {"relevant": f"${{n}} = {count}"}),
        ("text", "never", {"relevant": "${after} = 'a' and ${after} = 'b'"}),
    )


def test_rosters_within_rosters_stay_small_and_what_needs_large_ones_is_unsure(make_form):
    found = walks(make_form(nested(300)), 40, seed=1, steps=3_000_000)
    assert "/data/many" in found.unsure
    assert "/data/after" in found.reached
    assert "/data/many" in walks(make_form(nested(30)), 60, seed=1).reached


def test_walks_end_after_so_many_steps_and_say_what_they_did_not_see(make_form):
    form = make_form(nested(300))
    found = walks(form, 300, seed=1, steps=2000)
    assert found == walks(form, 300, seed=1, steps=2000)
    assert found.count < 300
    assert (found.missed, found.dead_ends) == (frozenset(), frozenset())
    assert "/data/never" in found.unsure
    assert walks(make_form(survey(("text", "a"))), 30, seed=1, steps=40).unsure == frozenset()


def test_a_fixed_number_of_rows_within_rows_ends_as_well(make_form):
    rows = [
        ("begin_repeat", "outer", {"repeat_count": "60"}),
        ("begin_repeat", "inner", {"repeat_count": "60"}),
        ("integer", "value", {"constraint": ". <= sum(${value}) + 10"}),
        ("end_repeat", ""),
        ("end_repeat", ""),
        ("text", "after"),
    ]
    found = walks(make_form(survey(*rows)), 300, seed=1, least=30, steps=50_000)
    assert (found.count, found.unsure) == (0, {"/data/after"})


def test_a_count_that_is_multiplied_is_kept_small_as_well(make_form):
    rows = [
        ("integer", "n", {"required": "yes", "constraint": ". >= 0 and . <= 500"}),
        ("calculate", "m", {"calculation": "${n} * 1000"}),
        ("begin_repeat", "outer", {"repeat_count": "${m}"}),
        ("begin_repeat", "inner", {"repeat_count": "${m}"}),
        ("text", "value"),
        ("end_repeat", ""),
        ("end_repeat", ""),
        ("text", "many", {"relevant": "count(${outer}) > 2"}),
    ]
    found = walks(make_form(survey(*rows)), 30, seed=1)
    assert (found.count, found.unsure) == (30, {"/data/many"})


@pytest.mark.parametrize(
    "constraint",
    [
        "string-length(.) <= 40 and regex(., '(a+)+b')",
        "string-length(.) <= 200 and regex(., '(a\\|aa)*(a?){30}b')",
        "regex(., '((((a*)*)*)*)*b')",
        "regex(., 'a*a*a*a*a*a*a*a*b')",
    ],
)
def test_patterns_that_would_take_for_ever_meet_short_texts_only(make_form, constraint):
    rows = [
        ("text", "a", {"required": "yes", "constraint": constraint}),
        ("text", "long", {"constraint": "string-length(.) <= 100"}),
        ("text", "b", {"relevant": "regex(${long}, '(a+)+b')"}),
    ]
    found = walks(make_form(survey(*rows)), 30, seed=1)
    assert (found.dead_ends, found.unsure | found.reached >= {"/data/b"}) == (frozenset(), True)


def test_a_long_text_that_was_not_tried_is_no_dead_end(make_form):
    constraint = "string-length(.) > 30 and regex(., '(a+)+')"
    found = walks(make_form(survey(("text", "a", {"required": "yes", "constraint": constraint}))), 3, seed=1)
    assert (found.dead_ends, found.unsure) == (frozenset(), {"/data/a"})


@pytest.mark.parametrize(
    "constraint",
    ["regex(., 'a++b')", "regex(., '(?>ab)c')", "regex(., '(a)?(?(1)b\\|c)')", "regex(., '[0-9]{150}')"],
)
def test_every_kind_of_pattern_has_texts(make_form, constraint):
    form = make_form(survey(("text", "a", {"required": "yes", "constraint": constraint})))
    assert walks(form, 20, seed=1).dead_ends == frozenset()


@pytest.mark.parametrize("pattern", ["\\p{L}+", "(a", "[", "(?P=x)", "a{9999999999}"])
def test_a_pattern_without_texts_does_not_stop_the_walks(make_form, pattern):
    form = make_form(survey(("text", "a", {"constraint": f"regex(., '{pattern}')"}), ("text", "b")))
    assert "/data/b" in walks(form, 5, seed=1).reached


@pytest.mark.parametrize("kind", ["integer", "decimal", "date"])
def test_a_number_beyond_all_bounds_does_not_stop_the_walks(make_form, kind):
    form = make_form(survey((kind, "a", {"constraint": f". < {'9' * 400} and . < {'9' * 308}"}), ("text", "b")))
    assert "/data/b" in walks(form, 20, seed=1).reached


def test_an_optional_question_that_offers_nothing_for_now_is_no_dead_end(make_form):
    rows = [
        ("select_one yn", "first", {"required": "yes"}),
        ("select_one yn", "second", {"choice_filter": "${first} = 'yes'"}),
    ]
    assert walks(make_form(survey(*rows, choices=YES_NO)), 30, seed=1).dead_ends == frozenset()


def test_a_question_that_waits_for_a_later_one_is_asked_again(make_form):
    rows = [
        ("integer", "part", {"required": "yes", "constraint": ". <= ${whole}"}),
        ("integer", "whole", {"required": "yes", "constraint": ". >= 3"}),
    ]
    found = walks(make_form(survey(*rows)), 20, seed=1)
    assert (found.dead_ends, found.sound) == (frozenset(), 20)


def test_contradictions_are_never_reached_nor_is_a_group_without_its_condition(make_form):
    rows = [
        ("integer", "n"),
        ("text", "never", {"relevant": "${n} > 5 and ${n} < 3"}),
        ("begin_group", "g", {"relevant": "${n} > 5 and ${n} < 3"}),
        ("text", "inside"),
        ("end_group", ""),
    ]
    found = walks(make_form(survey(*rows)), 30, seed=1)
    assert found.missed == {"/data/never", "/data/g/inside"}
    assert "/data/g" not in found.groups


def test_rosters_get_no_row_or_up_to_two_and_nested_ones_as_well(make_form):
    rows = [
        ("begin_repeat", "firm"),
        ("text", "name", {"required": "yes"}),
        ("begin_repeat", "site"),
        ("text", "place", {"required": "yes"}),
        ("end_repeat", ""),
        ("end_repeat", ""),
        ("calculate", "firms", {"calculation": "count(${firm})"}),
        ("text", "none", {"relevant": "${firms} = 0"}),
        ("text", "two", {"relevant": "${firms} = 2"}),
        ("text", "three", {"relevant": "${firms} > 2"}),
    ]
    found = walks(make_form(survey(*rows)), 60, seed=1)
    assert found.missed == {"/data/three"}
    assert found.sound == 60


def test_the_moment_of_a_walk_is_given(make_form):
    form = make_form(survey(("date", "d", {"required": "yes", "constraint": ". > today() and . < date('2012-07-10')"})))
    assert walks(form, 5, seed=1, now=NOW).dead_ends == frozenset()
    assert walks(form, 5, seed=1, now=datetime(2013, 1, 1, tzinfo=UTC)).dead_ends == {"/data/d"}
