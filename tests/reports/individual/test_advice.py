"""Recommendations in a cluster's report: for what is not strong, in the right condition, examples marked as such."""

from dataclasses import replace

import pytest

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import material_of
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.reports.individual.advice import add_advice
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.individual.sections import chosen
from clusterbench_gui.reports.standing import standings
from clusterbench_gui.reports.typesetting.layout import Furniture, Manuscript
from clusterbench_gui.support.texts import texts
from tests.reports.conftest import full

CONDITIONS = {"B": "middle", "C": "middle", "D": "weak"}


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

    def items(self, texts, *more):
        known = list(texts)
        self.said += known
        super().items(known, *more)


def report_on(dossier):
    places = {place.node.code: place for place in standings(dossier.study, dossier.cluster)}
    return Report(Heard(), dossier, places, texts("en"))


def said(dossier):
    report = report_on(dossier)
    add_advice(report)
    return report.manuscript.said


def test_sub_areas_that_are_not_strong_get_the_texts_of_their_quartile_the_lowest_first(material):
    for cluster in material.study.clusters:
        dossier = dossier_of(material, cluster.code)
        places = [place for place in report_on(dossier).at(2) if place.quartile in CONDITIONS]
        places.sort(key=lambda place: place.to_median)
        heard = said(dossier)
        first = [one for one in heard if one.startswith("For the coordinator")]
        fragile = {mark.node for mark in dossier.marks if mark.sign < 0 and mark.is_fragile}
        assert len(first) == min(len(places), 5)
        for place, text in zip(places, first, strict=False):
            condition = CONDITIONS[place.quartile]
            if condition == "weak" and place.node.code in fragile:
                condition = "weak-fragile"
            assert text == f"For the coordinator: Zrobić {place.node.code} {condition} coordinators."
        assert not any(audience in one for one in heard for audience in (" national", " regional"))


def test_a_weakness_that_other_methods_revoke_gets_other_words(material):
    found = [dossier_of(material, cluster.code) for cluster in material.study.clusters]
    dossier = next(one for one in found if any("weak coordinators" in text for text in said(one)))
    shaken = replace(dossier, marks=tuple(replace(mark, steadiness=0.5) for mark in dossier.marks))
    heard = " ".join(said(shaken))
    assert "weak-fragile coordinators" in heard
    assert "weak coordinators" not in heard
    assert "weak, but other methods often say otherwise" in heard


def test_practices_of_weak_sub_areas_are_told_and_examples_called_so(dossier):
    heard = said(dossier)
    marks = [mark.node for mark in dossier.marks if mark.sign < 0 and len(mark.node) == 2]
    told = [one for one in heard if one.startswith("From the practice of others")]
    assert told == [f"From the practice of others: Praktyka {code}." for code in marks[:2]]
    assert sum("An invented example" in one for one in heard) == len(told)
    real = replace(dossier, practices=tuple(replace(one, example=False) for one in dossier.practices))
    assert not any("invented" in one for one in said(real))


def test_an_edition_without_recommendations_gives_no_chapter(study):
    assert "advice" not in chosen(report_on(dossier_of(material_of(study), "K01")))


@pytest.mark.parametrize("clusters", [1, 3])
def test_without_a_crowd_there_is_no_condition_and_no_advice(study_of, values, clusters):
    few = dossier_of(material_of(full(study_of(values(clusters)))), "K01")
    assert said(few) == ["The edition has no recommendation that would fit this cluster."]


def test_a_cluster_without_scores_gets_none(study_of, values):
    table = values(24)
    table["K05"] = dict.fromkeys(table["K05"], Missing("no-interview"))
    empty = dossier_of(material_of(full(study_of(table))), "K05")
    assert said(empty) == ["The edition has no recommendation that would fit this cluster."]
