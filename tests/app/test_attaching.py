"""Files as answers: kept first, said together with their answers, back with undo, gone with consent, out and in again."""

import io
import os
import signal
import subprocess
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.app import attaching
from clusterbench_gui.app.attaching import content_of, fresh_name, keep_file, save_copy, size_of
from clusterbench_gui.app.consent import withdraw_consent
from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.app.openrosa import export_odk
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.attachments import Attachment, Source, safe_name
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.storage.checks.check import check
from tests.helpers.secrets import files_with
from tests.helpers.study import ANNA

FORM = b"""| settings |
| | namespaces |
| | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label | bind::cb:absence | constraint |
| | image | photo | Photo | refused | |
| | file | paper | Paper | | string-length(.) < 20 |
| | begin_repeat | site | Site | | |
| | audio | sound | Sound | | |
| | end_repeat | | | | |
"""
PHOTO, PAPER = "/data/photo", "/data/paper"
SECRET = "Tajemnica-Zdjęcia-7c1f"


def nothing(_done, _total):
    pass


@pytest.fixture
def interview(study):
    study.forms["coordinator"] = read_form("photos.md", FORM)
    return start_interview(study, "K01", ANNA)


@pytest.fixture
def opened(study, interview):
    return open_interview(study, interview, "en")


@pytest.fixture
def attach(study):
    """Keeps a file and answers with it, as the window does."""

    def do(opened, ref, content, name="a.jpg"):
        path = opened.session.path_of(ref)
        kept = keep_file(study.workspace.folder, Source(name, content), fresh_name(name, opened.files.names), nothing)
        opened.files.know(path, kept)
        step, said = opened.answer(ref, kept.name)
        save(study, said, ANNA)
        return kept, step, said

    return do


@pytest.fixture
def codes():
    def of(call):
        with pytest.raises(ProblemError) as caught:
            call()
        return [one.code for one in caught.value.problems]

    return of


def standing(study, interview):
    """What the log says: answers by path, and what the files there hold."""
    answers = {one.path: one.value for one in study.workspace.current(interview) if one.path in {PHOTO, PAPER}}
    files = {path: study.workspace.attachment(one) for path, one in study.workspace.attachments(interview).items()}
    names = {path: Attachment.of(one.value).name for path, one in study.workspace.attachments(interview).items()}
    assert names == {path: value for path, value in answers.items() if value and value != "refused"}
    return answers, files


def test_a_file_and_its_answer_are_said_together_the_file_first(study, interview, opened, attach):
    kept, _, said = attach(opened, PHOTO, b"picture")
    assert [(one.kind, one.path) for one in said] == [(EventKind.ATTACHMENT, PHOTO), (EventKind.ANSWER, PHOTO)]
    assert standing(study, interview) == ({PHOTO: kept.name}, {PHOTO: b"picture"})
    again = open_interview(study, interview, "en")
    assert again.files.at(PHOTO, kept.name) == kept
    assert content_of(study.workspace.folder, kept) == b"picture"
    assert check(study.workspace.folder) == ()


def test_an_answer_without_files_says_nothing_more(study, opened):
    _, said = opened.answer(PHOTO, "elsewhere.jpg")
    assert [one.kind for one in said] == [EventKind.ANSWER]
    assert opened.files.at(PHOTO, "elsewhere.jpg") is None


def test_undo_brings_the_old_file_back_and_redo_the_new_one(study, interview, opened, attach):
    first, one, _ = attach(opened, PHOTO, b"first")
    second, two, _ = attach(opened, PHOTO, b"second")
    changes = [one.change, two.change]
    for side, content in (
        (changes[1].before, b"first"),
        (changes[0].before, None),
        (changes[0].after, b"first"),
        (changes[1].after, b"second"),
    ):
        _, said = opened.put(side)
        save(study, said, ANNA)
        assert standing(study, interview)[1].get(PHOTO) == content
    assert opened.session.question(PHOTO).value == second.name != first.name


def test_an_answer_that_goes_takes_its_file_and_undo_brings_both_back(study, interview, opened, attach):
    kept, _, _ = attach(opened, PHOTO, b"first")
    for take_away in (lambda: opened.answer(PHOTO, ""), lambda: opened.absent(PHOTO, Absence.REFUSED)):
        step, said = take_away()
        save(study, said, ANNA)
        assert study.workspace.attachments(interview) == {}
        save(study, opened.put(step.change.before)[1], ANNA)
        assert standing(study, interview) == ({PHOTO: kept.name}, {PHOTO: b"first"})


def test_a_row_comes_back_with_its_file(study, interview, opened, attach):
    site = "/data/site[1]"
    kept, _, _ = attach(opened, f"{site}/sound", b"sound", "a.wav")
    step, said = opened.remove_row(site)
    save(study, said, ANNA)
    save(study, opened.put(step.change.before)[1], ANNA)
    again = open_interview(study, interview, "en")
    question = again.session.question(f"{site}/sound")
    assert again.files.at(question.path, question.value) == kept
    assert [study.workspace.attachment(one) for one in study.workspace.attachments(interview).values()] == [b"sound"]


def test_a_file_whose_answer_breaks_a_constraint_is_kept_with_it(study, interview, opened, attach):
    kept, _, _ = attach(opened, PAPER, b"text", "a-name-that-is-long.pdf")
    assert len(kept.name) < 20
    kept, _, said = attach(opened, PAPER, b"text", "a.longending")
    assert opened.session.question(PAPER).failed is not None
    assert len(said) == 2
    assert standing(study, interview) == ({PAPER: kept.name}, {PAPER: b"text"})


def test_a_file_from_an_import_whose_name_was_made_safe_comes_back_by_undo(study, interview, opened, attach):
    name = "a:b?.jpg"
    study.workspace.append([Statement(interview, EventKind.ANSWER, name, PHOTO)], ANNA)
    study.workspace.attach(interview, PHOTO, io.BytesIO(b"imported"), name, ANNA)
    again = open_interview(study, interview, "en")
    _, step, _ = attach(again, PHOTO, b"new")
    save(study, again.put(step.change.before)[1], ANNA)
    assert again.session.question(PHOTO).value == name
    (event,) = study.workspace.attachments(interview).values()
    assert study.workspace.attachment(event) == b"imported"


def test_withdrawn_consent_leaves_neither_file_nor_key(study, interview, opened, attach):
    for content in (SECRET.encode(), b"second"):
        attach(opened, PHOTO, content)
    folder = study.workspace.folder / "attachments"
    assert len(list(folder.iterdir())) == 2
    withdraw_consent(study, interview, ANNA)
    assert list(folder.iterdir()) == []
    assert open_interview(study, interview, "en").files.names == frozenset()


def test_what_was_attached_is_nowhere_in_plain_text(study, interview, opened, attach, tmp_path, home):  # noqa: PLR0917 - fixtures
    kept, _, _ = attach(opened, PHOTO, SECRET.encode() * 5000, f"{SECRET}.jpg")
    assert files_with(SECRET, tmp_path, home) == []
    save_copy(study.workspace.folder, kept, tmp_path / "copy.jpg", nothing)
    assert files_with(SECRET, tmp_path, home) == [tmp_path / "copy.jpg"]


def test_an_export_has_the_file_that_the_answer_names_whatever_was_attached_later(
    study, interview, opened, attach, tmp_path
):
    first, _, _ = attach(opened, PHOTO, b"first")
    second, _, _ = attach(opened, PHOTO, b"second")
    study.workspace.append([Statement(interview, EventKind.ANSWER, first.name, PHOTO)], ANNA)  # settled so elsewhere
    files = {one.name: one.read_bytes() for one in export_odk(study, tmp_path / "out")}
    assert files[first.name] == b"first"
    assert second.name not in files


KILLED = """
import os, sys
from pathlib import Path
from clusterbench_gui.app.attaching import keep_file
from clusterbench_gui.domain.attachments import Source
keep_file(Path(sys.argv[1]), Source("a.jpg", b"x" * 100_000), "1.jpg", lambda done, _: None)
print("kept", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_killed_between_file_and_answer_there_is_no_answer_without_a_file(study, interview):
    folder = study.workspace.folder
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "kept\n"
        process.send_signal(signal.SIGKILL)
        process.stdin.close()
    assert len(list((folder / "attachments").iterdir())) == 1
    assert standing(study, interview) == ({}, {})
    assert [one.code for one in check(folder)] == ["attachment-stray"]


def test_a_stopped_copy_leaves_nothing_and_says_so(study, interview, codes):
    def stop(done, _total):
        if done > 100_000:
            raise ProblemError(problem("cancelled"))

    folder = study.workspace.folder
    assert codes(lambda: keep_file(folder, Source("a", b"x" * 1_000_000), "a", stop)) == ["cancelled"]
    assert list((folder / "attachments").iterdir()) == []


def test_a_stopped_save_of_a_copy_leaves_the_old_file(study, interview, opened, attach, codes, tmp_path):  # noqa: PLR0917 - fixtures
    def stop(_done, _total):
        raise ProblemError(problem("cancelled"))

    kept, _, _ = attach(opened, PHOTO, b"x" * 1_000_000)
    (tmp_path / "a.jpg").write_bytes(b"old")
    before = sorted(tmp_path.iterdir())
    assert codes(lambda: save_copy(study.workspace.folder, kept, tmp_path / "a.jpg", stop)) == ["cancelled"]
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "a.jpg").read_bytes() == b"old"


def test_what_cannot_be_attached_is_refused_before_anything_is_written(study, codes, tmp_path, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_BYTES", 1000)
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(b"x" * 1001)
    for content, code in (
        (tmp_path / "empty", "attachment-empty"),
        (b"", "attachment-empty"),
        (tmp_path / "large", "attachment-too-large"),
        (b"x" * 1001, "attachment-too-large"),
        (tmp_path / "missing", "attachment-unreadable"),
        (tmp_path, "attachment-unreadable"),
        (tmp_path / "a\x00b", "attachment-unreadable"),
    ):
        assert codes(lambda content=content: keep_file(study.workspace.folder, Source("a", content), "a", nothing)) == [
            code
        ]
    assert not (study.workspace.folder / "attachments").exists()


def test_a_file_that_grows_while_it_is_read_is_refused_at_the_limit(study, codes, tmp_path, monkeypatch):
    file = tmp_path / "grows"
    file.write_bytes(b"x" * 200_000)
    monkeypatch.setattr(attaching, "size_of", lambda _: 100)
    monkeypatch.setattr(attaching, "MOST_BYTES", 100_000)
    assert codes(lambda: keep_file(study.workspace.folder, Source.of(file), "a", nothing)) == ["attachment-too-large"]
    assert list((study.workspace.folder / "attachments").iterdir()) == []


def test_a_large_file_is_never_in_memory_on_its_way_in_and_out(study, tmp_path):
    file, size = tmp_path / "film.mp4", 60 * 1024 * 1024
    with file.open("wb") as stream:
        stream.truncate(size)
    told = []
    tracemalloc.start()
    kept = keep_file(study.workspace.folder, Source.of(file), "film.mp4", lambda *one: told.append(one))
    save_copy(study.workspace.folder, kept, tmp_path / "copy.mp4", nothing)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * 1024 * 1024
    assert told[-1] == (size, size)
    assert (tmp_path / "copy.mp4").stat().st_size == kept.size == size_of(Source.of(file))


@given(source=st.text(max_size=80), taken=st.booleans(), with_stem=st.booleans())
def test_names_of_answers_are_safe_short_and_never_given_twice(source, taken, with_stem):
    first = fresh_name(source, (), with_stem=with_stem)
    second = fresh_name(source, {first}, with_stem=with_stem)
    assert first != second
    for name in (first, second):
        assert safe_name(name) == name
        assert len(name) <= 100
        assert name.split("-")[-1].split(".")[0].isdecimal()


def test_names_are_those_of_odk_and_documents_keep_theirs():
    assert fresh_name("IMG 1234.JPEG", ()).endswith(".jpeg")
    assert fresh_name("IMG 1234.JPEG", ()).removesuffix(".jpeg").isdecimal()
    assert fresh_name("Umowa najmu.pdf", (), with_stem=True).startswith("Umowa najmu-1")
    assert "." not in fresh_name("no ending", ())
