"""OpenRosa submissions into a study: whole interviews, the same one only once, and nothing overwritten."""

import random

import pytest

from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.imports import run
from clusterbench_gui.app.imports.intake import Fate
from clusterbench_gui.app.imports.run import import_files
from clusterbench_gui.app.interviews import open_interview, save
from clusterbench_gui.domain.events import Conflict, EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError, Severity
from clusterbench_gui.domain.status import Status
from tests.app.imports_form import page, stored, visit_form, zipped
from tests.exchange.sealing import PEM, sealed
from tests.helpers.study import ANNA


@pytest.fixture(scope="module")
def form():
    return visit_form()


@pytest.fixture
def study(study, form):
    study.forms["coordinator"] = form
    return study


@pytest.fixture
def put(tmp_path):
    def make(xml, name="s.xml", **files):
        (tmp_path / name).write_bytes(xml)
        for file, content in files.items():
            (tmp_path / file.replace("_", ".")).write_bytes(content)
        return tmp_path / name

    return make


def fates(done):
    return [one.fate for one in done.taken]


def codes(done):
    return [one.code for taken in done.taken for one in taken.problems]


def answers(study, interview="uuid:1"):
    return {one.path: one.value for one in study.workspace.current(interview) if one.kind is EventKind.ANSWER}


def events(study):
    return [one.id for interview in study.workspace.interviews() for one in study.workspace.events(interview.id)]


def test_a_submission_becomes_an_interview_with_its_own_times_and_person(study, put):
    done = import_files(study, [put(page())])
    assert fates(done) == [Fate.NEW]
    assert codes(done) == ["import-file-missing"]
    (interview,) = study.workspace.interviews()
    assert (interview.id, interview.cluster, interview.instrument) == ("uuid:1", "K01", "coordinator")
    assert (interview.status, interview.opened) == (Status.FINISHED, "2012-07-01T09:00:00.000+02:00")
    assert interview.touched == "2012-07-01T10:00:00.000+02:00"
    assert {one.id: one.name for one in study.workspace.persons()}[interview.person] == "ewa"
    opened = open_interview(study, "uuid:1", "en")
    assert opened.session.question("/data/firm[1]/site[2]/size").value == "2"
    assert opened.session.question("/data/firm[2]/name").value == "=B"
    assert opened.session.question("/data/basics/note").value == ""
    assert b"<begun>2012-07-01T09:00:00.000+02:00</begun>" in opened.session.submission()


def test_the_same_submission_again_changes_nothing(study, put):
    file = put(page())
    import_files(study, [file])
    before = events(study)
    assert fates(import_files(study, [file])) == [Fate.UNCHANGED]
    opened = open_interview(study, "uuid:1", "en")
    said = [*opened.reopen("looked at again"), *opened.answer("/data/basics/staff", "6")[1]]
    save(study, said, ANNA)
    assert fates(import_files(study, [file])) == [Fate.UNCHANGED]
    assert len(events(study)) == len(before) + len(said)
    assert answers(study)["/data/basics/staff"] == "6"


def test_other_answers_under_the_same_id_are_refused_and_overwrite_nothing(study, put):
    import_files(study, [put(page())])
    before = events(study)
    done = import_files(study, [put(page(staff="7"))])
    assert (fates(done), codes(done)[0]) == ([Fate.REFUSED], "import-differs")
    assert not done.is_whole
    assert events(study) == before


def test_an_edit_becomes_new_answers_of_the_old_interview(study, put):
    import_files(study, [put(page())])
    edit = page("uuid:2", "uuid:1", staff="7")
    assert fates(import_files(study, [put(edit)])) == [Fate.CHANGED]
    (interview,) = study.workspace.interviews()
    assert (interview.id, interview.status) == ("uuid:1", Status.FINISHED)
    assert [one.value for one in study.workspace.history("uuid:1", "/data/basics/staff")] == ["5", "7"]
    for again in (edit, page()):
        assert fates(import_files(study, [put(again)])) == [Fate.UNCHANGED]
    assert fates(import_files(study, [put(page("uuid:3", "uuid:2", staff="8"))])) == [Fate.CHANGED]
    assert answers(study)["/data/basics/staff"] == "8"


@pytest.mark.parametrize("is_trial", [True, False])
def test_edits_find_what_they_replace_in_any_order(study, tmp_path, is_trial):
    pages = {
        "a": page("uuid:3", "uuid:2", staff="8", code=""),
        "b": page("uuid:2", "uuid:1", staff="7", code=""),
        "c": page(),
        "d": page(),
    }
    done = import_files(study, [stored(tmp_path, pages, a_jpg=b"x")], dry_run=is_trial)
    assert sorted(one.fate.value for one in done.taken) == ["changed", "changed", "new", "unchanged"]
    if is_trial:
        assert events(study) == []
    else:
        assert answers(study)["/data/basics/staff"] == "8"


def test_an_edit_of_what_is_nowhere_is_an_interview_and_the_old_one_comes_too_late(study, put):
    assert fates(import_files(study, [put(page("uuid:2", "uuid:1"))])) == [Fate.NEW]
    assert fates(import_files(study, [put(page("uuid:1", staff="4"))])) == [Fate.UNCHANGED]
    assert [one.id for one in study.workspace.interviews()] == ["uuid:2"]


def test_an_edit_does_not_overwrite_what_was_corrected_here(study, put):
    import_files(study, [put(page())])
    opened = open_interview(study, "uuid:1", "en")
    save(study, [*opened.reopen("looked at again"), *opened.answer("/data/basics/staff", "6")[1]], ANNA)
    done = import_files(study, [put(page("uuid:2", "uuid:1", staff="7"))])
    assert (fates(done), codes(done)[0]) == ([Fate.REFUSED], "import-differs")
    elsewhere = page("uuid:3", "uuid:1", staff="6").replace(b"2012-07-01</day>", b"2012-07-02</day>")
    assert fates(import_files(study, [put(elsewhere)])) == [Fate.CHANGED]
    assert fates(import_files(study, [put(page("uuid:4", "uuid:1", staff="9"))])) == [Fate.REFUSED]


def test_a_damaged_file_beside_an_answer_stops_no_other_interview(study, tmp_path):
    pages = {"one": page("uuid:1"), "two": page("uuid:2")}
    archive = zipped(tmp_path / "s.zip", stored(tmp_path / "in", pages, a_jpg=b"obraz" * 50))
    content = archive.read_bytes()
    archive.write_bytes(content.replace(b"obrazobraz", b"obrazOBRAZ", 1))
    done = import_files(study, [archive])
    assert fates(done) == [Fate.NEW, Fate.NEW]
    assert codes(done) == ["archive-damaged"]
    assert {one.severity for taken in done.taken for one in taken.problems} == {Severity.WARNING}
    archive.write_bytes(content)
    assert codes(import_files(study, [archive])) == []


def test_an_edit_of_an_interview_in_conflict_waits_and_stops_no_other(study, put, monkeypatch):
    import_files(study, [put(page())])
    heads = study.workspace.history("uuid:1", "/data/basics/staff")
    monkeypatch.setattr(type(study.workspace), "conflicts", lambda _, one=None: (Conflict("uuid:1", "/data/x", heads),))
    edits = [put(page("uuid:2", "uuid:1", staff="6")), put(page("uuid:9"), name="z.xml")]
    done = import_files(study, edits)
    assert fates(done) == [Fate.REFUSED, Fate.NEW]
    assert codes(done)[0] == "interview-in-conflict"


def test_a_withdrawn_interview_stays_withdrawn(study, put):
    import_files(study, [put(page())])
    study.workspace.append([Statement("uuid:1", EventKind.CONSENT_WITHDRAWN, "")], ANNA)
    for xml in (page(), page("uuid:2", "uuid:1")):
        done = import_files(study, [put(xml)])
        assert (fates(done), codes(done)) == ([Fate.REFUSED], ["interview-withdrawn"])


def test_whose_interview_it_is_must_be_known(study, put):
    done = import_files(study, [put(page(code=""))])
    assert (fates(done), codes(done)[0]) == ([Fate.REFUSED], "import-cluster-needed")
    done = import_files(study, [put(page(code="K99"))])
    assert codes(done)[0] == "import-cluster-unknown"
    assert fates(import_files(study, [put(page(code="K99"))], cluster="k02")) == [Fate.NEW]
    assert fates(import_files(study, [put(page("uuid:2", code="k01"))], cluster="K02")) == [Fate.NEW]
    assert [one.cluster for one in study.workspace.interviews()] == ["K02", "K01"]


def test_what_does_not_fit_is_said_and_left_open(study, put):
    answers = "<basics><staff>many</staff></basics><gone>x</gone>"
    done = import_files(study, [put(page(version="2", answers=answers))], cluster="K01")
    assert codes(done) == ["import-version-differs", "submission-no-answer", "submission-no-place"]
    assert study.workspace.interviews()[0].status is Status.OPEN
    done = import_files(study, [put(page("uuid:2", form="other"))])
    assert codes(done) == ["import-form-unknown"]


def test_one_that_cannot_be_read_does_not_stop_the_others(study, tmp_path):
    bomb = b"<!DOCTYPE d [<!ENTITY a 'aa'>]><data id='visit'>&a;</data>"
    pages = {"a": b"<data id='visit'>", "b": bomb, "c": page(), "d": b"<a>" * 500 + b"</a>" * 500}
    folder = stored(tmp_path / "in", pages, a_jpg=b"x")
    (folder / "forms" / "visit" / "visit.xml").write_bytes(b"<h:html xmlns:h='http://www.w3.org/1999/xhtml'/>")
    for source in (folder, zipped(tmp_path / "in.zip", folder)):
        done = import_files(study, [source])
        assert sorted(code for code in codes(done) if code.startswith("xml-")) == [
            "xml-entities",
            "xml-malformed",
            "xml-too-deep",
        ]
        assert done.count(Fate.REFUSED) == 3
    assert [one.id for one in study.workspace.interviews()] == ["uuid:1"]


def test_encrypted_submissions_need_the_key_of_their_form(study, tmp_path):
    parts = sealed(page(), "visit", "3", "uuid:1", {"a.jpg": b"picture"})
    home = tmp_path / "in" / "uuid1"
    home.mkdir(parents=True)
    for name, content in parts.items():
        (home / name).write_bytes(content)
    key = tmp_path / "key.pem"
    key.write_bytes(PEM)
    assert codes(import_files(study, [tmp_path / "in"])) == ["submission-key-needed"]
    done = import_files(study, [tmp_path / "in"], private_key=key)
    assert (fates(done), "import-file-missing" in codes(done)) == ([Fate.NEW], False)
    assert answers(study)["/data/basics/staff"] == "5"
    with pytest.raises(ProblemError):
        import_files(study, [tmp_path / "in"], private_key=home / "submission.xml")


def test_a_submission_without_an_id_gets_one_from_its_content(study, put):
    xml = page().replace(b"<orx:instanceID>uuid:1</orx:instanceID>", b"")
    assert fates(import_files(study, [put(xml)])) == [Fate.NEW]
    assert fates(import_files(study, [put(xml)])) == [Fate.UNCHANGED]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import-format-unknown"),
        (b"\0\1\2", "import-format-unknown"),
        (b"PK\x05\x06" + bytes(18), "import-nothing"),
    ],
)
def test_what_is_nothing_of_the_kind_is_said(study, put, content, code):
    with pytest.raises(ProblemError) as raised:
        import_files(study, [put(content, "x.bin")])
    assert [one.code for one in raised.value.problems] == [code]


def test_a_stop_in_the_middle_leaves_whole_interviews(study, tmp_path):
    def stop(done, _total):
        if done == 2:
            raise KeyboardInterrupt

    folder = stored(tmp_path, {str(at): page(f"uuid:{at}") for at in range(5)}, a_jpg=b"x")
    with pytest.raises(KeyboardInterrupt):
        import_files(study, [folder], progress=stop)
    assert [one.status for one in study.workspace.interviews()] == [Status.FINISHED] * 2
    done = import_files(study, [folder])
    assert (done.count(Fate.UNCHANGED), done.count(Fate.NEW)) == (2, 3)


def test_files_are_kept_where_the_workspace_keeps_them(study, put, monkeypatch):
    kept = {}

    def attach(_workspace, interview, path, *about):
        source, name, author = about
        kept[interview, path] = (name, source.read(), author.name)

    workspace = type(study.workspace)
    monkeypatch.setattr(workspace, "attach", attach, raising=False)
    monkeypatch.setattr(workspace, "attachment", lambda self, event: b"", raising=False)
    monkeypatch.setattr(
        workspace,
        "attachments",
        lambda self, interview: {path: None for one, path in kept if one == interview},
        raising=False,
    )
    assert codes(import_files(study, [put(page())])) == ["import-file-missing"]
    file = put(page(), a_jpg=b"picture")
    for _ in range(2):
        assert codes(import_files(study, [file])) == []
    assert kept == {("uuid:1", "/data/photo"): ("a.jpg", b"picture", "ewa")}


def test_problems_of_tables_are_bounded(study, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "MOST_PROBLEMS", 3)
    export_csv(study, tmp_path)
    lines = ["_cluster,staff", *("K01,many" for _ in range(5))]
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    done = import_files(study, [tmp_path / "t.csv"])
    assert [one.code for one in done.problems] == ["import-value"] * 3 + ["import-more"]


def test_no_damaged_submission_is_a_surprise(study, tmp_path):
    chance = random.Random(5)
    whole = page()
    words = [
        b"<",
        b">",
        b"&#0;",
        b"9" * 400,
        b"2109-01-01T00:00:00Z",
        b"0001-01-01T00:00:00+14:00",
        b"\xff",
        b"",
        b"</data>",
    ]
    pages = {}
    for number in range(80):
        at = chance.randrange(len(whole))
        pages[str(number)] = whole[:at] + chance.choice(words) + whole[at + chance.randrange(12) :]
    done = import_files(study, [stored(tmp_path, pages)], dry_run=True)
    assert len(done.taken) == 80
    assert done.count(Fate.REFUSED) > 0
    assert events(study) == []


def test_moments_ahead_of_this_machine_do_not_move_the_clock(study, put):
    early = page(answers="<cluster_code>{code}</cluster_code>").replace(b"2012-07-01T09", b"0001-01-01T00")
    late = page("uuid:2").replace(b"2012-07-01T", b"2108-07-01T")
    assert fates(import_files(study, [put(early, "a.xml"), put(late, "b.xml")])) == [Fate.NEW] * 2
    assert study.workspace.newest() < "2108"
