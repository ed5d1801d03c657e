"""The screen of networks by its keys: what is typed is kept at once, what is wrong is shown where it is, and everything can be taken back."""

import time
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from clusterbench_gui.app.planning.keeping import Network
from clusterbench_gui.app.planning.tables import write_csv
from clusterbench_gui.domain.planning import Happening
from clusterbench_gui.domain.sheets import SHEET
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.networks.workspace import NetworkFile
from clusterbench_gui.ui.commands import plain
from clusterbench_gui.ui.locking import NetworkLocking
from clusterbench_gui.ui.network_desk import NetworkDesk
from clusterbench_gui.ui.screens.networks.tables.model import CellsModel
from clusterbench_gui.ui.screens.networks.tables.view import TablesView
from clusterbench_gui.ui.screens.networks.view import NetworksView
from clusterbench_gui.ui.screens.networks.viewmodel import NetworksViewModel

WAIT = 20_000
SHEETS = {
    "cluster": (("Meble", "2026-09-01", "", "", "none"),),
    "firms": (("A", "Stolarnia"), ("B", "Łąka")),
    "resources": (("R1", "A", "saw", "", "", "8 8 8 8 8 0 0"),),
    "rates": (("R1", "saw", "", "6", "", "85"),),
    "operations": (("table", "10", "saw"),),
    "orders": (("Z1", "table", "", "10"),),
}


@pytest.fixture
def network(desk):
    made = NetworkDesk(desk)
    yield made
    made.close()


@pytest.fixture
def view(network, qtbot):
    made = NetworksView(NetworksViewModel(network))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=WAIT)
    return made


@pytest.fixture
def tables(view, network, home, qtbot):
    """The data of a small network, on the firms."""
    network.create(home / "a.network", "Meble", SHEETS)
    settled(network, qtbot)
    view.model.show_part("data")
    view.model.tables.choose("firms")
    found = view.findChild(TablesView)
    found.grid.setFocus()
    qtbot.waitUntil(found.grid.hasFocus, timeout=WAIT)
    return found


def settled(network, qtbot):
    qtbot.waitUntil(lambda: bool(network.saved) and network.is_checked, timeout=WAIT)


def kept(network):
    """What stands in the file, read by another who opens it."""
    other = Network.open(network.folder)
    try:
        return {name: tuple(row for row in rows if any(row)) for name, rows in other.sheets.items()}
    finally:
        other.close()


def go(tables, row, column):
    tables.grid.focus_cell(row, column)


@pytest.fixture
def write(tables, keys, qtbot):
    """Types into the current cell and ends with a key."""

    def write(text, end="Return"):
        keys.type(text)
        keys(end)
        qtbot.waitUntil(lambda: tables.grid.state() is not tables.grid.State.EditingState or end == "Tab", timeout=WAIT)

    return write


def test_without_a_network_the_screen_offers_ways_to_begin(view, network, home, qtbot, keys):
    view.focus_first()
    assert "demonstration" in plain(QApplication.focusWidget().text())
    keys("Return")
    settled(network, qtbot)
    assert network.is_synthetic
    assert network.book is not None
    assert len(network.book.firms) == 60
    assert [one.text() for one in view._header.findChildren(type(view._saved)) if one.text() == "invented data"]
    with qtbot.waitSignal(network.changed, timeout=WAIT):
        network.open_demo()  # it is there by now
    settled(network, qtbot)
    assert network.book is not None
    again = NetworkDesk(network.desk)
    again.open_last()
    qtbot.waitUntil(lambda: again.is_open, timeout=WAIT)
    assert (again.folder, again.read_only) == (network.folder, True)
    again.close()
    write_csv(SHEETS, home / "own")
    view.model.read_tables(home / "own")
    qtbot.waitUntil(lambda: not view.model.doing and not network.is_synthetic, timeout=WAIT)
    assert len(network.sheets["firms"]) == len(SHEETS["firms"])
    network.open_demo()
    qtbot.waitUntil(lambda: network.is_synthetic, timeout=WAIT)
    assert len(network.sheets["firms"]) == 60


def test_a_typed_cell_is_kept_and_taken_back(tables, network, qtbot, keys, write):
    go(tables, 1, 1)
    write("Żółć")
    assert network.sheets["firms"][1][1] == "Żółć"
    assert tables.grid.currentIndex().row() == 2
    settled(network, qtbot)
    assert kept(network)["firms"][1][1] == "Żółć"
    write("C", "Tab")
    qtbot.waitUntil(lambda: tables.grid.currentIndex().column() == 2, timeout=WAIT)
    write("Nowa")
    settled(network, qtbot)
    assert [row[:3] for row in kept(network)["firms"]][2] == ("", "C", "Nowa")
    keys("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    settled(network, qtbot)
    assert [row[:2] for row in kept(network)["firms"]] == [("A", "Stolarnia"), ("B", "Łąka")]
    assert not network.can_undo


def test_what_stands_in_an_open_cell_is_kept_when_the_window_closes(tables, view, network, qtbot, keys):
    go(tables, 0, 1)
    keys.type("Dąb")
    assert tables.grid.state() is tables.grid.State.EditingState
    view.close()
    settled(network, qtbot)
    assert kept(network)["firms"][0][1] == "Dąb"


def test_a_problem_appears_where_it_is_and_goes_away(tables, network, qtbot, keys, write):
    model = tables.grid.model()
    go(tables, 0, SHEET["firms"].column("size"))
    write("huge")
    settled(network, qtbot)
    index = model.index(0, SHEET["firms"].column("size"))
    assert "huge" in model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "huge" in model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert not model.data(index, Qt.ItemDataRole.DecorationRole).isNull()
    assert network.book is None
    tables.model.choose("rates")
    assert "Firm, row 2, Size" in tables.faults.item(0).text()
    tables.faults.setCurrentRow(0)
    tables.faults.setFocus()
    tables.faults.itemActivated.emit(tables.faults.item(0))
    assert tables.model.sheet.id == "firms"
    assert tables.grid.currentIndex() == index
    keys("Delete")
    settled(network, qtbot)
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) is None
    assert network.book is not None


def test_a_block_of_a_spreadsheet_is_pasted_and_copied(tables, network, qtbot, keys):
    go(tables, 1, 0)
    QGuiApplication.clipboard().setText('B2\tŁąka\nC\t"Nowa\nfirma"\nD\tDąb\n')
    keys("Ctrl+V")
    settled(network, qtbot)
    assert [row[:2] for row in kept(network)["firms"]] == [
        ("A", "Stolarnia"),
        ("B2", "Łąka"),
        ("C", "Nowa\nfirma"),
        ("D", "Dąb"),
    ]
    tables.grid.selectAll()
    keys("Ctrl+C")
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:2] for line in lines][:2] == [["A", "Stolarnia"], ["B2", "Łąka"]]
    assert lines[2].startswith('C\t"Nowa')
    go(tables, 1, 3)
    QTest.keyClick(tables.grid, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(tables.grid, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    settled(network, qtbot)
    assert [row[0] for row in network.sheets["firms"]] == ["A", "", "C", "D"]
    keys("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    settled(network, qtbot)
    assert network.sheets["firms"] == kept(network)["firms"]
    assert [row[0] for row in network.sheets["firms"]] == ["A", "B"]


def test_the_only_row_of_the_cluster_stands_upright(tables, network, qtbot, write):
    tables.model.choose("cluster")
    model = tables.grid.model()
    assert isinstance(model, CellsModel)
    assert (model.rowCount(), model.columnCount()) == (len(SHEET["cluster"].columns), 2)
    tables.grid.setCurrentIndex(model.index(2, 0))
    write("60")
    settled(network, qtbot)
    assert kept(network)["cluster"] == (("Meble", "2026-09-01", "60", "", "none", "", "", "", ""),)
    assert network.book.frame.days == 60


def test_choices_stand_in_the_language_of_the_reader(tables, network, qtbot, keys):
    active = SHEET["firms"].column("active")
    network.set_cells("firms", 0, active, (("no",),))
    settled(network, qtbot)
    network.desk.change_settings(language="pl")
    tables.model.choose("firms")
    assert tables.grid.model().data(tables.grid.model().index(0, active)) == "nie"
    before = len(network.history)
    go(tables, 0, active)
    keys("F2", "Return")
    qtbot.waitUntil(lambda: tables.grid.currentIndex().row() == 1, timeout=WAIT)
    assert (network.sheets["firms"][0][active], len(network.history)) == ("no", before)


def test_codes_of_other_tables_are_offered(tables, network, keys, qtbot):
    tables.model.choose("resources")
    go(tables, 0, SHEET["resources"].column("firm"))
    keys("F2")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    offered = editor.completer().model()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == ["A", "B"]
    editor.clear()
    keys.type("b")
    popup = editor.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tables.grid.currentIndex().row() == 1, timeout=WAIT)
    assert network.sheets["resources"][0][1] == "B"


def test_three_thousand_rows_do_not_stop_the_window(tables, network, qtbot, keys):
    gaps, before = [], [time.perf_counter()]

    def beat():
        now = time.perf_counter()
        gaps.append(now - before[0])
        before[0] = now

    timer = QTimer(interval=5)
    timer.timeout.connect(beat)
    timer.start()
    tables.model.choose("windows")
    go(tables, 0, 0)
    days = [date(2026, 9, 1) + timedelta(days=number) for number in range(3000)]
    lines = [f"R1\t{day.isoformat()}\t{day:%d.%m.%Y}\t{day.day}" for day in days]
    QGuiApplication.clipboard().setText("\n".join(lines))
    keys("Ctrl+V")
    settled(network, qtbot)
    timer.stop()
    assert len(network.book.windows) == 3000
    assert max(gaps) < 0.5


def test_what_is_typed_while_another_network_opens_stops_nothing(network, home, qtbot):
    for name in ("a", "b"):
        network.create(home / f"{name}.network", name, SHEETS)
        qtbot.waitUntil(lambda name=name: network.title == name, timeout=WAIT)
    told = []
    network.failed.connect(told.extend)
    network.open(home / "a.network")
    network.set_cells("firms", 0, 1, (("Nobody",),))
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    network.set_cells("firms", 0, 1, (("Tartak",),))
    settled(network, qtbot)
    assert [one.code for one in told] == ["no-network"]
    assert (network.title, network.sheets["firms"][0][1]) == ("a", "Tartak")


def test_a_network_that_somebody_else_writes_can_only_be_read(view, network, home, qtbot, keys):
    other = Network.create(home / "b.network", "Meble", SHEETS)
    network.open(home / "b.network")
    settled(network, qtbot)
    assert view._saved.text() == "Only to be read"
    with qtbot.waitSignal(network.failed, timeout=WAIT) as failed:
        network.set_cells("firms", 0, 0, (("X",),))
    assert [one.code for one in failed.args[0]] == ["network-read-only"]
    qtbot.waitUntil(lambda: network.sheets["firms"][0][0] == "A", timeout=WAIT)
    QApplication.activeModalWidget().done(0)
    other.close()


def test_a_passphrase_is_asked_for(view, network, home, qtbot, keys):
    first = Happening("2026-09-01T08:00:00+02:00", "made")
    NetworkFile.create(
        home / "c.network", title="Meble", sheets=SHEETS, first=first, passphrase="koń żółty", cost=Cost(64, 1, 1)
    ).close()
    view.model.open(home / "c.network")
    keys.answer("Passphrase", "koń")
    keys.answer("Passphrase", "koń żółty")
    settled(network, qtbot)
    assert network.has_passphrase
    locking = NetworkLocking(network, view)
    locking.watch.idle.emit()
    qtbot.waitUntil(lambda: not network.is_open, timeout=WAIT)
    assert (network.sheets, network.book, network.variants) == ({}, None, ())
    view.activateWindow()
    view.focus_first()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)
    keys("Return")
    keys.answer("Passphrase", "koń żółty")
    settled(network, qtbot)
    network.set_passphrase(None, "koń żółty")
    qtbot.waitUntil(lambda: not network.has_passphrase, timeout=WAIT)


def test_tables_go_out_and_come_back(tables, view, network, home, qtbot):
    model = view.model
    for write, target in (
        (model.write_workbook, home / "out" / "meble.xlsx"),
        (model.write_csv, home / "csv"),
        (model.write_template, home / "template.xlsx"),
    ):
        write(target)
        qtbot.waitUntil(lambda: not model.doing, timeout=WAIT)
        assert str(target) in model.said
    before = network.sheets
    network.remove_rows("firms", 0, 2)
    for source in (home / "csv", home / "out" / "meble.xlsx"):
        model.read_tables(source)
        qtbot.waitUntil(lambda: not model.doing, timeout=WAIT)
        settled(network, qtbot)
        assert network.sheets["firms"] == before["firms"]
    model.read_tables(home / "nowhere.xlsx")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox), timeout=WAIT)
    QApplication.activeModalWidget().done(0)
    assert network.sheets["firms"] == before["firms"]
