"""The bundled edition reads well; a faulty one is named by file, row and column."""

import pytest

from clusterbench_gui.app.editions.read import bundled_edition_files, load_edition
from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.domain.problems import ProblemError


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


def test_the_first_cut_has_eight_indicators_over_four_subareas_in_two_areas(files):
    model = load_edition(files).model
    assert [len(model.at(level)) for level in (1, 2, 3, 4)] == [8, 4, 2, 1]
    directions = [node.direction for node in model.at(1)]
    assert directions.count(Direction.DESTIMULANT) == 1
    assert directions.count(Direction.NOMINANT) == 1


def test_every_name_and_unit_is_there_in_both_languages(files):
    edition = load_edition(files)
    for node in edition.model.nodes:
        assert all(node.names[language] for language in edition.languages), node.code
        if node.level == 1:
            assert all(node.unit[language] for language in edition.languages), node.code


def test_the_edition_says_that_it_is_a_reconstruction(files):
    notice = load_edition(files).notice
    assert "Rekonstrukcja" in notice["pl"]
    assert "reconstruction" in notice["en"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",1,Z1,Pracownicy", ",1,Z9,Pracownicy", ("parent-unknown", "indicators.csv", 2, "parent", "Z1.1")),
        ("1,-1,,", "1,7,,", ("direction-unknown", "indicators.csv", 3, "direction", "Z1.3")),
        ("1,0,40,60", "1,0,,", ("nominal-missing", "indicators.csv", 5, "nominal_low", "Z2.2")),
        ("1,0,40,60", "1,0,60,40", ("interval-reversed", "indicators.csv", 5, "nominal_low", "Z2.2")),
        ("1,0,40,60", "dużo,0,40,60", ("not-a-number", "indicators.csv", 5, "weight", "Z2.2")),
        ("1,-1,,", "1,0.5,,", ("not-whole", "indicators.csv", 3, "direction", "Z1.3")),
        ("1,-1,,", "1,inf,,", ("not-a-number", "indicators.csv", 3, "direction", "Z1.3")),
        ("${meetings}", "", ("formula-missing", "indicators.csv", 8, "formula", "P2.1")),
        ("\nP2.3,", "\nP2.1,", ("code-twice", "indicators.csv", 9, "parent", "P2.1")),
        ("\nP2.3,", "\n,", ("code-missing", "indicators.csv", 9, "code", "")),
        ("code,level", "kod,level", ("column-missing", "indicators.csv", 1, "", "code")),
    ],
)
def test_a_fault_in_the_indicators_is_named_by_row_and_column(files, old, new, expected):
    assert expected in faults(replaced(files, old, new))


def test_every_fault_is_named_at_once(files):
    both = replaced(replaced(files, "1,0,40,60", "1,0,,"), "${meetings}", "")
    assert {code for code, *_ in faults(both)} == {"nominal-missing", "formula-missing"}


@pytest.mark.parametrize("name", ["edition.toml", "indicators.csv", "coordinator.xlsx"])
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
        (b'combine = "latest"', b'combine = "mean"', "choice-unknown"),
        (b"coverage = 0.5", b'coverage = "0.5"', "edition-value"),
        (b"benchmark_best = 3", b"benchmark_best = true", "edition-value"),
        (b"crowd = 3", b"crowds = 3", "edition-value"),
    ],
)
def test_an_entry_that_would_be_misread_is_refused(files, old, new, code):
    assert old in files["edition.toml"]
    files["edition.toml"] = files["edition.toml"].replace(old, new)
    assert [one for one, *_ in faults(files)] == [code]
