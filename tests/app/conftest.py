"""A study of the built-in edition with two clusters."""

from shutil import copytree

import pytest

from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.studies import Cluster
from tests.helpers.converted import warm


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The study, and the home in which it was made: converting the questionnaires takes seconds, copying them none."""
    place = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(place / "home"))
        warm(place / "home")
        clusters = [Cluster("K01", "Klaster Próbny"), Cluster("K02", "Inny")]
        create_study(place / "badanie.clusterbench", title="Próba", clusters=clusters)
    return place


@pytest.fixture
def folder(prepared, home, tmp_path):
    copytree(prepared / "home", home, dirs_exist_ok=True)
    return copytree(prepared / "badanie.clusterbench", tmp_path / "badanie.clusterbench")


@pytest.fixture
def study(folder):
    study = open_study(folder)
    yield study
    study.close()
