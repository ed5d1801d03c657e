"""The demonstration cluster: its tables are sound, its dates move with the start, its orders are worth looking at."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from clusterbench_gui.app.planning.demo import demo_sheets
from clusterbench_gui.exchange.networks.books import book_of
from clusterbench_gui.networks.ladder import Step, ladder
from clusterbench_gui.networks.making.tasks import made_of
from clusterbench_gui.networks.tree import curve_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def book():
    found, problems = book_of(demo_sheets())
    assert problems == ()
    return found


def test_the_cluster_is_as_large_as_a_real_one(book):
    assert (len(book.firms), len({one.technology for one in book.resources})) == (60, 12)
    assert 160 <= len(book.resources) <= 180
    routes = [sum(step.product == product for step in book.steps) for product in {one.product for one in book.steps}]
    assert (len(routes), min(routes), max(routes)) == (12, 6, 30)
    assert "wymyślony" in book.frame.name
    assert len({one.name for one in book.firms}) == 60


def test_every_technology_is_offered_by_several_firms_and_every_route_converges(book):
    firms = {one.code: one.firm for one in book.resources}
    for technology in {one.technology for one in book.steps}:
        assert len({firms[one.resource] for one in book.rates if one.technology == technology}) >= 2
    for product in {one.product for one in book.steps}:
        ends = [one.before for one in book.links if one.product == product]
        assert len(ends) == len(set(ends)) == sum(one.product == product for one in book.steps) - 1


@pytest.mark.parametrize("start", [None, date(2026, 11, 29), date(2027, 3, 23)])
def test_orders_are_possible_but_for_one_and_one_is_tight(start):
    book, _ = book_of(demo_sheets(start))
    verdicts = {one.code: ladder(made_of(book, [one.code]).task)[-1] for one in book.orders}
    assert {code for code, one in verdicts.items() if not one.holds} == {"Z-05"}
    assert verdicts["Z-05"].step in {Step.HOURS, Step.TIME}
    tight = made_of(book, ["Z-04"]).task
    assert 0 <= tight.rules[0].due - curve_of(tight, 0).earliest <= 4


def test_time_costs_money_in_every_order(book):
    for order in book.orders:
        curve = curve_of(made_of(book, [order.code]).task, 0)
        assert curve.cost(curve.earliest) > curve.cost(curve.earliest + 30)


@pytest.mark.parametrize("start", [date(2027, 1, 4), date(2028, 2, 29), date(2025, 6, 1)])
def test_dates_move_with_the_start_and_keep_their_day_of_the_week(book, start):
    moved, problems = book_of(demo_sheets(start))
    assert problems == ()
    assert moved.frame.start == start
    for one, other in zip(moved.windows, book.windows, strict=True):
        assert one.first.weekday() == other.first.weekday()
        assert 0 <= (one.first - start).days - (other.first - book.frame.start).days < 7
        assert one.last - one.first == other.last - other.first
    assert [one.due.weekday() for one in moved.orders] == [one.due.weekday() for one in book.orders]


def test_the_tables_are_those_of_the_script():
    script = ROOT / "scripts" / "build_network_demo.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
