"""Answers as CSV: every answer once, absences with their reason, and nothing that a spreadsheet would compute."""

import csv
import errno
import signal
import zipfile
from pathlib import Path

import openpyxl
import pytest

from clusterbench_gui.app.export import EXPORTERS, export_csv
from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.paradata import Doing, Stretch
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.files import write_whole
from tests.helpers.study import ANNA, ANSWERS, MEMBERS, fill, fill_expert, give

TABLES = {"coordinator.csv", "coordinator.members.csv", "coordinator.project.csv", "expert.csv", "remarks.csv"}


def tables(study, folder):
    """The CSV tables that an export writes, in their order."""
    return [path for path in export_csv(study, folder) if path.name in TABLES]


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as content:
        return list(csv.DictReader(content))


def test_every_answer_is_found_again(study, tmp_path):
    fill(study, budget_private=Absence.REFUSED, legal_form="association")
    fill_expert(study, "K01")
    written = {path.name: rows(path) for path in tables(study, tmp_path / "out")}
    assert set(written) == TABLES
    (own,) = written["coordinator.csv"]
    assert (own["_cluster"], own["_status"], own["_person"]) == ("K01", "finished", ANNA.name)
    assert own["budget_total"] == ANSWERS["budget_total"]
    assert (own["budget_private"], own["budget_private__absence"]) == ("", "refused")
    assert (own["legal_form_other"], own["legal_form_other__absence"]) == ("", "not-asked")
    assert [one["member_count"] for one in written["coordinator.members.csv"]] == list(MEMBERS)
    assert [one["member_code"] for one in written["coordinator.members.csv"]][::8] == ["micro", "other"]
    assert own["members_total"] == str(sum(int(one) for one in MEMBERS))
    assert [one["_row"] for one in written["coordinator.members.csv"]] == [str(n) for n in range(1, 10)]
    assert {one["_interview"] for one in written["coordinator.project.csv"]} == {own["_interview"]}


def test_what_interviewers_noted_stands_beside_the_answers_under_their_names(study, tmp_path):
    opened = fill(study)
    noted = Statement(opened.interview.id, EventKind.REMARK, "Sprawdzić w sprawozdaniu.", "/data/z2/budget_total")
    again = Statement(opened.interview.id, EventKind.REMARK, "Sprawdzić.", "/data/z2/budget_total")
    gone = [Statement(opened.interview.id, EventKind.REMARK, text, "/data/z1/staff_fte") for text in ("Nie.", "")]
    study.workspace.append([again, noted, *gone], ANNA)
    (remark,) = rows(next(path for path in export_csv(study, tmp_path / "out") if path.name == "remarks.csv"))
    assert (remark["_cluster"], remark["question"], remark["remark"], remark["_person"]) == (
        "K01",
        "/data/z2/budget_total",
        "Sprawdzić w sprawozdaniu.",
        ANNA.name,
    )


def test_a_text_that_begins_like_a_formula_is_harmless(study, tmp_path):
    opened = open_interview(study, start_interview(study, "K01", ANNA), "pl")
    save(study, give(opened, "cluster_name", '=HYPERLINK("x")'), ANNA)
    (own,) = rows(tables(study, tmp_path / "out")[0])
    assert own["cluster_name"] == '\'=HYPERLINK("x")'


def test_a_withdrawn_interview_is_gone_from_the_next_export_into_the_same_folder(study, tmp_path):
    opened = fill(study)
    files = tables(study, tmp_path / "out")
    assert any("Klaster Próbny" in path.read_text(encoding="utf-8") for path in files)
    study.workspace.append([Statement(opened.interview.id, EventKind.CONSENT_WITHDRAWN, "")], ANNA)
    written = export_csv(study, tmp_path / "out")
    assert tables(study, tmp_path / "out") == files
    assert [len(rows(path)) for path in files] == [0] * 5
    assert set((tmp_path / "out").iterdir()) == set(written)


def test_a_withdrawn_interview_is_in_no_format(study, tmp_path):
    opened = fill(study, communication_note="Zupełnie wyjątkowe słowo")
    assert "Zupełnie wyjątkowe".encode() in b"".join(contents(EXPORTERS["xlsx"](study, tmp_path / "before")))
    study.workspace.append([Statement(opened.interview.id, EventKind.CONSENT_WITHDRAWN, "")], ANNA)
    for name, export in EXPORTERS.items():
        found = b"".join(contents(export(study, tmp_path / name)))
        assert "Zupełnie wyjątkowe".encode() not in found
        assert opened.interview.id.encode() not in found


def test_equal_answers_give_equal_files(study, tmp_path):
    fill(study, budget_private=Absence.REFUSED)
    for name, export in EXPORTERS.items():
        first, second = export(study, tmp_path / name / "a"), export(study, tmp_path / name / "b")
        assert [path.name for path in first] == [path.name for path in second]
        assert [one.name for one, two in zip(first, second, strict=True) if one.read_bytes() != two.read_bytes()] == []


def held(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_whoever_stops_it_finds_the_folder_as_it_was(study, tmp_path):
    fill(study)

    def stop(_done, _total):
        raise KeyboardInterrupt

    for name, export in EXPORTERS.items():
        with pytest.raises(KeyboardInterrupt):
            export(study, tmp_path / "new" / "out", "pl", stop)
        assert not (tmp_path / "new").exists()
        export(study, tmp_path / name)
    before = {name: held(tmp_path / name) for name in EXPORTERS}
    fill(study, "K02")
    for name, export in EXPORTERS.items():
        with pytest.raises(KeyboardInterrupt):
            export(study, tmp_path / name, "pl", stop)
        assert held(tmp_path / name) == before[name]


def test_what_fails_in_the_middle_leaves_the_folder_as_it_was(study, tmp_path, monkeypatch):
    fill(study)
    for name, export in EXPORTERS.items():
        export(study, tmp_path / name)
    before = {name: held(tmp_path / name) for name in EXPORTERS}
    fill(study, "K02")
    written = []

    def full(path, content):
        written.append(path)
        if len(written) > 1 or path.suffix == ".xlsx":
            raise OSError(errno.ENOSPC, "No space left on device")
        write_whole(path, content)

    monkeypatch.setattr("clusterbench_gui.app.files.write_whole", full)
    for name, export in EXPORTERS.items():
        written.clear()
        with pytest.raises(ProblemError) as caught:
            export(study, tmp_path / name)
        assert [one.code for one in caught.value.problems] == ["disk-full"]
        assert held(tmp_path / name) == before[name]


def test_ctrl_c_while_files_take_their_places_waits_until_all_have(study, tmp_path, monkeypatch):
    fill(study)
    replace = Path.replace

    def interrupted(self, target):
        if target.parent == tmp_path / "out":
            signal.raise_signal(signal.SIGINT)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export_csv(study, tmp_path / "out")
    monkeypatch.undo()
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        one.name for one in export_csv(study, tmp_path / "b")
    }


def contents(paths):
    """What files hold, workbooks by their parts."""
    for path in paths:
        if path.suffix != ".xlsx":
            yield path.read_bytes()
            continue
        with zipfile.ZipFile(path) as book:
            yield from (book.read(name) for name in book.namelist())


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_format_takes_paradata(study, tmp_path, name):
    interview = fill(study).interview.id
    start = "2012-07-01T12:00:00.250+02:00"
    stretches = [
        Stretch("s1", number, interview, ANNA.id, doing.value, path, start, 61_500, 0)
        for number, (doing, path) in enumerate(
            [(Doing.OPENED, ""), (Doing.QUESTION, "/data/ch/consent_part"), (Doing.IDLE, "/data")], 1
        )
    ]
    study.workspace.keep_paradata(stretches)
    files = {path.name: path for path in EXPORTERS[name](study, tmp_path / name, "pl", lambda _done, _total: None)}
    if name == "csv":
        found = [(one["doing"], one["question"], one["start"], one["seconds"]) for one in rows(files["paradata.csv"])]
        assert found[1:] == [("question", "/data/ch/consent_part", start, "61.500"), ("idle", "/data", start, "61.500")]
    elif name == "xlsx":
        sheet = openpyxl.load_workbook(files["answers.xlsx"])["paradata"]
        assert [row[7].value for row in sheet.iter_rows(min_row=2)] == [61.5] * 3
    elif name == "odk":
        assert "question,/data/ch/consent_part" in files["audit.csv"].read_text("utf-8")
    else:
        assert files
