"""The answers of a study as tables: what forms say of their questions, and cells."""

import pytest

from clusterbench_gui.app.datasets import dataset_of
from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.exchange.tables import ValueKind
from clusterbench_gui.forms.read import read_form
from tests.helpers.study import ANNA, fill, give


def table(dataset, name):
    return next(one for one in dataset.tables if one.name == name)


def variable(dataset, name, of="coordinator"):
    return next(one for one in table(dataset, of).variables if one.name == name)


def test_questions_have_their_texts_in_all_languages(study):
    found = variable(dataset_of(study), "budget_total")
    assert found.kind is ValueKind.INTEGER
    assert found.label("pl").startswith("Ile wydano w 2011 r.")
    assert found.label("en").startswith("How much was spent")
    assert found.hints["en"].startswith("What the coordinator spent")
    assert found.path == "/data/z2/budget_total"
    assert found.required
    assert found.absences == (Absence.NOT_ASKED, Absence.REFUSED, Absence.DONT_KNOW)


def test_a_filtered_list_has_all_its_choices(study):
    dataset = dataset_of(study)
    voivodeships, counties = (variable(dataset, name).options for name in ("voivodeship", "county"))
    assert len(voivodeships) == 16
    assert len(counties) > 370
    assert {one.label("pl") for one in voivodeships} >= {"śląskie", "łódzkie"}
    assert len({one.name for one in counties}) == len(counties)


def test_what_an_interview_fills_in_stands_as_the_name_of_its_question(study):
    (title,) = {one.titles["en"] for one in dataset_of(study).tables if one.name == "coordinator.members"}
    assert title == "Number of members by type"
    assert "${attended_1}" not in variable(dataset_of(study), "members_left").label("en")


def test_calculations_that_give_numbers_are_numbers(study):
    fill(study)
    dataset = dataset_of(study)
    assert variable(dataset, "members_total").kind is ValueKind.INTEGER
    assert variable(dataset, "member_code", "coordinator.members").kind is ValueKind.TEXT
    assert table(dataset, "coordinator").column("members_total") == ["30"]


def test_cells_are_values_or_reasons(study):
    fill(study, budget_private=Absence.REFUSED, legal_form="association", facility_missing=None)
    found = table(dataset_of(study), "coordinator")
    assert found.column("budget_total") == ["300000"]
    assert found.column("budget_private") == [Absence.REFUSED]
    assert found.column("legal_form_other") == [Absence.NOT_ASKED]
    assert found.column("facility_missing") == [""]


NESTED = """| settings |
| | form_id | version |
| | nested | 1 |
| survey |
| | type | name | label::Polski (pl) | label::English (en) | choice_filter |
| | text | title | Tytuł | Title | |
| | begin_repeat | firm | Firma | Firm | |
| | text | firm_name | Czym jest ${title} dla firmy nr ${firm_number}? | What is ${title} to firm ${firm_number}? | |
| | integer | firm_number | Nr | No | |
| | begin_repeat | product | Wyrób | Product | |
| | text | what | Co? | What? | |
| | end_repeat | | | | |
| | end_repeat | | | | |
| | select_one_from_file towns.csv | town | Miasto | Town | |
| | select_one ${firm_name} | best | Najlepsza | Best | |
"""


@pytest.fixture
def nested(study):
    """A study whose expert form is one with rosters in rosters, and lists from a file and from answers."""
    towns = "name,label\nkrk,Kraków\n,\n".encode()
    study.forms["expert"] = read_form("nested.md", NESTED.encode(), files={"towns.csv": towns}.get)
    return study


def test_rows_within_rows_name_the_row_around(nested):
    opened = open_interview(nested, start_interview(nested, "K01", ANNA, "expert"), "pl")
    _, said = opened.add_row("/data/firm")
    _, more = opened.add_row(f"{opened.session.last_row('/data/firm')}/product")
    save(nested, [*said, *more, *give(opened, "what", "śruby"), *give(opened, "what", "nity", row=2)], ANNA)
    dataset = dataset_of(nested)
    firms, products = table(dataset, "expert.firm"), table(dataset, "expert.product")
    assert [one.name for one in products.variables[:4]] == ["_cluster", "_interview", "_row", "_parent"]
    assert len(firms.rows) == 2
    assert products.column("_parent") == firms.column("_row")
    assert [key.rpartition("/")[0] for key in products.column("_row")] == firms.column("_row")
    assert products.column("what") == ["śruby", "nity"]
    assert [one.table for one in products.links] == ["expert", "expert.firm"]


def test_what_answers_fill_in_stands_as_the_names_of_their_questions(nested):
    dataset = dataset_of(nested)
    assert variable(dataset, "firm_name", "expert.firm").label("en") == "What is ${title} to firm ${firm_number}?"


def test_choices_come_from_a_file_and_from_answers(nested):
    assert [one.label("en") for one in variable(dataset_of(nested), "town", "expert").options] == ["Kraków"]
    assert variable(dataset_of(nested), "best", "expert").options == ()
    opened = open_interview(nested, start_interview(nested, "K01", ANNA, "expert"), "pl")
    _, added = opened.add_row("/data/firm")
    save(nested, [*added, *give(opened, "firm_name", "Żagiel"), *give(opened, "best", "Żagiel")], ANNA)
    assert [one.name for one in variable(dataset_of(nested), "best", "expert").options] == ["Żagiel"]


def test_remarks_and_states_have_labels_and_choices(study):
    dataset = dataset_of(study)
    statuses = ["open", "finished", "returned", "approved", "in-conflict"]
    assert [one.name for one in variable(dataset, "_status").options] == statuses
    assert variable(dataset, "_status").options[1].label("pl") == "zakończony"
    assert dataset.tables[-1].name == "remarks"
    assert dataset.reasons[Absence.REFUSED] == {"pl": "odmowa", "en": "refused"}
