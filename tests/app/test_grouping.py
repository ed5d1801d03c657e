"""Groups of clusters and who may be named, from the demonstration study's answers."""

from pathlib import Path

import pytest

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.domain.scores import Grouping, ScoredStudy


