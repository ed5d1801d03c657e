"""Nothing of another cluster is in a report: 47 clusters with names and raw values that nobody else has."""

import csv
import io
import os
import random
import re
from dataclasses import replace
from itertools import permutations

import pytest

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import Material, material_of
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.reports.individual.report import cluster_report
from clusterbench_gui.support.texts import texts
from tests.reports.conftest import full, invent, scored
from tests.reports.individual.reading import attached, everything, spoken

COUNT = 47
ALL = "CLUSTERBENCH_ALL_REPORTS" in os.environ
"""With this variable set all reports are made and searched, which takes two minutes."""

CODES = [f"UNIQ{number:02d}X" for number in range(COUNT)]
CHOSEN = CODES if ALL else [CODES[0], CODES[23]]


def values(seed: int) -> dict[str, dict[str, float | Missing]]:
    """A number of nine digits for every cluster and indicator, each only once."""
    draw = random.Random(seed)
    codes = list(next(iter(invent(1).values())))
    numbers = iter(draw.sample(range(100_000_000, 999_999_999), COUNT * len(codes)))
    return {code: {node: float(next(numbers)) for node in codes} for code in CODES}


NOW, THEN = values(5), values(6)


def nine_digits(text: str) -> set[float]:
    """All numbers of nine digits in a text, inside of longer ones too, whatever separates their thousands."""
    runs = re.findall(r"\d{9,}", re.sub(r"(?<=\d)[,\s\xa0](?=\d)", "", text))
    return {float(run[start : start + 9]) for run in runs for start in range(len(run) - 8)}


@pytest.fixture(scope="module")
def secret() -> Material:
    names = {code: f"Quetzalcoatl{number}Zyx" for number, code in enumerate(CODES)}
    now, then = full(scored(NOW, names)), full(scored(THEN, names))
    return material_of(now, replace(then, edition="cluster-2010", year="2010"))


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("code", CHOSEN)
def test_a_report_holds_no_name_no_code_and_no_raw_value_of_another(secret: Material, code: str, language: str) -> None:
    held = everything(cluster_report(dossier_of(secret, code), texts(language)))
    own, numbers = CODES.index(code), nine_digits(held)
    assert f"Quetzalcoatl{own}Zyx" in held
    assert numbers.issuperset(NOW[code].values())
    for number, other in enumerate(CODES):
        if other == code:
            continue
        assert f"Quetzalcoatl{number}Zyx" not in held
        assert other not in held
        assert numbers.isdisjoint([*NOW[other].values(), *THEN[other].values()])


def test_the_codes_that_stand_for_others_are_not_printed(secret: Material) -> None:
    dossier = dossier_of(secret, CODES[3])
    said = spoken(cluster_report(dossier, texts("en")))
    others = [code for code in dossier.study.scores.clusters if code != dossier.cluster]
    assert len(others) == COUNT - 1
    assert not [code for code in others if code in said]


def test_the_ends_of_a_scale_cannot_be_worked_out_from_the_attached_figures(secret: Material) -> None:
    """Two values in units with their scores on one scale would give the lowest and the highest value, which are those of others."""
    code = CODES[3]
    (data,) = attached(cluster_report(dossier_of(secret, code), texts("en"))).values()
    others = {value for table in (NOW, THEN) for other in CODES if other != code for value in table[other].values()}
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
        if not row["value"] or not row["value_before"]:
            continue
        now, then = float(row["value"]), float(row["value_before"])
        known = [float(text) for text in row.values() if re.fullmatch(r"-?\d+(\.\d+)?(e-\d+)?", text)]
        for first, second in permutations(known, 2):
            if first != second:
                ends = (round(then + (now - then) * (end - first) / (second - first)) for end in (0, 100))
                assert others.isdisjoint(ends), row["code"]
