"""What the window asks while a hand waits, on the example whose twelve combinations are known."""

from dataclasses import replace

import pytest

from clusterbench_gui.app.planning.answers import Wish
from clusterbench_gui.app.planning.bench import Bench, Move
from clusterbench_gui.app.planning.boards import key_of
from clusterbench_gui.app.planning.limits import Limits, limited, limited_order, limits_of
from clusterbench_gui.app.planning.searching import differ, find, without
from clusterbench_gui.app.planning.subject import Subject
from clusterbench_gui.app.planning.verdicts import Sign, rungs
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.networks.causes import Cause
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.ladder import Step
from clusterbench_gui.networks.making.tasks import made_of
from tests.networks.making.book import DAYS, three_steps_book

QUIET = {"progress": lambda _best, _bound: None, "cancelled": lambda: False}


def found(book, **more):
    return find(book, ["Z1"], (), Wish(6.0), **(QUIET | more))


@pytest.fixture(scope="module")
def subject():
    """The cheapest variant of the example, F1 F1 F2 for 402, with room for a later one."""
    book = three_steps_book(15)
    return Subject(book, (), found(book).variants[-1])


def test_the_front_of_the_example_is_found_and_proved():
    told = []
    result = found(three_steps_book(13), progress=lambda best, bound: told.append((best, bound)))
    assert [(one.finish, one.cost.all) for one in result.variants] == [(DAYS[10], 432), (DAYS[11], 402)]
    assert {one.proof.status for one in result.variants} == {Status.OPTIMAL}
    assert all(bound <= best for best, bound in told)


def test_a_due_date_too_early_is_said_in_days_and_the_way_out_leads_to_a_plan():
    book = three_steps_book(10)
    rung = next(one for one in rungs(made_of(book, ["Z1"])) if one.step is Step.TIME)
    assert (rung.sign, rung.needed, rung.allowed, rung.day, rung.latest) == (Sign.BAD, 11, 10, DAYS[10], DAYS[9])
    result = found(book)
    assert (result.status, result.variants) == (Status.IMPOSSIBLE, ())
    first = result.ways[0]
    assert [(one.cause, one.amount, one.day) for one in first.hindrances] == [(Cause.DUE, 1, DAYS[10])]
    assert first.limits == Limits(DAYS[10])
    after = found(limited(book, {"Z1": first.limits}))
    assert [one.cost.all for one in after.variants] == [first.cost]


def test_a_budget_too_low_is_said_in_money():
    result = found(three_steps_book(13, budget=400))
    assert result.status is Status.IMPOSSIBLE
    assert [one.cause for one in result.ways[0].hindrances] == [Cause.BUDGET]
    assert result.ways[0].limits == Limits(DAYS[12], 402.0)


def test_a_search_that_is_stopped_says_so_and_keeps_what_it_has():
    result = found(three_steps_book(13), cancelled=lambda: True)
    assert result.stopped
    assert result.status is not Status.IMPOSSIBLE


def test_memory_that_runs_out_is_one_sentence(monkeypatch):
    def full(*_args, **_more):
        raise MemoryError

    monkeypatch.setattr("clusterbench_gui.app.planning.searching.made_of", full)
    with pytest.raises(ProblemError) as caught:
        found(three_steps_book())
    assert [one.code for one in caught.value.problems] == ["planning-memory"]


def test_typed_limits_climb_as_the_table_would():
    book, bench = three_steps_book(13), Bench()
    order = book.orders[0]
    for limits in (
        limits_of(order),
        Limits(DAYS[9]),
        Limits(DAYS[12], 300.0),
        Limits(reliability=0.99),
        Limits(partners=1),
    ):
        there = limited(book, {"Z1": limits})
        assert bench.ladder(book, limited_order(order, limits), ()) == rungs(made_of(there, ["Z1"]))


def test_a_board_has_partners_first_and_knows_who_could_do_what(subject):
    board = Bench().board(subject)
    assert [row.firm for row in board.rows] == ["F1", "F2", "F0", "F3", "F4"]
    assert board.rows[0].free[:10] == (0, *(1,) * 8, 0)
    assert board.able["Z1", "O2", 0] == {"F2", "F3", "F4"}
    assert [(one.before[1], one.after[1], one.days) for one in board.carried] == [("O1", "O2", 1)]
    assert board.due == DAYS[14]


def test_every_move_says_what_the_checker_says(subject):
    bench, made = Bench(), subject.made()
    plan = subject.plan(made)
    before = figures(made.task, plan)
    held = 0
    for job in subject.variant.jobs:
        for firm in sorted(bench.board(subject).able[key_of(job)]):
            for start in range(16):
                moved = bench.move(subject, Move(key_of(job), firm, start))
                assert moved.holds == (moved.variant is not None)
                if moved.variant is None:
                    assert all(one.name and not one.name.isdigit() for one in moved.broken)
                    continue
                held += 1
                there = subject.__class__(subject.book, (), moved.variant).plan(made)
                assert not check(made.task, there)
                assert moved.cost == figures(made.task, there).cost - before.cost
                assert moved.variant.by_hand
    assert held > 3


def test_what_breaks_is_named_and_what_follows_can_be_pushed(subject):
    bench = Bench()
    first = subject.variant.jobs[0]
    move = Move(key_of(first), first.firm, first.start + 1)
    moved = bench.move(subject, move)
    broken = moved.broken[0]
    assert (broken.code, broken.name, broken.other, broken.ready) == ("plan-order", "O1", "O0", DAYS[5])
    pushed = bench.push(subject, move)
    assert pushed is not None
    assert [job.start for job in pushed.variant.jobs] == [2, 5, 10]
    assert bench.push(subject, replace(move, start=6)) is None


def test_a_firm_without_an_offer_and_a_late_transport(subject):
    bench = Bench()
    last = subject.variant.jobs[-1]
    assert [one.code for one in bench.move(subject, Move(key_of(last), "F0", 3)).broken] == ["move-unable"]
    late = bench.delay(subject, ("Z1", "O1", 0), ("Z1", "O2", 0), 2)
    assert (late.holds, late.days, late.cost) == (True, 2, 0)
    sent = bench.board(subject).sent
    assert [(one.order, one.firm, one.days, one.name) for one in sent] == [("Z1", "F2", 1, "Firma 2")]
    late = bench.delay_delivery(subject, "Z1", "F2", 3)
    assert (late.holds, late.days, late.cost) == (True, 3, 0)
    late = bench.delay_delivery(subject, "Z1", "F2", 4)
    assert [(one.code, one.name, one.day, one.ready) for one in late.broken] == [
        ("plan-late", "Z1", DAYS[15], DAYS[14])
    ]
    assert bench.delay_delivery(subject, "Z1", "F2", 10).broken[0].day is None


def test_others_do_without_partners_and_a_lost_firm_is_replaced(subject):
    for result in (differ(subject, Wish(3.0), **QUIET), without(subject, ("F1", None), Wish(3.0), **QUIET)):
        assert all(
            not check(subject.made().task, Subject(subject.book, (), one).plan(subject.made()))
            for one in result.variants
        )
    lost = without(subject, ("F2", DAYS[6]), Wish(3.0), **QUIET)
    jobs = lost.variants[0].jobs
    assert lost.variants[0].proof.fingerprint != subject.variant.proof.fingerprint
    assert jobs[0] == subject.variant.jobs[0]
    assert all(job.firm != "F2" for job in jobs)


def test_a_variant_whose_offer_is_gone_is_said_to_be_old(subject):
    book = replace(subject.book, rates=subject.book.rates[1:2])
    with pytest.raises(ProblemError) as caught:
        Bench().board(replace(subject, book=book))
    assert [one.code for one in caught.value.problems] == ["variant-outdated"]


def test_work_whose_goods_would_come_after_the_last_day_does_not_hold(subject):
    whole = replace(subject.book.windows[0], resource="R2", first=DAYS[0], last=DAYS[19])
    book = replace(limited(subject.book, {"Z1": Limits()}), windows=(*subject.book.windows[:2], whole))
    last = key_of(subject.variant.jobs[2])
    moved = Bench().move(replace(subject, book=book), Move(last, "F2", 18))
    assert [one.code for one in moved.broken] == ["plan-delivered-beyond"]
    assert Bench().move(replace(subject, book=book), Move(last, "F2", 17)).holds


def test_work_moved_to_days_on_which_an_offer_does_not_hold_is_said_so(subject):
    rates = tuple(replace(one, last=DAYS[10]) if one.technology == "T2" else one for one in subject.book.rates)
    moved = Bench().move(
        replace(subject, book=replace(subject.book, rates=rates)), Move(key_of(subject.variant.jobs[2]), "F2", 10)
    )
    assert [(one.code, one.day) for one in moved.broken] == [("plan-term", DAYS[11])]
    ended = tuple(replace(one, last=DAYS[3]) if one.technology == "T2" else one for one in subject.book.rates)
    result = found(replace(three_steps_book(13), rates=ended))
    assert [one.cause for one in result.ways[0].hindrances] == [Cause.TERM]


def test_an_operation_that_nobody_offers_is_the_only_reason():
    book = three_steps_book(13)
    for rates, names in ((book.rates[2:4], ("O0", "O2")), ((), ("O0", "O1", "O2"))):
        result = found(replace(book, rates=rates))
        assert result.status is Status.IMPOSSIBLE
        assert [(one.cause, one.about) for way in result.ways for one in way.hindrances] == [(Cause.COMPETENCE, names)]
