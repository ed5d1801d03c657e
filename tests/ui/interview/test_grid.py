"""A roster as a grid, by real key events over the real form session."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.ui.screens.interview.pasting_dialog import AT_ONCE
from tests.helpers.rosters import FIRM, PROJECT, YEAR, interview


@pytest.fixture
def opened(open_interview):
    def make(at="[1]/name", *, firms=3, projects=1, ref=FIRM, language="en"):
        hand = open_interview(language=language, interview=interview(firms, projects))
        hand.view.navigation.go(ref + at)
        return hand

    return make


def grid(hand, ref=FIRM):
    return hand.card(ref.rpartition("/")[2]).body.rows.grid


def here(hand):
    return hand.view.navigation.ref.removeprefix(FIRM)


def test_enter_walks_through_the_asked_cells_row_by_row(opened):
    hand = opened()
    hand.type("Alfa").press("Return")
    assert here(hand) == "[1]/kind"
    hand.type("akc").press("Return")
    assert here(hand) == "[1]/staff"
    hand.type("7").press("Return")
    assert here(hand) == "[1]/since"
    hand.press("Return")
    assert here(hand) == "[2]/name"
    assert hand.disk.said == [("answer", "name", "Alfa"), ("answer", "kind", "plc"), ("answer", "staff", "7")]


def test_tab_walks_as_enter_and_only_the_current_cell_has_an_editor(opened):
    hand = opened()
    hand.press("Tab", "Tab")
    assert here(hand) == "[1]/staff"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    editors = [one for one in grid(hand).viewport().children() if isinstance(one, QWidget)]
    assert len(editors) == 1
    hand.press("Shift+Backtab")
    assert here(hand) == "[1]/kind"


def test_arrows_walk_the_grid_and_stay_in_a_text_that_is_written(opened):
    hand = opened("[1]/staff")
    hand.press("Down", "Down")
    assert here(hand) == "[3]/staff"
    hand.press("Down")
    assert here(hand) == "[3]/staff"
    hand.press("Right")
    assert here(hand) == "[3]/since"
    hand.press("Left").type("12").press("Left").type("0")
    assert hand.text == "102"
    hand.press("Up")
    assert here(hand) == "[2]/staff"
    assert hand.disk.said == [("answer", "staff", "102")]


def test_typing_replaces_what_stands_in_a_cell(opened):
    hand = opened("[2]/staff")
    hand.type("5").press("Up", "Down").type("8").press("Return")
    assert [value for _, _, value in hand.disk.said] == ["5", "8"]


def test_half_typed_text_is_a_draft_within_300_ms_and_stands_in_its_cell(opened, qtbot):
    hand = opened("[2]/name")
    hand.type("Al")
    qtbot.waitUntil(lambda: bool(hand.disk.drafts), timeout=300)
    (path, text), key = hand.disk.drafts[0], grid(hand).rows.rows[1].key
    assert (path, text) == (f"/data/g/firm[{key}]/name", "Al")


def test_a_text_that_is_no_answer_keeps_its_place_with_a_sign(opened):
    hand = opened("[1]/staff")
    hand.type("many").press("Down")
    model = grid(hand).rows
    question = model.question_at(model.index_of(f"{FIRM}[1]/staff"))
    assert model.is_wrong(question)
    assert model.data(model.index_of(f"{FIRM}[1]/staff")) == "many"
    assert "whole number" in model.data(model.index_of(f"{FIRM}[1]/staff"), Qt.ItemDataRole.ToolTipRole)
    hand.press("Up").type("x")
    assert hand.text == "manyx"


def test_reasons_for_absence_are_stated_in_cells(opened):
    hand = opened("[1]/staff")
    hand.press("F3")
    assert grid(hand).rows.question(0, 2).absence is Absence.DONT_KNOW
    hand.press("Down")
    assert grid(hand).rows.data(grid(hand).rows.index(0, 2)) == "don't know"


def test_a_cell_that_is_not_asked_is_passed_over_and_comes_without_taking_the_focus(opened):
    hand = opened("[1]/kind")
    assert len(grid(hand).rows.columns) == 4
    hand.type("o.o.").press("Return")
    assert here(hand) == "[1]/staff"
    assert len(grid(hand).rows.columns) == 5
    assert grid(hand).rows.question(1, 3) is None
    assert not grid(hand).rows.flags(grid(hand).rows.index(1, 3)) & Qt.ItemFlag.ItemIsEnabled
    hand.press("Return")
    assert here(hand) == "[1]/share"
    hand.press("Down")
    assert here(hand) == "[1]/share"


def test_the_place_after_the_last_row_begins_a_new_one_with_what_is_typed(opened):
    hand = opened("[3]/since")
    hand.press("Return")
    assert hand.view.navigation.ref == FIRM
    hand.type("Żółw").press("Return")
    assert here(hand) == "[4]/kind"
    assert hand.model.questionnaire.question(f"{FIRM}[4]/name").value == "Żółw"
    hand.view.navigation.go(FIRM)
    hand.press("Return")
    assert hand.view.navigation.ref == f"{YEAR}[1]/turnover"


def test_a_row_is_removed_and_the_focus_stays_in_the_grid(opened):
    hand = opened("[1]/name")
    hand.type("A").press("Down").type("B").press("Down").type("C").press("Up")
    hand.press("Control+Delete")
    assert here(hand) == "[2]/name"
    assert hand.text == "C"
    hand.press("Control+Delete", "Control+Delete")
    assert hand.view.navigation.ref == FIRM
    assert not grid(hand).isVisible()
    hand.press("Insert").type("D").press("Return")
    assert hand.model.questionnaire.question(f"{FIRM}[1]/name").value == "D"


def test_rows_that_the_form_makes_are_neither_added_nor_removed(opened):
    hand = opened("[2]/turnover", ref=YEAR)
    hand.press("Control+Delete", "Insert")
    assert len(grid(hand, YEAR).rows.rows) == 3
    assert hand.disk.said == []


def test_chosen_cells_are_copied_as_a_table_and_pasted_elsewhere(opened, qtbot):
    hand = opened("[1]/staff")
    hand.type("5").press("Down").type("6").press("Up")
    hand.press("Shift+Down", "Shift+Left", "Control+C")
    assert QGuiApplication.clipboard().text() == "\t5\n\t6\n"
    hand.view.navigation.go(f"{FIRM}[2]/kind")
    hand.press("Control+V")
    dialog = QApplication.activeModalWidget()
    assert "written over" in dialog._words.text()
    dialog._yes.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert [hand.model.questionnaire.question(f"{FIRM}[{n}]/staff").value for n in (1, 2, 3)] == ["5", "5", "6"]


def test_one_cell_is_pasted_into_the_text_as_everywhere(opened):
    hand = opened()
    QGuiApplication.clipboard().setText("Alfa")
    hand.press("Control+V", "Return")
    assert hand.disk.said == [("answer", "name", "Alfa")]


def test_pasting_many_rows_shows_progress_and_can_be_stopped(opened, qtbot):
    hand = opened()
    rows = AT_ONCE * 3
    QGuiApplication.clipboard().setText("".join(f"F{n}\n" for n in range(rows)))
    hand.press("Control+V")
    dialog = QApplication.activeModalWidget()
    assert dialog._bar.isVisible()
    qtbot.waitUntil(lambda: 0 < dialog._bar.value() < rows and dialog._is_taking, timeout=20_000)
    dialog._no.click()
    qtbot.waitUntil(lambda: not dialog._bar.isVisible(), timeout=20_000)
    taken = sum(one.value != "" for one in hand.model.questionnaire.questions if one.name == "name")
    assert 0 < taken < rows
    assert dialog._words.text() == f"{taken} of {rows} rows were taken."
    dialog._no.click()
    hand.view.activateWindow()
    qtbot.waitUntil(lambda: hand.view.isActiveWindow() and QApplication.focusWidget() is not None)
    assert hand.at == "firm[1]/name"


def test_cells_are_read_aloud_with_row_question_value_and_state(opened):
    hand = opened()
    hand.type("Alfa").press("Down")
    model = grid(hand).rows
    said = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert said == ["1., Name: Alfa", "2., Name: no answer, an answer is needed"]
    table = QAccessible.queryAccessibleInterface(grid(hand))
    assert table.role() == QAccessible.Role.Table
    cells = [table.child(at) for at in range(table.childCount())]
    assert "1., Name: Alfa" in [one.text(QAccessible.Text.Name) for one in cells if one]
    assert QApplication.focusWidget().accessibleName() == "2., Name"


def test_a_click_enters_a_cell(opened):
    hand = opened()
    view = grid(hand)
    at = view.visualRect(view.rows.index(2, 2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert here(hand) == "[3]/staff"


def test_leaving_a_grid_goes_straight_to_the_next_place(opened):
    hand = opened("[3]/since")
    hand.view.navigation.go(f"{YEAR}[1]/turnover")
    assert hand.disk.bookmarks[-2].endswith("/since")
    assert hand.disk.bookmarks[-1] == f"{YEAR}[1]/turnover"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert grid(hand).editor is None


def test_languages_change_in_the_cell_that_is_written(opened):
    hand = opened("[2]/name")
    hand.type("Al")
    hand.press("Control+L")
    assert hand.text == "Al"
    assert here(hand) == "[2]/name"


def test_rows_with_large_questions_are_cards_with_rosters_inside(opened):
    hand = opened("[1]/title", ref=PROJECT, projects=2)
    hand.type("Stopy").press("Return")
    assert hand.view.navigation.ref == f"{PROJECT}[1]/about"
    hand.type("opis").press("Return")
    assert hand.view.navigation.ref == f"{PROJECT}[1]/partner[1]/pname"
    hand.type("AGH").press("Return").type("12").press("Return")
    assert hand.view.navigation.ref == f"{PROJECT}[1]/partner"
    hand.type("PW").press("Return")
    assert hand.view.navigation.ref == f"{PROJECT}[1]/partner[2]/money"
    hand.press("Control+Delete")
    assert hand.view.navigation.ref == f"{PROJECT}[1]/partner[1]/pname"
    card = next(iter(hand.card("project").body.rows._cards.values()))
    assert card.head.accessibleName() == "1. Stopy, 4 of 4 answered"
    inner = card._parts[next(key for key in card._parts if key.endswith("partner"))].rows.grid
    assert inner.rows.names == ["1.1."]


def test_a_folded_card_opens_for_the_focus(opened):
    hand = opened("[1]/title", ref=PROJECT, projects=5)
    cards = list(hand.card("project").body.rows._cards.values())
    assert [one.is_open for one in cards] == [True, False, False, False, False]
    hand.press("Down")
    assert hand.view.navigation.ref == f"{PROJECT}[2]/title"
    assert cards[1].is_open
    cards[1]._remover.click()
    assert len(hand.card("project").body.rows._cards) == 4
    assert hand.view.navigation.ref == f"{PROJECT}[2]/title"


def test_walking_a_grid_leaves_no_widgets_behind(opened):
    hand = opened(firms=5)
    counts = []
    for _ in range(4):
        hand.press("Down", "Down", "Up", "Up", "Right", "Right", "Left", "Left")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.append(len(hand.view.findChildren(QWidget)))
    assert counts[1:] == counts[1:2] * 3
