"""Charts of groups: the map of voivodeships and the rows of a grouping."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from clusterbench_gui.charts import classes, groups, voivodeships
from clusterbench_gui.charts.heat import heat
from clusterbench_gui.charts.pointing import regions as pointed
from clusterbench_gui.charts.tones import ink_on
from clusterbench_gui.domain.findings import Region, Regions
from clusterbench_gui.domain.scores import Grouping
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import CONTRAST, DARK, LIGHT
from tests.charts.extremes import extremes, faults
from tests.charts.findings import VOIVODESHIPS, regions_of
from tests.helpers.colours import VISIONS, distance

EN = Texts("en")
EXTREMES = extremes()
CHARTS = {
    "map": (voivodeships.voivodeships_figure, voivodeships.describe, voivodeships.table),
    "groups": (groups.groups_figure, groups.describe, groups.table),
}
FEW = "few"


@pytest.fixture(scope="module")
def many(make):
    return regions_of(make(120, large=True))


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def outlines(figure):
    return {
        patch.get_gid().removeprefix("outline "): patch
        for patch in figure.axes[0].patches
        if str(patch.get_gid()).startswith("outline ")
    }


def hatched(figure):
    gids = (one.get_gid() for one in figure.axes[0].collections if isinstance(one, LineCollection))
    return {gid.removeprefix("few ") for gid in gids if gid and gid.startswith("few ")}


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(("theme", "language"), [(LIGHT, "pl"), (DARK, "en"), (CONTRAST, "pl")])
@pytest.mark.parametrize("focus", [None, "K06"])
def test_pictures_are_clean_in_every_theme_and_language(many, chart, theme, language, focus):
    figure, describe, _table = CHARTS[chart]
    study, data = many
    texts = Texts(language)
    assert not faults(figure(study, data, theme, texts, focus=focus))
    assert describe(study, data, texts, focus=focus).endswith(".")


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("name", EXTREMES)
def test_extreme_studies_give_clean_pictures_or_a_sentence(chart, name):
    figure, describe, _table = CHARTS[chart]
    study, data = regions_of(EXTREMES[name], unknown=0)
    for focus in (None, study.scores.clusters[0]):
        assert not faults(figure(study, data, LIGHT, EN, focus=focus))
        assert describe(study, data, EN, focus=focus).endswith(".")


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("size", [(4.5, 4.5), (11, 6), (6, 9)])
def test_values_find_room_on_sheets_of_any_shape(many, chart, size):
    study, data = many
    assert not faults(CHARTS[chart][0](study, data, LIGHT, EN, focus="K06", size=size))


def test_colours_follow_the_medians_and_few_are_hatched_without_a_value(many):
    study, data = many
    figure = voivodeships.voivodeships_figure(study, data, LIGHT, EN)
    found = outlines(figure)
    assert set(found) == set(VOIVODESHIPS)
    values = {row.value: row for row in data.rows}
    known = sorted((row for row in data.rows if row.median is not None), key=lambda row: row.median)
    order = [heat(number / 255) for number in range(256)]
    places = [order.index(hex_of(found[row.value])) for row in known]
    assert places == sorted(places)
    assert places[-1] - places[0] > 128, "the colours span the medians"
    assert hatched(figure) == {value for value, row in values.items() if row.count and row.median is None}
    assert hatched(figure)
    printed = texts_of(figure)
    for row in known:
        assert f"{row.median:.1f}" in printed


def hex_of(patch):
    return "#" + "".join(f"{round(part * 255):02x}" for part in patch.get_facecolor()[:3])


def test_the_pointer_finds_every_voivodeship_inside_its_outline(many):
    study, data = many
    figure = voivodeships.voivodeships_figure(study, data, LIGHT, EN)
    found = outlines(figure)
    strips = pointed(figure)
    assert {gid for gid, _box in strips} == {f"region:{value}" for value in VOIVODESHIPS}
    for gid, box in strips:
        paths = found[gid.removeprefix("region:")].get_path()
        assert paths.contains_point(box.middle)
    covered = sum(box.width * box.height for _gid, box in strips)
    land = sum(area(patch.get_path().vertices) for patch in found.values())
    assert covered == pytest.approx(land, rel=0.01)


def area(points):
    x, y = np.asarray(points).T
    return abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2


def test_rows_stand_at_their_quartiles(many):
    study, data = many
    figure = groups.groups_figure(study, data, LIGHT, EN)
    axes = figure.axes[0]
    bands = [patch.get_bbox() for patch in axes.patches if patch.get_gid() == "middle-half"]
    medians = [float(line.get_xdata()[0]) for line in axes.lines if line.get_gid() == "median"]
    quartiles = [row for row in data.rows if row.lower is not None]
    ends = np.array([end for row in quartiles for end in (row.lower, row.upper)])
    places = np.array([end for band in bands for end in (band.x0, band.x1)])
    slope, start = np.polyfit(ends, places, 1)
    assert places == pytest.approx(slope * ends + start)
    expected = [row.median for row in data.rows if row.median is not None]
    assert medians == pytest.approx(slope * np.array(expected) + start)
    for mark in ("Median 51.1", "Benchmark 71.0"):
        assert mark.lower() in [text.lower() for text in texts_of(figure)]


@pytest.mark.parametrize("chart", CHARTS)
def test_a_class_of_a_crowd_with_the_focus_in_it_is_few(many, chart):
    study, data = many
    figure, describe, table = CHARTS[chart]
    members = study.groupings[0].members
    row = next(row for row in data.rows if row.count == study.method.crowd)
    focus = next(code for code, value in members.items() if value == row.value and study.scores.cells[code]["IX"].score)
    name, value = VOIVODESHIPS[row.value][1], f"{row.median:.1f}"
    assert dict(cells(table(study, data, EN)))[name][:2] == (str(row.count), value)
    assert dict(cells(table(study, data, EN, focus=focus)))[name][:2] == (FEW, "–")
    assert f"{name} {value}" not in describe(study, data, EN, focus=focus)
    shown = texts_of(figure(study, data, LIGHT, EN, focus=focus))
    others = {f"{one.median:.1f}" for one in data.rows if one.median is not None and one is not row}
    assert value in others or value not in shown


def cells(found):
    return [(row[0], row[1:]) for row in found[1]]


def test_table_has_every_class_and_all_clusters(many):
    study, data = many
    headings, rows = groups.table(study, data, EN, focus="K06", names=False)
    assert headings[0] == "Voivodeship"
    told = {row[0]: row[1:] for row in rows}
    for row in data.rows:
        count, *figures, _benchmark = told[VOIVODESHIPS[row.value][1]]
        expected = [row.median, row.lower, row.upper]
        assert figures == ["–" if one is None else f"{one:.1f}" for one in expected]
        assert count == (FEW if row.count and row.median is None else str(row.count))
    every = study.scores.summaries["IX"]
    assert told["all clusters"][1] == f"{every.median:.1f}"
    assert told["all clusters"][-1] == f"{every.benchmark:.1f}"
    assert told["K06"][1] == f"{study.scores.cells['K06']['IX'].score:.1f}"


@pytest.mark.parametrize("chart", CHARTS)
def test_every_number_of_the_picture_stands_in_the_table(many, chart):
    study, data = many
    figure, _describe, table = CHARTS[chart]
    held = {cell for row in table(study, data, EN, focus="K06")[1] for cell in row}
    drawn = figure(study, data, LIGHT, EN, focus="K06")
    values = [text.get_text() for text in drawn.axes[0].texts if text.get_weight() == "bold"]
    numbers = [value for value in values if value.replace(".", "").isdigit()]
    assert len(numbers) > 10
    assert set(numbers) <= held


@pytest.mark.parametrize("chart", CHARTS)
def test_codes_replace_the_name_of_the_focus(many, chart):
    study, data = many
    figure, describe, table = CHARTS[chart]
    name = study.cluster("K06").name
    said = [
        *texts_of(figure(study, data, LIGHT, EN, focus="K06", names=False)),
        describe(study, data, EN, focus="K06", names=False),
        str(table(study, data, EN, focus="K06", names=False)),
    ]
    assert not any(name in one for one in said)
    assert any("K06" in one for one in said)


def test_a_grouping_without_voivodeships_has_no_map(many):
    study, _data = many
    other = Regions("phase", {"en": "Phase"}, "IX", (Region("young", {"en": "young"}, 40, 50.0, 40.0, 60.0),))
    figure = voivodeships.voivodeships_figure(study, other, LIGHT, EN)
    assert "There is a map of voivodeships only" in texts_of(figure)
    assert not outlines(figure)


def test_clusters_that_are_not_on_the_map_are_counted(many):
    study, data = many
    abroad = replace(data, rows=(*data.rows, Region("abroad", {"en": "abroad"}, 7, 50.0, 40.0, 60.0)), unknown=5)
    assert "abroad: 7; Without a group: 5" in texts_of(voivodeships.voivodeships_figure(study, abroad, LIGHT, EN))
    assert "without a group: 5" in voivodeships.describe(study, abroad, EN).lower()


def test_many_classes_keep_the_largest_and_count_the_rest(many):
    study, _data = many
    rows = tuple(Region(str(n), {"en": f"Class {n}"}, 3 + n, 40.0 + n / 10, 30.0, 60.0) for n in range(90))
    data = Regions("county", {"en": "County"}, "IX", rows)
    figure = groups.groups_figure(study, data, LIGHT, EN)
    assert not faults(figure)
    shown = [text for text in texts_of(figure) if text.startswith("Class ")]
    assert shown[-1] == "Class 89"
    assert "Class 0" not in shown
    assert any(f"{90 - len(shown)} more groups in the table" in text for text in texts_of(figure))
    assert len(groups.table(study, data, EN)[1]) == 91


def test_the_class_of_the_focus_is_always_among_the_rows(many):
    study, _data = many
    rows = tuple(Region(str(n), {"en": f"Class {n}"}, 3 + n, 40.0 + n / 10, 30.0, 60.0) for n in range(90))
    county = Grouping("county", {"en": "County"}, tuple((row.value, row.names) for row in rows), {"K06": "0"})
    grouped = replace(study, groupings=(county,))
    figure = groups.groups_figure(grouped, Regions("county", {}, "IX", rows), LIGHT, EN, focus="K06")
    assert "Class 0" in texts_of(figure)
    assert any(line.get_gid() == "self" for line in figure.axes[0].lines)


@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_is_shown_where_no_class_is_a_crowd(make, chart):
    study, data = regions_of(make(20))
    data = replace(data, rows=tuple(replace(row, count=min(row.count, 2), median=None) for row in data.rows))
    figure, describe, table = CHARTS[chart]
    assert "No group has enough clusters to be shown" in texts_of(figure(study, data, LIGHT, EN))
    assert "No group has enough clusters" in describe(study, data, EN)
    assert table(study, data, EN)[1] == ()


def test_equal_medians_have_no_best(many):
    study, data = many
    equal = replace(data, rows=tuple(replace(row, count=5, median=50.0) for row in data.rows))
    assert classes.title(study, equal, EN, focus=None, names=True).startswith("Every group that can be shown has")
    assert not faults(voivodeships.voivodeships_figure(study, equal, LIGHT, EN))


@pytest.mark.parametrize("vision", VISIONS)
def test_ends_of_the_colours_are_told_apart_and_their_words_legible(vision):
    steps = [heat(share / 4) for share in range(5)]
    for place, one in enumerate(steps):
        assert all(distance(one, other, vision) > 10 for other in steps[place + 1 :])
        assert distance(one, ink_on(one), vision) > 45
