import io

import pikepdf
import pytest

from clusterbench_gui.ui.screens.reports.viewmodel import ReportsViewModel
from clusterbench_gui.ui.widgets.pages import PdfPages

WAIT = 120_000


@pytest.fixture
def model(open_desk, qtbot):
    made = ReportsViewModel(open_desk)
    with qtbot.waitSignal(made.previewed, timeout=WAIT):
        made.load()
    return made


def test_the_first_report_is_previewed_and_its_pages_fit_the_width(model, qtbot):
    assert model.pages.startswith(b"%PDF")
    pages = PdfPages(model.texts)
    qtbot.addWidget(pages)
    pages.resize(600, 500)
    pages.show_pdf(model.pages)
    first = pages._layout.itemAt(0).widget()
    assert first.accessibleName() == "Page 1"
    assert 480 < first.pixmap().width() < 600
    assert pages._layout.count() > 2
    pages.close_pdf()


def test_a_later_wish_replaces_a_preview_that_is_still_being_made(model, qtbot):
    codes = [code for code, _ in model.clusters]
    shown = []
    model.previewed.connect(lambda: shown.append(model.preview_of))
    for code in codes[1:4]:
        model.preview(code)
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    assert shown == [codes[3]]


def test_reports_are_written_in_the_language_and_folder_chosen(model, qtbot, home):
    codes = [code for code, _ in model.clusters][:2]
    model.language = "pl"
    model.choose_folder(home / "out")
    model.choose(frozenset(codes))
    model.write()
    assert model.is_writing
    qtbot.waitUntil(lambda: not model.is_writing, timeout=WAIT)
    files = sorted(path.name for path in (home / "out").iterdir())
    assert sorted(path.name for path in model.written) == files
    assert [name[:3] for name in files] == sorted(codes)
    assert all(name.endswith("-pl.pdf") for name in files)
    assert "2 reports were written" in model.result


def test_writing_can_be_stopped_between_two_reports(model, qtbot, home):
    model.choose_folder(home / "out")
    model.choose(frozenset(code for code, _ in model.clusters))
    model.write()
    qtbot.waitUntil(lambda: model.progress[0] >= 1, timeout=WAIT)
    model.cancel()
    qtbot.waitUntil(lambda: not model.is_writing, timeout=WAIT)
    assert 1 <= len(model.written) < 6
    assert len(list((home / "out").iterdir())) == len(model.written)


def test_a_folder_that_cannot_be_written_is_a_problem(model, qtbot, home):
    (home / "file").write_text("in the way")
    model.choose_folder(home / "file")
    model.choose(frozenset(code for code, _ in model.clusters))
    model.write()
    qtbot.waitUntil(lambda: not model.is_writing, timeout=WAIT)
    assert [one.code for one in model.problems] == ["not-a-folder"]


def test_the_guide_is_read_and_saved_in_the_language_chosen(model, qtbot, home):
    with qtbot.waitSignal(model.previewed, timeout=WAIT):
        model.show_guide()
    assert model.shows_guide
    assert model.preview_of == ""
    assert title_of(model.pages) == "Cooperation and communication in a cluster"
    with qtbot.waitSignal(model.previewed, timeout=WAIT):
        model.choose_language("pl")
    assert title_of(model.pages) == "Współpraca i komunikacja w klastrze"
    model.save_guide(home / "new" / "guide.pdf")
    assert (home / "new" / "guide.pdf").read_bytes() == model.pages
    (home / "file").write_text("in the way")
    model.save_guide(home / "file" / "guide.pdf")
    assert [one.code for one in model.problems] == ["not-a-folder"]


def test_a_report_takes_the_place_of_the_guide_and_a_change_of_the_study_does_not(model, qtbot, open_desk):
    with qtbot.waitSignal(model.previewed, timeout=WAIT):
        model.show_guide()
    guide = model.pages
    open_desk.scores_outdated.emit()
    assert model.pages == guide
    model.load()
    qtbot.waitUntil(lambda: model.is_ready, timeout=WAIT)
    assert model.pages == guide
    with qtbot.waitSignal(model.previewed, timeout=WAIT):
        model.preview(model.clusters[0][0])
    assert not model.shows_guide
    assert model.pages != guide


def title_of(pages):
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        return str(pdf.docinfo["/Title"])
