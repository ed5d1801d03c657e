"""What keeps the screen quick, told by what is made and asked rather than by the clock; the times are in benchmarks/."""

import pytest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.questions import Kind

fakes = pytest.importorskip("interview_fakes")


def long_form(questions=60):
    """Two sections of so many texts each; the second question of each brings a third."""
    return tuple(
        fakes.Part(
            part,
            (part, part),
            tuple(
                fakes.Ask(
                    f"{part}{number}",
                    Kind.TEXT,
                    (f"Pytanie {number}", f"Question {number}"),
                    relevant=(lambda values, part=part: bool(values.get(f"{part}1")))
                    if number == 2
                    else lambda _: True,
                )
                for number in range(questions)
            ),
        )
        for part in ("a", "b")
    )


@pytest.fixture
def hand(open_interview):
    return open_interview(parts=long_form())


def made(hand):
    return [one.ref.rpartition("/")[2] for one in hand.view._page._cards()]


def test_a_section_comes_with_the_cards_in_sight_and_the_rest_when_there_is_time(hand, qtbot):
    hand.press("Control+PageDown")
    assert hand.at == "b0"
    assert 4 < len(made(hand)) < 15
    qtbot.waitUntil(lambda: not hand.view._page.is_busy)
    assert made(hand) == [f"b{number}" for number in range(60) if number != 2]


def test_the_keys_reach_cards_that_are_not_made_yet(hand):
    hand.press("Control+PageDown")
    hand.view.navigation.go(next(one.ref for one in hand.model.questionnaire.places if one.ref.endswith("/b50")))
    assert hand.at == "b50"
    assert len(made(hand)) < 30
    hand.press("Return")
    assert hand.at == "b51"
    hand.press("Shift+Return", "Shift+Return")
    assert hand.at == "b49"


def test_cards_made_above_do_not_move_the_one_with_the_focus(hand, qtbot):
    hand.press("Control+PageDown")
    hand.view.navigation.go(next(one.ref for one in hand.model.questionnaire.places if one.ref.endswith("/b30")))
    before = QApplication.focusWidget().mapTo(hand.view, QApplication.focusWidget().rect().topLeft())
    qtbot.waitUntil(lambda: not hand.view._page.is_busy)
    assert len(made(hand)) == 59
    assert QApplication.focusWidget().mapTo(hand.view, QApplication.focusWidget().rect().topLeft()) == before


def test_what_is_scrolled_to_is_made(hand):
    hand.press("Control+PageDown")
    assert "b59" not in made(hand)
    bar = hand.view._page.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.maximum())
    assert "b59" in made(hand)


def test_an_answer_that_brings_a_question_refreshes_no_other_card(hand, qtbot, monkeypatch):
    from clusterbench_gui.ui.screens.interview.cards import Card

    qtbot.waitUntil(lambda: not hand.view._page.is_busy)
    told = []
    refresh = Card.refresh
    monkeypatch.setattr(Card, "refresh", lambda card, *given: (told.append(card.ref), refresh(card, *given)))
    hand.press("Return").type("x").press("Return")
    assert hand.at == "a2"
    assert made(hand)[:4] == ["a0", "a1", "a2", "a3"]
    assert {one.rpartition("/")[2] for one in told} >= {"a1", "a2"}


def test_nothing_is_left_of_a_section_after_the_next_was_turned_to(hand, qtbot):
    counts = []
    for _ in range(3):
        for keys in ("Control+PageDown", "Control+PageUp"):
            hand.press(keys)
            qtbot.waitUntil(lambda: not hand.view._page.is_busy)
        QApplication.processEvents()
        counts.append(len(hand.view.findChildren(object)))
    assert len(set(counts)) == 1
