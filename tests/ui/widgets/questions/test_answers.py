"""What editors do with unusual answers: those that can be read twice, are too long, are no longer offered; and by the mouse."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton

from clusterbench_gui.domain.questions import Choice, Kind, Medium, QuestionState, Scale
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.widgets.questions.calendars import Calendar
from clusterbench_gui.ui.widgets.questions.choices import ChoicesList
from clusterbench_gui.ui.widgets.questions.factory import cell_for, editor_for, shape
from clusterbench_gui.ui.widgets.questions.heads import Heads
from clusterbench_gui.ui.widgets.questions.lines import MAX_LENGTH
from clusterbench_gui.ui.widgets.questions.option import Option
from clusterbench_gui.ui.widgets.questions.pictures import LARGE, Illustration
from clusterbench_gui.ui.widgets.questions.ranges import Range, Slider

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so

FEW = tuple(Choice(name, f"choice {name}") for name in "abcd")
TEN = Scale(Decimal(0), Decimal(10), Decimal(1))


def question(kind, **given):
    return QuestionState("/data/q", "/data/q", "q", kind, "How many?", **given)


class Hand:
    """An editor that is told its answers, as by a session that takes everything."""

    def __init__(self, editor):
        self.editor = editor
        self.said, self.refused, self.typed = [], [], []
        editor.answered.connect(self._answer)
        editor.refused.connect(lambda text, why: self.refused.append((text, why)))
        editor.typing.connect(self.typed.append)

    def _answer(self, value, typed):
        self.said.append((value, typed))
        one = self.editor.question
        self.editor.show_question(QuestionState(one.ref, one.path, one.name, one.kind, one.label, one.hint, one.guidance,
            one.appearance, value, choices=one.choices, former=tuple(f for f in one.former if f.name in value.split()),
            scale=one.scale, longest=one.longest))  # fmt: skip

    def press(self, *keys):
        for key in keys:
            *held, name = key.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for one in held:
                modifiers |= getattr(Qt.KeyboardModifier, f"{one}Modifier")
            QTest.keyClick(
                QApplication.activePopupWidget() or QApplication.focusWidget(),
                getattr(Qt.Key, f"Key_{name}"),
                modifiers,
            )
        return self

    def paste(self, text):
        QApplication.clipboard().setText(text)
        return self.press("Control+V")


@pytest.fixture
def edit(qtbot):
    def make(asked, language="en", files=lambda _name: None):
        editor = editor_for(asked, texts(language), files)
        qtbot.addWidget(editor)
        editor.resize(600, editor.sizeHint().height())
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        editor.target().setFocus()
        return Hand(editor)

    return make


# --- numbers and dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "language", "text", "part"),
    [
        (Kind.DECIMAL, "en", "1,234", "read in two ways"),
        (Kind.INTEGER, "en", "1.234", "read in two ways"),
        (Kind.INTEGER, "en", "9" * 400, "too long"),
        (Kind.DECIMAL, "en", "9" * 400, "too long"),
        (Kind.INTEGER, "en", "1234567890", "too long"),
        (Kind.INTEGER, "en", "many", "whole number"),
        (Kind.DATE, "en", "1/7/2012", "read in two ways"),
        (Kind.DATE, "en", "01072012", "read in two ways"),
        (Kind.DATE, "en", "31.02.2012", "no such day"),
        (Kind.DATE, "en", "31022012", "no such day"),
        (Kind.DATETIME, "en", "31.02.2012 9:30", "no such day"),
        (Kind.DATETIME, "en", "1.7.2012", "date and a time"),
    ],
)
def test_what_is_not_certain_is_refused_with_one_sentence_and_stays(edit, kind, language, text, part):
    hand = edit(question(kind), language)
    hand.paste(text).editor.commit()
    assert hand.said == []
    [(kept, why)] = hand.refused
    assert kept == text
    assert part in why
    assert why.count(".") - text.count(".") * (text in why) <= 3
    assert hand.editor.target().text() == text


@pytest.mark.parametrize(
    ("kind", "language", "text", "value"),
    [
        (Kind.DECIMAL, "pl", "1,234", "1.234"),
        (Kind.DECIMAL, "en", "1.234", "1.234"),
        (Kind.DECIMAL, "pl", "1 234,5", "1234.5"),
        (Kind.INTEGER, "pl", "1.234.567", "1234567"),
        (Kind.INTEGER, "pl", "\u2212\u00a012 %", "-12"),
        (Kind.DATE, "pl", "01/07/2012", "2012-07-01"),
        (Kind.DATE, "en", "13/07/2012", "2012-07-13"),
        (Kind.DATE, "pl", "1 lipca 2012", "2012-07-01"),
        (Kind.DATE, "pl", "01072012", "2012-07-01"),
        (Kind.DATE, "en", "31072012", "2012-07-31"),
        (Kind.DATE, "pl", "1,7,2012", "2012-07-01"),
        (Kind.TIME, "pl", "9,30", "09:30:00"),
        (Kind.DATETIME, "pl", "1 lipca 2012 9:30", "2012-07-01T09:30:00"),
    ],
)
def test_what_is_certain_is_taken_and_what_was_typed_is_told(edit, kind, language, text, value):
    hand = edit(question(kind), language)
    hand.paste(text).editor.commit()
    assert hand.said == [(value, text)]


def test_a_counter_goes_up_and_down_by_arrows_and_buttons(edit):
    hand = edit(question(Kind.INTEGER, appearance="counter"))
    hand.press("Up", "Up", "Down")
    assert hand.typed == ["1", "2", "1"]
    less, more = hand.editor.findChildren(QToolButton)
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    assert hand.typed[-2:] == ["2", "1"]
    hand.editor.commit()
    assert hand.said == [("1", "1")]


# --- the calendar ------------------------------------------------------------------------------------------------------


def test_the_calendar_is_opened_walked_and_left_by_keys(edit, qtbot):
    hand = edit(question(Kind.DATE, value="2012-07-01"), "pl")
    hand.press("Alt+Down")
    calendar = hand.editor.findChild(Calendar)
    qtbot.waitUntil(calendar.isVisible)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(calendar.focusProxy() or calendar, key)
    assert not calendar.isVisible()
    assert hand.editor.target().text() == "2.08.2012"
    hand.editor.commit()
    assert hand.said == [("2012-08-02", "2.08.2012")]


def test_escape_leaves_the_calendar_and_changes_nothing(edit, qtbot):
    hand = edit(question(Kind.DATETIME, value="2012-07-01T09:30:00.000+02:00"), "pl")
    hand.press("Alt+Down")
    calendar = hand.editor.findChild(Calendar)
    qtbot.waitUntil(calendar.isVisible)
    QTest.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    hand.editor.commit()
    assert hand.said == []
    hand.editor._take_day(date(2012, 7, 3))
    assert hand.editor.target().text() == "3.07.2012 09:30"


def test_without_calendar_there_is_no_button(edit):
    assert edit(question(Kind.DATE, appearance="no-calendar")).editor.findChildren(QToolButton) == []
    assert len(edit(question(Kind.DATE)).editor.findChildren(QToolButton)) == 1


# --- text ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", ["", "multiline"])
def test_a_text_beyond_what_fits_is_refused_with_a_sentence_and_nothing_is_cut_silently(edit, look):
    hand = edit(question(Kind.TEXT, appearance=look))
    hand.paste("ż" * 2 * MAX_LENGTH).editor.commit()
    assert hand.said == []
    text, why = hand.refused[-1]
    assert len(text) >= MAX_LENGTH
    assert "too long for one answer" in why


@pytest.mark.parametrize("look", ["", "multiline"])
def test_control_characters_are_left_out_and_all_words_kept(edit, look):
    hand = edit(question(Kind.TEXT, appearance=look))
    hand.paste("ża\x01b\x0bc 😀 שלום\x1f").editor.commit()
    [(value, _)] = hand.said
    assert value in {"żab\nc 😀 שלום", "żabc 😀 שלום"}


def test_the_counter_counts_what_the_form_limits(edit):
    hand = edit(question(Kind.TEXT, longest=5))
    hand.paste("abc")
    assert [one.text() for one in hand.editor.findChildren(QLabel)] == ["3 of 5 characters"]
    assert edit(question(Kind.TEXT)).editor.findChildren(QLabel) == []


def test_a_masked_text_is_not_seen(edit):
    assert edit(question(Kind.TEXT, appearance="masked")).editor.target().echoMode() is QLineEdit.EchoMode.Password


# --- choices -------------------------------------------------------------------------------------------------------------


GONE = {"former": (Choice("z", "gone"),)}


@pytest.mark.parametrize("look", ["", "minimal"])
def test_a_choice_that_is_no_longer_offered_is_shown_and_goes_only_when_taken_out(edit, look):
    hand = edit(question(Kind.SELECT_MULTIPLE, choices=FEW, value="z a", appearance=look, **GONE))
    if look:
        assert hand.editor._said.text() == "gone (no longer offered), choice a"
        hand.paste("choice b").press("Return")
    else:
        options = hand.editor.findChildren(Option)
        assert [(one.accessibleName(), one.isChecked()) for one in options][-1] == ("gone (no longer offered)", True)
        hand.press("2")
    assert hand.said == [("a b z", "choice b" if look else "")]
    if not look:
        hand.press("5")
        assert hand.said[-1] == ("a b", "")


def test_the_session_keeps_it_while_others_change():
    from clusterbench_gui.forms.session import FormSession
    from tests.helpers.gallery import gallery

    session = FormSession(gallery(), keep_violations=True)
    ref = next(item.ref for section in session.sections() for item in section.items if item.label.endswith("columns_1"))
    session._question_cell(ref).value = "a gone"
    assert session.answer(ref, "a b gone").outcome.value == "ok"
    assert [one.name for one in session.question(ref).former] == ["gone"]
    session.answer(ref, "a b")
    assert session.answer(ref, "a gone").outcome.value == "invalid"


def test_a_long_list_of_many_is_searched_ticked_and_left(edit):
    many = tuple(Choice(f"n{at}", f"place {at:03d}") for at in range(380))
    hand = edit(question(Kind.SELECT_MULTIPLE, choices=many))
    assert type(hand.editor) is ChoicesList
    hand.paste("place 017").press("Return").paste("place 003").press("Return")
    assert hand.said[-1] == ("n3 n17", "place 003")
    hand.press("Down", "Space")
    assert hand.said[-1] == ("n3 n4 n17", "")
    hand.press("Space")
    assert hand.said[-1] == ("n3 n17", "")
    hand.paste("no such").editor.commit()
    assert hand.refused == [("no such", "Please choose one from the list.")]


def test_an_external_choice_is_searched_and_its_name_kept(edit):
    hand = edit(question(Kind.TEXT, choices=FEW, listed=True))
    hand.paste("choice c").press("Return")
    assert hand.said == [("c", "choice c")]
    assert type(cell_for(question(Kind.TEXT, choices=FEW, listed=True), texts("en"))).__name__ == "ChoiceList"


def test_the_head_of_a_table_stands_above_its_columns(edit, qtbot):
    head = edit(question(Kind.SELECT_ONE, choices=FEW, appearance="label")).editor
    row = edit(question(Kind.SELECT_ONE, choices=FEW, appearance="list-nolabel")).editor
    assert type(head) is Heads
    for one in (head, row):
        one.resize(500, 80)
        qtbot.wait(1)
    heads = [one.geometry() for one in head.findChildren(QLabel) if one.isVisible()]
    options = [one.geometry() for one in row.findChildren(Option)]
    assert [(one.x(), one.width()) for one in heads] == [(one.x(), one.width()) for one in options]
    assert not head.question.is_asked


def test_columns_share_the_width_and_give_way_where_words_would_not_fit(edit, qtbot):
    editor = edit(question(Kind.SELECT_ONE, choices=FEW, appearance="columns-2")).editor
    options = editor.findChildren(Option)
    editor.resize(500, 80)
    qtbot.wait(1)
    assert len({one.y() for one in options}) == 2
    editor.resize(options[0].minimumSizeHint().width() + 4, 300)
    qtbot.wait(1)
    assert len({one.y() for one in options}) == 4


# --- ranks -------------------------------------------------------------------------------------------------------------


def test_a_rank_is_moved_by_keys(edit):
    hand = edit(question(Kind.RANK, choices=FEW))
    hand.press("3", "1")
    assert hand.said[-1] == ("c a", "")
    hand.press("Alt+Up")
    assert hand.said[-1] == ("a c", "")
    hand.press("Alt+Down", "Alt+Down")
    assert hand.said[-1] == ("c a", "")
    hand.press("3")
    assert hand.said[-1] == ("a", "")
    assert [one.accessibleName() for one in hand.editor.findChildren(Option)] == [f"choice {name}" for name in "abcd"]
    assert QApplication.focusWidget().accessibleName() == "choice c"


def test_a_rank_is_moved_by_dragging(edit, qtbot):
    hand = edit(question(Kind.RANK, choices=FEW, value="a b c"))
    hand.editor.resize(400, 200)
    qtbot.wait(1)
    first, last = hand.editor.findChildren(Option)[0], hand.editor.findChildren(Option)[2]
    below = first.mapFromGlobal(last.mapToGlobal(QPoint(20, last.height() + 2)))
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    for at in (QPoint(20, 30), below):
        QTest.mouseMove(first, at)
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=below)
    assert hand.said == [("b c a", "")]


# --- scales ------------------------------------------------------------------------------------------------------------


def test_a_scale_without_an_answer_has_no_handle_and_says_so(edit):
    hand = edit(question(Kind.RANGE, scale=TEN))
    slider = hand.editor.findChild(Slider)
    assert type(hand.editor) is Range
    assert not slider.is_set
    assert QAccessible.queryAccessibleInterface(slider).text(QAccessible.Text.Description) == "not answered"
    without = hand.editor.grab().toImage()
    hand.press("Right")
    assert hand.editor.grab().toImage() != without
    hand.editor.commit()
    assert hand.said == [("0", "0")]
    assert slider.is_set


@pytest.mark.parametrize("text", ["11", "-1", "2.5", "x"])
def test_a_number_off_the_scale_is_refused(edit, text):
    hand = edit(question(Kind.RANGE, scale=TEN))
    hand.paste(text).editor.commit()
    assert hand.refused == [(text, "Please write a number from 0 to 10, in steps of 1.")]


@pytest.mark.parametrize("look", ["", "vertical"])
def test_a_scale_is_set_by_the_mouse(edit, qtbot, look):
    hand = edit(question(Kind.RANGE, scale=TEN, appearance=look))
    hand.editor.resize(500, 240)
    qtbot.wait(1)
    slider = hand.editor.findChild(Slider)
    at = slider._point(7).toPoint()
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at)
    assert hand.said == [("7", "7")]
    assert slider.value() == 7


def test_a_scale_too_long_for_a_slider_is_a_field(edit):
    long = Scale(Decimal(0), Decimal(1_000_000), Decimal("0.5"))
    assert type(edit(question(Kind.RANGE, scale=long)).editor).__name__ == "Field"
    assert type(edit(question(Kind.RANGE)).editor).__name__ == "Field"


# --- pictures ------------------------------------------------------------------------------------------------------------


def png(width, height):
    picture = QPixmap(width, height)
    picture.fill(QColor("black"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_a_label_has_its_picture_or_the_name_of_the_file(qtbot):
    media = (Medium("image", "map.png"), Medium("audio", "hello.mp3"))
    there = Illustration(media, {"map.png": png(2000, 500)}.get, texts("en"))
    missing = Illustration(media, {"map.png": b"no picture"}.get, texts("en"))
    for one in (there, missing):
        qtbot.addWidget(one)
    shown = there.findChildren(QLabel)
    assert shown[0].pixmap().width() == LARGE.width()
    assert shown[0].accessibleName() == "Picture: map.png"
    assert [one.text() for one in missing.findChildren(QLabel)] == ["Picture: map.png", "Sound: hello.mp3"]


def test_a_choice_has_its_picture_and_is_as_high(edit):
    choices = (Choice("a", "map", (Medium("image", "map.png"),)), Choice("b", ""))
    hand = edit(question(Kind.SELECT_ONE, choices=choices), files={"map.png": png(100, 60)}.get)
    first, second = hand.editor.findChildren(Option)
    assert first.sizeHint().height() == second.sizeHint().height() + 60 + 7
    assert second.accessibleName() == "b"


def test_what_decides_the_editor_is_its_shape():
    assert shape(question(Kind.SELECT_ONE, choices=FEW, appearance="label")) != shape(
        question(Kind.SELECT_ONE, choices=FEW)
    )
