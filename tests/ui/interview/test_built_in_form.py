"""The screen over the real form session and the questionnaire that comes with the program."""

import random
from functools import partial

import pytest
from interview_fakes import CLUSTER, INTERVIEW
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.support.resources import resource

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


@pytest.fixture(scope="session")
def form(tmp_path_factory):
    from clusterbench_gui.forms.read import read_form

    path = resource("editions", "cluster-2012", "coordinator.md")
    return read_form(path.name, path.read_bytes(), cache=tmp_path_factory.mktemp("forms"))


@pytest.fixture
def begin(form, open_interview):
    def make(language="pl"):
        from clusterbench_gui.app.interviews import OpenInterview
        from clusterbench_gui.forms.session import FormSession

        session = FormSession(form, instance_id="uuid:1", keep_violations=True)
        session.set_language(form.language_for(language))
        return open_interview(language=language, interview=OpenInterview(session, INTERVIEW, CLUSTER, {}, ""))

    return make


def walk(found, depth=0):
    yield found
    for index in range(found.childCount()):
        child = found.child(index)
        if child is not None and child.isValid():
            yield from walk(child, depth + 1)


def _is_whole(labels):
    return all(one.height() >= one.heightForWidth(one.width()) for one in labels)


def test_the_built_in_interview_is_answered_by_keyboard_and_finished(begin, qtbot):
    hand = begin()
    for _ in range(60):
        question = hand.model.questionnaire.question(hand.view.navigation.ref)
        if question.choices and len(question.choices) > 9:
            hand.press("Down", "Return")
        elif question.choices:
            hand.type("1").press("Return")
        else:
            hand.type(
                {"text": "Zażółć", "decimal": "2,5"}.get(
                    question.kind.value, "2005" if question.name == "founded" else "3"
                )
            )
            hand.press("Return")
        if hand.view._middle.currentWidget() is hand.view._finish_page:
            break
    assert hand.model.failures() == ()
    with qtbot.waitSignal(hand.view.finished):
        hand.press("Return")
    said = {name: value for _, name, value in hand.disk.said}
    assert said["cluster_name"] == "Zażółć"
    assert said["staff_fte"] == "2.5"
    answered, asked = hand.model.questionnaire.progress
    assert answered == asked


def test_a_county_that_no_longer_fits_is_shown_not_erased(begin):
    hand = begin()
    hand.press("Return").type("lodz").press("Return").type("kutn").press("Return", "Shift+Return", "Shift+Return")
    hand.type("mazow").press("Return")
    assert "nie pasuje" in hand.card("county").messages.said("bad")
    assert hand.text == "kutnowski"


@pytest.mark.parametrize("seed", range(4))
def test_no_sequence_of_keys_breaks_the_screen_or_parts_it_from_the_form(begin, seed):
    hand = begin()
    chance = random.Random(seed)
    for _ in range(150):
        *held, key = chance.choice(KEYS * 3 + HELD).split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= getattr(Qt.KeyboardModifier, f"{one}Modifier")
        QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{key}"), modifiers)
        session = hand.model.interview.session
        assert hand.model.questionnaire.sections == tuple(session.sections())
        shown = hand.view.navigation.section
        refs = {one.ref for card in hand.view._page._cards() for one in [e.question for e in card.editors]}
        assert refs == {one.ref for one in hand.model.questionnaire.places if one.section == shown.ref}


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_control_of_every_section_has_a_name(begin, language):
    hand = begin(language)
    for section in hand.model.questionnaire.sections:
        hand.view.navigation.open_section(section.ref)
        nameless = [
            (one.role(), type(one.object()).__name__)
            for one in walk(QAccessible.queryAccessibleInterface(hand.view))
            if one.role() in FOCUSABLE and not one.state().invisible and not one.text(QAccessible.Text.Name)
        ]
        assert nameless == []


@pytest.mark.parametrize("size", [(546, 307), (683, 384), (910, 512), (1366, 768), (1920, 1080)])
def test_no_section_needs_sideways_scrolling_and_no_label_is_cut(begin, size, qtbot):
    hand = begin()
    hand.view.resize(*size)
    for section in hand.model.questionnaire.sections:
        hand.view.navigation.open_section(section.ref)
        page = hand.view._page
        labels = [card._label for card in page._cards()]
        qtbot.waitUntil(partial(_is_whole, labels), timeout=1000)
        assert hand.view.size().width() == size[0]
        assert page.horizontalScrollBar().maximum() == 0


def test_tab_order_is_reading_order(begin):
    hand = begin()
    seen = []
    for _ in range(4):
        seen.append(hand.view.navigation.ref)
        hand.press("Tab")
    order = [one.ref for one in hand.model.questionnaire.places]
    assert seen == order[:4]
