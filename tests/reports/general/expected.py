"""The tables of a general report, made anew from the engine's values: from the scored study, not from what the report is handed."""

from collections import Counter
from collections.abc import Callable

import numpy as np

from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.reporting import Overview
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts

Rows = list[list[str]]


def tables(study: ScoredStudy, overview: Overview, texts: Texts) -> dict[str, Rows]:
    """All tables by their captions, without heads."""
    made = _Expected(study, overview, texts)
    t = texts.t
    found = {
        t("The index at a glance, in points"): [[t("Index"), *made.figures(study.model.at(4)[0])]],
        t("Sub-areas from the highest median to the lowest, in points"): made.subareas(),
        t("Candidates for model clusters, in points"): made.models(),
        t("Median and benchmark then and now, in points, clusters of both editions"): made.trends(),
        t("Places, and the interval that holds nine in ten variants of the method"): made.certainty(),
        t("Response by questionnaire"): made.responses(),
        t("Missing values of indicators by reason"): made.absences(),
        t("Indicators with the most missing values"): made.gaps(),
        t("Reliability by area"): made.alphas(),
        t("Weights, directions and sources of the indicators"): made.weights(),
    }
    for area in study.model.at(3):
        caption = t("Figures of {area}, in points", area=made.called(area))
        found[caption] = [[made.called(node), *made.figures(node)] for node in made.below(area)]
    for grouping in study.groupings:
        caption = t("Clusters by group: {grouping}", grouping=grouping.names["en"])
        found[caption] = made.grouping(grouping.members, [(value, names["en"]) for value, names in grouping.classes])
    upper, lower = [study.model.at(4)[0], *study.model.at(3)], list(study.model.at(2))
    for nodes in (upper, lower):
        heads = [t("Index") if node.level == 4 else node.code for node in nodes]
        found[t("Scores of the clusters: {nodes}", nodes=", ".join(heads))] = made.scores(nodes)
    return {caption: [[cell.replace("\u00a0", " ") for cell in row] for row in rows] for caption, rows in found.items()}


class _Expected:
    def __init__(self, study: ScoredStudy, overview: Overview, texts: Texts) -> None:
        self.study, self.overview, self.texts = study, overview, texts
        self.points: Callable[[float | None], str] = texts.number

    def called(self, node: Node) -> str:
        name = node.name(self.texts.language)
        return name if node.level == 4 else f"{node.code} {name}"

    def label(self, code: str) -> str:
        return f"{code} {self.study.cluster(code).name}" if code in self.study.agreed else code

    def percent(self, share: float, decimals: int = 0) -> str:
        return f"{self.texts.number(share * 100, decimals)} %"

    def below(self, node: Node) -> list[Node]:
        found = [node]
        for child in self.study.model.children(node.code):
            found += self.below(child)
        return found

    def figures(self, node: Node) -> list[str]:
        one = self.study.scores.summaries[node.code]
        values = (one.lower, one.median, one.upper, one.benchmark)
        return [self.texts.number(one.count, 0), *(self.points(value) for value in values)]

    def subareas(self) -> Rows:
        nodes = list(self.study.model.at(2))
        medians = {node.code: self.study.scores.summaries[node.code].median or 0.0 for node in nodes}
        nodes.sort(key=lambda node: -medians[node.code])
        quarter = len(nodes) // 4 or 1
        states = ["strong"] * quarter + ["in the middle"] * (len(nodes) - 2 * quarter) + ["weak"] * quarter
        return [
            [self.called(node), *self.figures(node), self.texts.t(state)]
            for node, state in zip(nodes, states, strict=True)
        ]

    def models(self) -> Rows:
        scores = {
            code: {node: cell.score for node, cell in row.items()} for code, row in self.study.scores.cells.items()
        }
        both = {code: row for code, row in scores.items() if None not in (row["A0"], row["A1"])}
        across, up = (np.median([row[area] for row in both.values()]) for area in ("A0", "A1"))
        known = {place.code: place for place in self.overview.portfolio.places}
        found = [code for code, row in both.items() if row["A0"] > across and row["A1"] > up]
        found.sort(key=lambda code: (-known[code].probability, -(both[code]["A0"] + both[code]["A1"])))
        rows = []
        for code in found:
            best = [
                (-cell.score, node.code, self.called(node))
                for node in self.study.model.at(2)
                if (cell := self.study.scores.cells[code][node.code]).quartile == "A"
            ]
            strong = "; ".join(name for *_key, name in sorted(best)[:2])
            figures = (self.points(both[code]["A0"]), self.points(both[code]["A1"]))
            rows.append([self.label(code), *figures, self.percent(known[code].probability), strong])
        return rows

    def trends(self) -> Rows:
        rows = []
        for node in (self.study.model.at(4)[0], *self.study.model.at(3)):
            trend = self.overview.trends[node.code]
            row = [self.called(node), str(len(trend.rows))]
            for column, kept in ((trend.medians, np.median), (trend.benchmarks, _best_three)):
                editions = list(zip(*(scores for _code, scores in trend.rows), strict=True))
                for value, scores in zip(column, editions, strict=True):
                    assert abs(value - kept([one for one in scores if one is not None])) < 1e-9
                row += [self.points(value) for value in column] + [self.signed(column[-1] - column[0])]
            rows.append(row)
        return rows

    def signed(self, value: float) -> str:
        text = self.points(value)
        return f"+{text}" if round(value, 1) > 0 else text

    def certainty(self) -> Rows:
        top = self.study.model.at(4)[0].code
        rows = []
        for one in sorted(self.overview.certainty.standings, key=lambda one: one.place):
            assert one.place == self.study.scores.cells[one.code][top].rank
            rows.append(
                [self.label(one.code), *map(str, (one.place, one.low, one.high)), self.percent(one.top), one.group]
            )
        return rows

    def responses(self) -> Rows:
        count = len(self.study.counted)
        interviews = sum(len(found["coordinator"]) for found in self.study.counted.values())
        name = "Interview with the coordinator"
        of = len(self.study.scores.clusters)
        return [[name, str(count), str(of), self.percent(count / of), str(interviews)]]

    def missing(self) -> list[tuple[str, str]]:
        """Clusters and indicators without an answer."""
        cells = self.study.scores.cells
        return [
            (code, node.code) for code in cells for node in self.study.model.at(1) if cells[code][node.code].raw is None
        ]

    def absences(self) -> Rows:
        return [[self.texts.t("refused"), str(len(self.missing()))]]

    def gaps(self) -> Rows:
        counts = Counter(node for _code, node in self.missing())
        worst = sorted(counts, key=lambda node: (-counts[node], node))[:6]
        of = len(self.study.scores.clusters)
        nodes = {node.code: node for node in self.study.model.at(1)}
        return [[self.called(nodes[one]), str(counts[one]), self.percent(counts[one] / of, 1)] for one in worst]

    def alphas(self) -> Rows:
        rows = []
        for node in (self.study.model.at(4)[0], *self.study.model.at(3)):
            children = [child.code for child in self.study.model.children(node.code)]
            cells = self.study.scores.cells.values()
            whole = np.array([row for one in cells if None not in (row := [one[child].score for child in children])])
            parts, total = whole.var(axis=0, ddof=1).sum(), whole.sum(axis=1).var(ddof=1)
            alpha = len(children) / (len(children) - 1) * (1 - parts / total)
            rows.append([self.called(node), str(len(whole)), self.texts.number(alpha, 2)])
        return rows

    def weights(self) -> Rows:
        shares: dict[str, float] = {self.study.model.at(4)[0].code: 1.0}
        rows = []
        for node in self.below(self.study.model.at(4)[0])[1:]:
            siblings = sum(one.weight for one in self.study.model.children(node.parent))
            shares[node.code] = shares[node.parent] * node.weight / siblings
            about = [self.texts.t("stimulant"), "Interview with the coordinator"] if node.level == 1 else ["", ""]
            rows.append(
                [self.called(node), *about, self.texts.number(node.weight, 2), self.percent(shares[node.code], 1)]
            )
        return rows

    def grouping(self, members: dict[str, str], classes: list[tuple[str, str]]) -> Rows:
        top, codes = self.study.model.at(4)[0].code, self.study.scores.clusters
        rows = []
        for value, name in [*classes, (None, self.texts.t("not known"))]:
            inside = [code for code in codes if members.get(code) == value]
            scores = [score for code in inside if (score := self.study.scores.cells[code][top].score) is not None]
            figures = [DASH] * 3
            if len(scores) >= 4 and value is not None:
                figures = [self.points(float(np.percentile(scores, share))) for share in (25, 50, 75)]
            if inside:
                rows.append([name, str(len(inside)), self.percent(len(inside) / len(codes)), *figures])
        return rows

    def scores(self, nodes: list[Node]) -> Rows:
        rows = []
        for code in sorted(self.study.scores.clusters):
            cells = self.study.scores.cells[code]
            place = [str(cells[nodes[0].code].rank or DASH)] if nodes[0].level == 4 else []
            rows.append([self.label(code), *place, *(self.points(cells[node.code].score) for node in nodes)])
        return rows


def _best_three(scores: list[float]) -> float:
    return float(np.mean(sorted(scores)[-3:]))
