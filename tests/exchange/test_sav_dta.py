"""SPSS and Stata files read back by pyreadstat, and Stata's by pandas: equal answers, labels, missing codes."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, time

import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterbench_gui.app.datasets import dataset_of
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.exchange import dta, sav
from clusterbench_gui.exchange.tables import Dataset, Table, ValueKind, Variable, with_options_found
from clusterbench_gui.exchange.values import typed
from clusterbench_gui.support.plain import plain
from tests.exchange.conftest import ODD
from tests.helpers.study import fill, fill_expert

WORDS = {
    "pl": ["nie zadano", "nie dotyczy", "odmowa", "nie wiem"],
    "en": ["not asked", "not applicable", "refused", "don't know"],
}


@pytest.fixture
def written(hard, tmp_path):
    def write(form, dataset=hard, language="pl"):
        for name, content in form.files(dataset, language, tmp_path):
            (tmp_path / name).write_bytes(content)
        return tmp_path

    return write


@pytest.fixture
def real(study):
    """Interviews of the built-in edition, with absences."""
    fill(study, budget_private=Absence.REFUSED, founded=Absence.DONT_KNOW, legal_form="association")
    fill(study, "K02", external_any="no", objectives=Absence.REFUSED, products=Absence.DONT_KNOW)
    fill_expert(study)
    return dataset_of(study)


def columns_of(folder):
    """By table and variable: its columns, and the names of its choices by code, as the dictionary beside the files has them."""
    with io.StringIO((folder / "dictionary.csv").read_text(encoding="utf-8-sig")) as content:
        lines = list(csv.DictReader(content))
    coded = {}
    for line in lines:
        parts = [one.split(" = ") for one in line["choices"].split("\n")]
        codes = {float(one[0]): one[1] for one in parts if line["type"] == "one choice" and len(one) == 3}
        coded[line["table"], line["variable"]] = line["column"].split("\n"), codes
    return coded


def answers(variable, texts):
    """What cells hold, as comparable things: numbers, wall times, texts."""
    found = [cell if isinstance(cell, Absence) or not cell else typed(cell, variable.kind) for cell in texts]
    return [one.replace(tzinfo=None) if isinstance(one, (datetime, time)) else one for one in found]


def value(cell, kind, codes, absences):
    """A cell of a file as `answers` has it."""
    if not isinstance(cell, str) and pd.isna(cell):
        return ""
    if cell in absences:
        return absences[cell]
    if kind is ValueKind.ONE_CHOICE:
        return codes[cell]
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime()
    return int(cell) if kind is ValueKind.INTEGER else cell


def same_answers(dataset, folder, read, absences):
    """Compare every cell of every variable with what a file gives back."""
    dictionary = columns_of(folder)
    compared = 0
    for table in dataset.tables:
        frame = read(table.name)
        assert len(frame) == len(table.rows)
        for variable in table.variables:
            names, codes = dictionary[table.name, variable.name]
            own = [name for name in names if variable.kind is ValueKind.TEXT or name == names[0]]
            wanted = answers(variable, table.column(variable.name))
            for row, one in enumerate(wanted):
                found = [value(frame[name].iloc[row], variable.kind, codes, absences) for name in own]
                joined = found[0] if isinstance(found[0], Absence) else "".join(found) if len(own) > 1 else found[0]
                assert joined == one, (table.name, variable.name, row)
                compared += 1
    return compared


def raw(folder, name):
    """An SPSS table with missing codes kept, dates as they are counted."""
    return pyreadstat.read_sav(folder / f"{name}.sav", user_missing=True, disable_datetime_conversion=True)


SPSS_BEGIN = datetime(1582, 10, 14)  # noqa: DTZ001 - wall time


def moments(frame, meta):
    """The same with dates and times as such, where they are no missing code."""
    for name, pattern in meta.original_variable_types.items():
        if pattern in {"SDATE10", "YMDHMS19", "TIME8"}:
            frame[name] = pd.Series([moment(one, pattern) for one in frame[name]], dtype=object)
    return frame


def moment(seconds, pattern):
    if pd.isna(seconds) or seconds < 0:
        return seconds
    if pattern == "TIME8":
        return (SPSS_BEGIN + pd.Timedelta(round(seconds * 1000), "ms")).time()
    at = SPSS_BEGIN + pd.Timedelta(round(seconds * 1000), "ms").to_pytimedelta()
    return at.date() if pattern == "SDATE10" else at


def spss_codes(first):
    return {key: one for place, one in enumerate(Absence) for key in (float(first - place), str(first - place))}


STATA = {key: one for letter, one in zip("abcd", Absence, strict=True) for key in (letter, f".{letter}")}


def test_every_answer_comes_back_from_spss(written, hard):
    folder = written(sav)  # a roster has the answer -97, so that the codes lie further out
    found = same_answers(hard, folder, lambda name: moments(*raw(folder, name)), spss_codes(-996))
    assert found == 7 * 15 + 2 * 3 + 4


def test_every_answer_comes_back_from_stata(written, hard):
    folder = written(dta)
    read = lambda name: pyreadstat.read_dta(folder / f"{name}.dta", user_missing=True)[0]  # noqa: E731
    assert same_answers(hard, folder, read, STATA) == 7 * 15 + 2 * 3 + 4


def test_interviews_of_the_edition_come_back_from_both(written, real):
    folder = written(sav, real)
    assert same_answers(real, folder, lambda name: moments(*raw(folder, name)), spss_codes(-96)) > 400
    folder = written(dta, real)
    read = lambda name: pyreadstat.read_dta(folder / f"{name}.dta", user_missing=True)[0]  # noqa: E731
    assert same_answers(real, folder, read, STATA) > 400


@pytest.mark.parametrize("language", ["pl", "en"])
def test_spss_knows_the_codes_as_missing_and_by_name(written, hard, language):
    frame, meta = raw(written(sav, language=language), "survey")
    assert meta.missing_ranges["staff"] == [{"lo": -999.0, "hi": -996.0}]
    assert [meta.variable_value_labels["staff"][code] for code in (-996, -997, -998, -999)] == WORDS[language]
    assert meta.variable_value_labels["kind"][1] == {"pl": "średni", "en": "medium"}[language]
    assert meta.variable_value_labels["figure"][10] == "dziesięć"
    assert {one["lo"] for one in meta.missing_ranges["name"]} == {"-996", "-997", "-998"}, "SPSS takes three"
    assert meta.variable_value_labels["name"]["-999"] == WORDS[language][3]
    assert meta.variable_measure["staff"] == "scale"
    assert meta.variable_measure["kind"] == "nominal"
    assert frame["staff"].isna().sum() == 1, "nobody said anything"
    plain, _ = pyreadstat.read_sav(written(sav) / "survey.sav")
    assert plain["staff"].dropna().tolist() == [7, -5, 12345678]


def test_stata_knows_the_codes_as_missing_and_by_name(written):
    folder = written(dta)
    frame, meta = pyreadstat.read_dta(folder / "survey.dta", user_missing=True)
    assert [meta.variable_value_labels["staff"][code] for code in "abcd"] == WORDS["pl"]
    assert meta.variable_value_labels["kind"][1] == "średni"
    assert frame["staff"].tolist()[:4] == [7, -5, "c", "a"]
    other = pd.read_stata(folder / "survey.dta", convert_categoricals=False, convert_missing=True, convert_dates=False)
    assert [str(one) for one in other["staff"]] == ["7.0", "-5.0", ".c", ".a", ".", "12345678.0", ".c"]
    assert other["name"].tolist()[2:5] == [".c", ".a", ""]


def test_a_choice_of_several_has_a_column_for_each(written):
    frame, meta = raw(written(sav), "survey")
    assert frame["kinds__meso"].tolist()[:2] == [1.0, 0.0]
    assert frame["kinds__micro"].tolist()[:2] == [1.0, 1.0]
    assert frame["kinds__meso"].tolist()[2:4] == [-996.0, -996.0]
    assert pd.isna(frame["kinds__meso"].iloc[4])
    assert meta.variable_value_labels["kinds__meso"][1.0] == "wybrano"
    assert meta.column_names_to_labels["kinds__meso"] == "średni: Rodzaje"
    assert frame["order__meso"].tolist()[:2] == [2.0, 1.0]


def test_long_names_are_told_apart_and_named_in_the_label(written):
    folder = written(dta)
    _, meta = pyreadstat.read_dta(folder / "survey.dta")
    long = [name for name in meta.column_names if name.startswith("group_")]
    assert len(long) == 2
    assert {meta.column_names_to_labels[name].split("]")[0] for name in long} == {
        f"[group_{number}/a_question_with_a_very_long_name" for number in ("one", "two")
    }
    assert all(len(name) <= 32 for name in meta.column_names)


def test_dates_and_times_are_such_in_both(written):
    folder = written(sav)
    frame, meta = pyreadstat.read_sav(folder / "survey.sav")
    assert frame["founded"].tolist()[:2] == [date(2012, 7, 1), date(1850, 2, 28)]
    assert frame["moment"].iloc[0].isoformat() == "2012-07-01T09:30:15.250000"
    assert meta.original_variable_types["founded"] == "SDATE10"
    frame, meta = pyreadstat.read_dta(written(dta) / "survey.dta")
    assert frame["founded"].tolist()[:2] == [date(2012, 7, 1), date(1850, 2, 28)]
    assert (meta.original_variable_types["founded"], meta.original_variable_types["moment"]) == ("%td", "%tc")


def test_an_answer_that_reads_like_a_missing_value_of_stata_is_none(written, hard):
    table = hard.tables[0]
    table.rows.append(("uuid:8", ".c", *[""] * 13))
    folder = written(dta)
    frame, _ = pyreadstat.read_dta(folder / "survey.dta")
    assert frame["name"].tolist()[2] == "..c"
    assert frame["name"].tolist()[-1] == ".c"


@pytest.mark.parametrize("form", [sav, dta])
def test_answers_that_are_not_of_their_kind_are_kept_as_texts(written, hard, form):
    table = hard.tables[0]
    table.rows.append(ODD)
    dataset = replace(hard, tables=tuple(map(with_options_found, hard.tables)))
    folder = written(form, dataset)
    read = pyreadstat.read_sav if form is sav else pyreadstat.read_dta
    frame, meta = read(folder / f"survey.{form.__name__.rpartition('.')[2]}", user_missing=True)
    assert frame["staff"].tolist()[0::7] == ["7", "siedem"]
    assert frame[["share", "founded", "hour", "moment", "kinds", "order"]].iloc[-1].tolist() == [*ODD[3:7], *ODD[9:11]]
    assert meta.variable_value_labels["kind"][frame["kind"].iloc[-1]] == "old"
    assert (frame["kinds__old"].iloc[-1], frame["kinds__meso"].iloc[-1]) == (1, 0)


@pytest.mark.parametrize("form", [sav, dta])
def test_a_day_that_spss_cannot_count_makes_its_column_a_text(written, hard, form):
    hard.tables[0].rows.append(("uuid:8", *[""] * 3, "1410-07-15", *[""] * 10))
    folder = written(form)
    read = pyreadstat.read_sav if form is sav else pyreadstat.read_dta
    frame, _ = read(folder / f"survey.{form.__name__.rpartition('.')[2]}")
    assert frame["founded"].tolist()[0::7] == ["2012-07-01", "1410-07-15"]


WILD = st.text(max_size=20).map(plain) | st.text(" .abcd-9678\r\n\tż😀", max_size=8)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WILD | st.sampled_from(Absence), min_size=1, max_size=20))
def test_any_text_comes_back_and_is_no_absence(tmp_path, texts):
    variables = (Variable("name"), Variable("text", absences=tuple(Absence)))
    table = Table("t", {}, ("name",), variables, rows=[(str(row), text) for row, text in enumerate(texts)])
    dataset = Dataset({}, "e", {}, ("pl",), "", "0", (table,), {one: {} for one in Absence}, ({}, {}))
    for form, read, ending in ((sav, pyreadstat.read_sav, " "), (dta, pyreadstat.read_dta, "")):
        for name, content in form.files(dataset, "pl", tmp_path):
            (tmp_path / name).write_bytes(content)
        frame, _ = read(tmp_path / f"t.{form.__name__.rpartition('.')[2]}", user_missing=True)
        found = frame["text"].tolist()
        words = {one: text for one, text in zip(texts, found, strict=True) if isinstance(one, Absence)}
        plain_texts = [text.rstrip(ending) if ending else text for text in texts if not isinstance(text, Absence)]
        assert [text for one, text in zip(texts, found, strict=True) if not isinstance(one, Absence)] == plain_texts
        assert len(set(words.values())) == len(words)
        assert set(words.values()).isdisjoint(plain_texts)


@pytest.mark.skipif(not shutil.which("pspp"), reason="PSPP is not installed")
def test_pspp_reads_the_same(written, tmp_path):
    """A reader of SPSS files that shares no code with what writes them. Older ones warn of more than one missing text (record 22)."""
    folder = written(sav)
    columns = "staff share founded kind kinds__meso name"
    syntax = f"""GET FILE='{folder / "survey.sav"}'.
COMPUTE gone = MISSING(staff).
SAVE TRANSLATE /OUTFILE='{folder / "survey.txt"}' /TYPE=CSV /FIELDNAMES /REPLACE /KEEP={columns} gone.
"""
    (tmp_path / "read.sps").write_text(syntax, encoding="utf-8")
    subprocess.run(["pspp", "-o", tmp_path / "log.txt", tmp_path / "read.sps"], check=True, capture_output=True)
    with (folder / "survey.txt").open(encoding="utf-8-sig", newline="") as content:
        found = list(csv.DictReader(content))
    assert [one["staff"] for one in found] == ["7", "-5", "-998", "-996", " ", "12345678", "-998"]
    assert [one["kind"] for one in found] == ["2", "1", "-996", "-996", " ", "1", "-998"]
    assert [one["founded"] for one in found][:2] == ["07/01/2012", "02/28/1850"]
    assert [one["name"].strip() for one in found] == ["=1+1", "'=1", "-998", "-996", "", "-999", "-997"]
    assert [one["gone"] for one in found] == ["0", "0", "1", "1", "1", "0", "1"]
