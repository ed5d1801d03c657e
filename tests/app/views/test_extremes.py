"""Every view of studies at the edges: a clean picture, or a sentence that says why there is none.

The short form draws each case as the window does; `CLUSTERBENCH_EXTREMES=full pytest tests/app/views/test_extremes.py` also in
the sizes of files and of the narrowest window, at every level, and with a cluster, an area, an indicator in place of the index.
"""

from dataclasses import replace

import pytest

from clusterbench_gui.app.views.exporting import size_of
from clusterbench_gui.app.views.figures import drawn
from clusterbench_gui.app.views.selection import ABOUT_ONE, PARTS, Kind, Names, Part
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT
from tests.app.views.edges import CASES, FULL, edge
from tests.charts.extremes import faults

PL = texts("pl")
WINDOW, NARROW = (11.5, 4.6), (7.0, 4.6)


def refused_or_clean(results, selection, size):
    """What is wrong with a view; nothing where it is refused in words for people."""
    try:
        view = drawn(results, selection, LIGHT, PL, size)
    except ProblemError as error:
        return [said for one in error.problems if not (said := sentence(one, PL)).endswith(".")]
    assert view.words.endswith(".")
    assert all(len(row) == len(view.table[0]) for row in view.table[1])
    return faults(view.figure)


def selections(results, selection):
    """The view as it stands; in full at every level and at nodes of each."""
    yield selection
    parts, model = PARTS[selection.kind], results.study.model
    if not FULL:
        return
    if Part.LEVEL in parts:
        yield from (replace(selection, level=level) for level in (1, 3))
    if Part.NODE in parts:
        yield from (replace(selection, node=model.at(level)[0].code) for level in (1, 2, 3))
    if Part.COMPARED in parts:
        others = [code for code in results.study.scores.clusters if code != selection.cluster]
        yield replace(selection, compared=tuple(others[:5]))


@pytest.mark.parametrize("kind", tuple(Kind))
@pytest.mark.parametrize("name", CASES)
def test_extremes_give_a_clean_picture_or_a_sentence(name, kind):
    results, selection = edge(name, kind)
    sizes = (WINDOW, NARROW, size_of(results.study, kind)) if FULL else (WINDOW,)
    for one in selections(results, selection):
        for size in sizes:
            assert refused_or_clean(results, one, size) == []


@pytest.mark.parametrize("kind", tuple(Kind))
def test_codes_are_clean_and_name_nobody(kind):
    results, selection = edge("long", kind, Names.CODES)
    assert refused_or_clean(results, selection, WINDOW) == []
    view = drawn(results, selection, LIGHT, PL, WINDOW)
    said = " ".join([text.get_text() for text in view.figure.axes[0].texts])
    said += view.words + "".join(cell for row in view.table[1] for cell in row)
    assert "Gromada" not in said


@pytest.mark.parametrize("kind", sorted(ABOUT_ONE | {Kind.COMPARISON}, key=str))
def test_nobody_in_focus_is_a_sentence(kind):
    results, selection = edge("nothing", kind)
    with pytest.raises(ProblemError) as caught:
        drawn(results, replace(selection, cluster=""), LIGHT, PL, WINDOW)
    assert [one.code for one in caught.value.problems] == ["view-of-nobody"]
