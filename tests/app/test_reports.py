"""Many reports in one run: one that fails stops no other, files appear whole, and no process is left."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest

from clusterbench_gui.app.reports.kinds import Kind, Report, report_name, reports_of, scored_codes
from clusterbench_gui.app.reports.writing import preview, write_reports
from clusterbench_gui.domain.problems import ProblemError
from tests.app.views.studies import drawn_study
from tests.conftest import ROOT
from tests.helpers.processes import all_gone, started_with


@pytest.fixture(scope="module")
def study():
    return drawn_study(5, 8)


def names_in(folder):
    return sorted(one.name for one in folder.iterdir())


def test_every_kind_is_written_in_one_run_under_its_own_name(study, tmp_path):
    wanted = (*reports_of((), Kind.GENERAL, Kind.SLIDES), *reports_of(("AA", "AB"), Kind.INDIVIDUAL, Kind.FACT_SHEET))
    told = []
    done = write_reports(study, None, wanted, "pl", tmp_path, progress=lambda *one: told.append(one))
    assert done.failed == ()
    assert [one.name for one in done.made] == [
        "general-report-pl.pdf",
        "slides-pl.pdf",
        "AA-gromada-hec-tajnaaa-pl.pdf",
        "AB-gromada-nka-tajnaab-pl.pdf",
        "AA-gromada-hec-tajnaaa-fact-sheet-pl.pdf",
        "AB-gromada-nka-tajnaab-fact-sheet-pl.pdf",
    ]
    assert names_in(tmp_path) == sorted(one.name for one in done.made)
    assert told == [(number, 6) for number in range(7)]
    assert {len(pikepdf.open(one).pages) > 0 for one in done.made} == {True}


def test_codes_in_another_script_tell_files_apart(study):
    names = [report_name(renamed(study, code), Report(Kind.INDIVIDUAL, code), "pl") for code in ("أ١", "ب٢", "K/1")]
    assert names == ["أ١-pl.pdf", "ب٢-pl.pdf", "K_1-pl.pdf"]


def renamed(study, code):
    """With one cluster, called in letters that have no plain ones."""
    return replace(study, clusters=(replace(study.clusters[0], code=code, name="تجمع 😀"),))


def test_workers_make_the_same_bytes_as_the_preview(study, tmp_path, home):
    wanted = reports_of(("AA", "AB", "AC"), Kind.FACT_SHEET)
    done = write_reports(study, None, wanted, "en", tmp_path)
    assert [one.read_bytes() for one in done.made] == [preview(study, None, one, "en") for one in wanted]
    assert all_gone(home)


def test_a_report_that_fails_is_told_with_its_reason_and_keeps_no_other_from_being_written(study, tmp_path):
    nameless = replace(
        study, clusters=tuple(replace(one, name=7) if one.code == "AB" else one for one in study.clusters)
    )
    (tmp_path / "AC-gromada-owka-tajnaac-fact-sheet-pl.pdf").mkdir()
    done = write_reports(nameless, None, reports_of(("AA", "AB", "AC", "XX", "AD"), Kind.FACT_SHEET), "pl", tmp_path)
    assert [one.name[:2] for one in done.made] == ["AA", "AD"]
    why = {one.report.cluster: [each.code for each in one.problems] for one in done.failed}
    assert why == {"AB": ["unexpected"], "AC": ["file-refused"], "XX": ["cluster-unknown"]}
    assert [bool(one.trace) for one in done.failed] == [True, False, False]
    assert names_in(tmp_path) == [
        "AA-gromada-hec-tajnaaa-fact-sheet-pl.pdf",
        "AC-gromada-owka-tajnaac-fact-sheet-pl.pdf",
        "AD-gromada-adel-tajnaad-fact-sheet-pl.pdf",
    ]


def test_a_worker_that_dies_takes_its_report_along_and_another_makes_the_rest(study, tmp_path, home):
    killed = []

    def kill(done, _total):
        if done == 1:
            killed.append(started_with(home)[0])
            subprocess.run(["kill", "-9", str(killed[0])], check=True)

    done = write_reports(study, None, reports_of(scored_codes(study), Kind.FACT_SHEET), "pl", tmp_path, progress=kill)
    assert [[each.code for each in one.problems] for one in done.failed] == [["process-ended"]]
    assert len(done.made) == 7
    assert len(names_in(tmp_path)) == 7


def test_stopping_ends_the_workers_and_keeps_what_is_written(study, tmp_path, home):
    told = []
    codes = scored_codes(study)
    done = write_reports(
        study,
        None,
        reports_of(codes, Kind.FACT_SHEET),
        "pl",
        tmp_path,
        progress=lambda *one: told.append(one),
        cancelled=lambda: len(told) > 1,
    )
    assert 1 <= len(done.made) < len(codes)
    assert done.failed == ()
    assert names_in(tmp_path) == sorted(one.name for one in done.made)
    assert started_with(home) == []


def test_a_file_of_before_is_replaced_and_others_stay(study, tmp_path):
    (tmp_path / "AA-gromada-hec-tajnaaa-fact-sheet-pl.pdf").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    (path,) = write_reports(study, None, reports_of(("AA",), Kind.FACT_SHEET), "pl", tmp_path).made
    assert path.read_bytes().startswith(b"%PDF-")
    assert names_in(tmp_path) == ["AA-gromada-hec-tajnaaa-fact-sheet-pl.pdf", "mine.txt"]


def test_a_folder_that_cannot_be_used_is_the_only_thing_that_stops_everything(study, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProblemError) as caught:
        write_reports(study, None, reports_of(("AA",), Kind.FACT_SHEET), "pl", tmp_path / "file")
    assert [one.code for one in caught.value.problems] == ["not-a-folder"]


def test_a_preview_of_a_cluster_that_is_not_there_is_a_problem(study):
    with pytest.raises(ProblemError) as caught:
        preview(study, None, Report(Kind.FACT_SHEET, "XX"), "pl")
    assert [(one.code, one.place.name) for one in caught.value.problems] == [("cluster-unknown", "XX")]


def test_a_draft_says_so_and_a_closed_edition_does_not(study, tmp_path):
    found = []
    for is_draft in (True, False):
        for report in (*reports_of(("AA",), Kind.INDIVIDUAL, Kind.FACT_SHEET), *reports_of((), Kind.GENERAL)):
            (tmp_path / "one.pdf").write_bytes(preview(replace(study, is_draft=is_draft), None, report, "en"))
            words = subprocess.run(["pdftotext", tmp_path / "one.pdf", "-"], capture_output=True, text=True, check=True)
            found.append("draft" in words.stdout.casefold())
    assert found == [True] * 3 + [False] * 3


WRITES = """
from pathlib import Path
from clusterbench_gui.app.reports.kinds import Kind, reports_of, scored_codes
from clusterbench_gui.app.reports.writing import write_reports
from tests.app.views.studies import drawn_study

if __name__ == "__main__":
    study = drawn_study(5, 40)
    wanted = reports_of(scored_codes(study), Kind.FACT_SHEET)
    write_reports(study, None, wanted, "pl", Path("{folder}"), progress=lambda done, total: print(done, flush=True))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_however_the_program_ends_its_workers_end_too(tmp_path, home, how):
    script = tmp_path / "writes.py"
    script.write_text(WRITES.format(folder=tmp_path / "out"), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment) as process:
        for _ in range(2):
            process.stdout.readline()
        assert len(started_with(home)) > 1
        process.send_signal(how)
    assert all_gone(home)
