"""What stands in which group of the list, in which order, and what is said of it: without a window."""

from datetime import date

import pytest

from clusterbench_gui.app.interviews import InterviewRow
from clusterbench_gui.domain.contacts import Appointment, Contact
from clusterbench_gui.domain.editions import Instrument
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Interview
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.models.grouping import Group, group_of, grouped, is_missed
from clusterbench_gui.ui.models.interviews import ALARM, SECOND, InterviewsModel
from clusterbench_gui.ui.models.words import field_window, group_hint, group_title, relative, when

TODAY = date(2012, 7, 4)
FORM = Instrument("coordinator", "coordinator.xlsx", {"en": "Interview", "pl": "Wywiad"})
WINDOW = (date(2012, 6, 25), date(2012, 8, 15))


def row(code="K01", day="", time="", status=None, touched="2012-07-04T09:00:00+02:00"):
    interview = status and Interview(f"uuid:{code}", code, "coordinator", "f", "1", status, "p", touched, touched)
    appointment = Appointment(code, day, time) if day else None
    return InterviewRow(Cluster(code, f"Klaster {code}"), FORM, interview, appointment=appointment)


@pytest.mark.parametrize(
    ("one", "group", "missed"),
    [
        (row(), Group.TO_ARRANGE, False),
        (row(day="2012-07-04"), Group.TODAY, False),
        (row(day="2012-07-03"), Group.TODAY, True),
        (row(day="2012-07-05"), Group.COMING, False),
        (row(status=Status.OPEN), Group.IN_PROGRESS, False),
        (row(day="2012-07-04", status=Status.OPEN), Group.TODAY, False),
        (row(day="2012-07-09", status=Status.OPEN), Group.COMING, False),
        (row(day="2012-07-03", status=Status.OPEN), Group.IN_PROGRESS, False),
        (row(day="2012-07-03", status=Status.OPEN, touched="2012-07-03T08:00:00+02:00"), Group.IN_PROGRESS, False),
        (row(day="2012-07-03", status=Status.OPEN, touched="2012-07-02T18:00:00+02:00"), Group.TODAY, True),
        (row(status=Status.FINISHED), Group.FINISHED, False),
        (row(status=Status.APPROVED), Group.FINISHED, False),
        (row(day="2012-07-09", status=Status.RETURNED), Group.RETURNED, False),
        (row(status=Status.WITHDRAWN), Group.WITHDRAWN, False),
    ],
)
def test_every_row_stands_where_it_belongs_and_a_missed_appointment_does_not_vanish(one, group, missed):
    assert group_of(one, TODAY) is group
    assert is_missed(one, TODAY) is missed


def test_today_and_coming_stand_in_the_order_of_their_times():
    rows = [
        row("K01", "2012-07-04"),
        row("K02", "2012-07-04", "10:00"),
        row("K03", "2012-07-02", "12:00"),
        row("K04", "2012-07-04", "09:15"),
        row("K05", "2012-08-01", "08:00"),
        row("K06", "2012-07-05", "16:00"),
        row("K07"),
        row("K08", status=Status.FINISHED),
    ]
    found = {one.group: [each.cluster.code for each in one.rows] for one in grouped(rows, TODAY)}
    assert found == {
        Group.TODAY: ["K03", "K04", "K02", "K01"],
        Group.COMING: ["K06", "K05"],
        Group.IN_PROGRESS: [],
        Group.RETURNED: [],
        Group.TO_ARRANGE: ["K07"],
        Group.FINISHED: ["K08"],
    }
    assert all(one.rows for one in grouped(rows, TODAY, with_empty=False))
    assert sorted(each.cluster.code for one in grouped(rows, TODAY) for each in one.rows) == [
        one.cluster.code for one in rows
    ]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2012, 6, 24), "opens in 1 day"),
        (date(2012, 6, 20), "opens in 5 days"),
        (date(2012, 6, 25), "51 days left"),
        (date(2012, 8, 3), "12 days left"),
        (date(2012, 8, 14), "1 day left"),
        (date(2012, 8, 15), "last day"),
        (date(2012, 8, 16), "over"),
    ],
)
def test_the_field_window_says_how_much_of_it_is_left(today, said):
    assert field_window(WINDOW, today, texts("en")) == f"field window 25 Jun 2012 – 15 Aug 2012 ({said})"


def test_days_are_said_as_people_say_them():
    en, pl = texts("en"), texts("pl")
    assert relative(TODAY, TODAY, en) == "today"
    assert relative(date(2012, 7, 5), TODAY, en) == "tomorrow"
    assert relative(date(2012, 7, 6), TODAY, en) == "Friday"
    assert relative(date(2012, 7, 6), TODAY, pl) == "piątek"
    assert when(row(day="2012-07-06", time="10:00"), TODAY, pl) == ("6.07.2012, 10:00", "piątek")
    assert when(row(day="2012-07-03"), TODAY, en) == ("3 Jul 2012", "missed")
    assert when(row(), TODAY, en) == ("–", "")
    assert when(row(status=Status.FINISHED, day="2012-07-03"), TODAY, en) == ("4 Jul 2012, 09:00", "last change")
    assert when(row(status=Status.RETURNED, day="2012-07-09"), TODAY, en)[0] == "9 Jul 2012"


def test_every_group_has_a_title_and_those_shown_empty_a_hint():
    titles = [group_title(one, texts("en")) for one in Group]
    assert len(set(titles)) == len(titles)
    for one in grouped([], TODAY):
        assert group_hint(one.group, texts("en"))


def test_the_model_has_headings_that_cannot_be_chosen_and_says_all_of_a_row(qapp):
    model = InterviewsModel(texts("en"))
    missed = row("K01", "2012-07-03", "10:00")
    contact = Contact("K02", "Zofia Łoś", phone="00 1", address="ul. Długa 1")
    seen = InterviewRow(Cluster("K02", "Sieć"), FORM, contact=contact, interviewer="Marek Dąb")
    model.show_sections(grouped([missed, seen], TODAY), TODAY)
    assert model.headings == (0, 2, 3, 4, 5, 7)
    assert model.rows == (missed, seen)
    assert model.place_of(seen) == 6
    heading, first, second = (model.index(place, 0) for place in (0, 1, 6))
    assert not model.flags(heading)
    assert model.flags(first)
    assert (heading.data(), heading.data(SECOND)) == ("Today", "1")
    assert model.index(2, 0).data(SECOND).startswith("Nothing is arranged")
    assert (first.data(), first.data(SECOND), first.data(ALARM)) == ("3 Jul 2012, 10:00", "missed", True)
    said = [(model.index(6, column).data(), model.index(6, column).data(SECOND)) for column in range(5)]
    assert said == [
        ("–", ""),
        ("Sieć", "K02 · Interview"),
        ("Zofia Łoś", "00 1"),
        ("ul. Długa 1", ""),
        ("not started", "Marek Dąb"),
    ]
    assert second.data(ALARM) is False
