"""Every type and appearance that the converter knows: set by key events, kept by the session, shown by a fresh editor."""

import os
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from clusterbench_gui.app.attaching import fresh_name
from clusterbench_gui.app.interviews import OpenInterview
from clusterbench_gui.domain.attachments import Attachment
from clusterbench_gui.domain.events import Event, Role
from clusterbench_gui.domain.questions import FILES, Kind, QuestionState
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Interview
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.support.markup import as_html
from clusterbench_gui.support.plain import is_plain
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.widgets.questions.factory import editor_for
from clusterbench_gui.ui.widgets.questions.filed import FileEditor
from clusterbench_gui.ui.widgets.questions.heads import Heads
from clusterbench_gui.ui.widgets.questions.plain import Shown
from tests.helpers.gallery import (
    APPEARANCES,
    documented,
    gallery,
    outcomes,
)
from tests.helpers.gallery_hand import first_day, first_value, key_in, label_of, press

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so of every window

LANGUAGES = ("pl", "en")
EXAMPLES = int(os.environ.get("CLUSTERBENCH_EXAMPLES", "100"))
NOT_ASKED = {"given", "told", "look_label_0"}
"""Questions of the gallery that take no answer."""


class Gallery:
    """The interview over the whole form, with its log, and one editor at a time in the hand."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.session = FormSession(gallery(), instance_id="uuid:1", keep_violations=True)
        interview = Interview("uuid:1", "K1", "c", "gallery", "", Status.OPEN, "p", "", "")
        self.open = OpenInterview(self.session, interview, Cluster("K1", "Klaster"), {}, "")
        self.said, self.refused = [], []
        self.editor = None

    def speak(self, language):
        self.language = language
        self.session.set_language(self.session.form.language_for(language))

    @property
    def asked(self) -> list[QuestionState]:
        return [one for one in self.all_questions if one.is_asked]

    @property
    def all_questions(self) -> list[QuestionState]:
        found = [item for section in self.session.sections() for item in section.items]
        return [one for one in found if isinstance(one, QuestionState)]

    def take(self, ref):
        """A new editor of a question, with the focus."""
        self.put_away()
        self.editor = editor_for(self.session.question(ref), texts(self.language), self.session.form.files)
        self.editor.answered.connect(lambda value, typed: self._answer(ref, value, typed))
        if isinstance(self.editor, FileEditor):
            self.editor.given.connect(lambda source: self._give(ref, source))
            question = self.session.question(ref)
            self.editor.show_file(self.open.files.at(question.path, question.value), None)
        self.editor.refused.connect(lambda text, why: self.refused.append((text, why)))
        self.editor.show()
        self.editor.activateWindow()
        self.qtbot.waitUntil(self.editor.isActiveWindow)
        self.editor.target().setFocus()
        return self.editor

    def put_away(self):
        if self.editor is not None:
            self.editor.close()
            self.editor.deleteLater()
            self.editor = None

    def _give(self, ref, source):
        """As the interview does it, but for the bytes."""
        kept = Attachment(fresh_name(source.name, self.open.files.names), "0" * 64, "key", 8)
        self.open.files.know(self.session.path_of(ref), kept)
        self.editor.on_kept(source, kept.file)
        self._answer(ref, kept.name, "")

    def _answer(self, ref, value, typed):
        step, said = self.open.answer(ref, value, typed if typed not in {"", value} else None)
        assert said, (ref, value, step)
        self.said += said
        self.editor.show_question(self.session.question(ref))

    def restarted(self):
        """Another session, brought back from what was said."""
        events = [
            Event(
                str(at), "d", at, at, "", "p", Role.INTERVIEWER, one.interview, "gallery", "", one.path, one.kind,
                None, one.value, one.typed,
            )
            for at, one in enumerate(self.said)
        ]  # fmt: skip
        other = FormSession(gallery(), instance_id="uuid:1", keep_violations=True)
        other.restore(events)
        return other


@pytest.fixture
def open_gallery(qtbot):
    made = Gallery(qtbot)
    yield made
    made.put_away()


# --- which values a question takes -----------------------------------------------------------------------------------

LETTERS = st.characters(exclude_categories=("C", "Z"))
WORDS = st.text(alphabet=st.one_of(LETTERS, st.sampled_from(" -łŻ😀שלום")), min_size=1, max_size=30)
DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))


_MOMENTS = (datetime.fromisoformat("1971-01-01"), datetime.fromisoformat("2037-01-01"))


DEGREES = st.tuples(st.integers(-90 * 10**6, 90 * 10**6), st.integers(-180 * 10**6, 180 * 10**6))
PLACES = DEGREES.map(lambda pair: " ".join(f"{(Decimal(one) / 10**6).normalize():f}" for one in pair))

OTHERS = {
    Kind.GEOPOINT: PLACES,
    Kind.GEOTRACE: st.lists(PLACES, min_size=2, max_size=4).map("; ".join),
    Kind.GEOSHAPE: st.lists(PLACES, min_size=3, max_size=4, unique=True).map(lambda some: "; ".join([*some, some[0]])),
    **dict.fromkeys(FILES, st.just("a file")),
}


def values(question):  # noqa: PLR0911 - one answer per kind
    names = [one.name for one in question.choices]
    match question.kind:
        case Kind.ACKNOWLEDGE:
            return st.just("OK")
        case Kind.RANGE:
            return st.integers(0, question.scale.steps).map(question.scale.text)
        case Kind.INTEGER:
            return st.integers(1 - 10**9, 10**9 - 1).map(str)
        case Kind.DECIMAL:
            return st.tuples(st.integers(-(10**9), 10**9), st.sampled_from([1, 2, 4, 5, 6])).map(_decimal)
        case Kind.DATE:
            return DAYS.map(lambda day: first_day(question, day).isoformat())
        case Kind.TIME:
            return st.times().map(lambda at: f"{at:%H:%M}")
        case Kind.DATETIME:
            return st.datetimes(min_value=_MOMENTS[0], max_value=_MOMENTS[1]).map(lambda at: f"{at:%Y-%m-%dT%H:%M}")
        case Kind.SELECT_MULTIPLE:
            return st.lists(st.sampled_from(names), min_size=1, unique=True).map(
                lambda some: " ".join(sorted(some, key=names.index))
            )
        case Kind.RANK:
            return st.permutations(names).flatmap(
                lambda some: st.integers(1, len(some)).map(lambda n: " ".join(some[:n]))
            )
    return st.sampled_from(names) if names else OTHERS.get(question.kind, WORDS.map(str.strip).filter(bool))


def _decimal(parts):
    number, places = parts
    return f"{(Decimal(number) / 10**places).normalize():f}"


# --- what an editor says to people who hear the screen ----------------------------------------------------------------


def heard(widget):
    """(role, name, checked, value) of a widget and all below it."""
    found = QAccessible.queryAccessibleInterface(widget)
    yield (
        found.role(),
        found.text(QAccessible.Text.Name),
        bool(found.state().checked),
        found.text(QAccessible.Text.Value),
    )
    for index in range(found.childCount()):
        child = found.child(index)
        if child is not None and child.object() is not None and child.object().isVisible():
            yield from heard(child.object())


CHECKED = {QAccessible.Role.RadioButton, QAccessible.Role.CheckBox}


def read_back(question, editor, language):
    """The answer as an editor says it: the name of its file, names of checked options by their words, else what stands in the field or above it."""
    if question.kind in FILES:
        said = QAccessible.queryAccessibleInterface(editor.target()).text(QAccessible.Text.Name)
        return said.removeprefix(f"{question.label}: ").rpartition(", ")[0]
    options = [one for one in heard(editor) if one[0] in CHECKED]
    if question.kind is Kind.ACKNOWLEDGE:
        return "OK" if options[0][2] else ""
    if options and question.kind is Kind.RANGE:
        at = [one[2] for one in options]
        return question.scale.text(at.index(True)) if True in at else ""
    if options:
        names = {label_of(question, one.name): one.name for one in question.choices}
        return " ".join(names[words] for _, words, checked, _ in options if checked)
    if question.kind is Kind.SELECT_MULTIPLE:
        names = {label_of(question, one.name): one.name for one in question.choices}
        said = editor._said.text()
        return " ".join(names[words] for words in said.split(", ")) if said else ""
    target = editor.target()
    text = target.text() if isinstance(target, QLineEdit) else target.toPlainText()
    if question.choices and question.kind is not Kind.RANGE:
        return next((one.name for one in question.choices if label_of(question, one.name) == text), "")
    return text


def written(question, value, language):
    """How a value stands in its field: worked out here, not by the editor's own readers."""
    mark = "," if language == "pl" else "."
    match question.kind:
        case Kind.RANGE if "picker" in question.looks or "rating" not in question.looks:
            return value.replace(".", mark)
        case Kind.DECIMAL | Kind.INTEGER:
            whole, dot, fraction = value.partition(".")
            grouped = f"{int(whole):,}".replace(",", "\u00a0") if "thousands-sep" in question.looks else whole
            sign = "-" if value.startswith("-") and not grouped.startswith("-") else ""
            return sign + grouped + (mark + fraction if dot else "")
        case Kind.DATE:
            return _date_shown(question, date.fromisoformat(value), language)
        case Kind.DATETIME:
            return f"{_date_shown(question, date.fromisoformat(value[:10]), language)} {value[11:16]}"
        case Kind.TIME:
            return value[:5]
        case Kind.GEOPOINT | Kind.GEOTRACE | Kind.GEOSHAPE:
            apart = "; " if language == "pl" else ", "
            places = [apart.join(one.split()).replace(".", mark) for one in value.split("; ")]
            return "\n".join(places[:-1] if question.kind is Kind.GEOSHAPE else places)
    return value


def _date_shown(question, day, language):
    polish = language == "pl"
    if "year" in question.looks:
        return str(day.year)
    if "month-year" in question.looks:
        return f"{day.month:02d}.{day.year}" if polish else f"{day.year}-{day.month:02d}"
    return f"{day.day}.{day.month:02d}.{day.year}" if polish else day.isoformat()


def keeps(question, value, held):
    """Whether the session holds what was meant: times get seconds and an offset."""
    if question.kind is Kind.TIME:
        return held.startswith(f"{value}:00.000")
    if question.kind is Kind.DATETIME:
        return held.startswith(f"{value}:00.000")
    if question.kind in {Kind.GEOPOINT, Kind.GEOTRACE, Kind.GEOSHAPE}:
        wanted = [[*map(float, one.split()), 0, 0] for one in value.split("; ")]
        return [[*map(float, one.split())] for one in held.split("; ")] == wanted
    if question.kind in FILES:
        return held.partition(".")[0].isdecimal()
    return held == value


# --- the tests -----------------------------------------------------------------------------------------------------------


def test_every_type_that_the_converter_knows_stands_in_the_gallery():
    kinds = {outcome for outcome in outcomes().values() if outcome in {one.value for one in Kind}}
    shown = {element.control.kind for element in gallery().elements if element.control is not None}
    assert {Kind(one) for one in kinds} == shown


def test_every_appearance_that_the_page_on_support_knows_stands_in_the_gallery():
    assert documented() == set(APPEARANCES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_the_gallery_is_set_by_keys_read_back_and_brought_back_from_the_log(open_gallery, language):
    open_gallery.speak(language)
    given = {}
    for way, question in enumerate(open_gallery.asked):
        value = first_value(question)
        set_and_check(open_gallery, question, value, way)
        given[question.ref] = value
    assert len(given) > 90
    again = open_gallery.restarted()
    assert {ref: again.question(ref).value for ref in given} == {
        ref: open_gallery.session.question(ref).value for ref in given
    }
    assert again.submission() == open_gallery.session.submission()


def set_and_check(open_gallery, question, value, way):
    language = open_gallery.language
    editor = open_gallery.take(question.ref)
    key_in(question, value, way)
    editor.commit()
    assert open_gallery.refused == []
    now = open_gallery.session.question(question.ref)
    assert keeps(question, value, now.value), (question.name, value, now.value)
    shown = open_gallery.take(question.ref)
    wanted = value if question.choices or question.kind is Kind.ACKNOWLEDGE else written(question, value, language)
    if question.kind is Kind.RANGE:
        wanted = written(question, value, language)
    if question.kind in FILES:
        wanted = now.value
    if question.kind is Kind.RANK:
        assert read_back(now, shown, language).split() == value.split()
    else:
        assert read_back(now, shown, language) == wanted, question.name


@cache
def asked():
    session = FormSession(gallery(), instance_id="uuid:1", keep_violations=True)
    found = [item for section in session.sections() for item in section.items]
    return [one for one in found if isinstance(one, QuestionState) and one.is_asked]


@st.composite
def answers(draw):
    """A question of the gallery by its ref, and a value that it takes."""
    question = draw(st.sampled_from(asked()))
    return question.ref, draw(values(question))


@given(answer=answers(), language=st.sampled_from(LANGUAGES), way=st.integers(0, 11))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, database=None
)
def test_whatever_a_question_takes_is_held_shown_and_brought_back(qtbot, answer, language, way):
    ref, value = answer
    made = Gallery(qtbot)
    made.speak(language)
    question = made.session.question(ref)
    try:
        set_and_check(made, question, value, way)
        again = made.restarted()
        assert again.question(question.ref).value == made.session.question(question.ref).value
    finally:
        made.put_away()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_editor_says_its_name_role_and_value(open_gallery, language):
    open_gallery.speak(language)
    roles = CHECKED | {QAccessible.Role.EditableText, QAccessible.Role.Button}
    for question in open_gallery.asked:
        editor = open_gallery.take(question.ref)
        target = QAccessible.queryAccessibleInterface(editor.target())
        assert target.role() in roles, question.name
        assert target.text(QAccessible.Text.Name), question.name
        if target.role() in CHECKED:
            assert not target.state().checked, question.name
        nameless = [
            one
            for one in heard(editor)
            if one[0] in {*roles, QAccessible.Role.Slider, QAccessible.Role.Button} and not one[1]
        ]
        assert nameless == [], question.name


def test_an_unanswered_editor_shows_no_answer(open_gallery):
    open_gallery.speak("en")
    for question in open_gallery.asked:
        editor = open_gallery.take(question.ref)
        assert read_back(question, editor, "en") == "", question.name
        editor.commit()
    assert open_gallery.said == []


def test_what_is_not_asked_is_only_shown(open_gallery):
    open_gallery.speak("en")
    quiet = {one.name: one for one in open_gallery.all_questions if not one.is_asked}
    assert set(quiet) >= NOT_ASKED
    assert not any(name == "computed" for name in (one.name for one in open_gallery.all_questions))
    assert type(open_gallery.take(quiet["look_label_0"].ref)) is Heads
    shown = open_gallery.take(quiet["given"].ref)
    assert type(shown) is Shown
    assert [one.text() for one in shown.children() if hasattr(one, "text")] == ["as it is"]


def test_a_note_has_the_answer_of_another_question_but_never_its_markup(open_gallery):
    open_gallery.speak("en")
    ref = next(one.ref for one in open_gallery.asked if one.name == "short")
    open_gallery.session.answer(ref, "<b>*x*</b>")
    note = next(one for one in open_gallery.all_questions if one.name == "told")
    assert note.label == "You said <b>*x*</b>"
    assert re.sub("</b><b>", "", as_html(note.markup)) == ("You said <b>&lt;b&gt;*x*&lt;/b&gt;</b>")


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789., %-+/eE\u00a0\u2212", max_size=30),
    st.sampled_from(
        ["\x00", "31.02.2012", "9" * 400, "\u202eabc", "a\u2028b", "<b>x</b>", "😀" * 500, "1/7/2012", "\ud7ff\uffff"]
    ),
)


@given(
    ref=st.deferred(lambda: st.sampled_from([one.ref for one in asked()])),
    text=HOSTILE,
    language=st.sampled_from(LANGUAGES),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, database=None
)
def test_any_pasted_text_is_taken_or_refused_with_one_sentence(qtbot, ref, text, language):
    made = Gallery(qtbot)
    made.speak(language)
    question = made.session.question(ref)
    try:
        editor = made.take(question.ref)
        if not isinstance(editor.target(), QLineEdit | QPlainTextEdit):
            return
        QApplication.clipboard().setText(text)
        press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        editor.commit()
        held = made.session.question(question.ref).value
        assert len(made.refused) <= 1
        assert all(why.strip().endswith(".") for _, why in made.refused)
        assert not (made.refused and held)
        assert is_plain(held)
        if not made.refused and question.kind is Kind.TEXT and not question.choices:
            assert held.replace("\n", "").split() == words_of(text)
    finally:
        made.put_away()


def words_of(text):
    """What is to be kept of a text: everything but signs that no file can carry; breaks of lines are of one kind."""
    return "".join(one for one in text if one not in "\n\r\x0b\x0c\u2028\u2029" and is_plain(one)).split()
