"""After the last question: what was recorded, papers to save and print without a mouse, and the way on."""

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from clusterbench_gui.app.papers import filled_in
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.papers import Paper
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.ui.printing import Printing
from clusterbench_gui.ui.screens.after import view as after_view
from clusterbench_gui.ui.screens.after.view import AfterView
from clusterbench_gui.ui.screens.after.viewmodel import AfterViewModel
from clusterbench_gui.ui.tasks import Tasks
from tests.helpers.papers import empty_pages

WAIT = 120_000


def words(paper):
    document = pdfium.PdfDocument(paper)
    found = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(found.replace("\xa0", " ").split())


def press(key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, held)


@pytest.fixture
def finish(start, settings, demo, qtbot):
    """Starts the program, opens the first interview, and finishes it from its last question by key events."""

    def finish(language="en"):
        program = start(Settings(language=language, person_id="p1", person_name="Łucja Żak"), demo)
        window = program.window
        window.open_interview(program.desk.opened.rows[0])
        qtbot.waitUntil(lambda: window.interview is not None, timeout=WAIT)
        view = window.interview
        view.navigation.go(view._viewmodel.questionnaire.places[-1].ref)
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton), timeout=WAIT)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(window._pages.currentWidget(), AfterView), timeout=WAIT)
        page = window._pages.currentWidget()
        qtbot.waitUntil(lambda: page.model.filled is not None and page.model.next_row is None, timeout=WAIT)
        return program, page

    return finish


@pytest.fixture
def model(open_desk, qtbot):
    made = AfterViewModel(open_desk, open_desk.opened.rows[0].interview.id)
    with qtbot.waitSignal(made.loaded, timeout=WAIT):
        made.load()
    return made


def test_from_the_last_question_to_a_saved_paper_by_keys_alone(finish, qtbot, home, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(scratch))
    offered = []

    def choose(_parent, _title, start, _kinds):
        offered.append(start)
        return str(tmp_path / "papers" / "kopia.pdf")

    monkeypatch.setattr(after_view, "choose_new_file", choose)
    program, page = finish()
    assert page.thanks._preview.hasFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.currentWidget() is page.paper, timeout=WAIT)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.saved is not None and not page.model.tasks.doing, timeout=WAIT)
    assert offered[0].endswith("-coordinator-copy-en.pdf")
    text = words((tmp_path / "papers" / "kopia.pdf").read_bytes())
    cluster = program.desk.opened.rows[0].cluster
    assert "1 Do you agree to the interview" in text
    assert cluster.name in text
    assert [one for one in scratch.rglob("*") if one.is_file()] == []
    press(Qt.Key.Key_Escape)
    assert page.currentWidget() is page.thanks
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: program.window._pages.count() == 1, timeout=WAIT)
    assert not program.desk.in_interview


def test_the_page_says_what_was_recorded_in_the_editions_words_and_nothing_of_others(finish, qtbot, demo):
    program, page = finish("pl")
    shown = " ".join(one.text() for one in page.findChildren(type(page.thanks._thanks)))
    assert "Dziękujemy za rozmowę. Raport dla klastra będzie poufny" in shown
    others = [
        one.cluster.name for one in program.desk.opened.rows if one.cluster.code != page.model.filled.cluster.code
    ]
    assert not any(name in shown for name in others)
    tally = page.model.filled.tally()
    assert str(tally.asked) in page.thanks._recorded.text()
    moment = page.model.filled.interview.touched
    assert moment[11:19] in page.thanks._saved.text()


def test_every_control_has_a_name_and_tab_goes_in_reading_order(finish):
    _, page = finish()
    buttons = [one for one in page.thanks.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
    assert all(one.text() for one in buttons)
    seen = []
    page.thanks._paper.setFocus()
    for _ in range(7):
        seen.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    thanks = page.thanks
    order = [
        thanks._paper,
        thanks._language,
        thanks._preview,
        thanks._print,
        thanks._save,
        thanks._bundle,
        thanks._leave,
    ]
    assert seen == order


@pytest.mark.parametrize("paper", list(Paper))
def test_each_paper_is_made_once_and_kept_in_memory(model, qtbot, paper):
    made = []
    model.choose_paper(paper)
    model.make(lambda: made.append(model.pages))
    qtbot.waitUntil(lambda: len(made) == 1, timeout=WAIT)
    model.make(lambda: made.append(model.pages))
    assert made[0] is made[1]
    assert made[0].startswith(b"%PDF")
    assert not model.tasks.doing


def test_making_a_paper_can_be_stopped(model, qtbot):
    made = []
    model.make(lambda: made.append(model.pages))
    model.tasks.cancel()
    qtbot.waitUntil(lambda: not model.tasks.doing, timeout=WAIT)
    assert [one.code for one in model.tasks.problems] == ["cancelled"]
    model.make(lambda: made.append(model.pages))
    qtbot.waitUntil(lambda: bool(made) or bool(model.tasks.problems), timeout=WAIT)
    assert made


def test_stopping_while_the_pages_are_made_ends_the_process(model, qtbot):
    made = []
    model.make(lambda: made.append(model.pages))
    qtbot.waitUntil(lambda: bool(model._desk.jobs._running), timeout=WAIT)
    model.tasks.cancel()
    assert [one.code for one in model.tasks.problems] == ["cancelled"]
    qtbot.waitUntil(lambda: not model._desk.jobs._running, timeout=WAIT)
    assert made == []


def test_the_bundle_says_why_it_cannot_be_made_without_an_office(model, qtbot, tmp_path):
    model.hand_over(tmp_path / "results.cbundle")
    qtbot.waitUntil(lambda: not model.tasks.doing, timeout=WAIT)
    assert [one.code for one in model.tasks.problems] == ["office-missing"]


def test_the_next_interview_is_the_one_after_it_that_waits(open_desk, model, qtbot):
    assert model.next_row is None
    codes = []
    open_desk.add_cluster("Klaster Czekający", codes.append)
    qtbot.waitUntil(lambda: bool(codes), timeout=WAIT)
    assert model.next_row.cluster.code == codes[0]


def test_pages_are_printed_one_after_the_other(open_desk, demo, qtbot, tmp_path, model):
    model.make(lambda: None)
    qtbot.waitUntil(lambda: bool(model.pages), timeout=WAIT)
    with pikepdf.open(io.BytesIO(model.pages)) as pdf:
        total = len(pdf.pages)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 4)
    tasks = Tasks(open_desk)
    told = []
    tasks.changed.connect(lambda: told.append(tasks.progress))
    Printing(model.pages, printer, tasks).start()
    qtbot.waitUntil(lambda: not tasks.doing, timeout=WAIT)
    assert "3 pages were sent" in tasks.said
    assert total > 4
    assert [one for one in told if one[1]][-1] == (3, 3)
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == 3
        assert all("/XObject" in page.Resources for page in pdf.pages)


def test_printing_can_be_stopped(open_desk, qtbot, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    tasks = Tasks(open_desk)
    tasks.changed.connect(lambda: tasks.cancel() if tasks.progress[0] == 1 else None)
    Printing(empty_pages(3), printer, tasks).start()
    qtbot.waitUntil(lambda: not tasks.doing, timeout=WAIT)
    assert "stopped" in tasks.said
    assert tasks.progress[0] == 1


def test_what_the_page_shows_is_what_the_study_holds(model, demo):
    study = open_study(demo, read_only=True)
    try:
        assert filled_in(study, model.filled.interview.id, "en") == model.filled
    finally:
        study.close()
