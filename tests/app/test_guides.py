"""The guide's text: the same in both languages, and what it says of the edition is true."""

import csv
import re
from pathlib import Path

import pypdfium2 as pdfium

from clusterbench_gui.app.guides import guide_text, write_guide
from clusterbench_gui.reports.typesetting.markdown import (
    Block,
    Grid,
    Heading,
    Listing,
    Passage,
    read_markdown,
    words_of,
)
from clusterbench_gui.support.resources import resource


def shape(block: Block) -> tuple[object, ...]:
    """What must be equal in both languages: kinds, levels, signs, rows and columns, bold and italic pieces."""
    match block:
        case Heading(level=level):
            return "heading", level
        case Passage(runs=runs, is_quoted=is_quoted):
            return "passage", is_quoted, sum(one.bold for one in runs), words_of(runs).endswith(":")
        case Listing(signs=signs, entries=entries):
            return "list", signs, [sum(one.bold for one in entry) for entry in entries]
        case Grid(rows=rows):
            return "table", [[bool(cell) for cell in row] for row in rows]
    return (type(block).__name__,)


def test_both_languages_have_the_same_structure() -> None:
    polish, english = (read_markdown(guide_text(language)) for language in ("pl", "en"))
    assert [shape(one) for one in polish] == [shape(one) for one in english]


def test_both_languages_have_the_same_numbers() -> None:
    """Numbers in tables, such as minutes of an agenda, are facts that a translation does not change."""
    polish, english = (
        [
            re.findall(r"\d+", words_of(cell))
            for one in read_markdown(guide_text(language))
            if isinstance(one, Grid)
            for row in one.rows
            for cell in row
        ]
        for language in ("pl", "en")
    )
    assert polish == english


def test_sub_areas_are_called_as_in_the_edition() -> None:
    with resource("editions", "cluster-2012", "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "2"]
    for language, heads in (("pl", "Podobszar"), ("en", "Sub-area")):
        known = {row[f"name_{language}"] for row in rows}
        (table,) = (
            one
            for one in read_markdown(guide_text(language))
            if isinstance(one, Grid) and words_of(one.rows[0][0]) == heads
        )
        named = [words_of(row[0]) for row in table.rows[1:]]
        assert len(named) == 9
        assert set(named) <= known


def test_the_expert_interview_is_an_empty_template() -> None:
    for language, start in (("pl", "Wywiad z ekspertem: wzór"), ("en", "Expert interview: template")):
        blocks = read_markdown(guide_text(language))
        at = next(place for place, one in enumerate(blocks) if isinstance(one, Heading) and one.text == start)
        warning, table, _heading, questions = blocks[at + 1 : at + 5]
        assert isinstance(warning, Passage)
        assert warning.is_quoted
        assert isinstance(table, Grid)
        assert all(set(words_of(row[1])) == {"…"} for row in table.rows[1:])
        assert isinstance(questions, Listing)
        assert all(re.fullmatch(r"[^…]+\?\n…+\n…+", words_of(entry)) for entry in questions.entries)


def test_the_guide_is_written_as_a_pdf(tmp_path: Path) -> None:
    file = tmp_path / "new" / "guide.pdf"
    write_guide("en", file)
    document = pdfium.PdfDocument(file.read_bytes())
    assert document.get_metadata_value("Title") == "Cooperation and communication in a cluster"
    document.close()
