"""`clusterbench offer`: a kept variant of a network as files."""

from datetime import date

import pytest

from clusterbench_gui.app.planning.keeping import Network
from clusterbench_gui.app.planning.offers import OfferKind
from clusterbench_gui.cli import offering
from clusterbench_gui.cli.main import USAGE, run
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Cost, Job, Proof, Variant
from tests.reports.individual.reading import tables, words

SHEETS = {
    "cluster": (("Meble", "2026-09-01", "", "", "none"),),
    "firms": (("A", "Stolarnia Łąka"),),
    "resources": (("R1", "A", "saw", "", "", "8 8 8 8 8 0 0"),),
    "rates": (("R1", "saw", "", "6", "", "85"),),
    "operations": (("table", "10", "saw"),),
    "orders": (("Z1", "table", "", "10"),),
}


@pytest.fixture
def network(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    made = Network.create(tmp_path / "a.network", "Meble", SHEETS, synthetic=True)
    job = Job("Z1", "10", "saw", "A", "R1", "saw", date(2026, 9, 3), date(2026, 9, 7), 2, 5, 5, 1200)
    made.keep(Variant(("Z1",), (job,), (), date(2026, 9, 7), 5, Cost(1200), None, Proof(Status.FOUND)))
    made.close()
    return tmp_path / "a.network"


def _run(network, *options):
    return run(["offer", str(network), "--language", "en", "--out", str(network.parent / "out"), *options])


def test_an_offer_without_names_at_a_price_until_a_day(network, capsys):
    assert _run(network, "--variant", "1", "--no-names", "--price", "2500", "--valid-until", "2026-07-31") == 0
    (path,) = (network.parent / "out").iterdir()
    assert capsys.readouterr().out.split() == [str(path)]
    assert tables(path.read_bytes())[0][1] == ["7 Sep 2026", "2,500 PLN", "31 Jul 2026"]
    assert "Stolarnia" not in words(path.read_bytes())
    assert "Invented data" in words(path.read_bytes())


def test_several_kinds_at_once_or_none(network, capsys):
    assert _run(network, "--variant", "1", "--kind", "packages", "tables") == 0
    assert len(list((network.parent / "out").iterdir())) == 6
    assert _run(network, "--variant", "2") == USAGE
    assert "2" in capsys.readouterr().err
    assert _run(network, "--variant", "1", "--price", "nan") == USAGE
    assert "nan is no price" in capsys.readouterr().err


def test_the_help_names_every_kind():
    assert list(offering.KINDS) == sorted(one.value for one in OfferKind)
