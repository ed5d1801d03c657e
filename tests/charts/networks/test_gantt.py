"""Work over the working days: bars as long as their days, pages that lose nothing."""

from dataclasses import replace
from datetime import date

import pytest

from clusterbench_gui.charts.networks.gantt import describe, gantt_figure, page_count, table
from clusterbench_gui.charts.networks.gantt_rows import By
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.extremes import faults
from tests.charts.networks.books import free_hours, large, small

EN, PL = texts("en"), texts("pl")
PAPER = replace(LIGHT, paper=True)
PORTRAIT, LANDSCAPE = (6.54, 9.2), (9.96, 6.5)
"""What A4 leaves between its margins."""


def bars(figure):
    return {gid: box for gid, box in regions(figure) if gid.startswith("job:")}


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("by", By)
def test_bars_are_as_long_as_their_working_days_and_days_off_have_no_column(by):
    found = bars(gantt_figure(small(), LIGHT, EN, by=by))
    day = found["job:Z1:10:0"].width / 3  # 1, 2 and 3 June
    assert found["job:Z1:20:0"].width == pytest.approx(4 * day)  # 2, 3, 5 and 8 June: the 4th and a weekend are off
    assert found["job:Z1:20:0"].left == pytest.approx(found["job:Z1:10:0"].left + day)
    assert found["job:Z1:30:0"].left == pytest.approx(found["job:Z1:20:0"].right + day)  # 9 June on the way
    assert "4" not in texts_of(gantt_figure(small(), LIGHT, EN, by=by))


def test_title_says_when_it_is_delivered_and_how_that_stands_to_the_due_date():
    view = small()
    late = replace(view.book.orders[0], due=date(2026, 6, 14))
    assert describe(view, EN).startswith("Delivery on 15 Jun 2026, 2 days before the due date.")
    said = describe(replace(view, book=replace(view.book, orders=(late,))), EN)
    assert said.startswith("Delivery on 15 Jun 2026, 1 day after the due date.")
    assert "due 17\xa0Jun" in texts_of(gantt_figure(view, LIGHT, EN))


@pytest.mark.parametrize(("size", "by"), [(PORTRAIT, By.FIRM), (LANDSCAPE, By.OPERATION)])
def test_forty_jobs_stand_on_one_page_of_paper(size, by):
    view = large(40, depth=12)
    assert page_count(view, PAPER, EN, by=by, free=free_hours(view), size=size) == 1
    figure = gantt_figure(view, PAPER, EN, by=by, free=free_hours(view), size=size)
    assert len(bars(figure)) == 40
    assert min(text.get_fontsize() for text in figure.axes[0].texts) >= 7.5 - 1
    assert faults(figure) == []


def test_pages_hold_every_job_once_and_look_alike():
    view = large(95, depth=20)
    count = page_count(view, PAPER, EN, size=LANDSCAPE)
    pages = [gantt_figure(view, PAPER, EN, page=page, size=LANDSCAPE) for page in range(count)]
    found = [gid for page in pages for gid in bars(page)]
    assert len(pages) > 1
    assert len(found) == len(set(found)) == 95
    assert f"page 2 of {len(pages)}" in pages[1].source
    assert faults(pages[0]) == []


def test_a_due_date_far_off_does_not_squeeze_the_work():
    view = small()
    far = replace(view.book.orders[0], due=date(2026, 12, 1))
    figure = gantt_figure(replace(view, book=replace(view.book, orders=(far,))), LIGHT, EN)
    assert bars(figure)["job:Z1:10:0"].width > bars(gantt_figure(view, LIGHT, EN))["job:Z1:10:0"].width
    assert not [line for line in texts_of(figure) if line.startswith("due")]
    assert figure.headline == "Delivery on 15 Jun 2026, 169 days before the due date"


def test_due_date_and_days_of_a_calendar_that_is_given():
    view = replace(small(), days=tuple(date(2026, 6, day) for day in range(1, 18)))
    found = bars(gantt_figure(view, LIGHT, EN))
    assert found["job:Z1:20:0"].width == pytest.approx(found["job:Z1:10:0"].width / 3 * 7)


def test_a_variant_without_work_says_so():
    view = small()
    empty = replace(view, variant=replace(view.variant, jobs=(), shipments=()))
    assert "There is no work in this plan" in texts_of(gantt_figure(empty, LIGHT, EN))
    assert table(empty, EN)[1] == ()
    assert faults(gantt_figure(empty, LIGHT, PL)) == []


def test_two_orders_are_told_apart():
    view, other = small(), large(6, depth=3)
    both = replace(
        view,
        book=replace(
            view.book, orders=(*view.book.orders, *other.book.orders), steps=view.book.steps + other.book.steps
        ),
        variant=replace(
            view.variant,
            orders=("Z1", "Z9"),
            jobs=view.variant.jobs + other.variant.jobs,
            shipments=view.variant.shipments + other.variant.shipments,
            finish=other.variant.finish,
        ),
    )
    figure = gantt_figure(both, LIGHT, EN, by=By.OPERATION)
    assert any(
        line.startswith("2 orders delivered by") and line.endswith("1 late") for line in describe(both, EN).split(".")
    )
    assert len(bars(figure)) == 9
    assert faults(figure) == []
