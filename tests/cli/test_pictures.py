"""`pictures`: views of a study as files, and one sentence for what cannot be."""

import pytest

from clusterbench_gui.cli import scored as scored_command
from clusterbench_gui.cli.main import run
from clusterbench_gui.domain.problems import ProblemError, problem
from tests.helpers.converted import warm


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A study of invented clusters and the home that holds its key."""
    place = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(place / "home"))
        warm(place / "home")
        assert run(["demo", str(place / "try.clusterbench"), "--clusters", "8"]) == 0
    return place


@pytest.fixture
def pictures(demo, tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(demo / "home"))
    monkeypatch.setenv("LANG", "en")
    monkeypatch.delenv("LC_ALL", raising=False)

    def call(*options):
        return run(["pictures", str(demo / "try.clusterbench"), "--out", str(tmp_path / "out"), *options])

    return call


def test_views_of_a_cluster_in_the_formats_that_were_asked_for(pictures, tmp_path, capsys):
    assert (
        pictures("--cluster", "k02", "--view", "strip", "--view", "tree", "--format", "svg,csv", "--language", "en")
        == 0
    )
    names = {"strip-K02.svg", "strip-K02.csv", "tree.svg", "tree.csv", "index.html"}
    assert {file.name for file in (tmp_path / "out").iterdir()} == names
    assert {
        line.rpartition("/")[2].rpartition("\\")[2] for line in capsys.readouterr().out.split("\n") if line
    } == names


def test_names_are_shown_only_when_asked_for(pictures, demo, tmp_path, capsys):
    assert pictures("--view", "ranking", "--format", "csv") == 0
    hidden = (tmp_path / "out" / "ranking.csv").read_text(encoding="utf-8-sig")
    for file in (tmp_path / "out").iterdir():
        file.unlink()
    assert pictures("--view", "ranking", "--format", "csv", "--names", "all") == 0
    shown = (tmp_path / "out" / "ranking.csv").read_text(encoding="utf-8-sig")
    assert ";K01;" in hidden
    assert ";K01;" not in shown
    assert len(shown.splitlines()) == len(hidden.splitlines())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--cluster", "K99"), "no cluster “K99”"),
        (("--view", "pie"), "no view “pie”. Please choose among ranking, strip"),
        (("--format", "png,bmp"), "no format “bmp”. Please choose among png, svg, pdf, csv, xlsx"),
        (("--format", ","), "no format “,”"),
        (("--promotion", "--format", "csv"), "no format “csv”. Please choose among png, svg, pdf."),
    ],
)
def test_what_cannot_be_is_one_sentence(pictures, tmp_path, capsys, options, sentence):
    assert pictures(*options) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1
    assert told.out == ""
    assert not (tmp_path / "out").exists()


def test_promotion_writes_cards_or_says_that_nobody_agreed(pictures, tmp_path, capsys):
    """The answer of eight invented clusters decides which of both it is."""
    code = pictures("--promotion", "--format", "svg")
    told = capsys.readouterr()
    cards = list((tmp_path / "out").glob("card-*.svg")) if code == 0 else []
    assert code == 0, told.err
    assert cards
    assert (tmp_path / "out" / "ranking.svg").exists()


def test_an_edition_before_of_which_nothing_is_finished_stops_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "home"))
    study = tmp_path / "two.clusterbench"
    assert run(["demo", str(study), "--clusters", "6", "--with-previous"]) == 0
    real = scored_command.score

    def score(data):
        if data.edition.id == "cluster-2010":
            raise ProblemError(problem("nothing-finished"))
        return real(data)

    monkeypatch.setattr(scored_command, "score", score)
    out = tmp_path / "out"
    wanted = ("--view", "ranking", "--view", "trend", "--format", "csv", "--language", "en")
    assert run(["pictures", str(study), "--out", str(out), *wanted]) == 0
    assert {file.name for file in out.iterdir()} == {"ranking.csv", "index.html"}
