"""Drawn studies in whose names and codes no digit stands, so that every number in a picture is a figure."""

from dataclasses import replace
from random import Random
from string import ascii_uppercase

from clusterbench_gui.domain.editions import Direction, Method, Model, Node
from clusterbench_gui.domain.scores import Grouping, Missing, ScoredStudy
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.scoring.pipeline import score

AREAS = (("A", "functioning"), ("B", "promise"), ("C", "functioning"))
WORDS = ("Żółta", "Śluza", "Ćma", "Łąka", "Źródło", "Hęć", "Ńka", "Ówka", "Ądel", "Ęsa")


def lettered(number: int) -> str:
    """A number as two letters."""
    return ascii_uppercase[number // 26] + ascii_uppercase[number % 26]


def name_of(code: str) -> str:
    """A name that stands nowhere else."""
    return f"Gromada {WORDS[ord(code[-1]) % len(WORDS)]} Tajna{code.lower()}"


def model_of(subareas: int = 2, indicators: int = 2) -> Model:
    """Areas with their axes, sub-areas and indicators, weighted by their place."""
    low, middle, upper = [], [], []
    for area, axis in AREAS:
        upper.append(Node(area, {"pl": f"Obszar {area}", "en": f"Area {area}"}, 3, "IX", axis=axis, weight=1.5))
        for sub in ascii_uppercase[:subareas]:
            code = f"{area}{sub}"
            middle.append(Node(code, {"pl": f"Podobszar {code}", "en": f"Sub-area {code}"}, 2, area))
            for leaf in ascii_uppercase[:indicators]:
                names = {"pl": f"Miernik {code}{leaf}", "en": f"Indicator {code}{leaf}"}
                way = Direction.DESTIMULANT if leaf == "B" else Direction.STIMULANT
                low.append(Node(f"{code}{leaf}", names, 1, code, direction=way, weight=1 + ord(leaf) - ord("A")))
    top = Node("IX", {"pl": "Indeks ogólny", "en": "Overall index"}, 4)
    return Model(tuple(replace(node, previous=node.code) for node in (*low, *middle, *upper, top)))


def drawn_study(seed: int, count: int = 16, *, gaps: float = 0.08) -> ScoredStudy:
    """A study of `count` clusters of which every third agreed to be named; groups of two kinds."""
    random, model = Random(seed), model_of()
    codes = tuple(lettered(number) for number in range(count))
    raw = {
        code: {
            node.code: Missing("absence", node.code) if random.random() < gaps else random.gauss(40, 1000)
            for node in model.at(1)
        }
        for code in codes
    }
    places = ("śląskie", "mazowieckie", "pomorskie")
    method = Method()
    return ScoredStudy(
        edition="proba",
        titles={"pl": "Badanie próbne", "en": "Trial study"},
        notice={"pl": "próba", "en": "trial"},
        synthetic=True,
        model=model,
        method=method,
        clusters=tuple(Cluster(code, name_of(code)) for code in codes),
        scores=score(codes, raw, model, method),
        as_of="2012-06-30",
        program="0.1.0",
        groupings=(
            Grouping(
                "voivodeship",
                {"pl": "Województwo", "en": "Voivodeship"},
                tuple((value, {"pl": value, "en": value}) for value in places),
                {code: places[place % 3] for place, code in enumerate(codes)},
            ),
        ),
        agreed=frozenset(codes[::3]),
    )


def earlier_study(study: ScoredStudy) -> ScoredStudy:
    """The edition before of a drawn study: the same model and clusters, other answers."""
    drawn = drawn_study(2010, len(study.clusters))
    return replace(drawn, edition="proba-dawna", titles={"pl": "Badanie dawne", "en": "Former study"})
