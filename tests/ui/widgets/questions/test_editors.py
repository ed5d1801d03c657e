import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Choice, Kind, QuestionState
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.widgets.questions.choices import ChoiceList
from clusterbench_gui.ui.widgets.questions.factory import cell_for, editor_for, shape
from clusterbench_gui.ui.widgets.questions.fields import Field
from clusterbench_gui.ui.widgets.questions.filed import FileEditor
from clusterbench_gui.ui.widgets.questions.matching import fold, matches
from clusterbench_gui.ui.widgets.questions.options import Options
from clusterbench_gui.ui.widgets.questions.plain import Shown
from clusterbench_gui.ui.widgets.questions.readers import clean, reader

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so of every window

FEW = tuple(Choice(name, f"choice {name}") for name in "abc")
TOWNS = (
    "Łódź",
    "Łask",
    "Nowa Łomża",
    "Kutno",
    "Piotrków Trybunalski",
    "Zgierz",
    "Sieradz",
    "Bełchatów",
    "Wieluń",
    "Brzeziny",
)
MANY = tuple(Choice(f"t{index}", town) for index, town in enumerate(TOWNS))


def question(kind, **given):
    return QuestionState("/data/q", "/data/q", "q", kind, "How many?", **given)


class Hand:
    def __init__(self, editor):
        self.editor = editor
        self.said, self.refused, self.typed = [], [], []
        editor.answered.connect(lambda value, typed: self.said.append((value, typed)))
        editor.refused.connect(lambda text, why: self.refused.append((text, why)))
        editor.typing.connect(self.typed.append)

    def type(self, text):
        for letter in text:
            key = ord(letter.upper()) if letter.isascii() else 0
            target = QApplication.focusWidget()
            QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter))
        return self

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{key}"))
        return self


@pytest.fixture
def edit(qtbot):
    def make(asked, language="pl", factory=editor_for):
        editor = factory(asked, texts(language))
        qtbot.addWidget(editor)
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        editor.target().setFocus()
        return Hand(editor)

    return make


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (question(Kind.TEXT), Field),
        (question(Kind.DATE), Field),
        (question(Kind.GEOPOINT), Field),
        (question(Kind.RANGE), Field),
        (question(Kind.SELECT_ONE, choices=FEW), Options),
        (question(Kind.SELECT_ONE, choices=FEW, appearance="minimal"), ChoiceList),
        (question(Kind.SELECT_ONE, choices=MANY), ChoiceList),
        (question(Kind.SELECT_ONE), ChoiceList),
        (question(Kind.SELECT_MULTIPLE, choices=MANY), Options),
        (question(Kind.ACKNOWLEDGE), Options),
        (question(Kind.IMAGE), FileEditor),
        (question(Kind.NOTE), Shown),
        (question(Kind.INTEGER, readonly=True, value="5"), Shown),
    ],
)
def test_every_kind_has_its_editor(qtbot, asked, kind):
    editor = editor_for(asked, texts("en"))
    qtbot.addWidget(editor)
    assert type(editor) is kind


@pytest.mark.parametrize("kind", list(Kind))
def test_no_kind_breaks_an_editor_and_each_has_a_name(qtbot, kind):
    for make in (editor_for, cell_for):
        editor = make(question(kind, choices=FEW, value="a"), texts("pl"))
        qtbot.addWidget(editor)
        editor.show_question(question(kind, choices=MANY, value="t3", absence=None))
        editor.show_question(question(kind, absence=Absence.REFUSED))
        editor.put_draft("something")
        editor.commit()
        target = editor.target()
        if target is not editor:
            assert QAccessible.queryAccessibleInterface(target).text(QAccessible.Text.Name)


def test_a_number_is_told_when_the_field_is_left_and_typed_text_before(edit):
    hand = edit(question(Kind.DECIMAL))
    hand.type("1 234,5")
    assert hand.said == []
    assert hand.typed[-1] == "1 234,5"
    hand.editor.commit()
    hand.editor.commit()
    assert hand.said == [("1234.5", "1 234,5")]


def test_a_stored_decimal_is_shown_with_the_sign_of_the_language(edit):
    assert edit(question(Kind.DECIMAL, value="12.5")).editor.target().text() == "12,5"
    assert edit(question(Kind.DECIMAL, value="12.5"), "en").editor.target().text() == "12.5"


def test_what_cannot_be_read_is_refused_with_a_sentence(edit):
    hand = edit(question(Kind.DATE), "en")
    hand.type("31.02.2012").editor.commit()
    assert hand.said == []
    assert hand.refused == [("31.02.2012", "There is no such day: 31.02.2012.")]


def test_an_emptied_field_takes_the_answer_back(edit):
    hand = edit(question(Kind.INTEGER, value="7"))
    hand.press("Backspace").editor.commit()
    assert hand.said == [("", "")]


def test_delete_in_an_empty_field_takes_a_stated_absence_back(edit):
    hand = edit(question(Kind.INTEGER, absence=Absence.REFUSED))
    assert hand.editor.target().placeholderText() == "odmowa"
    hand.press("Delete")
    assert hand.said == [("", "")]


def test_delete_in_an_empty_field_without_an_answer_says_nothing(edit):
    hand = edit(question(Kind.INTEGER))
    hand.press("Delete")
    assert hand.said == []


def test_a_newer_text_stays_when_the_state_is_shown_again(edit):
    hand = edit(question(Kind.TEXT, value="old"))
    hand.type("er")
    hand.editor.show_question(question(Kind.TEXT, value="old"), keep=True)
    assert hand.editor.target().text() == "older"
    hand.editor.show_question(question(Kind.TEXT, value="old"))
    assert hand.editor.target().text() == "old"


def test_several_lines_begin_with_alt_enter(edit):
    hand = edit(question(Kind.TEXT, appearance="multiline"))
    hand.type("one")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    hand.type("two").press("Return").editor.commit()
    assert hand.said == [("one\ntwo", "one\ntwo")]


def test_a_paste_of_a_hundred_kilobytes_is_taken_whole(edit):
    hand = edit(question(Kind.TEXT))
    hand.editor.put_draft("ż" * 100_000)
    hand.editor.commit()
    assert len(hand.said[0][0]) == 100_000


def test_digits_choose_and_space_toggles(edit):
    hand = edit(question(Kind.SELECT_MULTIPLE, choices=FEW, value="c"))
    hand.type("1")
    assert hand.said == [("a c", "")]
    hand.editor.show_question(question(Kind.SELECT_MULTIPLE, choices=FEW, value="a c"))
    hand.press("Space")
    assert hand.said[-1] == ("c", "")


def test_options_beyond_the_ninth_are_chosen_by_letters(edit):
    hand = edit(question(Kind.SELECT_MULTIPLE, choices=MANY))
    hand.type("a")
    assert hand.said == [("t9", "")]


def test_arrows_walk_without_choosing(edit):
    hand = edit(question(Kind.SELECT_ONE, choices=FEW))
    hand.press("Down", "Down", "Down", "Up")
    assert hand.said == []
    hand.press("Space")
    assert hand.said == [("b", "")]


def test_the_digit_of_the_chosen_option_keeps_it(edit):
    hand = edit(question(Kind.SELECT_ONE, choices=FEW, value="b"))
    hand.type("2")
    assert hand.said == [("b", "")]
    assert [one.isChecked() for one in hand.editor._buttons] == [False, True, False]


def test_a_rank_follows_the_order_of_the_keys(edit):
    hand = edit(question(Kind.RANK, choices=FEW, value="c"))
    hand.type("1")
    assert hand.said == [("c a", "")]


def test_an_acknowledgement_is_one_key(edit):
    hand = edit(question(Kind.ACKNOWLEDGE))
    hand.type("1")
    assert hand.said == [("OK", "")]


def test_quick_asks_to_go_on(edit, qtbot):
    hand = edit(question(Kind.SELECT_ONE, choices=FEW, appearance="quick"))
    with qtbot.waitSignal(hand.editor.completed):
        hand.type("2")


def test_options_have_the_role_of_radio_buttons_or_check_boxes(edit):
    for kind, role in (
        (Kind.SELECT_ONE, QAccessible.Role.RadioButton),
        (Kind.SELECT_MULTIPLE, QAccessible.Role.CheckBox),
    ):
        target = edit(question(kind, choices=FEW)).editor.target()
        found = QAccessible.queryAccessibleInterface(target)
        assert found.role() == role
        assert found.text(QAccessible.Text.Name) == "choice a"
        assert found.text(QAccessible.Text.Description) == "How many?"


def test_a_long_list_is_found_by_letters_without_diacritics(edit):
    hand = edit(question(Kind.SELECT_ONE, choices=MANY))
    hand.type("lo").press("Return")
    assert hand.said == [("t0", "lo")]


def test_the_arrow_down_opens_the_list_and_walks_it(edit):
    hand = edit(question(Kind.SELECT_ONE, choices=MANY))
    hand.press("Down", "Down", "Down", "Return")
    assert hand.said == [("t2", "")]


def test_leaving_a_list_takes_only_what_is_certain(edit):
    hand = edit(question(Kind.SELECT_ONE, choices=MANY))
    hand.type("kut").editor.commit()
    assert hand.said == [("t3", "kut")]
    other = edit(question(Kind.SELECT_ONE, choices=MANY), "en")
    other.type("z").editor.commit()
    assert other.said == []
    assert other.refused == [("z", "Please choose one from the list.")]


def test_a_value_that_is_no_choice_any_more_is_shown_not_erased(edit):
    assert edit(question(Kind.SELECT_ONE, choices=MANY, value="gone")).editor.target().text() == "gone"


def test_an_editor_is_kept_as_long_as_its_shape_is_the_same():
    waiting = question(Kind.SELECT_ONE)
    assert shape(waiting) == shape(question(Kind.SELECT_ONE, choices=MANY))
    assert shape(waiting) != shape(question(Kind.SELECT_ONE, choices=FEW))


def test_beginnings_are_found_before_the_rest():
    assert [TOWNS[at] for at in matches(TOWNS, "lo")] == ["Łódź", "Nowa Łomża"]
    assert [TOWNS[at] for at in matches(TOWNS, "tr")] == ["Piotrków Trybunalski"]
    assert matches(TOWNS, "") == list(range(10))
    assert matches(TOWNS, "xyz") == []


@given(st.text(alphabet="aąbcćęłńóśźżAĄŁ -", max_size=12))
def test_folding_leaves_no_diacritics_and_is_stable(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert not any(unicodedata.combining(one) for one in unicodedata.normalize("NFD", folded))


@given(st.text())
def test_cleaned_text_can_stand_in_xml(text):
    assert all(one in "\t\n\r" or (one >= " " and one not in "\ufffe\uffff") for one in clean(text))
    assert clean(clean(text)) == clean(text)


@given(st.integers(1 - 10**9, 10**9 - 1), st.sampled_from(["pl", "en"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_field_shows_is_read_back_as_the_same_value(number, language):
    for kind, value in ((Kind.INTEGER, str(number)), (Kind.DECIMAL, str(number / 8).removesuffix(".0"))):
        made = reader(kind, texts(language))
        assert made.read(made.show(value)) == value


def test_moments_are_shown_without_offset_and_read_back():
    made = reader(Kind.DATETIME, texts("pl"))
    assert made.show("2012-07-01T09:30:00.000+02:00") == "1.07.2012 09:30"
    assert made.read("1.07.2012 09:30") == "2012-07-01T09:30:00"
