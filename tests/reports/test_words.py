"""Values and distances in words."""

import pytest

from clusterbench_gui.domain.editions import Node
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.words import moment, quantity, signed, to_benchmark
from clusterbench_gui.support.texts import texts

EN, PL = texts("en"), texts("pl")


def node(unit: str) -> Node:
    return Node("X", {"en": "x"}, 1, unit={"en": unit})


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (12.0, "meetings", "12"),
        (12.0, "% of members", "12.0"),
        (0.0, "meetings", "0"),
        (12.345, "FTE", "12.3"),
        (0.345, "FTE", "0.34"),
        (17683.9, "PLN per member", "17,684"),
        (-2.5, "PLN", "−2.50"),
    ],
)
def test_counts_have_no_decimals_and_shares_one(value: float, unit: str, expected: str) -> None:
    assert quantity(value, node(unit), EN) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(3.25, "+3,2"), (-3.26, "−3,3"), (0.0, "0,0"), (0.04, "0,0"), (-0.04, "0,0"), (None, "–")]
)
def test_a_distance_has_a_sign_unless_it_prints_as_nothing(value: float | None, expected: str) -> None:
    assert signed(value, PL) == expected


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (60.0, "The score lies 10.0 points above the benchmark of 50.0."),
        (40.0, "The score lies 10.0 points below the benchmark of 50.0."),
        (50.04, "The score equals the benchmark of 50.0."),
    ],
)
def test_the_distance_to_the_benchmark_is_a_sentence(score: float, expected: str) -> None:
    place = Standing(node(""), crowd=True, score=score, raw=None, coverage=1.0, missing=None, benchmark=50.0)
    assert to_benchmark(place, EN) == expected


def test_a_date_without_a_time_zone_is_read_as_utc() -> None:
    found = moment("2012-08-14")
    assert found is not None
    assert found.isoformat() == "2012-08-14T00:00:00+00:00"
    assert moment("") is None
