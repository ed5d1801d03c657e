"""The commands on a study, as whole functions: exit codes, what they print, and one sentence for bad input."""

import csv
import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.cli.main import run
from clusterbench_gui.support.resources import resource
from tests.helpers.converted import warm
from tests.helpers.study import fill, fill_expert


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A demonstration study, with a home of its own that outlives a single test."""
    home = tmp_path_factory.mktemp("demo-home")
    folder = tmp_path_factory.mktemp("demo") / "demo.clusterbench"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(home))
        warm(home)
        assert run(["demo", str(folder), "--clusters", "12", "--seed", "7"]) == 0
    return home, folder


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setattr("clusterbench_gui.cli.reports.preferred_language", lambda: "en")


@pytest.fixture
def folder(demo, monkeypatch):
    home, folder = demo
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(home))
    return folder


def bytes_of(folder):
    """Hashes of the files that hold something; SQLite's shared memory and an empty log of writes beside them hold nothing."""
    beside = {".db-shm", ".db-wal"}
    files = [path for path in folder.rglob("*") if path.is_file()]
    files = [path for path in files if path.suffix not in beside or (path.suffix == ".db-wal" and path.stat().st_size)]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_demonstration_is_sound(folder, capsys):
    assert run(["check", str(folder)]) == 0
    assert str(folder) in capsys.readouterr().out


def test_score_prints_the_ranking_with_benchmark_and_median(folder, capsys):
    assert run(["score", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    ranked = [line for line in lines if " K" in line]
    assert len(ranked) == 12
    assert [line.split()[0] for line in ranked] == sorted((line.split()[0] for line in ranked), key=int)
    assert any(line.strip().startswith(("Benchmark", "benchmark")) for line in lines)
    assert any("nvented" in line or "wymyślone" in line for line in lines)


def test_score_writes_the_tables_of_the_contract(folder, tmp_path):
    assert run(["score", str(folder), "--out", str(tmp_path / "out")]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"normalised.csv", "scores.csv", "ranks.csv", "weights.csv", "provenance.json"}
    with (tmp_path / "out" / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert {"uCode", "Z1.1", "R3.4", "Z1", "Z", "I"} <= set(rows[0])
    story = json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))
    assert story["synthetic"] is True
    assert len(story["fingerprint"]) == 64
    assert story["method"]["benchmark_best"] == 3


def test_an_earlier_edition_inside_a_study_is_scored_by_its_id(tmp_path, capsys):
    folder = tmp_path / "two.clusterbench"
    assert run(["demo", str(folder), "--clusters", "8", "--seed", "3", "--with-previous"]) == 0
    capsys.readouterr()
    assert run(["score", str(folder), "--edition", "cluster-2010"]) == 0
    before = capsys.readouterr().out
    assert run(["score", str(folder)]) == 0
    now = capsys.readouterr().out
    assert "2010" in before.splitlines()[0]
    assert "2012" in now.splitlines()[0]
    assert before.count(" K0") == now.count(" K0") == 8
    header = next(line for line in before.splitlines() if "Cluster" in line)
    assert header.split() == ["Code", "Cluster", "I", "Z", "P", "W", "R", "S"]


def test_a_demonstration_of_an_edition_of_ones_own(tmp_path, capsys):
    own = tmp_path / "own"
    shutil.copytree(resource("editions/cluster-2012"), own)
    settings = (own / "edition.toml").read_text(encoding="utf-8")
    (own / "edition.toml").write_text(settings.replace('id = "cluster-2012"', 'id = "own-2026"'), encoding="utf-8")
    folder = tmp_path / "own.clusterbench"
    assert run(["demo", str(folder), "--clusters", "6", "--edition", str(own)]) == 0
    study = open_study(folder)
    assert study.edition.id == "own-2026"
    study.close()


def test_scoring_twice_writes_the_same_bytes(folder, tmp_path):
    for name in ("a", "b"):
        assert run(["score", str(folder), "--out", str(tmp_path / name)]) == 0
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_equal_seeds_give_equal_answers(folder, tmp_path, capsys):
    again = tmp_path / "again.clusterbench"
    assert run(["demo", str(again), "--clusters", "12", "--seed", "7"]) == 0
    for study, out in ((folder, "a"), (again, "b")):
        assert run(["score", str(study), "--out", str(tmp_path / out)]) == 0
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_explain_traces_a_score_down_to_formulas(folder, capsys):
    assert run(["score", str(folder), "--explain", "K03"]) == 0
    text = capsys.readouterr().out
    assert "${staff_fte}" in text
    assert "${rating_national}" in text
    assert "P2.3" in text


def test_report_writes_one_pdf_for_a_cluster(folder, tmp_path):
    assert run(["report", str(folder), "--language", "en", "--cluster", "K05", "--out", str(tmp_path)]) == 0
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("K05-")
    assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--questionnaire", "k05"], ("coordinator-questionnaire-en.pdf", "Filled-inquestionnaire")),
        (["--questionnaire", "K05", "--copy", "respondent"], ("coordinator-copy-en.pdf", "Respondent'scopy")),
        (["--local", "K05"], ("coordinator-local-en.pdf", "Provisionallocalreport")),
    ],
)
def test_report_writes_the_papers_of_one_interview(folder, tmp_path, capsys, options, expected):
    ending, heading = expected
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    before = bytes_of(folder)
    assert run(["report", str(folder), "--language", "en", "--out", str(tmp_path), *options]) == 0
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("K05-")
    assert path.name.endswith(ending)
    assert capsys.readouterr().out.strip() == str(path)
    assert heading in _words(path)
    assert bytes_of(folder) == before


def test_papers_of_an_interview_that_is_not_there_are_refused_in_one_line(folder, tmp_path, capsys):
    assert run(["report", str(folder), "--language", "en", "--out", str(tmp_path), "--local", "K99"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_two_interviews_by_hand_can_be_scored_and_reported_without_a_crowd(tmp_path, capsys):
    folder = tmp_path / "s.clusterbench"
    create_study(folder, title="Mała")
    study = open_study(folder)
    from clusterbench_gui.domain.studies import Cluster

    study.workspace.add_clusters([Cluster("K01", "Klaster Źdźbło"), Cluster("K02", "Drugi")])
    fill(study)
    fill(study, "K02", meetings="3", staff_fte="1")
    for rating in ("1", "5"):
        fill_expert(study, "K02", rating_labour=rating)
    study.close()
    assert run(["score", str(folder)]) == 0
    assert run(["report", str(folder), "--language", "pl", "--all", "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["score", "{tmp}/nowhere.clusterbench"], "nowhere.clusterbench"),
        (["check", "{tmp}"], "{tmp}"),
        (["report", "{demo}", "--language", "pl", "--out", "{tmp}", "--cluster", "K99"], "K99"),
        (["score", "{demo}", "--edition", "cluster-1812"], "cluster-1812"),
        (["demo", "{demo}"], "demo.clusterbench"),
        (["demo", "{tmp}/new.clusterbench", "--clusters", "0"], "0"),
        (["score", "{demo}", "--passphrase-file", "{tmp}/none.txt"], "none.txt"),
        (["form", "check", "{tmp}/none.xlsx"], "none.xlsx"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(folder, tmp_path, capsys, arguments, words):
    before = bytes_of(folder)
    assert run([part.format(tmp=tmp_path, demo=folder) for part in arguments]) == 2
    said = capsys.readouterr()
    assert words.format(tmp=tmp_path) in said.err
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert bytes_of(folder) == before


def test_reports_hold_the_name_of_their_own_cluster_only(folder, tmp_path):
    which = ["--cluster", "K01", "--cluster", "K05", "--cluster", "K12"]
    assert run(["report", str(folder), "--language", "pl", *which, "--out", str(tmp_path)]) == 0
    study = open_study(folder, read_only=True)
    names = {cluster.code: cluster.name for cluster in study.workspace.clusters()}
    study.close()
    files = sorted(tmp_path.iterdir())
    assert len(files) == 3
    try:
        texts = {path.name[:3]: _words(path) for path in files}
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed")
    for code, text in texts.items():
        for other, name in names.items():
            assert ("".join(name.split()) in text) == (other == code), (code, other)


def _words(path):
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return "".join(done.stdout.split())


def test_reports_of_all_kinds_come_from_one_command(folder, tmp_path, capsys):
    options = ["--general", "--slides", "--cluster", "k02", "--fact-sheet"]
    assert run(["report", str(folder), "--language", "pl", "--out", str(tmp_path), *options]) == 0
    said = capsys.readouterr()
    names = [Path(line).name for line in said.out.splitlines()]
    assert names[:2] == ["general-report-pl.pdf", "slides-pl.pdf"]
    assert names[2].startswith("K02-")
    assert names[2].endswith("-fact-sheet-pl.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert "3 " in said.err


def test_a_cluster_named_twice_has_one_report_and_fact_sheets_need_a_cluster(folder, tmp_path, capsys, english):
    which = ["report", str(folder), "--language", "en", "--fact-sheet", "--out", str(tmp_path / "out")]
    assert run([*which, "--cluster", "K05", "--cluster", "k05"]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert "1 report was written" in said.err
    assert run([*which, "--general"]) == 2


def test_a_report_that_fails_is_told_at_the_end_and_the_status_says_so(folder, tmp_path, capsys, english):
    report = ["report", str(folder), "--language", "en", "--out", str(tmp_path), "--fact-sheet"]
    assert run([*report, "--cluster", "K05"]) == 0
    (path,) = tmp_path.iterdir()
    path.unlink()
    path.mkdir()
    capsys.readouterr()
    assert run([*report, "--cluster", "K05", "--cluster", "K04"]) == 1
    said = capsys.readouterr()
    assert [Path(line).name[:3] for line in said.out.splitlines()] == ["K04"]
    made, drafts, failed = said.err.splitlines()
    assert drafts == "Reports of invented data stay drafts."
    assert made == f"1 report was written to {tmp_path}"
    assert failed.startswith("K05 ")
    assert "The system refuses to write here" in failed


def test_somebody_who_names_no_report_is_asked_which(folder, tmp_path, capsys):
    assert run(["report", str(folder), "--language", "en", "--out", str(tmp_path / "out")]) == 2
    assert "--general" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("beside", [["--general"], ["--questionnaire", "K05"]])
def test_fact_sheets_of_nobody_are_not_passed_over_in_silence(folder, tmp_path, capsys, beside):
    assert (
        run(["report", str(folder), "--language", "en", "--out", str(tmp_path / "out"), "--fact-sheet", *beside]) == 2
    )
    assert "--all" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_edition_is_closed_and_opened_again_by_a_supervisor(tmp_path, capsys, english):
    from clusterbench_gui.domain.studies import Cluster

    folder = tmp_path / "s.clusterbench"
    create_study(folder, title="Mała", clusters=[Cluster("K01", "Klaster Źdźbło")])
    study = open_study(folder)
    fill(study)
    study.close()
    assert run(["close", str(folder)]) == 2
    assert "--by" in capsys.readouterr().err
    assert run(["close", str(folder), "--by", "Ewa Lis"]) == 0
    assert "final" in capsys.readouterr().out
    report = [
        "report",
        str(folder),
        "--language",
        "en",
        "--out",
        str(tmp_path / "out"),
        "--cluster",
        "K01",
        "--fact-sheet",
    ]
    assert run(report) == 0
    assert "drafts" not in capsys.readouterr().err
    assert run(["close", str(folder), "--reopen", "--by", "Ewa Lis"]) == 0
    assert "drafts" in capsys.readouterr().out
    assert run(report) == 0
    assert "They are drafts" in capsys.readouterr().err
    assert run(["close", str(folder), "--reopen", "--by", "Ewa Lis"]) == 2


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_demonstration_is_locked_by_the_passphrase_it_is_given(tmp_path, capsys, monkeypatch):
    (tmp_path / "p.txt").write_text("koń bateria zszywka\n", encoding="utf-8")
    folder = str(tmp_path / "d.clusterbench")
    assert run(["demo", folder, "--clusters", "1", "--passphrase-file", str(tmp_path / "p.txt")]) == 0
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert run(["check", folder]) == 2
    monkeypatch.setenv("CLUSTERBENCH_PASSPHRASE", "inne hasło")
    assert run(["check", folder]) == 2
    monkeypatch.setenv("CLUSTERBENCH_PASSPHRASE", "koń bateria zszywka")
    assert run(["check", folder]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_several_clusters_can_be_named_for_reports(folder, tmp_path):
    which = ["--fact-sheet", "--cluster", "K02", "--cluster", "K04"]
    assert run(["report", str(folder), "--language", "pl", *which, "--out", str(tmp_path)]) == 0
    assert sorted(path.name[:3] for path in tmp_path.iterdir()) == ["K02", "K04"]
