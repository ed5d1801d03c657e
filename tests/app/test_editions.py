"""The bundled edition reads well; a faulty one is named by file, row and column."""

from dataclasses import replace
from itertools import product

import pytest

from clusterbench_gui.app.editions.read import bundled_edition_files, kept_edition, load_edition
from clusterbench_gui.domain.editions import AUDIENCES, CONDITIONS, Direction, Node
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession

TURNOVER = "1,-1,,,,,${staff_leavers}"


@pytest.fixture
def files():
    return bundled_edition_files("cluster-2012")


def faults(files):
    with pytest.raises(ProblemError) as caught:
        load_edition(files)
    return [
        (one.code, one.place.file, one.place.row, one.place.column, one.place.name) for one in caught.value.problems
    ]


def replaced(files, old, new):
    text = files["indicators.csv"].decode()
    assert old in text
    return {**files, "indicators.csv": text.replace(old, new, 1).encode()}


def test_the_model_is_46_indicators_over_14_subareas_in_4_areas(files):
    model = load_edition(files).model
    assert [len(model.at(level)) for level in range(1, model.levels + 1)] == [46, 14, 4, 1]
    subareas = {area.code: "".join(node.code[1:] for node in model.children(area.code)) for area in model.at(3)}
    assert subareas == {"Z": "123", "P": "1234", "W": "1234", "R": "123"}
    assert all(model.children(node.code) for node in model.nodes if node.level > 1)
    destimulants = [node.code for node in model.nodes if node.direction is Direction.DESTIMULANT]
    assert destimulants == ["Z1.3", "P2.4", "R1.3"]
    assert {node.code: node.axis for node in model.nodes if node.axis} == {
        "Z": "functioning",
        "P": "functioning",
        "W": "functioning",
        "R": "promise",
    }


def test_every_indicator_says_its_source_its_plausible_range_and_how_interviews_combine(files):
    model = load_edition(files).model
    for node in model.nodes:
        assert node.source, node.code
    for node in model.at(1):
        assert node.plausible is not None, node.code
        assert node.plausible[0] < node.plausible[1], node.code
        assert node.combine == ("mean" if node.instrument == "expert" else "latest"), node.code
    assert [node.code for node in model.at(1) if node.instrument == "expert"] == ["R1.1", "R1.2", "R2.2"]


def test_every_name_and_unit_is_there_in_both_languages(files):
    edition = load_edition(files)
    assert edition.languages == ("pl", "en")
    for node in edition.model.nodes:
        for language in edition.languages:
            assert node.names[language], node.code
            assert node.unit[language] if node.level == 1 else not node.unit, node.code
            assert node.denominator_unit[language] if node.denominator else not node.denominator_unit, node.code


def test_what_has_a_counterpart_in_the_edition_before_is_there_and_means_the_same(files):
    edition = load_edition(files)
    before = load_edition(bundled_edition_files(edition.previous)).model
    compared = [(node, before.node(node.previous)) for node in edition.model.nodes if node.previous]
    assert len([node for node, _ in compared if node.level == 1]) == 18
    for node, earlier in compared:
        assert (node.level, node.direction, node.denominator) == (earlier.level, earlier.direction, earlier.denominator)
        assert (node.unit, node.denominator_unit, node.plausible) == (
            earlier.unit,
            earlier.denominator_unit,
            earlier.plausible,
        )
        assert node.names == earlier.names or node.level > 1, node.code


def test_the_edition_says_that_it_is_a_reconstruction(files):
    notice = load_edition(files).notice
    assert "Rekonstrukcja" in notice["pl"]
    assert "reconstruction" in notice["en"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",1,Z1,Pracownicy", ",1,Z9,Pracownicy", ("parent-unknown", "indicators.csv", 2, "parent", "Z1.1")),
        (TURNOVER, "1,7,,,,,${staff_leavers}", ("direction-unknown", "indicators.csv", 4, "direction", "Z1.3")),
        (TURNOVER, "1,0.5,,,,,${staff_leavers}", ("not-whole", "indicators.csv", 4, "direction", "Z1.3")),
        (TURNOVER, "1,inf,,,,,${staff_leavers}", ("not-a-number", "indicators.csv", 4, "direction", "Z1.3")),
        (TURNOVER, "dużo,-1,,,,,${staff_leavers}", ("not-a-number", "indicators.csv", 4, "weight", "Z1.3")),
        (TURNOVER, "1,0,,,,,${staff_leavers}", ("nominal-missing", "indicators.csv", 4, "nominal_low", "Z1.3")),
        (TURNOVER, "1,0,60,40,,,${staff_leavers}", ("interval-reversed", "indicators.csv", 4, "nominal_low", "Z1.3")),
        (TURNOVER, "1,0,,40,,,${staff_leavers}", ("cell-empty", "indicators.csv", 4, "nominal_low", "Z1.3")),
        (TURNOVER, "1,-1,,,,${staff_leavers}", ("cells-count", "indicators.csv", 4, "code", "Z1.3")),
        ("${meetings},", ",", ("formula-missing", "indicators.csv", 16, "formula", "P2.1")),
        (",na 10 członków,", ",,", ("cell-empty", "indicators.csv", 2, "denominator_unit_pl", "Z1.1")),
        (",etaty,", ",,", ("cell-empty", "indicators.csv", 2, "unit_pl", "Z1.1")),
        (",Coordinator's staff,", ",,", ("cell-empty", "indicators.csv", 2, "name_en", "Z1.1")),
        (",expert,mean,", ",expert,median,", ("choice-unknown", "indicators.csv", 38, "combine", "R1.1")),
        (",functioning,", ",works,", ("choice-unknown", "indicators.csv", 62, "axis", "Z")),
        ("latest,,0,50,Z1.1", "latest,,50,0,Z1.1", ("interval-reversed", "indicators.csv", 2, "plausible_low", "Z1.1")),
        ("\nP2.3,", "\nP2.1,", ("code-twice", "indicators.csv", 18, "code", "P2.1")),
        ("\nP2.3,", "\n,", ("code-missing", "indicators.csv", 18, "code", "")),
        ("code,level", "kod,level", ("column-missing", "indicators.csv", 1, "", "code")),
    ],
)
def test_a_fault_in_the_indicators_is_named_by_row_and_column(files, old, new, expected):
    assert expected in faults(replaced(files, old, new))


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("recommendations.csv", "\nZ1,strong,members,", "\nZ9,strong,members,", ("choice-unknown", 3, "subarea")),
        ("recommendations.csv", "\nZ1,strong,members,", "\nZ1,good,members,", ("choice-unknown", 3, "condition")),
        ("recommendations.csv", "\nZ1,strong,members,", "\nZ1,strong,all,", ("choice-unknown", 3, "audience")),
        (
            "recommendations.csv",
            "\nZ1,strong,members,",
            "\nZ1,strong,coordinators,",
            ("recommendation-twice", 3, "subarea"),
        ),
        ("practices.csv", "\nD02,", "\nD01,", ("code-twice", 3, "code")),
        ("practices.csv", "\nD02,Z2,yes,", "\nD02,Z2,maybe,", ("choice-unknown", 3, "example")),
        ("glossary.csv", "\nbenchmark,benchmark,", "\nbenchmark,,", ("cell-empty", 3, "term_en")),
    ],
)
def test_a_fault_in_the_texts_is_named_by_row_and_column(files, file, old, new, expected):
    text = files[file].decode()
    assert old in text
    found = faults({**files, file: text.replace(old, new, 1).encode()})
    assert [(code, *place) for code, place_file, *place, _ in found if place_file == file] == [expected]


def test_every_fault_is_named_at_once(files):
    both = replaced(replaced(files, TURNOVER, "1,0,,,,,${staff_leavers}"), "${meetings},", ",")
    assert {code for code, *_ in faults(both)} == {"nominal-missing", "formula-missing"}


@pytest.mark.parametrize("name", ["edition.toml", "indicators.csv", "coordinator.xlsx", "expert.xlsx"])
def test_a_missing_file_is_named(files, name):
    del files[name]
    assert faults(files) == [("edition-file-missing", name, None, "", "")]


def test_broken_toml_is_named_with_its_line(files):
    files["edition.toml"] = b"id = \n"
    assert [code for code, *_ in faults(files)] == ["toml-syntax"]


def test_a_missing_entry_is_named(files):
    files["edition.toml"] = files["edition.toml"].replace(b"last = 2012-08-15", b"")
    assert faults(files) == [("edition-key-missing", "edition.toml", None, "", "last")]


def test_an_unknown_edition_is_named():
    with pytest.raises(ProblemError) as caught:
        bundled_edition_files("cluster-1812")
    assert caught.value.problems[0].place.name == "cluster-1812"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"benchmark_best = 3", b'benchmark_best = 3\ncombine = "mean"', "edition-value"),
        (b"coverage = 0.5", b'coverage = "0.5"', "edition-value"),
        (b"benchmark_best = 3", b"benchmark_best = true", "edition-value"),
        (b"crowd = 3", b"crowds = 3", "edition-value"),
    ],
)
def test_an_entry_that_would_be_misread_is_refused(files, old, new, code):
    assert old in files["edition.toml"]
    files["edition.toml"] = files["edition.toml"].replace(old, new)
    assert [one for one, *_ in faults(files)] == [code]


BUNDLED = ("cluster-2012", "cluster-2010")


@pytest.mark.parametrize("name", BUNDLED)
def test_whoever_meets_an_edition_reads_that_it_is_a_reconstruction(name):
    edition = load_edition(bundled_edition_files(name))
    for words in (edition.titles, edition.notice):
        assert "rekonstrukcja" in words["pl"].lower()
        assert "reconstruction" in words["en"].lower()
    for instrument in edition.instruments:
        form = read_form(instrument.file, edition.files[instrument.file])
        assert "rekonstrukcja" in form.title
        first = next(FormSession(form).questions())
        assert "rekonstrukcj" in first.hint.lower()


def test_no_text_for_readers_speaks_in_the_name_of_the_agency(files):
    edition = load_edition(files)
    texts = [one.texts for one in edition.recommendations]
    for one in edition.practices:
        texts += [one.titles, one.situation, one.steps, one.result, one.resources]
    texts += [one.texts for one in edition.glossary if "rekonstrukcja" not in one.names["pl"]]
    assert [text for names in texts for text in names.values() if "PARP" in text] == []


def test_every_sub_area_has_a_text_for_each_audience_in_each_condition_and_none_twice(files):
    edition = load_edition(files)
    subareas = {node.code for node in edition.model.at(2)}
    keys = {(one.subarea, one.condition, one.audience) for one in edition.recommendations}
    assert keys == set(product(subareas, CONDITIONS, AUDIENCES))
    for language, least in (("pl", 25), ("en", 25)):
        words = [one.texts[language] for one in edition.recommendations]
        assert len(set(words)) == len(keys) == 336
        assert all(least <= len(text.split()) <= 60 for text in words)


def test_practices_are_marked_as_examples_and_every_sub_area_has_one(files):
    edition = load_edition(files)
    assert {one.subarea for one in edition.practices} == {node.code for node in edition.model.at(2)}
    assert all(one.example for one in edition.practices)
    assert len(edition.glossary) >= 40


def test_the_variant_per_member_leaves_the_bounds_of_the_whole_behind_and_a_nominant_has_none():
    node = Node(
        "X1.1",
        {"en": "Staff"},
        1,
        unit={"en": "FTE"},
        formula="${a}",
        denominator="${b} div 10",
        denominator_unit={"en": "per 10 members"},
        goalposts=(0.0, 10.0),
        plausible=(0.0, 50.0),
    )
    variant = node.per_member()
    assert (variant.formula, variant.unit) == ("(${a}) div (${b} div 10)", {"en": "FTE per 10 members"})
    assert (variant.goalposts, variant.plausible, variant.denominator) == (None, None, "")
    nominant = replace(node, direction=Direction.NOMINANT, nominal=(2.0, 4.0))
    assert nominant.per_member() is nominant


@pytest.mark.parametrize("low", ["a,-5", "a,"])
def test_a_bound_that_is_no_number_is_named_once_and_nothing_is_concluded_from_it(files, low):
    assert faults(replaced(files, "latest,,0,50,Z1.1", f"latest,,{low},Z1.1")) == [
        ("not-a-number", "indicators.csv", 2, "plausible_low", "Z1.1")
    ]


def test_the_copy_inside_a_study_is_used_whatever_its_authors_left_undone(files):
    text = files["indicators.csv"].decode().replace(",etaty,FTE,", ",,,", 1)
    undone = {**files, "indicators.csv": text.encode(), "glossary.csv": b"term_pl\n"}
    with pytest.raises(ProblemError):
        load_edition(undone)
    assert kept_edition(undone).model.node("Z1.1").formula == "${staff_fte}"


@pytest.mark.parametrize("name", ["edition.toml", "indicators.csv"])
def test_the_copy_inside_a_study_is_refused_where_it_cannot_be_used(files, name):
    with pytest.raises(ProblemError):
        kept_edition({**files, name: b"\xff\xfe="})


@pytest.mark.parametrize(("old", "new"), [(",weight,", ",wieght,"), (",expert,mean,", ",expert,median,")])
def test_a_model_that_scoring_cannot_take_is_refused_in_the_copy_too(files, old, new):
    with pytest.raises(ProblemError):
        kept_edition(replaced(files, old, new))
