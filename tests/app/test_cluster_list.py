"""A list of clusters comes in whole, adds what it says and takes nothing away; every wrong cell is named."""

import io

import openpyxl
import pytest

from clusterbench_gui.app.cluster_list import Listed, read_cluster_list
from clusterbench_gui.domain.contacts import Appointment, Contact
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.studies import Cluster


@pytest.fixture
def listed(study, tmp_path):
    def read(text, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_cluster_list(study, path)

    return read


def wrong(call):
    with pytest.raises(ProblemError) as caught:
        call()
    return [(one.code, one.place.row, one.place.column) for one in caught.value.problems]


POLISH = (
    """kod;nazwa;województwo_;osoba;telefon;ankieter;dzień;godzina;miejsce
""".replace("województwo_", "voivodeship")
    + """K01;Klaster Próbny;slaskie;Zofia Łoś;00 000 12 34;Anna Źdźbło;4.07.2012;9:30;biuro
;Sieć Żurawi;;Marek Dąb;;;;;
K07;Dolina;;;;Łukasz;2012-07-09;;
"""
)


def test_a_polish_list_brings_clusters_contacts_and_appointments(study, listed):
    assert listed(POLISH) == Listed(new=("K03", "K07"), known=("K01",))
    assert study.workspace.clusters() == (
        Cluster("K01", "Klaster Próbny", {"voivodeship": "slaskie"}),
        Cluster("K02", "Inny"),
        Cluster("K03", "Sieć Żurawi"),
        Cluster("K07", "Dolina"),
    )
    assert study.workspace.contacts() == {
        "K01": Contact("K01", "Zofia Łoś", phone="00 000 12 34", interviewer="Anna Źdźbło"),
        "K03": Contact("K03", "Marek Dąb"),
        "K07": Contact("K07", interviewer="Łukasz"),
    }
    assert study.workspace.appointments() == {
        "K01": Appointment("K01", "2012-07-04", "09:30", "biuro"),
        "K07": Appointment("K07", "2012-07-09"),
    }


def test_reading_it_again_changes_nothing_and_an_empty_cell_takes_nothing_away(study, listed):
    listed(POLISH)
    before = study.workspace.contact_entries()
    assert listed(POLISH) == Listed(new=(), known=("K01", "K03", "K07"))
    assert study.workspace.contact_entries() == before
    listed("code,name,phone,day\nK01,Klaster Próbny,,5.7.2012\n")
    assert study.workspace.contacts()["K01"].phone == "00 000 12 34"
    assert study.workspace.appointments()["K01"] == Appointment("K01", "2012-07-05", "", "biuro")


def test_a_workbook_is_a_list_too(study, listed):
    book = openpyxl.Workbook()
    book.active.append(["Name", "E-mail"])
    book.active.append(["Nowy", "a@b.example"])
    content = io.BytesIO()
    book.save(content)
    assert listed(content.getvalue(), "list.xlsx") == Listed(new=("K03",), known=())
    assert study.workspace.contacts() == {"K03": Contact("K03", email="a@b.example")}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("name,shoe size\nA,1\n", [("list-column-unknown", 1, "shoe size")]),
        ("name,klaster\nA,B\n", [("list-column-unknown", 1, "klaster")]),
        ("code\nK01\n", [("list-column-missing", 1, "")]),
        ("name,phone\n,1\nB,2\n", [("list-name-missing", 2, "name")]),
        ("code,name\nK05,A\nK05,B\n", [("list-code-twice", 3, "")]),
        (
            "name,day,time\nA,31.2.2012,\nB,,10:00\nC,1.7.2012,25:00\n",
            [("list-day", 2, "day"), ("list-time", 3, "time"), ("list-time", 4, "time")],
        ),
        ("name,person\nA," + "x" * 2001 + "\n", [("contact-long", 2, "person")]),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_taken_in(study, listed, text, problems):
    before = study.workspace.clusters()
    assert wrong(lambda: listed(text)) == problems
    assert (study.workspace.clusters(), study.workspace.contact_entries()) == (before, ())


def test_an_appointment_that_is_too_long_as_a_whole_leaves_nothing_behind(study, listed):
    before = study.workspace.clusters()
    long = "x" * 1500
    assert [code for code, *_ in wrong(lambda: listed(f"name;day;place;note\nNowy;4.07.2012;{long};{long}\n"))] == [
        "contact-long"
    ]
    assert (study.workspace.clusters(), study.workspace.contacts()) == (before, {})
