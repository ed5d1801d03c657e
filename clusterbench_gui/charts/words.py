"""What charts say: findings as sentences, labels, the source line. Knows scores and texts, nothing of drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from clusterbench_gui.domain.editions import Method, Model, Node, text_in
from clusterbench_gui.domain.recipes import Choice
from clusterbench_gui.domain.scores import Cell, ScoredStudy
from clusterbench_gui.support.texts import MINUS, NO_BREAK_SPACE, Texts

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""The numbers behind a chart: headings, and rows as the chart prints them."""

_NEAR = 0.05
"""Differences below this print as 0.0 and are called none."""


ROWS_IN_WORDS = 50
"""Rows that a picture in words tells, so that it comes to an end."""

LEAST_AXES = 5
"""With fewer axes the area of a radar says nothing; bars are drawn instead."""


@dataclass(frozen=True, slots=True)
class References:
    """What one cluster is compared with at one node; None where it may not be shown or does not exist."""

    median: float | None
    benchmark: float | None


def profile_level(model: Model) -> int:
    """The level that a profile shows: sub-areas, or indicators where only these are enough for a radar."""
    enough = (level for level in (2, 1) if len(model.at(level)) >= LEAST_AXES)
    return next(enough, min(2, model.levels))


def label(study: ScoredStudy, code: str, *, names: bool = True) -> str:
    """How a cluster is called on one line: by name, or by code where it has none or names are not to be shown."""
    return (" ".join(study.cluster(code).name.split()) or code) if names else code


def cell(study: ScoredStudy, code: str, node: str) -> Cell:
    """One cluster at one node."""
    return study.scores.cells[code][node]


def others(study: ScoredStudy, code: str, node: str) -> list[float]:
    """Scores of the other clusters at a node, from least to greatest: nothing tells whose they are."""
    found = (cell(study, other, node).score for other in study.scores.clusters if other != code)
    return sorted(score for score in found if score is not None)


def references(study: ScoredStudy, code: str, node: str) -> References:
    """Median and benchmark, if at least `method.crowd` other clusters have a value."""
    scores = study.scores
    crowd = (True for other in scores.clusters if other != code and scores.cells[other][node].score is not None)
    if sum(islice(crowd, study.method.crowd)) < study.method.crowd:
        return References(None, None)
    return overall(study, node)


def overall(study: ScoredStudy, node: str) -> References:
    """Median and benchmark of all clusters, for pictures of all of them."""
    figures = study.scores.summaries[node]
    return References(figures.median, figures.benchmark)


def top(model: Model) -> Node:
    """The index."""
    return model.at(model.levels)[0]


def level_name(model: Model, level: int, texts: Texts) -> str:
    """What the nodes of a level are called, for the head of a sentence."""
    if level == model.levels:
        return texts.t("Index")
    if level == 1:
        return texts.t("Indicators")
    if level == model.levels - 1:
        return texts.t("Areas")
    return texts.t("Sub-areas") if level == model.levels - 2 else texts.t("Level {level}", level=level)


def node_name(node: Node, texts: Texts) -> str:
    """Name of a node in the language of the texts, on one line."""
    return " ".join(node.name(texts.language).split()) or node.code


def scale(method: Method, texts: Texts) -> str:
    """The scale of the scores, such as 0–100."""
    low, high = scale_ends(method, texts)
    return texts.t("scale {low}–{high}", low=low, high=high)


def scale_ends(method: Method, texts: Texts) -> tuple[str, str]:
    """Lowest and highest possible score as printed on a scale."""
    digits = 0 if method.low == int(method.low) and method.high == int(method.high) else 2
    return texts.number(method.low, digits), texts.number(method.high, digits)


def benchmark_rule(method: Method, texts: Texts) -> str:
    """How the benchmark is made."""
    return texts.n("the best score", "mean of the best {n}", method.benchmark_best)


def source(study: ScoredStudy, texts: Texts) -> str:
    """Edition, number of clusters, method, and whatever the reader has to be warned of."""
    language = texts.language
    count = len(study.scores.clusters)
    parts = [
        experiment(study, texts),
        texts.t("invented data") if study.synthetic else "",
        text_in(study.titles, language, study.edition),
        within(study, texts),
        texts.n("{n} cluster", "{n} clusters", count),
        method(study, texts),
        text_in(study.notice, language),
    ]
    line = "; ".join(part.rstrip(".") for part in parts if part)
    return line[:1].upper() + line[1:]


def method(study: ScoredStudy, texts: Texts) -> str:
    """How the scores are made."""
    tried = study.experiment
    return texts.t(
        "{normalisation}, {mean}",
        normalisation=normalisation(tried.normalise, texts),
        mean=aggregation(tried.aggregate, texts),
    )


def normalisation(choice: Choice | None, texts: Texts) -> str:
    """A normalisation that may be tried, for the middle of a sentence; None is the study's."""
    known = {"zscore": texts.t("standardisation (mean 50, deviation 10)"), "rank": texts.t("places in place of values")}
    return texts.t("min–max unitarisation") if choice is None else known[choice.method]


def aggregation(choice: Choice | None, texts: Texts) -> str:
    """A mean that may be tried, for the middle of a sentence; None is the study's."""
    known = {"gmean": texts.t("weighted geometric mean"), "hmean": texts.t("weighted harmonic mean")}
    return texts.t("weighted arithmetic mean") if choice is None else known[choice.method]


def within(study: ScoredStudy, texts: Texts) -> str:
    """The group that is shown, and what its places and scores are of; empty for all clusters."""
    if study.group is None:
        return ""
    language = texts.language
    group = f"{text_in(study.group.names, language)}: {text_in(study.group.class_names, language)}"
    return texts.t("only {group}, places within the group, scores on the scale of all", group=group)


def experiment(study: ScoredStudy, texts: Texts) -> str:
    """What an experiment changes, under a warning; empty for the result itself."""
    tried = study.experiment
    if tried.is_official:
        return ""
    weights = ", ".join(f"{code} {texts.number(weight, 2)}" for code, weight in sorted(tried.weights.items()))
    targets = ", ".join(
        f"{one.cluster} {one.indicator} {texts.number(one.value, 2)}"
        for one in tried.targets
        if one.cluster in study.scores.cells
    )
    parts = [
        texts.t("EXPERIMENT, NOT THE RESULT"),
        texts.t("weights: {weights}", weights=weights) if weights else "",
        texts.t("left out: {codes}", codes=", ".join(tried.dropped)) if tried.dropped else "",
        texts.t("targets: {targets}", targets=targets) if targets else "",
    ]
    return "; ".join(part for part in parts if part)


def gap(study: ScoredStudy, score: float, benchmark: float | None, texts: Texts) -> str:
    """Distance from a score to the benchmark as half a sentence; empty without a benchmark."""
    if benchmark is None:
        return ""
    short = benchmark - score
    if abs(short) < _NEAR * (study.method.high - study.method.low) / 100:
        return texts.t("exactly at the benchmark")
    if short > 0:
        return texts.t("{points} points short of the benchmark", points=figure(study, short, texts))
    return texts.t("{points} points above the benchmark", points=figure(study, -short, texts))


def figure(study: ScoredStudy, value: float | None, texts: Texts) -> str:
    """A score as printed: one decimal on a scale of 100, two more on a scale of 1."""
    return texts.number(value, study.method.decimals)


def change(study: ScoredStudy, value: float, texts: Texts) -> str:
    """A distance with its sign, so that above and below are never confused; what prints as zero has none."""
    text = figure(study, value, texts)
    return text if text.startswith(MINUS) or text == figure(study, 0.0, texts) else f"+{text}"


def share(value: float, texts: Texts, decimals: int = 0) -> str:
    """A share of 1 as a percentage."""
    return f"{texts.number(value * 100, decimals)}{NO_BREAK_SPACE}%"


def coefficient(value: float | None, texts: Texts) -> str:
    """A number between -1 and 1, such as a correlation: two decimals."""
    return texts.number(value, 2)


def few_others(study: ScoredStudy, cluster: str | None, codes: Iterable[str]) -> bool:
    """Whether the clusters beside the one in focus are too few to be shown (`method.crowd`)."""
    return sum(code != cluster for code in codes) < study.method.crowd


def coded(node: Node, texts: Texts) -> str:
    """Code and name of a node."""
    return f"{node.code} {node_name(node, texts)}"


def median_label(study: ScoredStudy, compared: References, texts: Texts) -> str:
    """The median with its word; empty where there is none."""
    if compared.median is None:
        return ""
    return texts.t("median {value}", value=figure(study, compared.median, texts))


def benchmark_label(study: ScoredStudy, compared: References, texts: Texts) -> str:
    """The benchmark with its word; empty where there is none."""
    if compared.benchmark is None:
        return ""
    return texts.t("benchmark {value}", value=figure(study, compared.benchmark, texts))


def sentences(parts: Iterable[str]) -> str:
    """The parts that say something, each as a sentence."""
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def why(one: Cell, texts: Texts) -> str:
    """Why a cluster has no score, as half a sentence."""
    reason = one.missing.reason if one.missing else ""
    if reason == "coverage":
        return texts.t("no result, too few answers")
    if reason == "constant":
        return texts.t("no result, because nothing tells the clusters apart here")
    if reason == "division-by-zero":
        return texts.t("no result, because it would be a division by zero")
    return texts.t("no result, because there is no answer")


def position(study: ScoredStudy, code: str, node: str, benchmark: float | None, texts: Texts, *, names: bool) -> str:
    """The finding for one cluster at one node."""
    name, one = label(study, code, names=names), cell(study, code, node)
    if one.score is None:
        return f"{name}: {why(one, texts)}"
    if one.rank is None:  # too few others to tell of a place among them
        return texts.t("{name}: {points} points", name=name, points=figure(study, one.score, texts))
    count = study.scores.summaries[node].count
    if count == 1:
        return texts.t("{name}: {points} points, the only result", name=name, points=figure(study, one.score, texts))
    where = texts.t("{name}: place {rank} of {count}", name=name, rank=one.rank, count=count)
    distance = gap(study, one.score, benchmark, texts)
    return f"{where}; {distance}" if distance else where


def overview(study: ScoredStudy, node: str, texts: Texts) -> str:
    """The finding for all clusters at one node."""
    figures = study.scores.summaries[node]
    if figures.median is None:
        return texts.t("No cluster has a result here yet")
    median = figure(study, figures.median, texts)
    if figures.benchmark is None:
        return texts.t("The median of the clusters is {median} points", median=median)
    benchmark = figure(study, figures.benchmark, texts)
    return texts.t(
        "Half of the clusters reach {median} points; the benchmark is {benchmark}", median=median, benchmark=benchmark
    )


def strengths(study: ScoredStudy, code: str, level: int) -> tuple[list[Node], list[Node]]:
    """Strengths and weaknesses of a cluster at a level, the clearest first.

    A strength is in the top quartile and above the median, a weakness below the median; ordered by the distance from the
    median. Without a median to show, nothing is a strength or a weakness.
    """
    strong: list[tuple[float, Node]] = []
    weak: list[tuple[float, Node]] = []
    for node in study.model.at(level):
        one, median = cell(study, code, node.code), references(study, code, node.code).median
        if one.score is None or median is None:
            continue
        if one.score > median and one.quartile == "A":
            strong.append((median - one.score, node))
        elif one.score < median:
            weak.append((one.score - median, node))
    return _ordered(strong), _ordered(weak)


def _ordered(found: list[tuple[float, Node]]) -> list[Node]:
    return [node for _, node in sorted(found, key=lambda pair: (pair[0], pair[1].code))]


def profile(study: ScoredStudy, code: str, level: int, texts: Texts) -> str:
    """The finding of a profile: the two clearest strengths and weaknesses."""
    strong, weak = strengths(study, code, level)
    if strong and weak:
        return texts.t("Strengths: {strong}; weaknesses: {weak}", strong=_list(strong, texts), weak=_list(weak, texts))
    if strong:
        return texts.t("Strengths: {strong}; nothing below the median", strong=_list(strong, texts))
    if weak:
        return texts.t("Weaknesses: {weak}; nothing in the top quarter", weak=_list(weak, texts))
    scored = [
        (one.score, node) for node in study.model.at(level) if (one := cell(study, code, node.code)).score is not None
    ]
    if not scored:
        return texts.t("{name}: no result, too few answers", name=label(study, code))
    if any(references(study, code, node.code).median is not None for _, node in scored):
        return texts.t("{name}: close to the median everywhere", name=label(study, code))
    return texts.t("{name}: too few other clusters to compare with", name=label(study, code))


def _list(nodes: Sequence[Node], texts: Texts) -> str:
    return ", ".join(node_name(node, texts) for node in nodes[:2])
