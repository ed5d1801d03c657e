"""An invented study for the reports: 24 clusters, three areas, six sub-areas, 18 indicators."""

import random

import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Direction, Method, Model, Node
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.scoring.pipeline import score

UNITS = (
    {"pl": "liczba", "en": "number"},
    {"pl": "% członków", "en": "% of members"},
    {"pl": "zł na członka", "en": "PLN per member"},
)
AREAS = (
    ("Z", "Zasoby klastra", "Resources of the cluster"),
    ("P", "Procesy w klastrze", "Processes"),
    ("W", "Wyniki", "Results"),
)
SUBAREAS = (
    ("Zasoby ludzkie i know-how", "Human resources and know-how"),
    ("Zasoby finansowe", "Financial resources"),
    ("Aktywność rynkowa", "Market activity"),
    ("Komunikacja w klastrze", "Communication in the cluster"),
    ("Innowacyjność", "Innovation"),
    ("Internacjonalizacja", "Internationalisation"),
)


def model() -> Model:
    top = Node("I", {"pl": "Indeks", "en": "Index"}, 4)
    areas = [Node(code, {"pl": pl, "en": en}, 3, "I") for code, pl, en in AREAS]
    subareas, indicators = [], []
    for number, (pl, en) in enumerate(SUBAREAS):
        code = f"{AREAS[number // 2][0]}{number % 2 + 1}"
        subareas.append(Node(code, {"pl": pl, "en": en}, 2, code[0]))
        for index in range(3):
            names = {
                "pl": f"Łączna liczba zdarzeń i ich źródła {index + 1}",
                "en": f"Total of events and their sources {index + 1}",
            }
            way = Direction.DESTIMULANT if index == 2 else Direction.STIMULANT
            indicators.append(Node(f"{code}.{index + 1}", names, 1, code, direction=way, unit=UNITS[index]))
    return Model((*indicators, *subareas, *areas, top))


def invent(clusters: int, seed: int = 7) -> dict[str, dict[str, float | Missing]]:
    """Raw values with one in nine missing, each for a reason."""
    draw = random.Random(seed)
    reasons = [Missing("absence", "q", absence) for absence in Absence] + [Missing("division-by-zero")]
    table: dict[str, dict[str, float | Missing]] = {}
    for number in range(clusters):
        row: dict[str, float | Missing] = {}
        for node in model().at(1):
            if draw.random() < 1 / 9:
                row[node.code] = draw.choice(reasons)
            elif node.unit["en"] == "number":
                row[node.code] = float(draw.randint(0, 60))
            else:
                row[node.code] = draw.uniform(0, 100 if node.unit["en"].startswith("%") else 20000)
        table[f"K{number + 1:02d}"] = row
    return table


def scored(table: dict[str, dict[str, float | Missing]], names: dict[str, str] | None = None) -> ScoredStudy:
    method = Method()
    clusters = tuple(Cluster(code, (names or {}).get(code, f"Klaster Źródeł {code}")) for code in table)
    return ScoredStudy(
        edition="cluster-2012",
        titles={
            "pl": "Benchmarking klastrów w Polsce – edycja 2012",
            "en": "Benchmarking of clusters in Poland, edition 2012",
        },
        notice={
            "pl": "Edycja jest rekonstrukcją na podstawie opublikowanych opisów badania.",
            "en": "The edition is a reconstruction from published descriptions of the study.",
        },
        synthetic=True,
        model=model(),
        method=method,
        clusters=clusters,
        scores=score(list(table), table, model(), method),
        as_of="2012-08-14",
        program="0.1.0",
    )


@pytest.fixture(scope="session")
def values():
    """Makes a table of invented values for so many clusters."""
    return invent


@pytest.fixture(scope="session")
def study_of():
    """Scores a table; a second argument names clusters."""
    return scored


@pytest.fixture(scope="session")
def study() -> ScoredStudy:
    return scored(invent(24))
