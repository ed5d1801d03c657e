"""An edition chooses the sections of a report, their order, and the words that open them."""

from dataclasses import replace

import pytest

from clusterbench_gui.domain.editions import ReportDesign, ReportPlan
from clusterbench_gui.reports.individual.report import cluster_report
from clusterbench_gui.reports.individual.sections import SECTIONS
from clusterbench_gui.support.texts import texts
from tests.reports.individual.reading import structure, tables

OPENING = """Words of the **edition** about 4 things.

## A heading of its own

- first
- second

> quoted

| Head | Other |
|---|---|
| one | two |
"""


def planned(dossier, plan):
    return replace(dossier, study=replace(dossier.study, design=ReportDesign(individual=plan)))


def chapters(report):
    return [part.text for part in structure(report).below("H2")]


def test_without_a_plan_all_sections_stand_in_their_own_order(english):
    found = chapters(english.report)
    assert len(found) == len(SECTIONS)
    assert found[:3] == ["In brief", "Contents", "Position among all clusters"]


def test_a_plan_chooses_and_orders_and_what_nobody_knows_is_left_out(dossier):
    report = cluster_report(planned(dossier, ReportPlan(("glossary", "no-such", "position"))), texts("en"))
    assert chapters(report) == ["Glossary", "Position among all clusters"]
    title, *_ = structure(report).below("H1")
    assert title.text == "Klaster Źródeł K03"


@pytest.mark.parametrize("section", ["summary", "position", "method"])
def test_the_words_of_the_edition_open_a_section(dossier, section):
    plan = ReportPlan((section,), {section: {"en": OPENING, "pl": "Po polsku."}})
    report = cluster_report(planned(dossier, plan), texts("en"))
    part = next(one for one in structure(report).below("Sect"))
    assert [one.role for one in part.parts[:5]] == ["H2", "P", "H3", "L", "BlockQuote"]
    assert part.parts[1].text == "Words of the edition about 4 things."
    assert [["Head", "Other"], ["one", "two"]] in tables(report)
    assert "Po polsku" not in part.text
