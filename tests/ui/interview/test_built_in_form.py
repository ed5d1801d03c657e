"""The screen over the real form session and the questionnaire that comes with the program."""

import random
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.keyboard import built_in_session, plan
from tests.helpers.study import ANSWERS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so of every window

KEYS = [
    "Return",
    "Tab",
    "Backtab",
    "F3",
    "F4",
    "F5",
    "F8",
    "Space",
    "Down",
    "Up",
    "Delete",
    "Backspace",
    "Insert",
    "1",
    "2",
    "7",
]
HELD = ["Control+PageDown", "Control+PageUp", "Control+L", "Shift+Return", "Shift+F8", "Control+Return", "Escape", "F2"]
FOCUSABLE = {
    QAccessible.Role.EditableText,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.List,
    QAccessible.Role.ListItem,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.PageTabList,
}


def walk(found, depth=0):
    yield found
    for index in range(found.childCount()):
        child = found.child(index)
        if child is not None and child.isValid():
            yield from walk(child, depth + 1)


def _is_whole(labels):
    return all(one.height() >= one.heightForWidth(one.width()) for one in labels)


def has_ended(hand):
    return hand.view._middle.currentWidget() is hand.view._finish_page


def test_the_built_in_interview_is_answered_by_keyboard_and_finished(begin, qtbot, tmp_path):
    hand = begin()
    left_out = {"products", "policy_wish"}
    for step in plan(built_in_session(tmp_path), ANSWERS, left_out):
        assert hand.view.navigation.ref == step.question.ref
        hand.type(step.strokes[:-1]).press(step.strokes[-1])
    assert has_ended(hand)
    assert hand.model.failures() == ()
    with qtbot.waitSignal(hand.view.finished):
        hand.press("Return")
    said = {}
    for kind, name, value in hand.disk.said[:-1]:
        assert kind == "answer"
        said.setdefault(name, []).append(value)
    assert said.keys() == ANSWERS.keys() - left_out
    for name, given in said.items():
        expected = ANSWERS[name]
        assert (tuple(given) if isinstance(expected, tuple) else given[-1]) == expected, name
    assert hand.disk.said[-1] == ("status", "", "finished")
    answered, asked = hand.model.questionnaire.progress
    assert answered == asked - len(left_out)


def test_without_consent_the_interview_ends_after_its_first_question(begin, qtbot):
    hand = begin()
    assert hand.at == "consent_part"
    hand.type("2").press("Return")
    assert has_ended(hand)
    assert len(hand.model.questionnaire.sections) == 1
    hand.press("Escape").type("1").press("Return")
    assert hand.at == "ch_facts/cluster_name"
    hand.press("Shift+Return").type("2").press("Return")
    with qtbot.waitSignal(hand.view.finished):
        hand.press("Return")


def test_a_county_that_no_longer_fits_is_shown_not_erased(begin):
    hand = begin(answers={"consent_part": "yes"})
    hand.press("Return", "Return", "Return").type("lodz").press("Return").type("kutn")
    hand.press("Return", "Shift+Return", "Shift+Return").type("mazow").press("Return")
    assert "nie pasuje" in hand.card("county").messages.said("bad")
    assert hand.text == "kutnowski"


@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_keys_breaks_the_screen_or_parts_it_from_the_form(begin, seed):
    chance = random.Random(seed)
    hand = begin(answers=ANSWERS if seed % 2 else None)
    hand.view.navigation.open_section(chance.choice(hand.model.questionnaire.sections).ref)
    for _ in range(150):
        *held, key = chance.choice(KEYS * 3 + HELD).split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= getattr(Qt.KeyboardModifier, f"{one}Modifier")
        QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{key}"), modifiers)
        session = hand.model.interview.session
        assert hand.model.questionnaire.sections == tuple(session.sections())
        shown = hand.view.navigation.section
        hand.view._page.complete()
        refs = {one.ref for card in hand.view._page._cards() for one in [e.question for e in card.editors]}
        places = {one.ref for one in hand.model.questionnaire.places if one.section == shown.ref}
        assert {one for one in refs if hand.model.questionnaire.question(one).is_asked} <= places
        assert all(sum(card.holds(one) for card in hand.view._page._cards()) == 1 for one in places)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_control_of_every_section_has_a_name(begin, language):
    hand = begin(language, ANSWERS)
    assert len(hand.model.questionnaire.sections) == 17
    for section in hand.model.questionnaire.sections:
        hand.view.navigation.open_section(section.ref)
        hand.view._page.complete()
        nameless = [
            (one.role(), type(one.object()).__name__)
            for one in walk(QAccessible.queryAccessibleInterface(hand.view))
            if one.role() in FOCUSABLE and not one.state().invisible and not one.text(QAccessible.Text.Name)
        ]
        assert nameless == []


@pytest.mark.parametrize(
    ("size", "answers"),
    [
        ((546, 307), {**ANSWERS, "external_any": "no"}),
        ((546, 307), ANSWERS),
        ((683, 384), ANSWERS),
        ((910, 512), ANSWERS),
        ((1366, 768), ANSWERS),
        ((1920, 1080), ANSWERS),
    ],
)
def test_no_section_needs_sideways_scrolling_and_no_label_is_cut(begin, size, answers, qtbot):
    hand = begin(answers=answers)
    hand.view.resize(*size)
    for section in hand.model.questionnaire.sections:
        hand.view.navigation.open_section(section.ref)
        page = hand.view._page
        page.complete()
        labels = [card._label for card in page._cards()]
        qtbot.waitUntil(partial(_is_whole, labels), timeout=1000)
        assert hand.view.size().width() == size[0]
        assert page.horizontalScrollBar().maximum() == 0


def test_letters_typed_with_alt_gr_are_no_shortcuts(begin):
    """Windows says Control and Alt of them; beside options, where no field takes them, they would switch the language."""
    hand = begin(answers=ANSWERS)
    was = hand.model.interview.session.environment.language
    hand.press("Control+Alt+L", "Control+Alt+Z", "Control+Alt+F")
    assert hand.model.interview.session.environment.language == was
    assert hand.at == "consent_part"
    hand.press("Control+L")
    assert hand.model.interview.session.environment.language != was


def test_tab_order_is_reading_order(begin):
    hand = begin()
    seen = []
    for _ in range(4):
        seen.append(hand.view.navigation.ref)
        hand.press("Tab")
    order = [one.ref for one in hand.model.questionnaire.places]
    assert seen == order[:4]
