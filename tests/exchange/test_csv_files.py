"""CSV tables, their Table Schemas, the data package and the dictionary."""

import csv
import io
import json

import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.exchange import csv_files
from clusterbench_gui.exchange.values import unharmed


@pytest.fixture
def made(hard):
    return dict(csv_files.files(hard, "pl"))


def lines(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_cell_comes_back(made, hard):
    for table in hard.tables:
        head, *rows = lines(made[f"{table.name}.csv"])
        found = [dict(zip(head, map(unharmed, row), strict=True)) for row in rows]
        for variable in table.variables:
            cells = [row[variable.name] for row in found]
            reasons = [row.get(csv_files.absence_column(variable), "") for row in found]
            wanted = table.column(variable.name)
            assert cells == ["" if isinstance(cell, Absence) else cell for cell in wanted]
            assert reasons == [cell.value if isinstance(cell, Absence) else "" for cell in wanted]


def test_a_schema_describes_the_columns_of_its_file_in_their_order(made, hard):
    for table in hard.tables:
        schema = json.loads(made[f"{table.name}.schema.json"])
        assert [one["name"] for one in schema["fields"]] == lines(made[f"{table.name}.csv"])[0]
        assert set(schema["primaryKey"]) <= {one["name"] for one in schema["fields"]}


def test_what_a_schema_says_of_types_and_choices(made):
    fields = {one["name"]: one for one in json.loads(made["survey.schema.json"])["fields"]}
    types = {
        name: fields[name]["type"] for name in ("name", "staff", "share", "founded", "hour", "moment", "kinds", "place")
    }
    assert list(types.values()) == ["string", "integer", "number", "date", "time", "datetime", "list", "string"]
    assert fields["kind"]["categories"] == [{"value": "meso", "label": "średni"}, {"value": "micro", "label": "mały"}]
    assert (fields["staff"]["title"], fields["staff"]["description"]) == ("Osoby", "Na koniec roku")
    words = {one["value"]: one["label"] for one in fields["staff__absence"]["categories"]}
    assert words == {
        "not-asked": "nie zadano",
        "not-applicable": "nie dotyczy",
        "refused": "odmowa",
        "dont-know": "nie wiem",
    }
    assert fields["_interview"]["constraints"] == {"required": True}


def test_rows_within_rows_point_to_the_rows_around(made, hard):
    package = json.loads(made["datapackage.json"])
    resources = {one["name"]: one for one in package["resources"]}
    schema = json.loads(made[resources["survey.product"]["schema"]])
    (own, around) = schema["foreignKeys"]
    assert around == {
        "fields": ["_interview", "_parent"],
        "reference": {"resource": "survey.firm", "fields": ["_interview", "_row"]},
    }
    assert own["reference"]["resource"] in resources
    parents = {(row[0], row[1]) for row in lines(made["survey.firm.csv"])[1:]}
    assert {(row[0], row[2]) for row in lines(made["survey.product.csv"])[1:]} <= parents


def test_the_package_names_every_file(made):
    resources = json.loads(made["datapackage.json"])["resources"]
    named = {one["path"] for one in resources} | {one["schema"] for one in resources}
    assert set(made) == named | {"datapackage.json", "dictionary.csv"}


def test_the_dictionary_has_a_line_for_each_variable_in_the_language_asked_for(made, hard):
    head, *rows = lines(made["dictionary.csv"])
    assert len(rows) == sum(len(table.variables) for table in hard.tables)
    (kind,) = (dict(zip(head, row, strict=True)) for row in rows if row[:2] == ["survey", "kind"])
    assert (kind["type"], kind["label"], kind["choices"]) == ("one choice", "Rodzaj", "meso = średni\nmicro = mały")
    english = lines(dict(csv_files.files(hard, "en"))["dictionary.csv"])
    (kind,) = (dict(zip(head, row, strict=True)) for row in english if row[:2] == ["survey", "kind"])
    assert kind["choices"] == "meso = medium\nmicro = small"
    (staff,) = (dict(zip(head, row, strict=True)) for row in rows if row[:2] == ["survey", "staff"])
    assert (staff["path"], staff["relevant"], staff["required"]) == ("/data/staff", "1 < 2", "yes")
