"""A study of the built-in edition with two clusters."""

import pytest

from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.studies import Cluster


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "badanie.clusterbench"
    create_study(folder, title="Próba", clusters=[Cluster("K01", "Klaster Próbny"), Cluster("K02", "Inny")])
    return folder


@pytest.fixture
def study(folder):
    study = open_study(folder)
    yield study
    study.close()
