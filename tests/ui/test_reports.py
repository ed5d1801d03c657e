import io

import pikepdf
import pytest

from clusterbench_gui.app.guides import guide_pages
from clusterbench_gui.app.reports.kinds import Kind, Report, report_name
from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.screens.reports.view import ReportsView
from clusterbench_gui.ui.screens.reports.viewmodel import ReportsViewModel
from clusterbench_gui.ui.widgets.pages import PdfPages
from tests.helpers.processes import all_gone, started_with
from tests.helpers.study import fill

WAIT = 120_000


@pytest.fixture
def loaded(scored_desk, qtbot):
    made = ReportsViewModel(scored_desk)
    made.load()
    qtbot.waitUntil(lambda: made.is_ready, timeout=WAIT)
    yield made
    made._give_up_pages()


@pytest.fixture
def model(loaded):
    """Nobody waits for the preview that it begins with; of clusters there are fact sheets, which are made quickly."""
    loaded._give_up_pages()
    loaded.of_clusters = Kind.FACT_SHEET.value
    return loaded


def test_the_first_report_is_previewed_and_its_pages_fit_the_width(loaded, qtbot):
    model = loaded
    qtbot.waitUntil(lambda: bool(model.pages), timeout=WAIT)
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


def test_of_a_long_paper_only_pages_in_sight_are_drawn(qtbot):
    pages = PdfPages(texts("en"))
    qtbot.addWidget(pages)
    pages.resize(600, 500)
    pages.show()
    pages.show_pdf(guide_pages("en"))
    assert [bool(page.pixmap()) for page in pages.pages[:3]] == [True, True, False]
    assert not any(page.pixmap() for page in pages.pages[3:])
    bar = pages.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert pages.pages[-1].pixmap()
    assert not pages.pages[0].pixmap()
    pages.close_pdf()


def test_a_later_wish_replaces_a_preview_that_is_still_being_made(model, qtbot):
    codes = codes_of(model)
    shown = []
    model.previewed.connect(lambda: shown.append(model.preview_of))
    for code in codes[1:4]:
        model.preview(code)
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    assert shown == [codes[3]]


def test_reports_are_written_in_the_language_and_folder_chosen(model, qtbot, home):
    codes = codes_of(model)[:2]
    model.of_clusters = Kind.INDIVIDUAL.value
    model.language = "pl"
    model.choose_folder(home / "out")
    model.choose(frozenset(codes))
    model.write()
    assert model.writing.is_busy
    qtbot.waitUntil(lambda: not model.writing.is_busy, timeout=WAIT)
    files = sorted(path.name for path in (home / "out").iterdir())
    assert sorted(path.name for path in model.writing.production.made) == files
    assert [name[:3] for name in files] == sorted(codes)
    assert all(name.endswith("-pl.pdf") for name in files)
    assert "2 reports were written" in model.result
    assert model.writing.stopped == ""


def test_writing_can_be_stopped_between_two_reports(model, qtbot, home):
    """The general report keeps a worker busy for long, while another has made the first of the fact sheets."""
    model.choose_folder(home / "out")
    model.choose(frozenset([Kind.GENERAL, *codes_of(model)]))
    model.write()
    qtbot.waitUntil(lambda: model.writing.progress[0] >= 1, timeout=WAIT)
    model.writing.cancel()
    qtbot.waitUntil(lambda: not model.writing.is_busy, timeout=WAIT)
    made = model.writing.production.made
    left = 1 + len(codes_of(model)) - len(made)
    assert model.writing.stopped.startswith(f"Stopped: {left} report")
    assert 1 <= len(made) < 7
    assert len(list((home / "out").iterdir())) == len(made)
    assert started_with(home) == []


def test_a_run_that_the_window_closes_upon_leaves_no_process(model, qtbot, home):
    model.choose(frozenset([Kind.GENERAL, *codes_of(model)]))
    model.write()
    qtbot.waitUntil(lambda: model.writing.progress[0] >= 1, timeout=WAIT)
    assert len(started_with(home)) > 2
    model.writing._job.abandon()
    assert all_gone(home)


def test_a_folder_that_cannot_be_written_is_a_problem(model, qtbot, home):
    (home / "file").write_text("in the way")
    model.choose_folder(home / "file")
    model.choose(frozenset(codes_of(model)))
    model.write()
    qtbot.waitUntil(lambda: not model.writing.is_busy, timeout=WAIT)
    assert [one.code for one in model.writing.problems] == ["not-a-folder"]
    assert model.result == ""


def test_what_could_not_be_written_is_said_by_name_beside_what_was(model, qtbot, home):
    codes = codes_of(model)[:2]
    model.choose_folder(home / "out")
    (home / "out" / report_name(model.scores.study, Report(Kind.FACT_SHEET, codes[1]), "en")).mkdir(parents=True)
    model.choose(frozenset(codes))
    model.write()
    qtbot.waitUntil(lambda: not model.writing.is_busy, timeout=WAIT)
    assert "1 report was written" in model.result
    (words,) = model.writing.failures
    assert words.startswith(f"{codes[1]} {model.scores.study.cluster(codes[1]).name} · Fact sheet: ")
    assert "The system refuses to write here" in words
    view = ReportsView(model)
    qtbot.addWidget(view)
    assert [view._failures.item(place).text() for place in range(view._failures.count())] == [words]


def test_the_edition_is_closed_by_the_person_who_works_here_and_opened_again(desk, home, qtbot, monkeypatch):
    """A study of real interviews: two of three clusters by hand. Nobody looks at pages."""
    monkeypatch.setattr(ReportsViewModel, "preview", lambda *_: None)
    create_study(home / "s.clusterbench", title="Mała", clusters=[Cluster(f"K0{n}", f"Klaster {n}") for n in (1, 2, 3)])
    study = open_study(home / "s.clusterbench")
    fill(study)
    fill(study, "K02", meetings="3")
    study.close()
    with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
        desk.open(home / "s.clusterbench")
    model = ReportsViewModel(desk)
    desk.study_changed.connect(model.load)
    model.load()

    def says(words):
        qtbot.waitUntil(lambda: model.is_ready and words in model.edition.words, timeout=WAIT)
        return model.edition.can_close, model.edition.can_reopen

    assert says("drafts until the edition is closed") == (True, False)
    assert "2 clusters have finished interviews." in model.edition.question
    assert "1 cluster has none" in model.edition.question
    model.edition.close()
    assert says("final: Łucja Żak closed the edition on") == (False, True)
    row = desk.opened.rows[0]
    desk.change(lambda backend: backend.reopen(row.interview.id, "Poprawka", desk.author()))
    assert says("drafts again: data changed since Łucja Żak") == (True, True)
    model.edition.reopen()
    assert says("drafts until the edition is closed") == (True, False)
    desk.change_settings(person_name="")
    model.edition.close()
    assert [one.code for one in model.edition.problems] == ["person-missing"]


def test_invented_data_stay_drafts(model):
    assert model.edition.words == "Reports of invented data stay drafts."
    assert (model.edition.can_close, model.edition.can_reopen) == (False, False)


def test_the_keyboard_alone_chooses_a_kind_and_writes_and_stops(start, demo, qtbot, keys, home):
    program = start(Settings(language="en", person_name="Ewa", reports_folder=str(home / "out")), demo)
    keys("Ctrl+4")
    qtbot.waitUntil(lambda: program.window.findChild(ReportsView) is not None, timeout=WAIT)
    view = program.window.findChild(ReportsView)
    model = view.model
    qtbot.waitUntil(lambda: model.is_ready, timeout=WAIT)
    view.focus_first()
    keys("Home")
    assert model.preview_of is Kind.GENERAL
    assert view._waiting.isVisible()
    keys("Down", "Down", "Space", "Down", "Space")
    assert model.chosen == frozenset(codes_of(model)[:2])
    keys("Alt+O")
    keys("Down")
    assert model.of_clusters == Kind.FACT_SHEET.value
    keys("Alt+W")
    qtbot.waitUntil(lambda: not model.writing.is_busy and bool(model.result), timeout=WAIT)
    assert [one.name[-17:] for one in model.writing.production.made] == ["-fact-sheet-en.pdf"[-17:]] * 2


def test_in_a_small_window_what_became_of_writing_comes_into_sight(start, demo, qtbot, keys, home):
    program = start(Settings(language="en", person_name="Ewa", reports_folder=str(home / "out")), demo)
    program.window.resize(480, 320)
    keys("Ctrl+4")
    qtbot.waitUntil(lambda: program.window.findChild(ReportsView) is not None, timeout=WAIT)
    view = program.window.findChild(ReportsView)
    model = view.model
    qtbot.waitUntil(lambda: model.is_ready, timeout=WAIT)
    model.choose_kind(Kind.FACT_SHEET.value)
    qtbot.waitUntil(lambda: bool(model.pages), timeout=WAIT)
    model.choose(frozenset(codes_of(model)[:1]))
    assert view._summary.visibleRegion().isEmpty()
    keys("Alt+W")
    qtbot.waitUntil(lambda: bool(model.result) and not view._summary.visibleRegion().isEmpty(), timeout=WAIT)
    assert view._summary._result.visibleRegion().boundingRect().height() > view.fontMetrics().height()


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


def test_a_report_takes_the_place_of_the_guide_and_a_change_of_the_study_does_not(model, qtbot, scored_desk):
    with qtbot.waitSignal(model.previewed, timeout=WAIT):
        model.show_guide()
    guide = model.pages
    scored_desk.scores_outdated.emit()
    assert model.pages == guide
    model.load()
    qtbot.waitUntil(lambda: model.is_ready, timeout=WAIT)
    assert model.pages == guide
    with qtbot.waitSignal(model.previewed, timeout=WAIT):
        model.preview(codes_of(model)[0])
    assert not model.shows_guide
    assert model.pages != guide


def codes_of(model):
    return [entry for entry, _ in model.entries if isinstance(entry, str)]


def title_of(pages):
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        return str(pdf.docinfo["/Title"])
