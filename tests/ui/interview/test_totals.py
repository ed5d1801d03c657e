"""What columns come to: a missing answer is never a zero."""

import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.screens.interview.totals import Totals
from tests.helpers.rosters import FIRM, interview


@pytest.fixture
def rows():
    def make(*staff):
        session = interview(len(staff)).session
        for at, value in enumerate(staff, start=1):
            if isinstance(value, Absence):
                session.absent(f"{FIRM}[{at}]/staff", value)
            else:
                session.answer(f"{FIRM}[{at}]/staff", value)
        return [session.row(f"{FIRM}[{at}]") for at in range(1, len(staff) + 1)]

    return make


@pytest.mark.parametrize(
    ("staff", "words"),
    [
        (["5", "20"], ("25", "")),
        (["5", "", "20"], ("25", "sum of 2 of 3")),
        (["5", Absence.DONT_KNOW], ("5", "sum of 1 of 2")),
        (["0", "0"], ("0", "")),
        (["", ""], ("–", "")),
    ],
)
def test_a_sum_says_of_how_many_answers_it_is(rows, staff, words):
    totals = Totals()
    for row in rows(*staff):
        totals.add(row)
    assert totals.of("/staff").words(texts("en")) == words


def test_other_columns_are_counted(rows):
    totals = Totals()
    for row in rows("1", "2"):
        totals.add(row)
    assert totals.of("/name").words(texts("en")) == ("", "0 of 2 answered")


def test_what_was_counted_in_is_counted_out_without_a_remainder(rows):
    totals = Totals()
    first, second = rows("5", "20")
    for row in (first, second):
        totals.add(row)
    totals.take(second)
    assert totals.of("/staff").words(texts("en")) == ("5", "")
