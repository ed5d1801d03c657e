"""A profile of its own for every test, and a small study to work on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage.workspace import Workspace

INTERVIEW = "uuid:7b0d3d3c-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the user's own profile is read or written."""
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def author() -> Person:
    return Person("p-1", "Grażyna Brzęczyszczykiewicz", Role.INTERVIEWER)


@pytest.fixture
def created() -> Statement:
    about = {"cluster": "C01", "instrument": "coordinator", "form": "coordinator", "version": "2012.1"}
    return Statement(INTERVIEW, EventKind.CREATED, json.dumps(about))


@pytest.fixture
def answer() -> Callable[..., Statement]:
    def make(path: str, value: str, kind: EventKind = EventKind.ANSWER, **more: str) -> Statement:
        return Statement(INTERVIEW, kind, value, path, **more)

    return make


@pytest.fixture
def folder(tmp_path: Path, author: Person, created: Statement) -> Path:
    """A closed workspace with one cluster and one interview without answers."""
    folder = tmp_path / "Klastry w Polsce.clusterbench"
    files = {"edition.toml": b'id = "cluster-2012"', "indicators.csv": "kod,nazwa\nZ1,Gęśl\n".encode()}
    with Workspace.create(folder, title="Klastry 2012", edition="cluster-2012", files=files) as workspace:
        workspace.add_clusters([Cluster("C01", "Klaster Żółty", {"voivodeship": "śląskie"})])
        workspace.append([created], author)
    return folder


@pytest.fixture
def interview() -> str:
    return INTERVIEW


@pytest.fixture
def codes() -> Callable[[Callable[[], object]], list[str]]:
    """Codes of the `ProblemError` that a call raises; fails where it raises none."""

    def of(call: Callable[[], object]) -> list[str]:
        with pytest.raises(ProblemError) as caught:
            call()
        return [one.code for one in caught.value.problems]

    return of
