"""Findings for charts, made from a scored study by the definitions themselves: gaps, trends, portfolios."""

from dataclasses import replace
from random import Random

from clusterbench_gui.app.groups import regions_of as classes_of
from clusterbench_gui.domain.findings import (
    CAUSES,
    Gap,
    Influence,
    Place,
    Portfolio,
    Regions,
    Sensitivity,
    Split,
    Trend,
)
from clusterbench_gui.domain.scores import Grouping, ScoredStudy

EDITIONS = (
    {"pl": "Edycja 2010", "en": "Edition 2010"},
    {"pl": "Edycja 2012", "en": "Edition 2012"},
    {"pl": "Edycja 2014", "en": "Edition 2014"},
)
SCALING = {"pl": "skala edycji 2010", "en": "scale of the edition 2010"}


def gap_of(
    study: ScoredStudy, cluster: str, level: int = 2, against: str = "benchmark", node: str = "IX"
) -> Gap | None:
    """A gap whose parts differ by chance and by weight, the last so that they sum to the distance."""
    random, summary = Random(7), study.scores.summaries[node]
    references = {"benchmark": summary.benchmark, "median": summary.median}
    start = references[against] if against in references else study.scores.cells[against][node].score
    if start is None:
        return None
    end, codes = study.scores.cells[cluster][node].score, [one.code for one in study.model.at(level)]
    drawn = [random.gauss((end - start) / len(codes), 1.5) for _ in codes[1:]]
    parts = (*zip(codes[1:], drawn, strict=True), (codes[0], end - start - sum(drawn)))
    return Gap(cluster, node, against, start, end, parts)


def split_of(study: ScoredStudy, cluster: str = "K06") -> Split:
    """A change of which every cause has a part."""
    after = study.scores.cells[cluster]["IX"].score
    parts = tuple(zip(CAUSES, (6.2, -3.1, 0.8, 1.4), strict=True))
    return Split(cluster, "IX", EDITIONS[:2], after - 5.3, after, parts)


def trend_of(study: ScoredStudy, editions: int = 2) -> Trend:
    """Scores of the study as the last edition, the earlier ones drawn around them."""
    random, rows = Random(3), []
    for code in study.scores.clusters:
        score = study.scores.cells[code]["IX"].score
        if score is not None:
            rows.append((code, (*(score + random.gauss(-2, 7) for _ in range(editions - 1)), score)))
    columns = [sorted(scores[number] for _, scores in rows) for number in range(editions)]
    medians = tuple(column[len(column) // 2] if column else None for column in columns)
    benchmarks = tuple(sum(column[-3:]) / 3 if len(column) > 2 else None for column in columns)
    return Trend("IX", EDITIONS[:editions], tuple(rows), medians, benchmarks, SCALING)


def portfolio_of(study: ScoredStudy, *, spans: bool = True, axes: tuple[str, str] = ("Z", "P")) -> Portfolio:
    """Resources across, processes up, cut by the medians; who is above both is a candidate."""
    random, places = Random(5), []
    left, right = (study.scores.summaries[node].median for node in axes)
    for code in study.scores.clusters:
        across, up = (study.scores.cells[code][node].score for node in axes)
        if across is None or up is None:
            continue
        place = Place(code, across, up)
        if spans:
            wide, high = random.uniform(2, 5), random.uniform(2, 6)
            place = replace(place, across_span=(across - wide, across + wide), up_span=(up - high, up + wide))
        if left is not None and across >= left and up >= right:
            strong = tuple(n.code for n in study.model.at(2) if study.scores.cells[code][n.code].quartile == "A")
            place = replace(place, candidate=True, probability=random.uniform(0.5, 1), strong=strong)
        places.append(place)
    return Portfolio(tuple(places), None if left is None else (left, right), 10_000 if spans else 0)


VOIVODESHIPS = {
    "dolnoslaskie": ("dolnośląskie", "Lower Silesia"),
    "kujawsko_pomorskie": ("kujawsko-pomorskie", "Kuyavia-Pomerania"),
    "lubelskie": ("lubelskie", "Lublin Voivodeship"),
    "lubuskie": ("lubuskie", "Lubusz Land"),
    "lodzkie": ("łódzkie", "Łódź Voivodeship"),
    "malopolskie": ("małopolskie", "Lesser Poland"),
    "mazowieckie": ("mazowieckie", "Mazovia"),
    "opolskie": ("opolskie", "Opole Voivodeship"),
    "podkarpackie": ("podkarpackie", "Subcarpathia"),
    "podlaskie": ("podlaskie", "Podlaskie"),
    "pomorskie": ("pomorskie", "Pomerania"),
    "slaskie": ("śląskie", "Silesia"),
    "swietokrzyskie": ("świętokrzyskie", "Świętokrzyskie"),
    "warminsko_mazurskie": ("warmińsko-mazurskie", "Warmia-Masuria"),
    "wielkopolskie": ("wielkopolskie", "Greater Poland"),
    "zachodniopomorskie": ("zachodniopomorskie", "West Pomerania"),
}


def regions_of(
    study: ScoredStudy, values=VOIVODESHIPS, node: str = "IX", unknown: int = 2
) -> tuple[ScoredStudy, Regions]:
    """The study with its clusters in classes by chance, more in some than in others, and the figures of the classes."""
    random, members = Random(11), {}
    names = {value: {"pl": polish, "en": english} for value, (polish, english) in values.items()}
    for code in study.scores.clusters[: len(study.scores.clusters) - unknown]:
        members[code] = random.choices(list(values), weights=range(len(values)))[0]
    called = {"pl": "Województwo", "en": "Voivodeship"}
    study = replace(study, groupings=(Grouping("voivodeship", called, tuple(names.items()), members),))
    return study, classes_of(study, "voivodeship", node)


def influences_of(*, exact: bool = False) -> Sensitivity:
    """Shares of five choices, two of which may both be the greatest by their intervals."""
    found = (
        Influence("normalise", 0.12, 0.25, (0.10, 0.14), (0.22, 0.27)),
        Influence("weights", 0.31, 0.62, (0.28, 0.35), (0.58, 0.66)),
        Influence("aggregate 2", 0.02, 0.60, (0.0, 0.05), (0.55, 0.63)),
        Influence("aggregate 4", 0.0, 0.0, (0.0, 0.0), (0.0, 0.0)),
        Influence("dropped", 0.06, 0.20, (0.03, 0.10), (0.18, 0.22)),
    )
    if not exact:
        return Sensitivity(found, exact=False, runs=12_000)
    return Sensitivity(tuple(replace(one, first_span=None, total_span=None) for one in found), exact=True, runs=96)
