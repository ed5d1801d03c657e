"""Ctrl+F: any question by its text, number or name, by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.questions import Kind, QuestionState, SectionState
from clusterbench_gui.ui.screens.interview.finding import find, places_of
from tests.helpers.study import ANSWERS


def palette(hand):
    return hand.view._search.palette


def test_letters_without_their_marks_find_a_question_and_enter_jumps(begin):
    hand = begin(answers=ANSWERS)
    hand.press("Control+F").type("zrodl")
    (first, *_) = palette(hand).found
    assert "źród" in first.shown.casefold()
    hand.press("Return")
    assert palette(hand) is None
    assert hand.view.navigation.ref == first.ref
    assert hand.view._page.place_of(QApplication.focusWidget()) == first.ref


def test_a_number_and_a_name_find_their_question_first(begin):
    hand = begin(answers=ANSWERS)
    numbered = {str(hand.model.questionnaire.number(one.ref)): one.ref for one in hand.model.questionnaire.questions}
    hand.press("Control+F").type("23")
    assert palette(hand).found[0].ref == numbered["23"]
    hand.press("Escape", "Control+F").type("meetings_all")
    assert palette(hand).found[0].ref.endswith("/meetings_all")


def test_escape_leads_back_to_what_was_half_typed(begin):
    hand = begin(answers={"consent_part": "yes"})
    hand.press("Return").type("Klaster w po")
    before = QApplication.focusWidget()
    hand.press("Control+F").type("xyz").press("Return", "Down")
    assert palette(hand).found == []
    assert palette(hand).line.accessibleDescription() == palette(hand)._count.text()
    hand.press("Escape")
    assert QApplication.focusWidget() is before
    assert before.text() == "Klaster w po"
    assert hand.disk.said == []


def test_it_opens_at_the_question_where_one_is_and_arrows_walk(begin):
    hand = begin(answers=ANSWERS)
    hand.view.navigation.open_section("/data/p2")
    at = hand.view.navigation.ref
    hand.press("Control+F")
    marked = palette(hand)._list.currentIndex()
    assert palette(hand).found[marked.row()].ref == at
    hand.press("Down", "Down", "Up", "Return")
    refs = [one.ref for one in hand.model.questionnaire.places]
    assert refs.index(hand.view.navigation.ref) == refs.index(at) + 1


def test_a_screen_reader_hears_number_text_section_and_answer(begin):
    hand = begin(answers=ANSWERS)
    hand.press("Control+F").type("ile spotkan")
    question = hand.model.questionnaire.question(palette(hand).found[0].ref)
    words = palette(hand).line.accessibleDescription()
    assert str(hand.model.questionnaire.number(question.ref)) in words
    assert question.label in words
    assert question.value in words
    index = palette(hand)._list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == words


def test_cells_of_a_table_are_found_with_their_rows(begin):
    hand = begin(answers=ANSWERS)
    read = hand.model.questionnaire
    found = find(places_of(read.sections, read.number), "member_count")
    rows = [one.row for one in found if "member_count" in one.ref]
    assert len(rows) == len(set(rows)) == 9


def test_every_word_must_be_there_and_beginnings_come_first():
    questions = [
        QuestionState(f"/d/q{at}", f"/d/q{at}", f"q{at}", Kind.TEXT, text)
        for at, text in enumerate(("Liczba źródeł energii", "Źródła finansowania", "Inne źródła", "Nic"), start=1)
    ]
    section = SectionState("/d", "d", "D", tuple(questions), 0, 4, 0)
    places = places_of([section], lambda ref: int(ref[-1]))
    assert [one.number for one in find(places, "ZRODL")] == ["2", "3"]
    assert [one.number for one in find(places, "zrod")] == ["2", "1", "3"]
    assert [one.number for one in find(places, "energii liczba")] == ["1"]
    assert [one.number for one in find(places, " ")] == ["1", "2", "3", "4"]
    assert find(places, "żaba") == []
