"""Tables of answers into a study: what an export wrote, what people typed, and every wrong cell named."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from clusterbench_gui.app.editions.read import bundled_edition_files
from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.imports.intake import Fate, Intake
from clusterbench_gui.app.imports.run import import_files
from clusterbench_gui.app.imports.tables import TableImport
from clusterbench_gui.app.interviews import open_interview, start_interview
from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.exchange.incoming import read_csv
from clusterbench_gui.exchange.values import harmless, unharmed
from clusterbench_gui.forms.contents import fingerprint
from clusterbench_gui.forms.statements import statements
from clusterbench_gui.forms.tables import flat_tables
from tests.app.imports_form import page, visit_form, zipped
from tests.forms.drawn import MOVES, event, forms, fresh, go
from tests.forms.examples import examples
from tests.helpers.study import ANNA, fill, fill_expert

WALL = datetime.fromisoformat("2012-07-01T09:30")  # what a workbook holds knows no zone


@pytest.fixture(scope="module")
def form():
    return visit_form()


@pytest.fixture
def visits(study, form):
    """The study, its coordinators asked by the small questionnaire."""
    study.forms["coordinator"] = form
    return study


def another(tmp_path, name="b"):
    folder = tmp_path / f"{name}.clusterbench"
    create_study(folder, title="B", clusters=[Cluster("K01", "A"), Cluster("K02", "B")])
    return open_study(folder)


def fates(done):
    return [one.fate for one in done.taken]


def wrong(problems):
    return [(one.code, one.place.row, one.place.column) for one in problems]


def put(tmp_path, text, name="t.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def book(tmp_path, **sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


def value(study, interview, ref):
    return open_interview(study, interview, "en").session.question(ref).value


def test_an_export_comes_back_to_the_letter(study, tmp_path):
    opened = fill(study, budget_private=Absence.REFUSED, policy_wish="=1+1\r\n'x'")
    fill_expert(study, "K02", reason_labour="  spaced, \"quoted\"; 'and' more ")
    note = Statement(opened.interview.id, EventKind.REMARK, "-Sprawdzić", "/data/z2/budget_total")
    study.workspace.append([note], ANNA)
    start_interview(study, "K02", ANNA)
    files = [one for one in export_csv(study, tmp_path / "out") if one.suffix == ".csv"]
    assert set(fates(import_files(study, list(files)))) == {Fate.UNCHANGED}
    other = another(tmp_path)
    try:
        assert set(fates(import_files(other, list(files)))) == {Fate.NEW}
        again = [one for one in export_csv(other, tmp_path / "again") if one.suffix == ".csv"]
        assert [one.read_bytes() for one in again] == [one.read_bytes() for one in files]
        assert set(fates(import_files(other, [zipped(tmp_path / "t.zip", tmp_path / "out")]))) == {Fate.UNCHANGED}
    finally:
        other.close()


def test_changed_answers_of_an_interview_that_is_there_are_refused(study, tmp_path):
    fill(study)
    own, *rest = (one for one in export_csv(study, tmp_path) if one.suffix == ".csv")
    own.write_bytes(own.read_bytes().replace(b"300000", b"300001"))
    done = import_files(study, [own, *rest])
    assert fates(done) == [Fate.REFUSED]
    assert done.taken[0].problems[0].code == "import-differs"


def test_what_another_program_made_is_read_as_people_write(visits, tmp_path):
    text = (
        "cluster_code;staff;budget;active;colours;day;moment\r\n"
        "K01;1 234;1 234,50;yes;red;1.07.2012;1.07.2012 9:30\r\n"
        "k02;12;0,5;no;;2012-07-02;\r\n"
        "K01;12;;;;;\r\nK01;12;;;;;\r\n"
    )
    done = import_files(visits, [put(tmp_path, text)])
    assert wrong(done.problems) == [("import-constraint", 2, "staff")]
    done = import_files(visits, [put(tmp_path, text.replace("1 234;1", "234;1"))])
    assert fates(done) == [Fate.NEW] * 4
    first = done.taken[0].interview
    assert value(visits, first, "/data/basics/budget") == "1234.5"
    assert value(visits, first, "/data/day") == "2012-07-01"
    assert value(visits, first, "/data/moment")[:16] == "2012-07-01T09:30"
    assert [one.cluster for one in visits.workspace.interviews()] == ["K01", "K02", "K01", "K01"]
    assert fates(import_files(visits, [put(tmp_path, text.replace("1 234;1", "234;1"))])) == [Fate.UNCHANGED] * 4
    assert b"<begun/>" in open_interview(visits, first, "en").session.submission()


def test_a_workbook_has_numbers_dates_and_ticks(visits, tmp_path):
    rows = [
        ["_cluster", "staff", "budget", "active", "day", "moment", "note"],
        ["K01", 5, 1.5, True, date(2012, 7, 1), WALL, None],
        ["K02", 6.0, 2, False, WALL.replace(day=2, hour=0, minute=0), None, "'=x"],
    ]
    done = import_files(visits, [book(tmp_path, coordinator=rows)])
    assert fates(done) == [Fate.NEW] * 2
    one, two = (taken.interview for taken in done.taken)
    assert [value(visits, one, f"/data/basics/{name}") for name in ("staff", "budget")] == ["5", "1.5"]
    assert [value(visits, one, f"/data/{name}") for name in ("active", "day")] == ["yes", "2012-07-01"]
    assert value(visits, one, "/data/moment").startswith("2012-07-01T09:30:00.000")
    assert [value(visits, two, f"/data/{name}") for name in ("active", "day", "basics/staff")] == [
        "no",
        "2012-07-02",
        "6",
    ]
    assert value(visits, two, "/data/basics/note") == "=x"


def test_every_wrong_cell_is_named_at_once_and_nothing_is_taken(visits, tmp_path):
    text = (
        "_cluster,staff,staff__absence,active,colours,day\n"
        "K01,many,,perhaps,,31.2.2012\n"
        "K01,5000,,yes,red green,\n"
        "K01,5,refused,,,\n"
        "K01,,bored,,,\n"
        "K09,,refused,,,\n"
        "K02,,refused,no,red,\n"
    )
    file = put(tmp_path, text)
    done = import_files(visits, [file])
    assert wrong(done.problems) == [
        ("import-value", 2, "staff"),
        ("import-value", 2, "day"),
        ("import-choice", 2, "active"),
        ("import-constraint", 3, "staff"),
        ("import-choice", 3, "colours"),
        ("import-absence", 4, "staff"),
        ("import-absence", 5, "staff"),
        ("import-cluster-unknown", 6, ""),
    ]
    assert (done.taken, visits.workspace.interviews()) == ((), ())
    done = import_files(visits, [file], skip_bad=True)
    assert fates(done) == [Fate.REFUSED] * 5 + [Fate.NEW]
    assert [one.code for one in done.taken[-1].problems] == ["import-not-asked"]
    assert [one.cluster for one in visits.workspace.interviews()] == ["K02"]
    assert not done.is_whole


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        ({"t": "_cluster,staff,stuff\nK01,1,2\n"}, [("import-column-unknown", 1, "stuff")]),
        ({"t": "a,b\n1,2\n"}, [("import-table-unknown", 1, "")]),
        ({"t": "_interview,_cluster,staff\nuuid:1,K01,1\nuuid:1,K01,2\n"}, [("import-interview-twice", 3, "")]),
        ({"coordinator.firm": "_interview,_row,name\nuuid:1,1,x\n"}, [("import-row-orphan", 2, "")]),
        (
            {
                "coordinator": "_interview,_cluster,staff\nuuid:1,K01,1\n",
                "coordinator.firm": "_interview,_row,name\nuuid:1,1,x\nuuid:1,1,y\nuuid:1,1/2,z\nuuid:1,é,z\n",
            },
            [("import-row-twice", 3, ""), ("import-row-key", 4, ""), ("import-row-key", 5, "")],
        ),
    ],
)
def test_tables_that_do_not_fit_are_refused_as_a_whole(visits, tmp_path, tables, found):
    files = [put(tmp_path, text, f"{name}.csv") for name, text in tables.items()]
    with pytest.raises(ProblemError) as raised:
        import_files(visits, files)
    assert wrong(raised.value.problems) == found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,a\n1,2\n", "column-twice"),
        (b"a,b\n1,2,3\n", "cells-too-many"),
        (b'a,b\n"1,2\n', "table-unreadable"),
        ("zażółć,b\n".encode("cp1250"), "not-utf8"),
        (b"\n", "table-empty"),
        (b"PK\x03\x04" + bytes(40), "archive-damaged"),
    ],
)
def test_files_that_are_no_tables_have_their_codes(visits, tmp_path, content, code):
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(ProblemError) as raised:
        import_files(visits, [tmp_path / "t.csv"])
    assert [one.code for one in raised.value.problems] == [code]


def test_the_csv_of_odk_central_is_read_with_its_repeats(visits, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    put(
        folder,
        "SubmissionDate,begun,cluster_code,basics-staff,basics-budget,active,SET-OF-firm,meta-instanceID,KEY,SubmitterName,Edits\n"
        "2012-07-01T10:00:00.000Z,2012-07-01T09:00:00.000Z,K01,5,1.5,yes,x,uuid:9,uuid:9,Ewa,0\n",
        "visit.csv",
    )
    put(
        folder,
        "name,SET-OF-site,PARENT_KEY,KEY\nA,x,uuid:9,uuid:9/firm[1]\nB,x,uuid:9,uuid:9/firm[2]\n",
        "visit-firm.csv",
    )
    put(
        folder,
        "size,PARENT_KEY,KEY\n7,uuid:9/firm[2],uuid:9/firm[2]/site[1]\n8,uuid:9/firm[2],k\n",
        "visit-firm-site.csv",
    )
    done = import_files(visits, [zipped(tmp_path / "central.zip", folder)])
    assert fates(done) == [Fate.NEW]
    session = open_interview(visits, "uuid:9", "en").session
    sites = [one.value for one in session.questions() if one.name == "size"]
    assert sites == ["7", "8"]
    assert session.question("/data/firm[2]/site[2]/size").value == "8"
    assert b"<begun>2012-07-01T09:00:00.000Z</begun>" in session.submission()
    (interview,) = visits.workspace.interviews()
    assert {one.id: one.name for one in visits.workspace.persons()}[interview.person] == "Ewa"
    assert interview.touched == "2012-07-01T10:00:00.000+00:00"


def test_rows_of_a_submission_go_out_and_come_back(visits, tmp_path, form):
    (tmp_path / "s.xml").write_bytes(page())
    import_files(visits, [tmp_path / "s.xml"])
    made = (one for one in export_csv(visits, tmp_path / "out") if one.suffix == ".csv")
    files = [one for one in made if one.name.startswith("coordinator")]
    other = another(tmp_path)
    try:
        other.forms["coordinator"] = form
        assert fates(import_files(other, files)) == [Fate.NEW]
        again = [one for one in export_csv(other, tmp_path / "again") if one.suffix == ".csv"]
        assert [one.read_bytes() for one in again if one.name.startswith("coordinator")] == [
            one.read_bytes() for one in files
        ]
        assert other.workspace.interviews()[0].status is Status.FINISHED
    finally:
        other.close()


@pytest.mark.parametrize("text", ["=1", "'=1", "''+x", "-5", "'-5", "+5.25", "\t", "'", "a", "", "＝x", "-"])
def test_what_is_made_harmless_comes_back(text):
    assert unharmed(harmless(text)) == text
    assert not harmless(text).startswith("=")


def written(session, wave="coordinator"):
    """The tables of a session, as an export writes them."""
    for table in flat_tables(session.form):
        columns = [name for one in table.columns for name in (one, f"{one}__absence")]
        own = ["_cluster", "_interview", *(["_row"] if table.roster else [])]
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([*own, *columns, *table.calculations])
        for row in table.rows(session):
            pairs = zip(row.values, row.absences, strict=True)
            cells = [text for value, absence in pairs for text in (value, absence.value if absence else "")]
            keys = [row.key] if table.roster else []
            writer.writerow([harmless(one) for one in ("K01", "uuid:same", *keys, *cells, *row.calculated)])
        name = ".".join(one.replace("/", ".") for one in (wave, table.roster) if one)
        yield read_csv(f"{name}.csv", name, out.getvalue().encode("utf-8-sig"))


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """A study for drawn forms, with a home that outlives a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(tmp_path_factory.mktemp("home")))
        folder = tmp_path_factory.mktemp("drawn") / "a.clusterbench"
        files = bundled_edition_files("cluster-2012")
        create_study(folder, title="A", files=files, clusters=[Cluster("K01", "A")])
        study = open_study(folder)
        yield study
        study.close()


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(forms(), MOVES)
def test_drawn_interviews_come_back_from_their_tables(lasting, xform, moves):
    session = fresh(xform)
    go(session, moves)
    lasting.forms["coordinator"] = session.form
    tables = TableImport(lasting, list(written(session)), None)
    for found in tables.arrivals(Intake(lasting)):
        if isinstance(found, tuple):  # drawn answers may break rules; then nothing is taken
            codes = {one.code for one in found[1].problems}
            assert codes <= {"import-choice", "import-constraint", "import-value"}
            assert session.validate()
        else:
            assert fingerprint(found.session) == fingerprint(session)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(forms(), MOVES)
def test_drawn_interviews_come_back_from_their_submissions(xform, moves):
    session, loaded, restored = fresh(xform), fresh(xform), fresh(xform)
    go(session, moves)
    loaded.load(session.submission())
    said = [event(at, one.kind, one.path, one.value) for at, one in enumerate(statements(loaded))]
    restored.restore(said)
    assert fingerprint(loaded) == fingerprint(session)
    assert fingerprint(restored) == fingerprint(session)
    assert restored.submission() == session.submission()
