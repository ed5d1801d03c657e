"""The annex: scores of all clusters, what weighs how much, the glossary, where the figures come from; and its tables as files."""

from collections.abc import Mapping, Sequence

from clusterbench_gui.charts.tree import weights
from clusterbench_gui.domain.editions import Direction, Node, text_in
from clusterbench_gui.reports.general.certainty import certainty_grid, influences_grid
from clusterbench_gui.reports.general.changes import trends_grid
from clusterbench_gui.reports.general.grids import Column, Grid, Kind, Line, Value
from clusterbench_gui.reports.general.quality import absences_grid, responses_grid
from clusterbench_gui.reports.general.results import figure_columns, figures_of
from clusterbench_gui.reports.general.state import areas, below, subareas
from clusterbench_gui.reports.general.writer import Writer, count_column, text_column
from clusterbench_gui.reports.glossary import write_glossary
from clusterbench_gui.reports.method import provenance
from clusterbench_gui.reports.typesetting.archive import Attachment
from clusterbench_gui.support.texts import Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_DIRECTIONS: Mapping[Direction, str] = {
    Direction.STIMULANT: _("stimulant"),
    Direction.DESTIMULANT: _("destimulant"),
    Direction.NOMINANT: _("nominant"),
}
_MOST_COLUMNS = 7
_SECTION_ROOM = 260.0


def add_annex(writer: Writer) -> None:
    """Tables of scores, then of the model, glossary, provenance."""
    texts = writer.texts
    writer.chapter("annex", texts.t("Annex"))
    tables = _score_tables(writer) if writer.is_crowd else []
    writer.paragraph(
        texts.t(
            "The tables of this report are attached to the file as CSV, with the same figures: scores of the clusters,"
            " figures of all indicators, weights, places, changes, responses."
        ),
        texts.t("Columns of scores have the codes of areas and sub-areas as their heads.") if tables else "",
        see=[name for name, _nodes in tables],
    )
    _add_scores(writer, tables)
    writer.manuscript.room(_SECTION_ROOM)
    writer.manuscript.section(texts.t("Weights of the model"))
    writer.paragraph(
        texts.t("The weight is among what belongs to the same node; the share is that of the index."),
        see=["tab-weights"],
    )
    writer.grid(weights_grid(writer), texts.t("Weights, directions and sources of the indicators"), "tab-weights")
    writer.manuscript.section(texts.t("Where the figures come from"))
    writer.manuscript.items(provenance(writer.study, texts))
    _add_glossary(writer)


def attachments(writer: Writer) -> tuple[Attachment, ...]:
    """The tables as files; those without rows are left out."""
    texts = writer.texts
    scored = (writer.top, *_parts(writer))
    found: tuple[tuple[str, str, Grid], ...] = (
        (texts.t("scores.csv"), texts.t("Scores of the clusters"), scores_grid(writer, scored)),
        (texts.t("indicators.csv"), texts.t("Figures of all indicators"), summaries_grid(writer)),
        (texts.t("weights.csv"), texts.t("Weights of the model"), weights_grid(writer)),
        (texts.t("places.csv"), texts.t("Places and how sure they are"), certainty_grid(writer)),
        (texts.t("influences.csv"), texts.t("Influence of each choice of the method"), influences_grid(writer)),
        (texts.t("changes.csv"), texts.t("Changes between editions"), trends_grid(writer)),
        (texts.t("responses.csv"), texts.t("Response by questionnaire"), responses_grid(writer)),
        (texts.t("gaps.csv"), texts.t("Missing values of indicators by reason"), absences_grid(writer)),
    )
    return tuple(Attachment(name, "text/csv", about, grid.file()) for name, about, grid in found if grid.lines)


def scores_grid(writer: Writer, nodes: Sequence[Node]) -> Grid:
    """Scores of the clusters at nodes, with the place where the index is among them; nothing of fewer than a crowd."""
    study, texts = writer.study, writer.texts
    columns = (
        text_column(texts.t("Cluster"), "cluster"),
        *([count_column(texts.t("Place"), "place", 38)] if writer.top in nodes else []),
        *(writer.points(_head(writer, node), node.code, 38) for node in nodes),
    )
    codes = sorted(study.scores.clusters, key=lambda code: (texts.sort_key(writer.label(code)), code))
    return Grid(columns, tuple(_scores(writer, code, nodes) for code in codes) if writer.is_crowd else ())


def _head(writer: Writer, node: Node) -> str:
    return writer.texts.t("Index") if node.code == writer.top.code else node.code


def _scores(writer: Writer, code: str, nodes: Sequence[Node]) -> Line:
    cells = writer.study.scores.cells[code]
    place: tuple[Value, ...] = (cells[writer.top.code].rank,) if writer.top in nodes else ()
    scores = (cells[node.code].score for node in nodes)
    return Line((writer.label(code), *place, *scores))


def summaries_grid(writer: Writer) -> Grid:
    """Every node of the model with the figures of its clusters."""
    texts = writer.texts
    columns = (
        text_column("", "code"),
        text_column("", "name"),
        count_column("", "level"),
        text_column("", "unit"),
        *figure_columns(writer),
    )
    nodes = (writer.top, *below(writer.study.model, writer.top.code))
    return Grid(
        columns,
        tuple(
            Line(
                (
                    node.code,
                    node.name(texts.language),
                    node.level,
                    text_in(node.unit, texts.language),
                    *figures_of(writer, node),
                )
            )
            for node in nodes
        ),
    )


def weights_grid(writer: Writer) -> Grid:
    """Every node with its weight and share, every indicator with its unit, direction and questionnaire."""
    texts, study = writer.texts, writer.study
    shares = weights(study.model)
    columns = (
        text_column(texts.t("Area, sub-area, indicator"), "node"),
        text_column(texts.t("Direction"), "direction", 74),
        text_column(texts.t("Questionnaire"), "instrument", 138),
        Column(texts.t("Weight"), "weight", decimals=2, width=38),
        Column(texts.t("Share of the index"), "share", Kind.SHARE, 1, 46),
    )
    lines = []
    for node in below(study.model, writer.top.code):
        kind = text_in(study.instruments.get(node.instrument, {}), texts.language, node.instrument)
        about = (_direction(node, texts), kind) if node.level == 1 else ("", "")
        values = (writer.called(node), *about, node.weight, shares[node.code])
        lines.append(Line(values, min(node.level - 1, 2)))
    return Grid(columns, tuple(lines))


def _direction(node: Node, texts: Texts) -> str:
    return texts.t(_DIRECTIONS[node.direction])


def _parts(writer: Writer) -> tuple[Node, ...]:
    """Areas and sub-areas, each once, without the index."""
    model = writer.study.model
    found = {node.code: node for node in (*areas(model), *subareas(model)) if node.code != writer.top.code}
    return tuple(found.values())


def _score_tables(writer: Writer) -> list[tuple[str, Sequence[Node]]]:
    """The index with the areas, then the sub-areas in tables that a page can hold, each with its name."""
    model = writer.study.model
    upper = [node for node in areas(model) if node.code != writer.top.code]
    lower = [node for node in subareas(model) if node not in upper]
    rest = (*upper[_MOST_COLUMNS - 1 :], *lower)
    tables: list[Sequence[Node]] = [(writer.top, *upper[: _MOST_COLUMNS - 1])]
    tables += [rest[first : first + _MOST_COLUMNS] for first in range(0, len(rest), _MOST_COLUMNS)]
    return [(f"tab-scores-{number}", nodes) for number, nodes in enumerate(tables, start=1)]


def _add_scores(writer: Writer, tables: Sequence[tuple[str, Sequence[Node]]]) -> None:
    if tables:
        writer.manuscript.section(writer.texts.t("Scores of all clusters"))
    for name, nodes in tables:
        heads = ", ".join(_head(writer, node) for node in nodes)
        writer.grid(scores_grid(writer, nodes), writer.texts.t("Scores of the clusters: {nodes}", nodes=heads), name)


def _add_glossary(writer: Writer) -> None:
    if writer.study.glossary:
        writer.manuscript.section(writer.texts.t("Glossary"))
        write_glossary(writer.manuscript, writer.study.glossary, writer.texts)
