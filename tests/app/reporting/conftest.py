"""A study of clusters that cannot be mistaken for each other, beside an earlier edition of the same kind."""

from dataclasses import replace

import pytest

from clusterbench_gui.app.reporting.material import material_of
from tests.app.reporting.studies import secret


@pytest.fixture(scope="session")
def study():
    return secret()


@pytest.fixture(scope="session")
def earlier():
    return replace(secret(11, seed=2010), year="2010")


@pytest.fixture(scope="session")
def material(study, earlier):
    return material_of(study, earlier)
