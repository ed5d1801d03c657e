"""The numbers behind each picture, as a table that a screen reader reads."""

from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.ui.models.table import Table


def ranking_table(study: ScoredStudy, node: str, texts: Texts) -> Table:
    """Clusters by rank at one node; those without a value last."""
    cells = {one.code: study.scores.cells[one.code][node] for one in study.clusters}
    order = sorted(study.clusters, key=lambda one: (cells[one.code].rank or len(cells) + 1, texts.sort_key(one.name)))
    rows = tuple(
        (
            one.code,
            one.name,
            cells[one.code].quartile or DASH,
            texts.number(cells[one.code].rank, 0),
            texts.number(cells[one.code].score),
        )
        for one in order
    )
    headings = (texts.t("Code"), texts.t("Cluster"), texts.t("Quartile"), texts.t("Rank"), texts.t("Score"))
    return Table(headings, rows, numbers_from=3)


def profile_table(study: ScoredStudy, cluster: str, level: int, texts: Texts) -> Table:
    """One cluster at every node of a level, beside median and benchmark."""
    cells = study.scores.cells[cluster]
    rows = tuple(
        (
            node.code,
            node.name(texts.language),
            texts.number(cells[node.code].score),
            texts.number(study.scores.summaries[node.code].median),
            texts.number(study.scores.summaries[node.code].benchmark),
            texts.number(cells[node.code].rank, 0),
        )
        for node in study.model.at(level)
    )
    headings = (
        texts.t("Code"),
        texts.t("Name"),
        texts.t("Score"),
        texts.t("Median"),
        texts.t("Benchmark"),
        texts.t("Rank"),
    )
    return Table(headings, rows, numbers_from=2)


def heatmap_table(study: ScoredStudy, level: int, texts: Texts) -> Table:
    """Every cluster at every node of a level."""
    nodes = study.model.at(level)
    rows = tuple(
        (one.code, one.name, *(texts.number(study.scores.cells[one.code][node.code].score) for node in nodes))
        for one in study.clusters
    )
    return Table((texts.t("Code"), texts.t("Cluster"), *(node.code for node in nodes)), rows, numbers_from=2)
