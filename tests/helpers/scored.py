"""Scores that are there already: making them takes a process each time, which only tests of the scoring itself need."""

from contextlib import closing

from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.studies import open_study


def scores_of(folder):
    """The scores of a study's own edition, made here. They are read by all and changed by nobody."""
    with closing(open_study(folder, read_only=True)) as study:
        return score(collect(study))


def has_scored(desk, scores):
    """Let a desk have scored its open study; any change of it makes the desk score anew."""
    desk._scores._scored[""] = scores
