"""A small dataset with everything in it that files of others find hard."""

import pytest

from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.exchange.tables import Dataset, Link, Option, Table, ValueKind, Variable

NOT_ASKED, NOT_APPLICABLE, REFUSED, DONT_KNOW = Absence
ALL = tuple(Absence)
BOTH = {"pl": "Długa nazwa pytania", "en": "Long name of a question"}
KINDS = (Option("meso", {"pl": "średni", "en": "medium"}), Option("micro", {"pl": "mały", "en": "small"}))
FIGURES = (Option("10", {"pl": "dziesięć"}), Option("2", {"pl": "dwa"}))
LONG = "ż" * 20_000


def questions():
    return (
        Variable("_interview"),
        Variable("name", labels={"pl": "Nazwa", "en": "Name"}, absences=ALL, path="/data/name"),
        Variable(
            "staff", ValueKind.INTEGER, {"pl": "Osoby"}, {"pl": "Na koniec roku"}, (), ALL, "/data/staff", "1 < 2", True
        ),
        Variable("share", ValueKind.DECIMAL, {"pl": "Udział"}, absences=ALL),
        Variable("founded", ValueKind.DATE, {"pl": "Data"}, absences=ALL),
        Variable("hour", ValueKind.TIME, {"pl": "Godzina"}, absences=ALL),
        Variable("moment", ValueKind.DATETIME, {"pl": "Chwila"}, absences=ALL),
        Variable("kind", ValueKind.ONE_CHOICE, {"pl": "Rodzaj"}, options=KINDS, absences=ALL),
        Variable("figure", ValueKind.ONE_CHOICE, {"pl": "Liczba"}, options=FIGURES, absences=ALL),
        Variable("kinds", ValueKind.SEVERAL_CHOICES, {"pl": "Rodzaje"}, options=KINDS, absences=ALL),
        Variable("order", ValueKind.RANK, {"pl": "Kolejność"}, options=KINDS, absences=ALL),
        Variable("place", ValueKind.PLACE, {"pl": "Miejsce"}, absences=ALL),
        Variable("group_one/a_question_with_a_very_long_name", labels=BOTH, absences=ALL),
        Variable("group_two/a_question_with_a_very_long_name", labels=BOTH, absences=ALL),
        Variable("total", ValueKind.DECIMAL),
    )


ROWS = [
    (
        *("uuid:1", "=1+1", "7", "0.25", "2012-07-01", "09:30:00.000+02:00", "2012-07-01T09:30:15.250+02:00"),
        *("micro", "2", "meso micro", "micro meso", "52.2 21.0 0.0 0.0", "Zażółć\ngęślą", "'-jaźń", "3.5"),
    ),
    (
        *("uuid:2", "'=1", "-5", "-1.125", "1850-02-28", "23:59:59.999+01:00", "1999-12-31T23:59:59.999-05:30"),
        *("meso", "10", "micro", "meso micro", "1.0 2.0 3.0 4.0", LONG, "x", ""),
    ),
    ("uuid:3", REFUSED, REFUSED, DONT_KNOW, DONT_KNOW, REFUSED, *[NOT_ASKED] * 4, REFUSED, *[NOT_APPLICABLE] * 3, "0"),
    ("uuid:4", *[NOT_ASKED] * 13, ""),
    ("uuid:5", *[""] * 13, ""),
    ("uuid:6", DONT_KNOW, "12345678", "1.10", "2099-01-01", "", "", "meso", "2", *[REFUSED] * 4, "", "1"),
    ("uuid:7", NOT_APPLICABLE, *[REFUSED] * 8, *[DONT_KNOW] * 3, "", "1"),
]


ODD = ("uuid:8", "x", "siedem", "1e400", "2012-02-30", "9:61", "wczoraj", "old", "3", "old micro", "old", *[""] * 4)
"""Answers of an interview that is not finished: none is of its kind, or on offer."""


def wide(rows):
    """Rows with a cell for each variable; a typing error here would look like one of the program."""
    assert {len(row) for row in (*rows, ODD)} == {len(questions())}
    return list(rows)


@pytest.fixture
def study(tmp_path):
    """A study of the built-in edition with two clusters."""
    folder = tmp_path / "badanie.clusterbench"
    create_study(folder, title="Próba", clusters=[Cluster("K01", "Klaster Próbny"), Cluster("K02", "Inny")])
    study = open_study(folder)
    yield study
    study.close()


@pytest.fixture
def hard():
    own = Table("survey", {"pl": "Ankieta", "en": "Survey"}, ("_interview",), questions(), rows=wide(ROWS))
    inner = (
        Variable("_interview"),
        Variable("_row"),
        Variable("_parent"),
        Variable("count", ValueKind.INTEGER, absences=(NOT_ASKED,)),
    )
    firm = Table(
        "survey.firm",
        {},
        ("_interview", "_row"),
        (*inner[:2], inner[3]),
        (Link(("_interview",), "survey", ("_interview",)),),
        [("uuid:1", "1", "-97"), ("uuid:1", "9f3c21ab", NOT_ASKED)],
    )
    product = Table(
        "survey.product",
        {},
        ("_interview", "_row"),
        inner,
        (
            Link(("_interview",), "survey", ("_interview",)),
            Link(("_interview", "_parent"), "survey.firm", ("_interview", "_row")),
        ),
        [("uuid:1", "9f3c21ab/1", "9f3c21ab", "3")],
    )
    empty = Table("none", {"pl": "Nic"}, ("_interview",), questions())
    return Dataset(
        titles={"pl": "Próba", "en": "Trial"},
        edition="trial-2012",
        notice={"pl": "Na próbę."},
        languages=("pl", "en"),
        moment="2012-11-05T10:20:30.000+01:00",
        program="0",
        tables=(own, firm, product, empty),
        reasons={
            NOT_ASKED: {"pl": "nie zadano", "en": "not asked"},
            NOT_APPLICABLE: {"pl": "nie dotyczy", "en": "not applicable"},
            REFUSED: {"pl": "odmowa", "en": "refused"},
            DONT_KNOW: {"pl": "nie wiem", "en": "don't know"},
        },
        chosen=({"pl": "nie wybrano", "en": "not chosen"}, {"pl": "wybrano", "en": "chosen"}),
    )
