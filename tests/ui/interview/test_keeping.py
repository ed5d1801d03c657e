"""What is typed on a disk that is full: kept here, tried again, the newest only, and said once."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from clusterbench_gui.domain.problems import problem
from clusterbench_gui.ui.screens.interview import keeping, viewmodel
from clusterbench_gui.ui.screens.interview.keeping import Keeper

FULL = (problem("disk-full"),)
WORDS = "Dysk jest pełny"


class Store:
    def __init__(self):
        self.calls, self.kept, self.problems = [], {}, ()

    def save(self, name, text, settled):
        self.calls.append((name, text))
        if not self.problems:
            self.kept[name] = text
        settled(self.problems)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(keeping, "AGAIN", 40)
    monkeypatch.setattr(viewmodel, "AGAIN", 40)


def test_what_failed_goes_again_until_it_is_kept(qtbot, quick):
    store = Store()
    keeper = Keeper(store.save, 0)
    store.problems = FULL
    keeper.keep("a", "1")
    keeper.flush()
    assert (keeper.failed, keeper.problems, keeper.is_sending) == (1, FULL, False)
    qtbot.waitUntil(lambda: len(store.calls) > 2, timeout=5000)
    store.problems = ()
    qtbot.waitUntil(lambda: store.kept == {"a": "1"}, timeout=5000)
    assert (keeper.failed, keeper.problems) == (0, ())
    calls = len(store.calls)
    qtbot.wait(120)
    assert len(store.calls) == calls


def test_only_the_newest_text_goes_again(qtbot, quick):
    store, waiting = Store(), []
    keeper = Keeper(lambda *call: waiting.append(call), 0)
    for text in ("1", "2"):
        keeper.keep("a", text)
        keeper.flush()
    assert keeper.is_sending
    waiting[0][2](FULL)
    assert (keeper.failed, keeper.is_sending) == (0, True)
    waiting[1][2](FULL)
    keeper._save = store.save
    qtbot.waitUntil(lambda: bool(store.calls), timeout=5000)
    assert store.kept == {"a": "2"}


def test_what_was_dropped_meanwhile_never_comes_back(qtbot, quick):
    store = Store()
    store.problems = FULL
    keeper = Keeper(store.save, 0)
    keeper.keep("a", "1")
    keeper.flush()
    keeper.drop("a")
    assert keeper.failed == 0
    store.problems = ()
    qtbot.wait(120)
    assert store.kept == {}


def test_what_will_not_pass_waits_for_the_next_key(qtbot, quick):
    store = Store()
    store.problems = (problem("unexpected", kind="ValueError"),)
    keeper = Keeper(store.save, 0)
    keeper.keep("a", "1")
    keeper.flush()
    qtbot.wait(120)
    assert len(store.calls) == 1
    store.problems = ()
    keeper.keep("a", "12")
    keeper.flush()
    assert store.kept == {"a": "12"}
    assert keeper.failed == 0


def header(hand):
    return hand.view._header._saved.text()


def banner(hand):
    return hand.view._failure._words.text() if hand.view._failure.isVisible() else ""


def test_an_answer_that_could_not_be_saved_stays_says_so_once_and_goes_again_by_itself(open_interview, qtbot, quick):
    hand = open_interview(at_once=False)
    hand.type("Dolina").press("Return")
    hand.disk.fail(*FULL)
    assert header(hand) == "Nie zapisano"
    assert banner(hand).count(WORDS) == 1
    assert hand.model.questionnaire.question("/data/ch/name").value == "Dolina"
    assert hand.card("name").editor.findChild(QLineEdit).text() == "Dolina"
    for _ in range(3):
        qtbot.waitUntil(lambda: bool(hand.disk.waiting), timeout=5000)
        assert header(hand) == "Nie zapisano"
        hand.disk.fail(*FULL)
        assert banner(hand).count(WORDS) == 1
    assert QApplication.activeModalWidget() is None
    qtbot.waitUntil(lambda: bool(hand.disk.waiting), timeout=5000)
    hand.disk.succeed()
    assert header(hand).startswith("Zapisano")
    assert banner(hand) == ""
    assert len(set(hand.disk.batches)) == 1


def test_typing_that_cannot_be_kept_is_said_in_the_same_place(open_interview, qtbot, quick):
    hand = open_interview()
    hand.disk.refusing = FULL
    hand.type("Dol")
    qtbot.waitUntil(lambda: header(hand) == "Nie zapisano", timeout=5000)
    assert banner(hand).count(WORDS) == 1
    assert hand.model.unsaved == 1
    assert QApplication.activeModalWidget() is None
    hand.disk.refusing = ()
    qtbot.waitUntil(lambda: header(hand) != "Nie zapisano", timeout=5000)
    assert hand.disk.drafts == [("/data/ch/name", "Dol")]
    assert banner(hand) == ""


def test_a_place_that_cannot_be_kept_goes_again_and_troubles_nobody(open_interview, qtbot, quick):
    hand = open_interview()
    hand.disk.refusing = FULL
    hand.press("Return")
    assert banner(hand) == ""
    assert hand.disk.bookmarks == []
    hand.disk.refusing = ()
    qtbot.waitUntil(lambda: bool(hand.disk.bookmarks), timeout=5000)
    assert hand.disk.bookmarks == [hand.model.questionnaire.path_of(hand.view.navigation.ref)]


def test_leaving_waits_for_what_is_typed(open_interview, qtbot, quick):
    hand = open_interview()
    left, stayed = [], []
    hand.view.left.connect(lambda: left.append(1))
    hand.view.stayed.connect(lambda: stayed.append(1))
    hand.disk.refusing = FULL
    hand.model.refuse("/data/p2/meetings", "dużo", "no number")
    hand.view.leave()
    assert (left, stayed) == ([], [1])
    hand.disk.refusing = ()
    hand.view.leave()
    assert left == [1]
