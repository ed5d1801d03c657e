"""Interviews out as OpenRosa submissions, with their history, and back into another study."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.imports.intake import Fate
from clusterbench_gui.app.imports.run import import_files
from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.app.openrosa import export_odk
from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.paradata import Doing, Stretch
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xml import parse_xml
from tests.app.imports_form import FORM, page, visit_form
from tests.helpers.study import ANNA, fill, fill_expert

BOSS = Person("boss", "Szef", Role.SUPERVISOR)


@pytest.fixture
def other(tmp_path):
    folder = tmp_path / "other.clusterbench"
    create_study(folder, title="B", clusters=[Cluster("K01", "A"), Cluster("K02", "B")])
    study = open_study(folder)
    yield study
    study.close()


def submissions(files, root):
    return {one.relative_to(root): one.read_bytes() for one in files if one.name == "submission.xml"}


def audit(files):
    (path,) = [one for one in files if one.name == "audit.csv"]
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_an_export_comes_back_into_another_study(study, other, tmp_path):
    opened = fill(study, budget_private=Absence.REFUSED, policy_wish="a\r\n<b> & 'c' ")
    fill_expert(study, "K02")
    start_interview(study, "K02", ANNA)
    notes = [
        Statement(opened.interview.id, EventKind.REMARK, text, path)
        for text, path in (("=x", "/data/ch"), ("y", "/data/p"))
    ]
    study.workspace.append(notes[:1], ANNA)
    study.workspace.append(notes[1:], BOSS)
    files = export_odk(study, tmp_path / "out")
    done = import_files(other, [tmp_path / "out"])
    assert (done.count(Fate.NEW), done.is_whole) == (3, True)
    assert submissions(export_odk(other, tmp_path / "again"), tmp_path / "again") == submissions(
        files, tmp_path / "out"
    )
    before, after = export_csv(study, tmp_path / "csv"), export_csv(other, tmp_path / "csv2")
    tables = [pair for pair in zip(before, after, strict=True) if pair[0].suffix == ".csv"]
    assert len(tables) > 3
    for one, two in tables:
        assert sorted(one.read_text("utf-8").splitlines()) == sorted(two.read_text("utf-8").splitlines())
    for target in (other, study):
        assert import_files(target, [tmp_path / "out"]).count(Fate.UNCHANGED) == 3


def test_forms_lie_beside_their_submissions(study, tmp_path):
    fill_expert(study, "K01")
    names = {one.relative_to(tmp_path).as_posix() for one in export_odk(study, tmp_path)}
    assert {"coordinator/coordinator.xml", "coordinator/coordinator.xlsx", "expert/expert.xml"} <= names
    assert len([name for name in names if name.startswith("expert/instances/uuid")]) == 2
    root = next(parse_xml("f", (tmp_path / "expert" / "expert.xml").read_bytes()).elements())
    assert root.name == "html"


def test_what_was_withdrawn_stays_here(study, tmp_path):
    opened = fill(study)
    study.workspace.append([Statement(opened.interview.id, EventKind.CONSENT_WITHDRAWN, "")], ANNA)
    assert not submissions(export_odk(study, tmp_path), tmp_path)


def test_an_open_interview_stays_open(study, other, tmp_path):
    opened = fill(study)
    study.workspace.append([Statement(opened.interview.id, EventKind.STATUS, Status.RETURNED.value)], BOSS)
    export_odk(study, tmp_path / "out")
    import_files(other, [tmp_path / "out"])
    assert [one.status for one in other.workspace.interviews()] == [Status.OPEN]


AUDIT = "| | audit | audit | | | | | | | | | track-changes=true identify-user=true |"


def audited_form(parameters=AUDIT):
    head = "| | start | begun |"
    return read_form("visit.md", FORM.replace(head, f"{parameters}\n{head}").encode())


def stretch(interview, number, doing, start, seconds=0.0, path="", *, sitting="s1"):  # noqa: PLR0917 - a table of them
    begun = datetime(2012, 7, 1, 12, tzinfo=UTC) + timedelta(seconds=start)
    moment = begun.isoformat(timespec="milliseconds")
    return Stretch(sitting, number, interview, ANNA.id, doing.value, path, moment, round(seconds * 1000), 0)


def test_the_audit_says_what_the_log_says(study, tmp_path):
    study.forms["coordinator"] = audited_form()
    opened = open_interview(study, start_interview(study, "K01", ANNA), "en")
    firms = "/data/firm"
    for step in (
        lambda: opened.answer("/data/basics/staff", "5"),
        lambda: opened.answer("/data/basics/staff", "6"),
        lambda: opened.absent("/data/basics/staff", Absence.REFUSED),
        lambda: opened.answer("/data/basics/note", '=1, "x"'),
        lambda: opened.add_row(firms),
        lambda: opened.answer(f"{firms}[2]/name", "B"),
        lambda: opened.remove_row(f"{firms}[1]"),
        lambda: opened.answer(f"{firms}[1]/name", "C"),
        lambda: opened.answer("/data/floor[2]/rooms", "3"),
    ):
        save(study, step()[1], ANNA)
    save(study, opened.finish(), ANNA)
    save(study, [*opened.reopen("one answer was missing"), *opened.answer("/data/active", "yes")[1]], BOSS)
    lines = audit(export_odk(study, tmp_path))
    assert [(one["event"], one["node"], one["old-value"], one["new-value"]) for one in lines] == [
        ("form start", "", "", ""),
        ("question", "/data/basics/staff", "", "5"),
        ("question", "/data/basics/staff", "5", "6"),
        ("question", "/data/basics/staff", "6", ""),
        ("question", "/data/basics/note", "", '\'=1, "x"'),
        ("add repeat", "/data/firm[2]", "", ""),
        ("question", "/data/firm[2]/name", "", "B"),
        ("delete repeat", "/data/firm[1]", "", ""),
        ("question", "/data/firm[1]/name", "B", "C"),
        ("question", "/data/floor[2]/rooms", "", "3"),
        ("form finalize", "", "", ""),
        ("form resume", "", "", ""),
        ("question", "/data/active", "", "yes"),
    ]
    assert [one["user"] for one in lines] == [ANNA.name] * 11 + [BOSS.name] * 2
    moments = [int(one["start"]) for one in lines]
    assert moments == sorted(moments)
    assert {one["end"] for one in lines} == {""}


def test_the_audit_has_values_and_users_only_where_the_form_asks_for_them(study, tmp_path):
    for parameters, columns in (
        (None, ["event", "node", "start", "end"]),
        (AUDIT.replace("track-changes=true ", ""), ["event", "node", "start", "end", "user"]),
        (AUDIT.replace("identify-user=true", ""), ["event", "node", "start", "end", "old-value", "new-value"]),
    ):
        study.forms["coordinator"] = visit_form() if parameters is None else audited_form(parameters)
        start_interview(study, "K01", ANNA)
        files = export_odk(study, tmp_path / str(len(columns)))
        paths = [one for one in files if one.name == "audit.csv"]
        assert {path.read_text("utf-8").splitlines()[0] for path in paths} == {",".join(columns)}


def test_the_audit_has_the_time_at_each_question_and_leaves_pauses_out(study, tmp_path):
    study.forms["coordinator"] = audited_form()
    interview = start_interview(study, "K01", ANNA)
    opened = open_interview(study, interview, "en")
    noon = datetime(2012, 7, 1, 12, tzinfo=UTC)
    staff, name = "/data/basics/staff", "/data/firm[1]/name"
    study.workspace.keep_paradata(
        [
            stretch(interview, 1, Doing.OPENED, 0),
            stretch(interview, 2, Doing.QUESTION, 0, 10, staff),
            stretch(interview, 3, Doing.JUMP, 10, 0, name),
            stretch(interview, 4, Doing.QUESTION, 10, 5, name),
            stretch(interview, 5, Doing.IDLE, 15, 600, name),
            stretch(interview, 6, Doing.QUESTION, 615, 2.5, name),
            stretch(interview, 7, Doing.LEFT, 618),
            stretch(interview, 1, Doing.OPENED, 900, sitting="s2"),
            stretch(interview, 2, Doing.QUESTION, 900, 3, staff, sitting="s2"),
            stretch(interview, 3, Doing.LIST, 903, 4, sitting="s2"),
            stretch(interview, 4, Doing.LEFT, 908, sitting="s2"),
        ]
    )
    for seconds, statements in (
        (9, opened.answer(staff, "5")[1]),
        (10.2, opened.answer(staff, "6")[1]),
        (618, opened.answer(name, "A")[1]),
        (903, opened.answer(staff, "6")[1]),
        (907, opened.finish()),
    ):
        study.workspace.append(statements, ANNA, wall=noon + timedelta(seconds=seconds))
    begun = noon.timestamp()
    lines = [
        (one["event"], one["node"], float(one["start"]) / 1000 - begun, one["end"], one["old-value"], one["new-value"])
        for one in audit(export_odk(study, tmp_path))
        if one["event"] != "form start"
    ]

    def end(seconds):
        return str(round((begun + seconds) * 1000))

    assert lines == [
        ("question", staff, 0, end(10), "", "6"),
        ("jump", name, 10, "", "", ""),
        ("question", name, 10, end(15), "", ""),
        ("question", name, 615, end(617.5), "", "A"),
        ("form exit", "", 618, "", "", ""),
        ("form resume", "", 900, "", "", ""),
        ("question", staff, 900, end(903), "", ""),
        ("end screen", "", 903, end(907), "", ""),
        ("form finalize", "", 907, "", "", ""),
        ("form exit", "", 908, "", "", ""),
    ]


@pytest.mark.parametrize("instance", ["uuid:1", "../../out", "con", "a/b\\c:d*?", "ż" * 300])
def test_no_id_leads_out_of_the_folder(study, tmp_path, instance):
    study.forms["coordinator"] = visit_form()
    (tmp_path / "s.xml").write_bytes(page(instance))
    import_files(study, [tmp_path / "s.xml"])
    for path in export_odk(study, tmp_path / "out"):
        assert path.resolve().is_relative_to(tmp_path / "out")
    (home,) = (tmp_path / "out" / "coordinator" / "instances").iterdir()
    assert home.name.isascii()
    session = FormSession(study.forms["coordinator"])
    session.load((home / "submission.xml").read_bytes())
    assert session.instance_id == instance


def test_an_edit_of_what_was_exported_does_not_overwrite_a_later_correction(study, tmp_path):
    study.forms["coordinator"] = visit_form()
    opened = open_interview(study, start_interview(study, "K01", ANNA), "en")
    save(study, opened.answer("/data/basics/staff", "5")[1], ANNA)
    (file,) = submissions(export_odk(study, tmp_path), tmp_path).values()
    interview = opened.interview.id
    edit = file.replace(
        f"<instanceID>{interview}".encode(), f"<deprecatedID>{interview}</deprecatedID><instanceID>uuid:2".encode()
    )
    (tmp_path / "edit.xml").write_bytes(edit.replace(b"<staff>5<", b"<staff>7<"))
    save(study, opened.answer("/data/basics/staff", "6")[1], ANNA)
    assert import_files(study, [tmp_path / "edit.xml"]).count(Fate.REFUSED) == 1
    save(study, opened.answer("/data/basics/staff", "5")[1], ANNA)
    assert import_files(study, [tmp_path / "edit.xml"]).count(Fate.CHANGED) == 1
    assert [one.value for one in study.workspace.history(interview, "/data/basics/staff")] == ["5", "6", "5", "7"]
