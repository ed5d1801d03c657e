"""The demonstration study: repeatable, by the questionnaire's own rules, and what it is said to be."""

import shutil
from collections import Counter
from datetime import datetime
from itertools import combinations, pairwise
from statistics import fmean

import openpyxl
import pytest

from clusterbench_gui.app.demo.make import Cancelled, make_demo
from clusterbench_gui.app.demo.recipes import check_recipes
from clusterbench_gui.app.editions.read import bundled_edition_files, load_edition
from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.formulas import edition_forms
from clusterbench_gui.app.interviews import session_of
from clusterbench_gui.app.scoring import collect, indicator_table, score
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.domain.status import Status
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.support.resources import resource


@pytest.fixture(scope="module")
def its_home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, its_home):
    made = tmp_path_factory.mktemp("demo") / "demo.clusterbench"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(its_home))
        make_demo(made, with_previous=True)
        yield made


@pytest.fixture(scope="module")
def study(folder):
    opened = open_study(folder, read_only=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def log(study):
    return {one.id: study.workspace.events(one.id) for one in study.workspace.interviews()}


def exported(folder, place):
    opened = open_study(folder, read_only=True)
    try:
        written = export_csv(opened, place)
        return {path.name: path.read_bytes() for path in written if path.match("*.csv") and path.stem != "dictionary"}
    finally:
        opened.close()


def test_equal_seeds_give_byte_equal_exports_and_others_do_not(tmp_path):
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        make_demo(tmp_path / f"{name}.clusterbench", clusters=4, seed=seed, with_previous=True)
    first, same, other = (exported(tmp_path / f"{name}.clusterbench", tmp_path / name) for name in "abc")
    assert set(first) == {
        "coordinator.csv",
        "coordinator.members.csv",
        "coordinator.project.csv",
        "expert.csv",
        "cluster-2010.coordinator.csv",
        "remarks.csv",
    }
    assert first == same
    assert first.keys() == other.keys()
    assert all(first[name] != other[name] for name in first)


@pytest.mark.parametrize("kind", ["text", "date"])
def test_a_required_question_that_no_recipe_can_answer_is_named_and_nothing_is_left(tmp_path, kind):
    own = tmp_path / "own"
    shutil.copytree(resource("editions", "cluster-2012"), own)
    book = openpyxl.load_workbook(own / "expert.xlsx")
    header = [one.value for one in book["survey"][1]]
    cells = {"type": kind, "name": "puzzle", "required": "yes", "constraint": "false()"}
    cells |= {column: "?" for column in header if column and column.startswith(("label::", "constraint_message::"))}
    book["survey"].append([cells.get(column) for column in header])
    book.save(own / "expert.xlsx")
    (own / "expert.md").unlink()
    with pytest.raises(ProblemError) as caught:
        make_demo(tmp_path / "made" / "a.clusterbench", clusters=2, edition=own)
    assert [(one.code, one.values["name"]) for one in caught.value.problems] == [("recipe-missing", "puzzle")]
    assert not (tmp_path / "made" / "a.clusterbench").exists()


def test_the_answers_do_not_depend_on_whether_the_wave_before_is_kept(tmp_path):
    for name, previous in (("a", True), ("b", False)):
        make_demo(tmp_path / f"{name}.clusterbench", clusters=4, with_previous=previous)
    both, alone = (exported(tmp_path / f"{name}.clusterbench", tmp_path / name) for name in "ab")
    of_this_wave = set(both) - {"cluster-2010.coordinator.csv", "remarks.csv"}
    assert {name: alone[name] for name in of_this_wave} == {name: both[name] for name in of_this_wave}


def test_another_edition_with_recipes_of_its_own_can_be_demonstrated(tmp_path):
    folder = tmp_path / "edition-2013"
    shutil.copytree(resource("editions", "cluster-2012"), folder)
    settings = folder / "edition.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('"cluster-2012"', '"edition-2013"'), encoding="utf-8"
    )
    make_demo(tmp_path / "d.clusterbench", clusters=2, edition=folder)
    opened = open_study(tmp_path / "d.clusterbench")
    assert opened.edition.id == "edition-2013"
    assert score(collect(opened)).edition == "edition-2013"
    opened.close()


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("yes = 0.72", "yes = 1.0", "coordinator.financed: yes = 1.0"),
        ('known = "name"', 'known = "nam"', "coordinator.cluster_name: known = 'nam'"),
        ("share = 0.45", "share = 0", "coordinator.members_active: share = 0"),
        ('factor = "z", pull = 0.35', 'factor = "q", pull = 0.35', "coordinator.staff_fte: factor = 'q'"),
        ("z = 0.85", "z = 1.5", "loading"),
        ("pool = 24", "pool = 1", "experts.forms, experts.pool"),
        ("smallest = 6", "smallest = 900", "population.smallest"),
        ("after = 2012-06-30, ", "", "coordinator.financed_until: months, after"),
    ],
)
def test_a_recipe_that_cannot_be_drawn_from_is_named_before_anything_is_made(old, new, detail):
    files = bundled_edition_files("cluster-2012")
    assert old.encode() in files["demo.toml"]
    files["demo.toml"] = files["demo.toml"].replace(old.encode(), new.encode(), 1)
    (found,) = check_recipes(load_edition(files), {})
    assert (found.code, found.place.file, found.values["detail"]) == ("edition-value", "demo.toml", detail)


def test_recipes_for_questions_and_choices_that_are_not_there_are_named():
    files = bundled_edition_files("cluster-2012")
    text = files["demo.toml"].decode()
    text = text.replace("meetings = {", "meatings = {", 1).replace("weekly = 0.25", "wekly = 0.25", 1)
    edition = load_edition({**files, "demo.toml": text.encode()})
    found = {(one.code, one.place.name) for one in check_recipes(edition, edition_forms(edition))}
    assert found == {("unknown-name", "coordinator.meatings"), ("choice-not-in-list", "coordinator.website_update")}


def test_every_interview_keeps_the_rules_of_its_questionnaire_and_is_done(study):
    for one in study.workspace.interviews():
        assert one.status in {Status.FINISHED, Status.APPROVED}
        session = session_of(study, one, study.workspace.current(one.id), "pl")
        assert session.validate() == ()
        assert [q.ref for q in session.questions() if q.required and q.is_asked and not q.is_answered] == []


def test_members_add_up_to_the_published_numbers(study):
    kinds = Counter()
    for one in study.workspace.interviews():
        if one.instrument == "coordinator":
            for event in study.workspace.current(one.id):
                if event.path.endswith("/member_count") and event.kind is EventKind.ANSWER:
                    kinds[event.path.split("[")[1].split("]")[0]] += int(event.value)
    total = sum(kinds.values())
    firms = [kinds["1"], kinds["2"] + kinds["3"], kinds["4"]]
    assert total == pytest.approx(1917, abs=60)  # a row may be refused
    assert sum(firms) / total == pytest.approx(0.81, abs=0.02)
    assert [one / sum(firms) for one in firms] == pytest.approx([0.444, 0.497, 0.059], abs=0.02)


def test_every_voivodeship_and_every_industry_has_a_cluster(study):
    clusters = study.workspace.clusters()
    assert len({one.name for one in clusters}) == 35
    assert len({one.groups["voivodeship"] for one in clusters}) == 16
    assert len({one.groups["industry"] for one in clusters}) == 17


def test_the_wave_before_has_its_31_clusters_and_is_scored_by_its_own_model(study):
    scored = score(collect(study, "cluster-2010"))
    assert sum(cells["I"].rank is not None for cells in scored.scores.cells.values()) == 31
    assert {node.code for node in scored.model.at(3)} == {"Z", "P", "W", "R", "S"}
    assert scored.as_of < "2010-08"


def test_what_was_said_before_is_mostly_said_again(study):
    before, now = {}, {}
    for one in study.workspace.interviews():
        for event in study.workspace.current(one.id):
            if event.path.endswith("/staff_persons"):
                before[one.cluster] = event.value
            if event.path.endswith("/staff_start") and event.kind is EventKind.ANSWER:
                now[one.cluster] = event.value
    both = set(before) & set(now)
    assert len(both) > 20
    assert fmean(before[code] == now[code] for code in both) > 0.6


def test_the_log_runs_through_the_field_windows_at_the_pace_of_people(study, log):
    editions = {one.wave(i.id): one for one in (study.edition, *study.earlier) for i in one.instruments}
    for one in study.workspace.interviews():
        moments = [datetime.fromisoformat(event.wall) for event in log[one.id]]
        assert all(earlier <= later for earlier, later in pairwise(moments))
        first, last = editions[one.instrument].field_window
        assert first <= moments[0].date()
        assert moments[-1].date() <= last
        assert moments[0].weekday() < 5
        end = next(event.wall for event in log[one.id] if event.value == "finished")
        if one.instrument == "coordinator":
            assert 35 < (datetime.fromisoformat(end) - moments[0]).total_seconds() / 60 < 110


def test_interviewers_have_habits_and_absences_have_reasons(log):
    said, absent = Counter(), Counter()
    for events in log.values():
        for event in events:
            if event.kind in {EventKind.ANSWER, EventKind.ABSENCE}:
                said[event.person] += 1
                absent[event.person] += event.kind is EventKind.ABSENCE
    assert set(said) == {"demo-1", "demo-2"}
    assert absent["demo-2"] / said["demo-2"] > 1.5 * absent["demo-1"] / said["demo-1"]
    kinds = Counter(event.kind for events in log.values() for event in events)
    assert kinds[EventKind.REMARK] > 50
    assert rounded(log, "demo-2") > rounded(log, "demo-1") + 0.15
    corrected = sum(event.replaces is not None and event.kind is EventKind.ANSWER for e in log.values() for event in e)
    assert corrected > 20


def rounded(log, person):
    """The share of an interviewer's figures from 20 up that end in a zero, amounts left out."""
    answers = [e.value for some in log.values() for e in some if e.person == person and e.kind is EventKind.ANSWER]
    figures = [value for value in answers if value.isdecimal() and 20 <= int(value) < 1000]
    return fmean(value.endswith("0") for value in figures)


def test_indicators_pull_in_one_direction_and_some_stand_out(study):
    table = indicator_table(collect(study))
    scored = score(collect(study))
    areas = [[cells[area].score for cells in scored.scores.cells.values()] for area in "ZPWR"]
    together = [_correlation(one, other) for one, other in combinations(areas, 2)]
    assert min(together) > 0
    assert fmean(together) > 0.3
    doubtful = [
        (code, node.code)
        for code, row in table.items()
        for node in study.edition.model.at(1)
        if not isinstance(row[node.code], Missing) and not node.is_plausible(row[node.code])
    ]
    assert 0 < len(doubtful) < 30


def _correlation(one, other):
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    means = [fmean(values) for values in zip(*pairs, strict=True)]
    covariance = sum((a - means[0]) * (b - means[1]) for a, b in pairs)
    spreads = [sum((pair[k] - means[k]) ** 2 for pair in pairs) ** 0.5 for k in (0, 1)]
    return covariance / (spreads[0] * spreads[1])


def test_the_workspace_is_sound(folder, its_home, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(its_home))
    assert check(folder) == ()


@pytest.mark.parametrize("count", [0, -1, 6001])
def test_too_few_or_too_many_are_refused_and_nothing_is_left(tmp_path, count):
    with pytest.raises(ProblemError) as caught:
        make_demo(tmp_path / "d.clusterbench", clusters=count)
    assert [one.code for one in caught.value.problems] == ["demo-clusters"]
    assert list(tmp_path.iterdir()) == []


def test_stopping_leaves_nothing(tmp_path):
    told = []
    with pytest.raises(Cancelled):
        make_demo(
            tmp_path / "d.clusterbench",
            clusters=3,
            progress=lambda done, total: told.append((done, total)),
            cancelled=lambda: len(told) == 2,
        )
    assert list(tmp_path.iterdir()) == []
    assert told[-1][1] == 3


def test_one_cluster_is_a_study_too(tmp_path):
    make_demo(tmp_path / "d.clusterbench", clusters=1)
    opened = open_study(tmp_path / "d.clusterbench")
    assert [one.code for one in opened.workspace.clusters()] == ["K01"]
    opened.close()


def test_outliers_are_several_times_too_large_and_only_figures(tmp_path):
    files = bundled_edition_files("cluster-2012")
    folder = tmp_path / "edition"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    recipes = folder / "demo.toml"
    found = {}
    for chance in ("0.0 ", "0.5 "):
        text = files["demo.toml"].decode()
        assert "outlier = 0.005" in text
        recipes.write_text(text.replace("outlier = 0.005", f"outlier = {chance}", 1), encoding="utf-8")
        made = tmp_path / f"{chance.strip()}.clusterbench"
        make_demo(made, clusters=5, edition=folder)
        opened = open_study(made)
        table = indicator_table(collect(opened))
        found[chance] = [row["P4.2"] for row in table.values() if not isinstance(row["P4.2"], Missing)]
        opened.close()
    assert fmean(found["0.5 "]) > 1.5 * fmean(found["0.0 "])
