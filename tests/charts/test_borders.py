"""The outline of Poland: borders that are shared exactly, voivodeships of the right size beside the right neighbours."""

import json
import math
from collections import Counter
from itertools import combinations, pairwise

import pytest

from clusterbench_gui.charts.borders import REVERSED, borders, lines, spans, voivodeships
from clusterbench_gui.support.resources import resource

AREAS = {
    "dolnoslaskie": 19947,
    "kujawsko_pomorskie": 17972,
    "lubelskie": 25122,
    "lubuskie": 13988,
    "lodzkie": 18219,
    "malopolskie": 15183,
    "mazowieckie": 35558,
    "opolskie": 9412,
    "podkarpackie": 17846,
    "podlaskie": 20187,
    "pomorskie": 18310,
    "slaskie": 12333,
    "swietokrzyskie": 11711,
    "warminsko_mazurskie": 24173,
    "wielkopolskie": 29826,
    "zachodniopomorskie": 22892,
}
"""Square kilometres, Statistics Poland, 2012."""

NEIGHBOURS = {
    "dolnoslaskie": "lubuskie wielkopolskie opolskie",
    "kujawsko_pomorskie": "pomorskie warminsko_mazurskie mazowieckie lodzkie wielkopolskie",
    "lubelskie": "podlaskie mazowieckie swietokrzyskie podkarpackie",
    "lubuskie": "zachodniopomorskie wielkopolskie dolnoslaskie",
    "lodzkie": "kujawsko_pomorskie mazowieckie swietokrzyskie slaskie opolskie wielkopolskie",
    "malopolskie": "slaskie swietokrzyskie podkarpackie",
    "mazowieckie": "warminsko_mazurskie podlaskie lubelskie swietokrzyskie lodzkie kujawsko_pomorskie",
    "opolskie": "dolnoslaskie wielkopolskie lodzkie slaskie",
    "podkarpackie": "malopolskie swietokrzyskie lubelskie",
    "podlaskie": "warminsko_mazurskie mazowieckie lubelskie",
    "pomorskie": "zachodniopomorskie wielkopolskie kujawsko_pomorskie warminsko_mazurskie",
    "slaskie": "opolskie lodzkie swietokrzyskie malopolskie",
    "swietokrzyskie": "lodzkie mazowieckie lubelskie podkarpackie malopolskie slaskie",
    "warminsko_mazurskie": "pomorskie kujawsko_pomorskie mazowieckie podlaskie",
    "wielkopolskie": "zachodniopomorskie pomorskie kujawsko_pomorskie lodzkie opolskie dolnoslaskie lubuskie",
    "zachodniopomorskie": "pomorskie wielkopolskie lubuskie",
}

CITIES = {
    "dolnoslaskie": [(17.03, 51.11), (16.16, 51.21), (16.28, 50.77)],
    "kujawsko_pomorskie": [(18.00, 53.12), (18.60, 53.01), (19.07, 52.65)],
    "lubelskie": [(22.57, 51.25), (23.12, 52.03), (23.25, 50.72)],
    "lubuskie": [(15.24, 52.73), (15.51, 51.94)],
    "lodzkie": [(19.46, 51.77), (18.73, 51.60), (20.15, 51.95)],
    "malopolskie": [(19.94, 50.06), (20.99, 50.01), (20.70, 49.62)],
    "mazowieckie": [(21.01, 52.23), (21.15, 51.40), (19.70, 52.55), (22.29, 52.17), (21.57, 53.08)],
    "opolskie": [(17.93, 50.67), (17.33, 50.47)],
    "podkarpackie": [(22.00, 50.04), (22.77, 49.78), (22.05, 50.57)],
    "podlaskie": [(23.16, 53.13), (22.93, 54.10), (22.07, 53.18)],
    "pomorskie": [(18.60, 54.35), (17.03, 54.46), (17.56, 53.70)],
    "slaskie": [(19.02, 50.26), (19.12, 50.81), (19.05, 49.82)],
    "swietokrzyskie": [(20.63, 50.87), (21.40, 50.93)],
    "warminsko_mazurskie": [(20.48, 53.78), (19.40, 54.16), (22.36, 53.83)],
    "wielkopolskie": [(16.93, 52.41), (18.09, 51.76), (16.74, 53.15), (18.25, 52.22), (16.57, 51.84)],
    "zachodniopomorskie": [(14.55, 53.43), (16.18, 54.19), (16.47, 53.27)],
}
"""Larger cities (longitude, latitude)."""

MIDDLE = math.cos(math.radians(52))


def signed_area(ring):
    return sum(x * v - u * y for (x, y), (u, v) in pairwise((*ring, ring[0]))) / 2


def inside(ring, x, y):
    return any(start < x < end for start, end in spans(ring, y))


def test_every_border_line_belongs_to_the_two_voivodeships_of_its_name_or_to_one_and_abroad():
    used = Counter()
    for value, names in borders().items():
        for name in names:
            used[name.removeprefix(REVERSED)] += 1
            assert value in name.removeprefix(REVERSED).split("-")
    assert set(used) == set(lines())
    for name, count in used.items():
        assert count == (1 if name.endswith("-abroad") else 2)
    shared = [one for names in borders().values() for one in names]
    assert all(shared.count(name) <= 1 for name in shared), "neighbours run through a shared line in opposite ways"


def test_borders_close_and_never_cross():
    ends = []
    for names in borders().values():
        runs = [
            lines()[name.removeprefix(REVERSED)][::-1] if name.startswith(REVERSED) else lines()[name] for name in names
        ]
        assert all(one[-1] == other[0] for one, other in pairwise((*runs, runs[0])))
    ends = [step for points in lines().values() for step in pairwise(points)]
    crossed = [(one, other) for one, other in combinations(ends, 2) if cross(one, other)]
    assert crossed == []


def cross(one, other):
    if set(one) & set(other):
        return False
    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0


def side(step, point):
    (ax, ay), (bx, by) = step
    return (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)


def test_areas_are_those_of_the_voivodeships():
    degree = 111.2  # kilometres
    found = {one.value: signed_area(one.ring) * degree**2 for one in voivodeships()}
    assert found == pytest.approx(AREAS, rel=0.08)
    assert sum(found.values()) == pytest.approx(sum(AREAS.values()), rel=0.01)


def test_neighbours_are_those_of_the_voivodeships():
    pairs = [name.split("-") for name in lines() if not name.endswith("-abroad")]
    for value, expected in NEIGHBOURS.items():
        found = {one for pair in pairs if value in pair for one in pair} - {value}
        assert found == set(expected.split())


@pytest.mark.parametrize("value", CITIES)
def test_cities_lie_in_their_voivodeships_and_labels_inside(value):
    outlines = {one.value: one for one in voivodeships()}
    for longitude, latitude in CITIES[value]:
        found = [one.value for one in outlines.values() if inside(one.ring, longitude * MIDDLE, latitude)]
        assert found == [value]
    assert inside(outlines[value].ring, *outlines[value].label)


def test_keys_are_those_that_coordinators_choose():
    rows = resource("editions", "cluster-2012", "coordinator.md").read_text(encoding="utf-8").splitlines()
    keys = {row.split("|")[3].strip() for row in rows if row.startswith("| | voivodeship | ")}
    assert keys == {one.value for one in voivodeships()} == set(AREAS)


def test_the_file_says_where_it_comes_from():
    said = json.loads(resource("maps", "poland.json").read_text(encoding="utf-8"))
    assert "no data set of borders" in said["source"]
    assert said["licence"] == "MIT"
