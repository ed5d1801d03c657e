"""A roster as a table on paper, where it can be one: few questions a row, the same in every row, with short answers."""

from typing import Any

from reportlab.lib.colors import HexColor

from clusterbench_gui.domain.questions import QuestionState, RosterState
from clusterbench_gui.reports.papers.answers import NUMBERS, answer_words
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import has_gaps
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, Manuscript
from clusterbench_gui.reports.typesetting.typography import TableStyle, table_style
from clusterbench_gui.reports.words import gap_words
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT

_COLUMNS = 5
_LONGEST = 160
"""Characters: a longer answer would make a row higher than is good to read."""
_SHARES = {1: 0.55, 2: 0.4, 3: 0.34, 4: 0.28, 5: 0.25}
"""Of the width for the label of a row, by the number of columns beside it."""
_NARROW, _PLACE = 6, 48.0
"""Labels of so few characters, such as running numbers, need only so many points."""


def fits_a_table(roster: RosterState, texts: Texts) -> bool:
    """Whether every row asks the same few questions and no answer is long."""
    heads = [[one.label for one in row.questions] for row in roster.rows]
    if not heads or not 1 <= len(heads[0]) <= _COLUMNS or any(one != heads[0] for one in heads):
        return False
    words = (answer_words(one, texts) for row in roster.rows for one in row.questions)
    return all(len(one) <= _LONGEST for one in words) and all(len(row.label) <= _LONGEST for row in roster.rows)


def add_rows(manuscript: Manuscript, roster: RosterState, texts: Texts) -> None:
    """Add the table, a row for each row of the roster; its head repeats on every page."""
    styles = manuscript.styles
    first = roster.rows[0]
    heads = [(texts.t("Row"), styles.cell_head_text)]
    heads += [
        (one.label, styles.cell_head if one.kind in NUMBERS else styles.cell_head_text) for one in first.questions
    ]
    rows = [[TableCell(manuscript.cell(*one), head="Column") for one in heads]]
    for place, row in enumerate(roster.rows, start=1):
        label = manuscript.cell(row.label or str(place), styles.cell)
        cells = [TableCell(_cell(manuscript, one, texts)) for one in row.questions]
        rows.append([TableCell(label, head="Row"), *cells])
    manuscript.table(rows, _widths(roster), _style(len(rows)))
    texts_of_rows = (answer_words(one, texts) for row in roster.rows for one in row.questions)
    if any(has_gaps(one) for one in texts_of_rows):
        manuscript.paragraph(gap_words(texts), styles.aside)


def _cell(manuscript: Manuscript, question: QuestionState, texts: Texts) -> Any:
    styles = manuscript.styles
    style = styles.cell_number if question.kind in NUMBERS else styles.cell
    if not question.value:
        style = styles.cell_note
    return manuscript.cell(answer_words(question, texts), style)


def _widths(roster: RosterState) -> list[float]:
    columns = len(roster.rows[0].questions)
    is_labelled = max(len(row.label) for row in roster.rows) > _NARROW
    first = TEXT_WIDTH * _SHARES[columns] if is_labelled else _PLACE
    return [first, *[(TEXT_WIDTH - first) / columns] * columns]


def _style(rows: int) -> TableStyle:
    """A line below the head and at the foot, hairlines in groups of five."""
    line = HexColor(LIGHT.line)
    return [
        *table_style(),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        *[("LINEBELOW", (0, number), (-1, number), 0.5, line) for number in range(5, rows - 1, 5)],
    ]
