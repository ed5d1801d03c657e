"""Reports of some clusters in both languages, made once."""

import pytest

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import Material
from tests.reports.individual.making import CLUSTERS, Made, made_of


@pytest.fixture(
    scope="session", params=[(code, language) for code in CLUSTERS for language in ("pl", "en")], ids="-".join
)
def made(request: pytest.FixtureRequest, material: Material) -> Made:
    code, language = request.param
    return made_of(dossier_of(material, code), language)


@pytest.fixture(scope="session")
def english(material: Material) -> Made:
    return made_of(dossier_of(material, "K03"), "en")
