"""Recommendations in a cluster's report: for the lowest sub-areas, in the right condition, examples marked as such."""

from dataclasses import replace

import pytest

from clusterbench_gui.domain.editions import AUDIENCES, CONDITIONS, Practice, Recommendation
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.reports.individual.advice import add_advice
from clusterbench_gui.reports.standing import standings
from clusterbench_gui.reports.typesetting.layout import Furniture, Manuscript
from clusterbench_gui.support.texts import texts


class Heard(Manuscript):
    """A manuscript that remembers what it was told."""

    def __init__(self):
        super().__init__(texts("en"), Furniture("x"))
        self.said = []

    def section(self, text, *, name=""):
        self.said.append(text)
        super().section(text, name=name)

    def paragraph(self, text, style=None, *, see=()):
        self.said.append(text)
        super().paragraph(text, style, see=see)

    def items(self, texts):
        known = list(texts)
        self.said += known
        super().items(known)


def both(words):
    return {"pl": words, "en": words}


@pytest.fixture
def advised(study):
    codes = [node.code for node in study.model.at(2)]
    found = tuple(
        Recommendation(code, condition, audience, both(f"{code} {condition} {audience}"))
        for code in codes
        for condition in CONDITIONS
        for audience in AUDIENCES
    )
    practices = tuple(Practice(f"D{n}", c, *[both(f"{c} {n}")] * 5, example=True) for n, c in enumerate(codes))
    return replace(study, recommendations=found, practices=practices)


def said(study, code):
    manuscript = Heard()
    add_advice(manuscript, study, standings(study, code), texts("en"))
    return manuscript.said


def test_the_three_lowest_sub_areas_get_the_texts_of_their_quartile(advised):
    words = {"A": "strong", "B": "middle", "C": "middle", "D": "weak"}
    for cluster in advised.clusters:
        places = [one for one in standings(advised, cluster.code) if one.node.level == 2 and one.to_median is not None]
        lowest = sorted(places, key=lambda one: one.to_median)[:3]
        heard = " ".join(said(advised, cluster.code))
        for place in lowest:
            condition = words[place.quartile]
            assert f"For the coordinator: {place.node.code} {condition} coordinators" in heard
            assert f"For the members: {place.node.code} {condition} members" in heard
        assert heard.count("For the coordinator:") == len(lowest)
        assert " national" not in heard
        assert " regional" not in heard
        assert heard.count("Example of a description, invented") == len(lowest)


def test_an_edition_without_recommendations_gives_no_chapter(study):
    assert said(study, "K01") == []


def test_without_a_crowd_there_is_no_condition_and_no_advice(study_of, values, advised):
    table = values(3)
    few = replace(study_of(table), recommendations=advised.recommendations)
    assert said(few, "K01") == []


def test_a_cluster_without_scores_gets_none(study_of, values, advised):
    table = values(24)
    table["K05"] = dict.fromkeys(table["K05"], Missing("no-interview"))
    empty = replace(study_of(table), recommendations=advised.recommendations)
    assert said(empty, "K05") == []
