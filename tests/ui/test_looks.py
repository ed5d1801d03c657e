"""Every screen, measured: nothing cut off, nothing over anything else, every control named, Tab in reading order.

A window of 1366x768 at 250 % has 546x307 logical pixels; layouts know only these. By default two of the six pairs of language
and theme are walked; `CLUSTERBENCH_LOOKS=all` walks all. `scripts/screens.py --scales` makes the pictures at real scalings.
"""

import os

import pytest
from PySide6.QtTest import QTest

from clusterbench_gui.support.settings import Settings
from clusterbench_gui.support.theme import THEMES
from clusterbench_gui.ui.jobs import Jobs
from scripts.screens import walk
from tests.helpers import access, looks

SCREEN = (1366, 768)
SCALINGS = (1, 1.5, 2, 2.5)
EVERY = [(language, theme) for theme in THEMES for language in ("pl", "en")]
PAIRS = EVERY if os.environ.get("CLUSTERBENCH_LOOKS") == "all" else [("pl", "contrast"), ("en", "light")]
PAPERS = {
    "clusterbench_gui.app.reports.writing:preview",
    "clusterbench_gui.app.guides:guide_pages",
    "clusterbench_gui.app.papers:pages",
}
STEP, STEPS = 50, 30
"""Milliseconds between two looks, and how often a layout is looked at again before its faults are believed."""


def resize(window, scaling):
    width, height = (int(one / scaling) for one in SCREEN)
    window.resize(width, height)
    QTest.qWait(STEP)
    assert (window.width(), window.height()) == (width, height), "the window does not fit on the screen"


def settled(measure, window):
    """What is still wrong when everything has come to rest: cards, pages and charts are made a moment after the others."""
    found = measure(window)
    for _ in range(STEPS):
        if not found:
            break
        QTest.qWait(STEP)
        found = measure(window)
    return found


@pytest.fixture
def empty_papers(monkeypatch):
    """Papers come from processes as always, but empty: they are pictures, and what is measured lies around them."""
    run = Jobs.run_process

    def run_process(jobs, function, arguments, **told):
        if function in PAPERS:
            function, arguments = "tests.helpers.papers:empty_pages", ()
        return run(jobs, function, arguments, **told)

    monkeypatch.setattr(Jobs, "run_process", run_process)


@pytest.mark.usefixtures("empty_papers")
@pytest.mark.parametrize(("language", "theme"), PAIRS)
def test_every_screen_at_every_scaling(start, demo, language, theme):
    program = start(Settings(language=language, theme=theme))
    found = []
    for name in walk(program, demo):
        for scaling in SCALINGS:
            resize(program.window, scaling)
            found += [f"{name} at {scaling:.0%}: {one}" for one in settled(looks.faults, program.window)]
        resize(program.window, 1)
        for measure in (access.nameless, access.misplaced):
            found += [f"{name}: {one}" for one in settled(measure, program.window)]
    assert found == [], "\n".join(found)
