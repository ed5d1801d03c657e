"""A book becomes a task, and its plans are told in the book's words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from clusterbench_gui.domain.networks import Answer, Status
from clusterbench_gui.domain.planning import Closure, ClusterFrame, Firm, Rate, Way, Window
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.ladder import Step, ladder
from clusterbench_gui.networks.making.calendar import days_of, free_hours
from clusterbench_gui.networks.making.modes import hours_of, price_of
from clusterbench_gui.networks.making.tasks import made_of
from clusterbench_gui.networks.making.variants import plan_of, proof_of, variant_of
from clusterbench_gui.networks.making.ways import kilometres, ways_of
from tests.networks.making.book import DAYS, START, three_steps_book
from tests.networks.small import earliest_plans, three_steps


def test_days_are_working_days_without_polish_holidays() -> None:
    days = days_of(ClusterFrame("", date(2012, 4, 27), days=6))
    assert [day.day for day in days] == [27, 30, 2, 4, 7, 8]
    corpus_christi = date(2012, 6, 7)
    assert corpus_christi not in DAYS
    assert corpus_christi in days_of(ClusterFrame("", START, days=20, holidays=False))
    assert days_of(ClusterFrame("", START, week=(0,) * 7)) == ()


def test_windows_replace_the_week_and_closures_both() -> None:
    book = three_steps_book()
    week = replace(book.resources[0], week=(8, 8, 8, 8, 4, 0, 0))
    closed = Closure(START + timedelta(days=1), START + timedelta(days=1))
    book = replace(
        book,
        resources=(week, *book.resources[1:]),
        windows=(Window("R0", START, START + timedelta(days=1), 5),),
        closures=(closed,),
    )
    assert free_hours(book, DAYS)["R0"][:5] == (5, 0, 8, 4, 8)


def test_the_published_example_comes_out_of_a_book_as_it_does_of_numbers() -> None:
    for due, count in ((13, 12), (12, 7), (11, 2), (10, 0)):
        made = made_of(three_steps_book(due), ["Z1"])
        ours = sorted((found.finish, found.cost) for _, found in earliest_plans(made.task))
        theirs = sorted((found.finish, found.cost) for _, found in earliest_plans(three_steps(due)))
        assert ours == theirs
        assert len(ours) == count


def test_a_variant_is_told_in_words_and_read_back() -> None:
    made = made_of(three_steps_book(13), ["Z1"])
    plan = min(earliest_plans(made.task), key=lambda one: one[1].cost)[0]
    found = figures(made.task, plan)
    variant = variant_of(made, plan, proof_of(made, Answer(Status.OPTIMAL, plan, found.cost, found.cost)))
    assert (variant.cost.all, variant.finish) == (402, DAYS[11])
    assert [(job.firm, job.first, job.last) for job in variant.jobs] == [
        ("F1", DAYS[1], DAYS[3]),
        ("F1", DAYS[4], DAYS[7]),
        ("F2", DAYS[9], DAYS[10]),
    ]
    assert [(one.sender, one.receiver, one.cost, one.arrives) for one in variant.shipments] == [
        ("F1", "F2", 12, DAYS[8]),
        ("F2", "", 20, DAYS[11]),
    ]
    assert variant.reliability == pytest.approx(0.95**2, abs=1e-4)
    assert plan_of(made, variant) == plan


def test_what_a_committed_variant_took_is_not_free_any_more() -> None:
    book = three_steps_book(13)
    made = made_of(book, ["Z1"])
    plan = min(earliest_plans(made.task), key=lambda one: one[1].cost)[0]
    variant = variant_of(made, plan, proof_of(made, Answer(Status.FOUND, plan)))
    others = tuple(replace(job, order="Z0") for job in variant.jobs)
    later = made_of(book, ["Z1"], taken=others)
    assert "plan-overload" in {one.code for one in check(later.task, plan)}
    assert check(made_of(book, ["Z1"], taken=variant.jobs).task, plan) == ()  # it would take its own place


def test_hours_and_prices_follow_the_rate() -> None:
    rate = Rate("R", "T", setup_hours=2, minutes_per_unit=3, price_per_hour=100, setup_price=50, scrap=0.2)
    assert hours_of(rate, 80) == pytest.approx(2 + 80 * 3 / 60 / 0.8)
    assert price_of(rate, 80) == 50 + 700
    assert price_of(Rate("R", "T", price_per_unit=1.5), 10) == 15


def test_an_operation_that_nobody_offers_is_named_by_the_ladder_and_by_a_note() -> None:
    book = three_steps_book()
    made = made_of(replace(book, rates=tuple(one for one in book.rates if one.technology != "T1")), ["Z1"])
    first = ladder(made.task)[0]
    assert (first.step, first.holds, first.about) == (Step.COMPETENCE, False, (1,))
    assert [note.code for note in made.notes if note.place.sheet == "operations"] == ["operation-unoffered"]


def test_a_rate_holds_on_its_days_only() -> None:
    book = three_steps_book(13)
    short = tuple(replace(one, last=DAYS[8]) if one.technology == "T2" else one for one in book.rates)
    plans = list(earliest_plans(made_of(replace(book, rates=short), ["Z1"]).task))
    assert all(plan.starts[2] + 1 <= 9 for plan, _ in plans)


def test_portions_share_a_step_and_certificates_lots_and_bars_leave_firms_out() -> None:
    book = three_steps_book()
    shared = replace(book.steps[0], portions=2, barred_firms=frozenset({"F1"}))
    order = replace(book.orders[0], quantity=10)
    made = made_of(replace(book, steps=(shared, *book.steps[1:]), orders=(order,)), ["Z1"])
    assert [(one.step, one.portion, one.quantity) for one in made.origins[:2]] == [("O0", 1, 5), ("O0", 2, 5)]
    assert {offer.resource for offers in made.offers[:2] for offer in offers} == {"R0"}
    assert [(link.before, link.after) for link in made.task.links] == [(0, 2), (1, 2), (2, 3)]
    strict = replace(book.orders[0], certificates=frozenset({"ISO 9001"}))
    notes = made_of(replace(book, orders=(strict,)), ["Z1"]).notes
    assert [note.code for note in notes].count("operation-unoffered") == 3


def test_ways_without_a_row_go_by_distance_and_unknown_ones_are_assumed_as_the_worst() -> None:
    leszno, poznan, warsaw = (51.84, 16.57), (52.41, 16.93), (52.23, 21.01)
    assert kilometres(poznan, warsaw) == pytest.approx(278, abs=2)
    frame = replace(three_steps_book().frame, km_price=3, shipment_price=50)
    firms = tuple(Firm(code, code, place=place) for code, place in zip("ABC", (leszno, poznan, warsaw), strict=True))
    book = replace(three_steps_book(), frame=frame, firms=(*firms, Firm("D", "D")), ways=(Way("A", "B", 0, 7),))
    ways = ways_of(book, book.firms)
    assert ways.transport.lags[0] == (0, 0, 2, 2)
    assert ways.transport.cost(1, 0) == 7
    assert ways.transport.cost(0, 3) == max(map(max, ways.transport.costs)) > 1000
    assert [(note.code, note.place.name) for note in ways.notes] == [("ways-assumed", "D")]
    heavy = replace(book, ways=(Way("A", "B", 1, 100, price_per_kg=0.5, vehicle_kg=1000),))
    assert ways_of(heavy, heavy.firms).transport.cost(0, 1, kg=2500) == 300 + 1250


def test_goods_go_to_the_customer_by_weight_and_unknown_ways_cost_as_the_dearest() -> None:
    book = three_steps_book()
    heavy = tuple(replace(step, kg_per_unit=100) for step in book.steps)
    way = Way("F0", "Z1", 3, 50, price_per_kg=0.25, vehicle_kg=1000)
    book = replace(
        book, steps=heavy, ways=(way, Way("F1", "Z1", 1, 20)), orders=(replace(book.orders[0], quantity=25),)
    )
    made = made_of(book, ["Z1"])
    assert made.task.deliveries[0].costs == (3 * 50 + 625, 20, 775, 775, 775)
    assert made.task.deliveries[0].lags == (3, 1, 2, 2, 2)


def test_rates_of_several_terms_are_no_hours_and_are_told_apart() -> None:
    book = three_steps_book(13)
    cut = DAYS[8]
    first = tuple(replace(one, last=cut) for one in book.rates if one.technology == "T2")
    second = tuple(replace(one, last=None, first=DAYS[9]) for one in first)
    rest = tuple(one for one in book.rates if one.technology != "T2")
    made = made_of(replace(book, rates=(*rest, *first, *second)), ["Z1"])
    hours = ladder(made.task)[1]
    assert hours.step is Step.HOURS
    assert (hours.allowed or 0) < 100
    for plan, _ in earliest_plans(made.task):
        variant = variant_of(made, plan, proof_of(made, Answer(Status.FOUND, plan)))
        assert plan_of(made, variant) == plan
    lost = replace(book, frame=replace(book.frame, start=DAYS[5]), rates=(*rest, *first, *second))
    assert plan_of(made_of(lost, ["Z1"]), variant) is None  # it began before the days that are looked at


def test_only_those_who_can_do_something_have_places_in_a_task() -> None:
    book = three_steps_book()
    idle = tuple(Firm(f"X{number}", f"X{number}") for number in range(400))
    more = tuple(replace(book.resources[0], code=f"RX{number}", firm=f"X{number}") for number in range(400))
    large = made_of(replace(book, firms=(*idle, *book.firms), resources=(*more, *book.resources)), ["Z1"])
    small = made_of(book, ["Z1"])
    assert large.firms == small.firms == ("F0", "F1", "F2", "F3", "F4")
    assert large.task == small.task


def test_what_cannot_be_planned_is_said() -> None:
    with pytest.raises(ProblemError, match="order-unknown"):
        made_of(three_steps_book(), ["Z9"])
    with pytest.raises(ProblemError, match="route-missing"):
        made_of(replace(three_steps_book(), steps=()), ["Z1"])
    with pytest.raises(ProblemError, match="calendar-empty"):
        made_of(replace(three_steps_book(), frame=ClusterFrame("", START, week=(0,) * 7)), ["Z1"])


def test_a_soft_due_date_costs_by_the_day() -> None:
    book = three_steps_book()
    soft = replace(book.orders[0], due=DAYS[10], due_is_soft=True, penalty_per_day=25.0)
    made = made_of(replace(book, orders=(soft,)), ["Z1"])
    answer = min(earliest_plans(made.task), key=lambda one: one[1].cost)
    variant = variant_of(made, answer[0], proof_of(made, Answer(Status.FOUND, answer[0])))
    assert (variant.cost.penalty, variant.cost.all) == (25, 427)
    assert (
        min(
            one.cost
            for _, one in earliest_plans(
                made_of(replace(book, orders=(replace(soft, penalty_per_day=40),)), ["Z1"]).task
            )
        )
        == 432
    )
