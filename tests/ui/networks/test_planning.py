"""Planning by its keys and without: orders under limits, variants, work that is moved."""

import subprocess
import sys

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from clusterbench_gui.app.planning.boards import key_of
from clusterbench_gui.app.planning.offers import OfferKind
from clusterbench_gui.app.planning.verdicts import Sign
from clusterbench_gui.domain.planning import Standing
from clusterbench_gui.domain.problems import problem
from clusterbench_gui.networks.ladder import Step
from clusterbench_gui.support.texts import NO_BREAK_SPACE
from clusterbench_gui.ui.drawing import Drawing
from clusterbench_gui.ui.jobs import Jobs
from clusterbench_gui.ui.screens.networks.planning.dialogs import CompareDialog, OfferDialog
from clusterbench_gui.ui.screens.networks.planning.fields import Field
from clusterbench_gui.ui.screens.networks.planning.view import PlanningView
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import gap_word, signed
from tests.networks.making.book import DAYS, three_steps_book
from tests.ui.networks.fakes import FakeNetworkDesk

WAIT = 30_000


@pytest.fixture
def desk(qapp, tmp_path):
    return FakeNetworkDesk(three_steps_book(13), tmp_path)


@pytest.fixture
def model(desk):
    made = PlanningViewModel(desk)
    made.seconds = 6
    return made


@pytest.fixture
def view(model, qtbot):
    made = PlanningView(model)
    qtbot.addWidget(made)
    made.resize(1110, 580)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=WAIT)
    return made


def rung(model, step):
    return next(one for one in model.rungs if one.step is step)


def typed(model, field, text):
    model.type(field, text)
    model.climb()


def test_limits_are_tried_beside_the_table_and_written_back_on_demand(model, desk):
    assert rung(model, Step.TIME).sign is Sign.OK
    typed(model, Field.DUE, DAYS[9].isoformat())
    assert (rung(model, Step.TIME).sign, rung(model, Step.TIME).latest) == (Sign.BAD, DAYS[9])
    assert rung(model, Step.COST).sign is Sign.OPEN
    typed(model, Field.DUE, "31.02.2012")
    assert not model.shown(Field.DUE).is_read
    assert not model.can_write_back
    typed(model, Field.DUE, "")
    typed(model, Field.BUDGET, "1 200,5")
    assert rung(model, Step.TIME).allowed is None
    assert rung(model, Step.COST).allowed == 1200
    assert desk.book.orders[0].due == DAYS[12]
    desk.sheets = {"orders": (("Z0",), ("Z1",))}
    model.write_back()
    assert desk.cells == [("orders", 1, 5, (("",),)), ("orders", 1, 8, (("1200.5",),))]
    model.take_back()
    assert not model.is_trying
    assert rung(model, Step.TIME).latest == DAYS[12]


def test_found_variants_are_kept_committed_and_withdrawn(model, desk):
    model.find()
    shelf = model.shelf
    assert [one.variant.cost.all for one in shelf.listed] == [432, 402]
    assert (rung(model, Step.SCHEDULE).sign, rung(model, Step.SCHEDULE).needed) == (Sign.OK, 2)
    assert shelf.selected.variant.cost.all == 402
    shelf.commit()
    assert [(one.number, one.standing) for one in desk.variants] == [(1, Standing.COMMITTED)]
    assert len(shelf.listed) == 2
    assert shelf.subject.taken == ()
    shelf.select(0)
    assert shelf.subject.taken == desk.taken != ()
    desk.refuses = (problem("variant-windows"),)
    shelf.commit()
    assert shelf.problems == desk.refuses
    assert desk.variants[1].standing is Standing.PROPOSED
    shelf.select(1)
    shelf.withdraw()
    assert desk.variants[0].standing is Standing.WITHDRAWN
    assert shelf.problems == ()


def test_a_way_out_goes_into_the_fields_and_leads_to_a_plan(view, model):
    typed(model, Field.DUE, DAYS[9].isoformat())
    model.find()
    assert view.pages.currentWidget() is view.reasons
    assert model.found.ways
    assert "Time: " in view.reasons.said
    view.reasons.buttons[0].click()
    assert view.orders.fields[Field.DUE].text() == DAYS[10].isoformat()
    assert rung(model, Step.TIME).sign is not Sign.BAD
    model.find()
    assert [one.variant.cost.all for one in model.shelf.listed] == [432]
    assert view.pages.currentWidget() is not view.reasons


def test_reasons_give_way_to_the_variants_at_hand(view, model):
    model.find()
    model.shelf.keep()
    typed(model, Field.BUDGET, "300")
    assert view.pages.currentWidget() is not view.reasons
    model.find()
    assert view.pages.currentWidget() is view.reasons
    assert [one.hindrances[0].amount for one in model.found.ways] == [102]
    view.reasons._others.click()
    assert view.pages.currentWidget() is not view.reasons
    assert [one.kept.number for one in model.shelf.listed] == [1]


def test_keys_move_work_and_what_holds_becomes_a_variant(view, model):
    model.find()
    before = model.shelf.selected.variant
    gantt = view.gantt.gantt
    gantt.setFocus()
    first = key_of(before.jobs[0])
    assert gantt.selected == first
    QTest.keyClick(gantt, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not model.moving.moved.holds
    assert "waits for" in gantt.accessibleDescription()
    QTest.keyClick(gantt, Qt.Key.Key_Return)
    assert model.moving.waits
    QTest.keyClick(gantt, Qt.Key.Key_Escape)
    assert (model.moving.move, model.shelf.selected.variant) == (None, before)
    QTest.keyClick(gantt, Qt.Key.Key_Down)
    QTest.keyClick(gantt, Qt.Key.Key_Down)
    view.gantt._all.setChecked(True)
    QTest.keyClick(gantt, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert model.moving.moved.holds
    QTest.keyClick(gantt, Qt.Key.Key_Return)
    moved = model.shelf.selected.variant
    assert (moved.by_hand, moved.jobs[2].firm, moved.jobs[2].start) == (True, "F3", before.jobs[2].start)
    assert len(model.shelf.listed) == 3
    QTest.keyClick(gantt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert model.shelf.selected.variant == before
    assert len(model.shelf.listed) == 2


def test_a_gap_is_never_said_smaller_than_it_is(model):
    words = [gap_word(gap, model.texts).replace(NO_BREAK_SPACE, "") for gap in (0.0, 0.00035, 0.0101, 0.011)]
    assert words == ["0.0%", "0.1%", "1.1%", "1.1%"]


def test_keys_never_leave_what_is_seen(view, model):
    model.find()
    pane, gantt = view.gantt, view.gantt.gantt
    gantt.setFixedHeight(100)
    gantt.setFocus()
    last = model.shelf.selected.variant.jobs[-1]
    assert not gantt.viewport().rect().contains(gantt.box_of(key_of(last)).center().toPoint())
    for _ in model.shelf.selected.variant.jobs:
        QTest.keyClick(gantt, Qt.Key.Key_Right)
    assert gantt.viewport().rect().contains(gantt.box_of(gantt.selected).toRect())
    QTest.keyClick(gantt, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    pane._back.setFocus()
    QTest.keyClick(pane._back, Qt.Key.Key_Space)
    assert gantt.hasFocus()
    assert model.moving.move is None


def test_a_bar_is_dragged_and_answered_while_it_is_held(view, model, desk):
    model.find()
    gantt, job = view.gantt.gantt, model.shelf.selected.variant.jobs[2]
    box = gantt.box_of(key_of(job))
    day = box.width() / (job.end - job.start)
    middle = box.center().toPoint()
    desk.desk.waiting = []
    QTest.mousePress(gantt.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    for days in (1, 2, 3):
        QTest.mouseMove(gantt.viewport(), middle + QPoint(round(days * day), 0))
    assert model.moving.move.start == job.start + 3
    QTest.mouseRelease(gantt.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(round(3 * day), 0))
    assert model.moving.moved is None
    while desk.desk.waiting:
        desk.desk.waiting.pop(0)()
    assert model.moving.waits
    assert "due" in view.gantt._broken.text()
    view.gantt._back.click()
    assert model.moving.move is None


def test_what_if_answers_come_below_and_are_seen_and_compared(view, model, desk, qtbot):
    model.find()
    model.drop_firm("F1")
    assert model.what_if_said == "" or not model.shelf.selected.why
    before = model.shelf.listed[0].variant
    model.shelf.select(0)
    model.drop_firm(before.jobs[0].firm)
    found = model.shelf.selected.variant
    assert found != before
    assert f"({signed(found.cost.all - before.cost.all, model.texts)}{NO_BREAK_SPACE}PLN" in model.what_if_answer
    model.shelf.select(0)
    assert model.what_if_answer == ""
    model.differ()
    count = len(model.shelf.listed)
    model.disturb()
    assert "1,000 futures" in model.futures_said
    assert sum(count for _day, count in model.shown_futures.days) == 1000
    drawing, picture = Drawing(), view.what_if.picture
    desk.desk.paint = lambda work, done, _failed: done(work(drawing))
    view.tabs.turn_to(1)
    qtbot.waitUntil(lambda: "of 1,000 futures" in picture.chart.accessibleDescription(), timeout=WAIT)
    desk.desk.paint = lambda _work, _done, _failed: None
    ways = view.what_if._way
    assert [ways.itemText(place).split(" → ")[1] for place in range(ways.count())][-1] == "customer"
    ways.setFocus()
    QTest.keyClick(ways, Qt.Key.Key_End)
    view.what_if._late.click()
    assert view.what_if._late_said.text().startswith("Order Z1 would be delivered on")
    model.shelf.select(0 if model.shelf.place else 1)
    assert not picture.isVisible()
    compare = CompareDialog(view, model)
    qtbot.addWidget(compare)
    assert compare.table.model().rowCount() >= 7
    assert count >= 2


def test_an_offer_has_the_price_and_the_day_that_are_typed(view, model, qtbot, tmp_path):
    model.find()
    offer = OfferDialog(view, model)
    qtbot.addWidget(offer)
    offer.show()
    price, until = offer.terms.price, offer.terms.until
    for edit, bad, good, said in ((price, "12 abc", "12 500,5", "price"), (until, "31.02.2030", "28.02.2030", "day")):
        assert edit.accessibleName()
        QTest.keyClicks(edit, bad)
        QTest.keyClick(offer.write, Qt.Key.Key_Space)
        assert offer.said.startswith(f"The {said} ")
        assert offer.focusWidget() is edit
        QTest.keyClicks(edit, good)
        assert (edit.text(), offer.said) == (good, "")
    offer.write.click()
    assert "1 file" in offer.said
    (file,) = tmp_path.iterdir()
    document = pdfium.PdfDocument(file)
    paper = document[0].get_textpage().get_text_range()
    document.close()
    assert "28 Feb 2030" in paper
    assert "12,500" in paper
    offer.kinds[OfferKind.CUSTOMER].setChecked(False)
    assert not price.isVisible()


def test_a_tiny_order_is_planned_in_a_real_process_and_one_is_stopped(qapp, tmp_path, qtbot):
    jobs = Jobs()
    desk = FakeNetworkDesk(three_steps_book(13), tmp_path, jobs=jobs)
    model = PlanningViewModel(desk)
    model.find()
    assert model.quest.is_busy
    assert not model.can_find
    qtbot.waitUntil(lambda: not model.quest.is_busy, timeout=WAIT)
    assert [one.variant.cost.all for one in model.shelf.listed] == [432, 402]
    assert (model.quest.best, model.quest.problems) == (402, ())
    model.find()
    model.quest.stop()
    qtbot.waitUntil(lambda: not model.quest.is_busy, timeout=WAIT)
    assert model.quest.problems == ()
    jobs.close()


def test_another_network_has_nothing_of_the_one_before(view, model, desk):
    model.find()
    typed(model, Field.BUDGET, "100")
    desk.book, desk.folder = three_steps_book(10), desk.folder / "other"
    desk.changed.emit()
    assert (model.found, model.shelf.listed, model.moving.board) == (None, (), None)
    assert not model.is_trying
    assert rung(model, Step.TIME).sign is Sign.BAD
    desk.book = None
    desk.changed.emit()
    assert (model.rungs, model.chosen, model.can_find) == ((), (), False)
    assert view.pages.currentIndex() == 0


def test_what_cannot_be_kept_leaves_the_variant_to_be_kept_again(model, desk):
    model.find()
    desk.keep = lambda _variant, _done: desk.failed.emit((problem("file-refused"),))
    model.shelf.keep()
    assert not model.shelf.is_busy
    assert model.shelf.selected.kept is None


def test_a_process_that_dies_is_one_sentence(model, desk):
    desk.run = lambda _function, _arguments, *, done, failed, progress: failed((problem("process-ended"),))
    model.find()
    assert [one.code for one in model.quest.problems] == ["planning-ended"]
    assert model.can_find


def test_the_window_does_without_the_solver():
    code = "import sys; import clusterbench_gui.ui.screens.networks.view; print({'ortools', 'matplotlib', 'reportlab'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
