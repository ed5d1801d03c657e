"""Costs that sum, hours that are not invented, the front, futures and the map."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.charts.networks import capacity, costs, front, futures, geography
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Cost
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import CONTRAST, DARK, LIGHT
from tests.charts.extremes import faults
from tests.charts.networks.books import free_hours, large, small

EN, PL = texts("en"), texts("pl")
PAPER = replace(LIGHT, paper=True)
LOOKS = [(LIGHT, (8, 5.5), small()), (PAPER, (6.54, 4), large()), (CONTRAST, (5, 4), large()), (DARK, (4, 3), small())]


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("lost", [0, 137])
def test_the_parts_sum_to_the_cost_of_the_variant(lost):
    view = large()
    cost = replace(view.variant.cost, work=view.variant.cost.work + lost)
    view = replace(view, variant=replace(view.variant, cost=cost))
    parts = costs.parts_of(view, EN)
    assert sum(part.all for part in parts) == cost.all
    assert costs.table(view, EN)[1][-1] == (
        "all",
        *(EN.number(v, 0) for v in (cost.work, cost.transport, cost.penalty, cost.all)),
    )
    assert ("not of one partner" in [part.name for part in parts]) == bool(lost)
    figure = costs.costs_figure(view, LIGHT, EN)
    widths = dict.fromkeys(("total", "other"), 0.0)
    for patch in figure.axes[0].patches:
        if patch.get_gid():
            widths["total" if patch.get_gid() == "total" else "other"] += patch.get_width()
    assert widths["other"] == pytest.approx(widths["total"], rel=0.02)


@pytest.mark.parametrize(("theme", "size", "view"), LOOKS)
def test_pictures_are_clean_at_every_size(theme, size, view):
    free = free_hours(view)
    for figure in (
        costs.costs_figure(view, theme, PL, size=size),
        capacity.capacity_figure(view, free, theme, PL, size=size),
        geography.network_map_figure(view, theme, PL, size=size),
    ):
        assert faults(figure) == []


def test_hours_that_are_not_known_are_no_zero():
    view = small()
    free = free_hours(view)
    del free["R2"]
    free["R1"] = {day: hours for day, hours in free["R1"].items() if day < date(2026, 6, 8)}
    uses = {use.resource: use for use in capacity.uses_of(view, free)}
    assert uses["R2"].all.free is None
    assert [hours.free is None for hours in uses["R1"].weeks] == [False, True]
    rows = {(row[1], row[2]): row[3:] for row in capacity.table(view, free, EN)[1]}
    assert rows["Spawalnia", "1 Jun 2026"] == ("–", "0", "12", "–")
    assert "16 h, free hours not known" in texts_of(capacity.capacity_figure(view, free, LIGHT, EN))


def test_hours_before_taken_and_left_add_up():
    view, other = small(), small().variant
    free = free_hours(view, other)
    for use in capacity.uses_of(view, free, [other]):
        for hours in (*use.weeks, use.all):
            assert hours.free == hours.others + hours.own + hours.left
        assert use.all.own == use.all.others > 0
    bought = replace(view, variant=replace(other, jobs=tuple(replace(job, hours_per_day=0) for job in other.jobs)))
    assert capacity.uses_of(bought, free) == ()


POINTS = (
    (37, 30601),
    (38, 29880),
    (40, 29784),
    (41, 28631),
    (44, 28280),
    (45, 28251),
    (47, 28202),
    (51, 27835),
    (52, 27374),
)


def variants(points=POINTS, found=()):
    one = small().variant
    return [
        replace(
            one,
            finish=date(2026, 6, 1) + timedelta(days=day),
            cost=Cost(cost),
            proof=replace(one.proof, status=Status.FOUND if place in found else Status.OPTIMAL),
        )
        for place, (day, cost) in enumerate(points)
    ]


@pytest.mark.parametrize(("theme", "size"), [(LIGHT, (8, 5.5)), (DARK, (5, 4))])
def test_the_front_tells_proved_from_found_and_the_chosen_one(theme, size):
    several = variants(found=(2, 5))
    figure = front.front_figure(several, theme, EN, chosen=3, due=several[6].finish, size=size)
    marks = {line.get_gid(): line for line in figure.axes[0].lines if (line.get_gid() or "").startswith("variant:")}
    assert len(marks) == 9
    assert [number for number in range(9) if marks[f"variant:{number}"].get_color() == theme.accent] == [3]
    assert sum(line.get_gid() == "found" for line in figure.axes[0].lines) == 2
    assert faults(figure) == []
    words = front.describe(several, EN, chosen=3)
    assert words.startswith(
        "Whoever waits 15 days saves 3,227\xa0PLN: 30,601\xa0PLN on 8\xa0Jul or 27,374\xa0PLN on 23 Jul 2026."
    )
    assert words.count("chosen") == 1


def test_a_variant_that_another_beats_is_no_step():
    several = variants([(3, 100), (5, 120), (6, 90)])
    figure = front.front_figure(several, LIGHT, EN)
    (steps,) = [line for line in figure.axes[0].lines if line.get_gid() == "front"]
    at = {gid: box.middle for gid, box in regions(figure) if gid.startswith("variant:")}
    corners = [pytest.approx(corner) for corner in zip(steps.get_xdata(), steps.get_ydata(), strict=True)]
    assert [at[f"variant:{number}"] in corners for number in range(3)] == [True, False, True]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 90), min_size=1, max_size=60), st.integers(0, 30), st.integers(0, 90))
def test_quantiles_count_all_futures_and_bars_lose_none(days, failed, due):
    start = date(2026, 6, 1)
    counts = {}
    for day in days:
        counts[start + timedelta(days=day)] = counts.get(start + timedelta(days=day), 0) + 1
    one = futures.Futures(counts, start + timedelta(days=due), None, failed)
    every = sorted(days)
    for share in (0.5, 0.9):
        needed = -(-share * (len(days) + failed) // 1)
        expected = start + timedelta(days=every[int(needed) - 1]) if needed <= len(days) else None
        assert one.by(share) == expected
    assert one.on_time == sum(day <= due for day in days)
    bars = futures._bars(one, futures._days(one))
    assert sum(count for *_, count in bars) == len(days)
    assert all((first > one.due) == (last > one.due) for first, last, _ in bars)


@pytest.mark.parametrize("spread", [1, 20, 200])
def test_futures_are_clean_and_say_how_often_it_is_on_time(spread):
    start = date(2026, 7, 1)
    counts = {start + timedelta(days=day): 1 + 960 // (day + 1) for day in range(spread)}
    one = futures.Futures(counts, start + timedelta(days=5), start, 40)
    for theme, size in ((LIGHT, (8, 4.2)), (PAPER, (6.54, 3))):
        assert faults(futures.futures_figure(one, theme, PL, size=size)) == []
    on_time = sum(count for day, count in counts.items() if day <= one.due)
    assert futures.describe(one, EN).startswith(
        f"On time (6 Jul 2026) in {EN.number(on_time, 0)} of {EN.number(one.all, 0)} futures."
    )
    assert futures.table(one, EN)[1][-1][:2] == ("never", "40")


def test_who_has_no_place_is_told_in_words_and_who_is_far_off_stands_at_the_edge():
    near = geography.network_map_figure(small(), LIGHT, EN)
    assert "Without a place on the map: Montaż-Serwis Wrzesień" in texts_of(near)
    assert {gid for gid, _ in regions(near) if gid.startswith(("firm:", "customer:"))} == {
        "firm:F1",
        "firm:F2",
        "customer:Z1",
    }
    view = small()
    far = replace(view.book.orders[0], place=(43.3, 5.4))
    figure = geography.network_map_figure(replace(view, book=replace(view.book, orders=(far,))), LIGHT, EN)
    assert any("beyond the map" in line for line in texts_of(figure))
    assert faults(figure) == []
    nowhere = replace(view, book=replace(view.book, firms=tuple(replace(one, place=None) for one in view.book.firms)))
    assert "No partner has a place on the map" in texts_of(geography.network_map_figure(nowhere, LIGHT, EN))
