"""What can be done with a row of the list, by keys: appointment, contact, opening again, withdrawing; and midnight."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.contacts import Appointment, Contact
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.problems import problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.models.grouping import Group
from clusterbench_gui.ui.screens.home.dialogs import AppointmentDialog, ContactDialog
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel
from tests.helpers import access, looks
from tests.ui.conftest import type_text

WAIT = 20_000
TODAY = datetime.now().astimezone().date()


@pytest.fixture
def field(home):
    """A study with three clusters and nothing else."""
    folder = home / "field.clusterbench"
    create_study(folder, title="Teren", clusters=[Cluster(f"K0{one}", f"Klaster {one}") for one in (1, 2, 3)])
    return folder


@pytest.fixture
def program(start, settings, field, qtbot):
    program = start(settings, field)
    page = program.window._views["interviews"]._list
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.search)
    return program


@pytest.fixture
def page(program):
    return program.window._views["interviews"]._list


def groups(page):
    return {one.group: [row.cluster.code for row in one.rows] for one in page._model.sections if one.rows}


def asked(qtbot, title):
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=WAIT)
    dialog = QApplication.activeModalWidget()
    assert dialog.windowTitle() == title
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit), timeout=WAIT)
    return dialog


def press(key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, held)


def back(program, page, qtbot):
    """Offscreen there is no window manager to give the focus back after a dialog."""
    program.window.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table, timeout=WAIT)


def choose(page, code):
    row = next(one for one in page._rows.rows if one.cluster.code == code)
    page.table.selectRow(page._rows.place_of(row))
    page.table.setFocus()


CONTROL = Qt.KeyboardModifier.ControlModifier


def test_an_appointment_is_made_postponed_and_called_off_by_keys(program, page, qtbot):
    assert groups(page) == {Group.TO_ARRANGE: ["K01", "K02", "K03"]}
    choose(page, "K02")
    press(Qt.Key.Key_T, CONTROL)
    dialog = asked(qtbot, "Appointment")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Tab)
    type_text("9.30")
    press(Qt.Key.Key_Tab)
    type_text("biuro")
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: groups(page) == {Group.COMING: ["K02"], Group.TO_ARRANGE: ["K01", "K03"]}, timeout=WAIT)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert page.chosen.appointment == Appointment("K02", tomorrow, "09:30", "biuro")
    assert "09:30" in page.details._note.text()
    back(program, page, qtbot)
    press(Qt.Key.Key_T, CONTROL)
    dialog = asked(qtbot, "Postpone")
    assert (dialog.time.text(), dialog.place.text()) == ("09:30", "biuro")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: groups(page).get(Group.TODAY) == ["K02"], timeout=WAIT)
    back(program, page, qtbot)
    press(Qt.Key.Key_T, CONTROL)
    asked(qtbot, "Postpone")
    press(Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: groups(page) == {Group.TO_ARRANGE: ["K01", "K02", "K03"]}, timeout=WAIT)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5.7.2012", "2012-07-05"),
        ("2012-07-05", "2012-07-05"),
        ("5.7", "2012-07-05"),
        ("3.7.", "2013-07-03"),
        ("31.2.2012", None),
        ("wtorek", None),
        ("", None),
    ],
)
def test_a_day_is_typed_as_people_write_it(program, page, typed, day):
    given = []
    dialog = AppointmentDialog(page, texts("en"), page._rows.rows[0], today=date(2012, 7, 4), given=given.append)
    dialog.day.setText(typed)
    dialog.accept()
    assert [one.day for one in given] == ([day] if day else [])
    dialog.deleteLater()


@pytest.mark.parametrize(("typed", "time"), [("", ""), ("9", "09:00"), ("9.30", "09:30"), ("24:00", None), ("x", None)])
def test_a_time_is_typed_as_people_write_it_or_left_out(program, page, typed, time):
    given = []
    dialog = AppointmentDialog(page, texts("en"), page._rows.rows[0], today=date(2012, 7, 4), given=given.append)
    dialog.day.setText("5.7.2012")
    dialog.time.setText(typed)
    dialog.accept()
    assert [one.time for one in given] == ([] if time is None else [time])
    dialog.deleteLater()


def test_a_contact_is_written_down_and_found_by_its_telephone(program, page, qtbot):
    choose(page, "K03")
    press(Qt.Key.Key_I, CONTROL)
    asked(qtbot, "Contact")
    for text in ("Zofia Łoś", "koordynatorka", "600 100 200"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.contact is not None, timeout=WAIT)
    assert page.chosen.contact == Contact("K03", "Zofia Łoś", "koordynatorka", "600 100 200")
    assert "koordynatorka" in page.details._reached.text()
    back(program, page, qtbot)
    press(Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.search
    type_text("600100200")
    assert [one.cluster.code for one in page._rows.rows] == ["K03"]


def test_arrows_pass_over_headings_and_the_menu_offers_what_can_be_done(program, page, qtbot):
    program.desk.change(lambda backend: backend.say_contact(Appointment("K03", TODAY.isoformat())))
    qtbot.waitUntil(lambda: groups(page).get(Group.TODAY) == ["K03"], timeout=WAIT)
    choose(page, "K03")
    press(Qt.Key.Key_Down)
    assert page.chosen.cluster.code == "K01"
    press(Qt.Key.Key_Up)
    assert page.chosen.cluster.code == "K03"
    menu = page.actions_on_row.menu()
    offered = {one.text(): one.isEnabled() for one in menu.actions()}
    assert offered == {
        "&Open": True,
        "Pos&tpone…": True,
        "Cont&act…": True,
        "Reop&en…": False,
        "&Withdraw consent…": False,
    }
    menu.deleteLater()


def test_a_finished_interview_is_opened_again_from_the_list_for_a_reason(start, settings, demo, keys, qtbot):
    program = start(settings, demo)
    page = program.window._views["interviews"]._list
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.search)
    assert not page.actions_on_row["appointment"].isEnabled()
    keys("Ctrl+R")
    keys.answer("Reopen the interview", "Zły budżet")
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    view = program.window.interview
    assert not view.is_finished
    interview = view.id
    view.leave()
    qtbot.waitUntil(lambda: program.window.interview is None, timeout=WAIT)
    reasons = []
    program.desk.work(
        lambda backend, _: backend.study.workspace.history(interview, ""),
        lambda *_: None,
        reasons.append,
        reasons.append,
    )
    qtbot.waitUntil(lambda: bool(reasons), timeout=WAIT)
    assert [one.value for one in reasons[0] if one.kind is EventKind.REVIEW] == ["Zły budżet"]


def test_consent_is_withdrawn_only_when_the_code_is_typed(start, settings, demo, keys, qtbot):
    program = start(settings, demo)
    page = program.window._views["interviews"]._list
    choose(page, "K02")
    page.actions_on_row["withdraw"].trigger()
    dialog = asked(qtbot, "Withdraw consent")
    type_text("K01")
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.edit.clear()
    type_text("k02")
    assert dialog._erase.isEnabled()
    press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: groups(page).get(Group.WITHDRAWN) == ["K02"], timeout=WAIT)
    row = next(one for one in page._rows.rows if one.cluster.code == "K02" and one.interview.status is Status.WITHDRAWN)
    assert (row.contact, row.appointment) == (None, None)
    choose(page, "K02")
    page.table.selectRow(page._rows.place_of(row))
    for name in ("open", "appointment", "contact", "reopen", "withdraw"):
        assert not page.actions_on_row[name].isEnabled(), name
    told = []
    program.desk.failed.disconnect(program.window._show_problems)
    program.desk.failed.connect(told.append)
    page._model.open_row(row)
    assert told == [(problem("interview-withdrawn"),)]


def test_nothing_can_be_changed_in_a_study_open_for_reading_only(start, settings, field, qtbot):
    writer = open_study(field)
    program = start(settings, field)
    page = program.window._views["interviews"]._list
    for name in ("open", "appointment", "contact", "reopen", "withdraw"):
        assert not page.actions_on_row[name].isEnabled(), name
    writer.close()


def test_at_midnight_tomorrows_appointment_is_todays(open_desk, qtbot):
    day = [date(2012, 7, 3)]
    model = HomeViewModel(open_desk, lambda: day[0])
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.add_cluster("Nowy", lambda _: None)
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        model.say_contact(Appointment("K07", "2012-07-04"))

    def group():
        return next(one.group for one in model.sections if any(row.cluster.code == "K07" for row in one.rows))

    assert group() is Group.COMING
    with qtbot.assertNotEmitted(model.changed):
        model.look_at_the_day()
    day[0] = date(2012, 7, 4)
    with qtbot.waitSignal(model.changed):
        model.look_at_the_day()
    assert group() is Group.TODAY


@pytest.mark.parametrize("language", ["en", "pl"])
def test_in_the_dialogs_nothing_is_cut_off_and_everything_has_a_name(start, settings, demo, qtbot, language):
    program = start(replace(settings, language=language), demo)
    page = program.window._views["interviews"]._list
    for name in ("appointment", "contact", "withdraw", "reopen"):
        page.actions_on_row[name].setEnabled(True)  # the appointment of a finished interview: only its look counts here
        page.actions_on_row[name].trigger()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=WAIT)
        dialog = QApplication.activeModalWidget()
        qtbot.waitUntil(lambda dialog=dialog: looks.faults(dialog) == [], timeout=2000)
        assert access.nameless(dialog) == []
        dialog.reject()


def test_dialogs_keep_what_a_list_of_clusters_brought_whatever_its_length(page, qtbot):
    address = "ul. Bardzo Długa " * 20
    said = Contact("K01", address=address.strip())
    page._model.say_contact(said)
    qtbot.waitUntil(lambda: any(one.contact for one in page._model.rows), timeout=WAIT)
    row = next(one for one in page._model.rows if one.contact)
    given = []
    dialog = ContactDialog(page, page._model.texts, row, given.append)
    qtbot.addWidget(dialog)
    dialog.edits["phone"].setText("1")
    dialog.accept()
    assert given == [said.changed({"phone": "1"})]


@pytest.mark.parametrize(("typed", "key"), [("31.12.9999", Qt.Key.Key_Up), ("1.1.0001", Qt.Key.Key_Down)])
def test_the_day_of_an_appointment_stays_within_the_calendar(page, qtbot, typed, key):
    dialog = AppointmentDialog(page, texts("en"), page._model.rows[0], today=TODAY, given=lambda _: None)
    qtbot.addWidget(dialog)
    dialog.day.setText(typed)
    QTest.keyClick(dialog.day, key)
    assert dialog._day() == (date.max if key is Qt.Key.Key_Up else date.min)
