"""Invented clusters with Polish names, scored by the real engine: 8 indicators or 14 sub-areas."""

from collections.abc import Callable
from random import Random

import pytest

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.domain.editions import Direction, Method, Model, Node
from clusterbench_gui.domain.findings import Certainty
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.scoring.pipeline import score

NAMES = (
    "Śląski Klaster Łączności",
    "Żywiecki Klaster Drzewny",
    "Dolina Światła",
    "Klaster Ćwierćfala",
    "Gdański Klaster Źródeł Energii",
    "Mazowiecki Klaster Ochrony Zdrowia i Inżynierii Medycznej Wisła",
    "Ńew Óptics",
    "Podkarpacka Dolina Łożysk",
    "Klaster Żółta Gęś",
    "Wielkopolski Klaster Meblowy",
)

SMALL = (
    ("Z", "Zasoby", "Resources", (("Z1", "Kadry i wiedza", "People and knowledge"), ("Z2", "Finanse", "Finance"))),
    ("P", "Procesy", "Processes", (("P1", "Aktywność rynkowa", "Market"), ("P2", "Komunikacja", "Communication"))),
)

LARGE = (
    (
        "Z",
        "Zasoby",
        "Resources",
        (("Z1", "Kadry", "People"), ("Z2", "Finanse", "Finance"), ("Z3", "Infrastruktura", "Infrastructure")),
    ),
    (
        "P",
        "Procesy",
        "Processes",
        (
            ("P1", "Aktywność rynkowa", "Market activity"),
            ("P2", "Komunikacja w klastrze", "Communication in the cluster"),
            ("P3", "Tworzenie wiedzy i innowacji", "Creation of knowledge and innovation"),
            ("P4", "Marketing", "Marketing"),
        ),
    ),
    (
        "W",
        "Wyniki",
        "Results",
        (
            ("W1", "Rozwój kadr", "Growth of people"),
            ("W2", "Konkurencyjność", "Competitiveness"),
            ("W3", "Innowacyjność", "Innovativeness"),
            ("W4", "Internacjonalizacja", "Internationalisation"),
        ),
    ),
    (
        "R",
        "Potencjał rozwojowy",
        "Growth potential",
        (
            ("R1", "Otoczenie", "Environment"),
            ("R2", "Polityka władz publicznych", "Policy of public authorities"),
            ("R3", "Koordynator", "Coordinator"),
        ),
    ),
)


def _model(areas) -> Model:
    indicators, middle, upper = [], [], []
    for code, polish, english, children in areas:
        upper.append(Node(code, {"pl": polish, "en": english}, 3, "IX"))
        for sub, sub_polish, sub_english in children:
            middle.append(Node(sub, {"pl": sub_polish, "en": sub_english}, 2, code))
            for number in (1, 2):
                names = {"pl": f"Wskaźnik {sub}.{number}", "en": f"Indicator {sub}.{number}"}
                direction = Direction.DESTIMULANT if (sub, number) == ("Z2", 2) else Direction.STIMULANT
                indicators.append(Node(f"{sub}.{number}", names, 1, sub, direction=direction))
    return Model((*indicators, *middle, *upper, Node("IX", {"pl": "Indeks ogólny", "en": "Overall index"}, 4)))


def _name(number: int) -> str:
    name = NAMES[number % len(NAMES)]
    return name if number < len(NAMES) else f"{name} {number // len(NAMES) + 1}"


def build(
    count: int, *, large: bool = False, gaps: float = 0.05, seed: int = 2012, synthetic: bool = True
) -> ScoredStudy:
    """A study of `count` invented clusters; `gaps` is the share of missing answers. K03 has none at all from 20 up."""
    random, model = Random(seed), _model(LARGE if large else SMALL)
    clusters = tuple(Cluster(f"K{number + 1:02}", _name(number)) for number in range(count))
    raw: dict[str, dict[str, float | Missing]] = {}
    for place, cluster in enumerate(clusters):
        skill = random.gauss(50, 12)
        raw[cluster.code] = {}
        for node in model.at(1):
            value = round(random.gauss(skill, 18), 1)
            missing = random.random() < gaps or (count >= 20 and place == 2)
            raw[cluster.code][node.code] = Missing("absence", node.code) if missing else value
    codes, method = tuple(cluster.code for cluster in clusters), Method()
    return ScoredStudy(
        edition="cluster-2012",
        titles={"pl": "Benchmarking klastrów 2012", "en": "Cluster benchmarking 2012"},
        notice={"pl": "rekonstrukcja", "en": "reconstruction"},
        synthetic=synthetic,
        model=model,
        method=method,
        clusters=clusters,
        scores=score(codes, raw, model, method),
        as_of="2012-06-30",
        program="0.1.0",
    )


@pytest.fixture(scope="session")
def study() -> ScoredStudy:
    return build(35)


@pytest.fixture(scope="session")
def large() -> ScoredStudy:
    return build(35, large=True)


@pytest.fixture(scope="session")
def make() -> Callable[..., ScoredStudy]:
    return build


@pytest.fixture(scope="session")
def certain(large) -> Certainty:
    """How sure the ranking of `large` is, by the real engine."""
    return certainty_of(large)


@pytest.fixture(scope="session")
def thousand() -> tuple[ScoredStudy, Certainty]:
    """A thousand clusters with how sure their places are."""
    study = build(1000, large=True)
    return study, certainty_of(study)
