"""An invented study for the reports: 24 clusters, three areas, six sub-areas, 18 indicators."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import Material, material_of
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import (
    AUDIENCES,
    CONDITIONS,
    Direction,
    Method,
    Model,
    Node,
    Practice,
    Recommendation,
    Term,
)
from clusterbench_gui.domain.reporting import Dossier
from clusterbench_gui.domain.scores import Grouping, Missing, ScoredStudy
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


def both(words: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"pl": words, "en": words}


def full(study: ScoredStudy) -> ScoredStudy:
    """With all that an edition can add: an edition before that shares two indicators of three, axes, groups, texts."""
    axes = {"Z": "functioning", "P": "functioning", "W": "promise"}
    nodes = tuple(
        replace(node, previous="" if node.code.endswith(".2") else node.code, axis=axes.get(node.code, ""))
        for node in study.model.nodes
    )
    codes = [cluster.code for cluster in study.clusters]
    classes = (("small", both("mniej niż 50")), ("large", both("50 i więcej")), ("rare", both("nikt inny")))
    members = {code: "rare" if place == 2 else ("small", "large")[place % 2] for place, code in enumerate(codes)}
    subareas = [node.code for node in study.model.at(2)]
    return replace(
        study,
        model=Model(nodes),
        year="2012",
        groupings=(Grouping("size", both("Liczba członków"), classes, members),),
        recommendations=tuple(
            Recommendation(code, condition, audience, both(f"Zrobić {code} {condition} {audience}."))
            for code in subareas
            for condition in CONDITIONS
            for audience in AUDIENCES
        ),
        practices=tuple(
            Practice(f"D{n}", c, *[both(f"Praktyka {c}.")] * 5, example=True) for n, c in enumerate(subareas)
        ),
        glossary=tuple(Term(both(word), both(f"Znaczenie: {word}.")) for word in ("żeton", "łan", "klaster", "świat")),
    )


@pytest.fixture(scope="session")
def earlier() -> ScoredStudy:
    """The edition before: other values of 20 of the same clusters."""
    return replace(full(scored(invent(20, seed=11))), edition="cluster-2010", year="2010")


@pytest.fixture(scope="session")
def material(study: ScoredStudy, earlier: ScoredStudy) -> Material:
    """All that the reports of the study share, with the edition before."""
    return material_of(full(study), earlier)


@pytest.fixture(scope="session")
def dossier(material: Material) -> Dossier:
    """What the report of one cluster may tell: K03, which lacks some values."""
    return dossier_of(material, "K03")


@pytest.fixture(scope="session")
def dossier_for() -> Callable[..., Dossier]:
    """Makes the dossier of a cluster of any study."""
    return lambda study, code, before=None: dossier_of(material_of(study, before), code)
