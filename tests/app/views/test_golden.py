"""Golden pictures of every view in two languages and two themes, as descriptions (`tests.helpers.pictured`), a file for each view.

A line of a file is a row of the picture: its language, or "*" where both have it, and the row. Colours are numbers of a palette, the first line, which has
a colour for each theme. To make them anew after a change that is meant: `CLUSTERBENCH_GOLDEN=write pytest tests/app/views/test_golden.py`, then look at
what `git diff` tells.
"""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.relations import sensitivity_of
from clusterbench_gui.app.views.exporting import size_of
from clusterbench_gui.app.views.figures import drawn
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Selection, fitted
from clusterbench_gui.support.texts import LANGUAGES, texts
from clusterbench_gui.support.theme import DARK, LIGHT
from tests.app.views.edges import furnished
from tests.app.views.studies import drawn_study, earlier_study
from tests.helpers.pictured import described

FOLDER = Path(__file__).parent / "golden"
THEMES = (LIGHT, DARK)
WRITES = os.environ.get("CLUSTERBENCH_GOLDEN") == "write"
TOLERANCE = 0.6
"""Points: versions of FreeType round the advances of letters otherwise."""

COLOR = re.compile(r"#[0-9a-f]{6}")


@pytest.fixture(scope="module")
def results():
    study = furnished(drawn_study(3, 18))
    return Results(study, furnished(earlier_study(study)), certainty_of(study), sensitivity_of(study))


def picture(results, kind, theme, language):
    selection = replace(fitted(Selection(), results.study, 2), kind=kind)
    return described(drawn(results, selection, theme, texts(language), size_of(results.study, kind)).figure)


def of_all_themes(results, kind, language, palette):
    """The rows of a picture with colours as numbers of the palette, which grows. Nothing but colours may differ between themes."""
    pictures = [picture(results, kind, theme, language) for theme in THEMES]
    assert len({len(rows) for rows in pictures}) == 1
    return [numbered(rows, palette) for rows in zip(*pictures, strict=True)]


def numbered(rows, palette):
    found = []
    for parts in zip(*rows, strict=True):
        if all(isinstance(part, str) and COLOR.fullmatch(part) for part in parts):
            found.append({"c": palette.setdefault(parts, len(palette))})
        else:
            assert all(part == parts[0] for part in parts)
            found.append(parts[0])
    return found


def described_in_all(results, kind):
    """The palette, and the rows by language."""
    palette = {}
    rows = {language: of_all_themes(results, kind, language, palette) for language in LANGUAGES}
    return list(palette), rows


def as_lines(palette, rows):
    first, second = (rows[language] for language in LANGUAGES)
    same = [one == other for one, other in zip(first, second, strict=False)]
    same += [False] * (max(len(first), len(second)) - len(same))
    lines = [palette]
    for place, shared in enumerate(same):
        kept = LANGUAGES[:1] if shared else LANGUAGES
        lines += [["*" if shared else one, *rows[one][place]] for one in kept if place < len(rows[one])]
    return "".join(f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n" for line in lines)


def kept(kind):
    """The palette and the rows by language, as they were written down."""
    lines = [json.loads(line) for line in (FOLDER / f"{kind.value}.jsonl").read_text(encoding="utf-8").splitlines()]
    palette = [tuple(colors) for colors in lines[0]]
    return palette, {one: [row for said, *row in lines[1:] if said in {"*", one}] for one in LANGUAGES}


def near(one, other):
    """Whether two rows are the same picture; colours have been put in already."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(near(*pair) for pair in zip(one, other, strict=True))
    if isinstance(one, float | int) and isinstance(other, float | int):
        return abs(one - other) <= TOLERANCE
    return one == other


def colored(row, palette):
    return [palette[part["c"]] if isinstance(part, dict) else part for part in row]


@pytest.mark.parametrize("kind", tuple(Kind))
def test_every_view_looks_as_it_was_approved(results, kind):
    palette, rows = described_in_all(results, kind)
    if WRITES:
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{kind.value}.jsonl").write_text(as_lines(palette, rows), encoding="utf-8", newline="\n")
    approved, expected = kept(kind)
    for language in LANGUAGES:
        new, old = (
            [colored(row, colors) for row in found[language]]
            for colors, found in ((palette, rows), (approved, expected))
        )
        assert [(one, other) for one, other in zip(new, old, strict=True) if not near(one, other)] == []


def test_descriptions_are_as_many_as_views_and_stay_small():
    files = list(FOLDER.iterdir())
    assert {file.stem for file in files} == {kind.value for kind in Kind}
    assert sum(file.stat().st_size for file in files) < 1_500_000


def test_a_moved_bar_another_word_and_another_colour_are_seen():
    row = ["text", "Łódź", 10.0, 20.0, 9, "left bold 0", ("#000000", "#ffffff"), ""]
    assert near(row, [*row[:2], 10.4, *row[3:]])
    assert not near(row, [*row[:2], 11.0, *row[3:]])
    assert not near(row, [row[0], "Łodź", *row[2:]])
    assert not near(row, [*row[:6], ("#000000", "#fffffe"), ""])
