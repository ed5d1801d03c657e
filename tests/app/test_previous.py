"""What a cluster said in the edition before: named by the questionnaire, missing is said, and a laptop has its own clusters'."""

import json
from dataclasses import replace

import pytest

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.previous import answers_for, previous_of
from clusterbench_gui.app.reference import reference_of
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.bundles import REFERENCE
from clusterbench_gui.domain.questions import Kind
from tests.helpers.converted import warm


@pytest.fixture(scope="module")
def two_waves(tmp_path_factory):
    folder = tmp_path_factory.mktemp("waves")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(folder / "home"))
        warm(folder / "home")
        make_demo(folder / "demo.clusterbench", clusters=4, with_previous=True)
        study = open_study(folder / "demo.clusterbench")
        yield study
        study.close()


def waves(study):
    """The interviews of today and those of the edition before, by cluster."""
    interviews = study.workspace.interviews()
    now = {one.cluster: one for one in interviews if one.instrument == "coordinator"}
    return now, {one.cluster: one for one in interviews if one.instrument == "cluster-2010/coordinator"}


def test_answers_stand_by_the_names_of_today(two_waves):
    now, before = waves(two_waves)
    code = next(iter(before))
    found = previous_of(two_waves, now[code])
    assert found.year == "2010"
    assert found.has_interview
    founded = found.answers["founded"]
    said = {one.path.rpartition("/")[2]: one.value for one in two_waves.workspace.current(before[code].id)}
    assert founded.value == said["year_founded"]
    assert founded.kind is Kind.INTEGER
    assert "founded" in found.asked
    assert "consent_part" in found.asked or "consent_part" not in found.answers
    selects = [one for one in found.answers.values() if one.kind is Kind.SELECT_ONE and one.value]
    assert selects
    assert all(one.shown["pl"] and one.shown["en"] for one in selects)


def test_a_cluster_that_was_not_there_has_no_answers(two_waves):
    now, _ = waves(two_waves)
    found = previous_of(two_waves, replace(next(iter(now.values())), cluster="K99"))
    assert not found.has_interview
    assert found.answers == {}
    assert "founded" in found.asked


def test_an_assignment_brings_the_answers_of_its_clusters_and_of_no_other(two_waves):
    now, before = waves(two_waves)
    code, other = list(before)[:2]
    reference = json.loads(reference_of(two_waves, [code]))
    assert list(reference["previous"]) == [code]
    at_office = previous_of(two_waves, now[code])

    class Laptop:
        """A study with the same editions and none of the interviews of then."""

        edition, earlier, form = two_waves.edition, two_waves.earlier, two_waves.form

        class workspace:  # noqa: N801 - stands for the attribute
            interviews = staticmethod(lambda: tuple(now.values()))
            keepsake = staticmethod(lambda name: json.dumps(reference) if name == REFERENCE else "")

    assert previous_of(Laptop, now[code]) == at_office
    assert previous_of(Laptop, now[other]) is None


def test_a_study_of_one_edition_has_nothing_to_show(study):
    from clusterbench_gui.app.interviews import start_interview
    from tests.helpers.study import ANNA

    interview = start_interview(study, "K01", ANNA)
    assert previous_of(study, study.workspace.interview(interview)) is None
    assert answers_for(study, ["K01"]) == {}
