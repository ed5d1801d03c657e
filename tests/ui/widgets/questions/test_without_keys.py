"""Answers that are given without a key or the mouse: a screen reader writes texts and turns options by itself."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit

from clusterbench_gui.domain.questions import Choice, Kind, QuestionState
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.widgets.questions.factory import editor_for
from clusterbench_gui.ui.widgets.questions.option import Option

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so

FEW = tuple(Choice(name, f"choice {name}") for name in "abcd")
MANY = tuple(Choice(str(number), f"county {number}") for number in range(40))


@pytest.fixture
def heard(qtbot):
    """Makes an editor of a question, and the list of what it tells."""

    def make(kind, **given):
        editor = editor_for(QuestionState("/data/q", "/data/q", "q", kind, "How many?", **given), texts("en"))
        qtbot.addWidget(editor)
        editor.show()
        told = []
        editor.answered.connect(lambda value, _typed: told.append(value))
        editor.typing.connect(lambda text: told.append(("typing", text)))
        return editor, told

    return make


def accessible(widget):
    return QAccessible.queryAccessibleInterface(widget)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.INTEGER])
def test_a_written_text_is_told_as_typing_and_becomes_an_answer(heard, kind):
    editor, told = heard(kind)
    accessible(editor.findChild(QLineEdit)).setText(QAccessible.Text.Value, "12")
    assert told == [("typing", "12")]
    editor.commit()
    assert told[-1] == "12"


def test_a_written_choice_is_taken(heard):
    editor, told = heard(Kind.SELECT_ONE, choices=MANY, appearance="minimal")
    accessible(editor.findChild(QLineEdit)).setText(QAccessible.Text.Value, "county 17")
    editor.commit()
    assert told[-1] == "17"


@pytest.mark.parametrize(("kind", "answer"), [(Kind.SELECT_ONE, "b"), (Kind.SELECT_MULTIPLE, "b")])
def test_an_option_that_is_turned_is_an_answer(heard, kind, answer):
    editor, told = heard(kind, choices=FEW)
    actions = accessible(editor.findChildren(Option)[1]).actionInterface()
    actions.doAction("Toggle")
    assert told == [answer]


def test_showing_a_state_tells_nothing(heard):
    editor, told = heard(Kind.SELECT_ONE, choices=FEW, value="a")
    editor.show_question(QuestionState("/data/q", "/data/q", "q", Kind.SELECT_ONE, "How many?", choices=FEW, value="c"))
    assert [one.isChecked() for one in editor.findChildren(Option)] == [False, False, True, False]
    assert told == []
