"""All views as one folder: what is in it, what never is, and that it appears whole or not at all."""

import errno
import io
import re
import zipfile
from dataclasses import replace
from html import unescape

import openpyxl
import pikepdf
import pytest
from PIL import Image

from clusterbench_gui.app.views import everything
from clusterbench_gui.app.views.everything import export_views
from clusterbench_gui.app.views.filing import folder_name
from clusterbench_gui.app.views.promoting import export_promotion
from clusterbench_gui.app.views.selection import ABOUT_ONE, Kind, Names, Selection, fitted
from clusterbench_gui.app.views.wanted import Wanted
from clusterbench_gui.domain.experiments import Experiment
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.ui.worker import Finished, serve
from tests.app.views.studies import drawn_study, earlier_study, name_of

EXPERIMENT = Experiment(weights={"A": 3.0})
SOME = Wanted("pl", views=(Kind.RANKING, Kind.STRIP))


@pytest.fixture(scope="module")
def study():
    return drawn_study(7)


@pytest.fixture(scope="module")
def whole(study, tmp_path_factory):
    """The folder of all views with codes, once."""
    folder = tmp_path_factory.mktemp("views") / "codes"
    export_views(study, earlier_study(study), Selection(names=Names.CODES), folder, Wanted("pl"))
    return folder


def codes_of(call):
    with pytest.raises(ProblemError) as caught:
        call()
    return [one.code for one in caught.value.problems]


def texts_in(file):
    """Everything that can be read in a file: texts, metadata, streams of pages, parts of archives. SVG names its texts in comments."""
    content = file.read_bytes()
    if file.suffix == ".png":
        return " ".join(Image.open(io.BytesIO(content)).text.values())
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(name).decode() for name in archive.namelist())
    if file.suffix == ".pdf":
        return text_of_pdf(content)
    return unescape(content.decode())


def text_of_pdf(content):
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    drawn = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        metadata = bytes(pdf.Root.Metadata.read_bytes()).decode()
        return f"{drawn} {metadata} {pdf.docinfo['/Title']} {pdf.Root.StructTreeRoot.K[0].K[0].Alt}"


def named_in(folder):
    """The clusters whose names stand anywhere in the files of a folder, or in their names."""
    found = set()
    for file in folder.iterdir():
        text = f"{file.name} {texts_in(file)}"
        found |= {match.upper() for match in re.findall(r"Tajna([a-z]{2})", text)}
    return found


def test_every_view_is_there_in_every_format(study, whole):
    best = fitted(Selection(), study, 2).cluster
    stems = [f"{kind.value}-{best}" if kind in ABOUT_ONE else kind.value for kind in tuple(Kind)]
    expected = {f"{stem}.{ending}" for stem in stems for ending in ("png", "svg", "pdf", "csv")}
    assert {file.name for file in whole.iterdir()} == expected | {"numbers.xlsx", "index.html"}
    book = openpyxl.load_workbook(whole / "numbers.xlsx")
    assert len(book.sheetnames) == len(tuple(Kind))


def test_the_page_lists_every_file_and_says_the_views_in_words(whole):
    page = (whole / "index.html").read_text(encoding="utf-8")
    links = set(re.findall(r'href="([^"]+)"', page))
    assert links == {file.name for file in whole.iterdir()} - {"index.html"}
    assert page.count("<h2>") == len(tuple(Kind))
    assert page.count("<img ") == len(tuple(Kind))
    assert page.startswith('<!DOCTYPE html>\n<html lang="pl">')
    assert "Badanie próbne" in page


def test_with_codes_no_name_stands_in_any_file(whole):
    assert named_in(whole) == set()


def test_names_are_found_where_they_may_be(study, tmp_path):
    """The search of the test above finds them in each kind of file."""
    export_views(study, None, Selection(names=Names.ALL), tmp_path / "all", replace(SOME, views=(Kind.RANKING,)))
    for file in (tmp_path / "all").iterdir():
        assert name_of("AA") in " ".join(texts_in(file).split()), file.name


def test_only_clusters_that_agreed_are_named(study, tmp_path):
    before = earlier_study(study)
    export_views(study, before, Selection(names=Names.AGREED), tmp_path / "agreed", Wanted("en"))
    assert named_in(tmp_path / "agreed") == study.agreed


def test_an_experiment_stands_in_every_file_and_its_name(study, tmp_path):
    folder = tmp_path / "tried"
    export_views(study, None, Selection(names=Names.CODES, experiment=EXPERIMENT), folder, replace(SOME, language="en"))
    assert len(list(folder.iterdir())) == 10
    for file in folder.iterdir():
        assert file.name.startswith("experiment-")
        assert "EXPERIMENT, NOT THE RESULT" in " ".join(texts_in(file).split()), file.name


def test_a_view_that_cannot_be_made_is_listed_with_its_reason(study, tmp_path):
    """Without a grouping by voivodeship there is no map, and without regions no groups."""
    bare = replace(study, groupings=())
    wanted = replace(SOME, views=(Kind.RANKING, Kind.MAP), formats=("csv", "xlsx"))
    files = export_views(bare, None, Selection(), tmp_path / "bare", wanted)
    assert [file.name for file in files] == ["ranking.csv", "numbers.xlsx", "index.html"]
    page = (tmp_path / "bare" / "index.html").read_text(encoding="utf-8")
    assert page.count("<h2>") == 2


def test_progress_ends_with_all(study, tmp_path):
    told = []
    export_views(
        study, None, Selection(), tmp_path / "new", SOME, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_cancelled_nothing_is_left(study, tmp_path):
    asked = iter([False, False, False, True])
    call = lambda: export_views(study, None, Selection(), tmp_path / "a" / "b", SOME, cancelled=lambda: next(asked))  # noqa: E731
    assert codes_of(call) == ["cancelled"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_left_alone(study, tmp_path):
    (tmp_path / "ranking.png").write_bytes(b"with names")
    assert codes_of(lambda: export_views(study, None, Selection(), tmp_path, SOME)) == ["folder-not-empty"]
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"with names"]


def test_a_folder_that_cannot_be_written_is_a_problem(study, tmp_path, monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("clusterbench_gui.app.files.tempfile.mkdtemp", refuse)
    assert codes_of(lambda: export_views(study, None, Selection(), tmp_path / "new", SOME)) == ["not-writable"]


def test_a_disk_that_is_full_in_the_middle_leaves_nothing(study, tmp_path, monkeypatch):
    real = everything.write_file

    def fill(path, content):
        if path.name.startswith("strip"):
            raise OSError(errno.ENOSPC, "full")
        real(path, content)

    monkeypatch.setattr(everything, "write_file", fill)
    assert codes_of(lambda: export_views(study, None, Selection(), tmp_path / "new", SOME)) == ["disk-full"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_a_problem(study, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert codes_of(lambda: export_views(study, None, Selection(), tmp_path / "file", SOME)) == ["not-a-folder"]


def test_it_runs_as_a_job_of_the_window(study, tmp_path):
    """What the worker process is handed is plain data, and so is what it answers."""
    sent = []

    class Connection:
        send = staticmethod(sent.append)
        close = staticmethod(lambda: None)

    class Stop:
        is_set = staticmethod(lambda: False)

    name = "clusterbench_gui.app.views.everything:export_views"
    serve(Connection(), Stop(), name, (study, None, Selection(), tmp_path / "job", SOME), True)
    assert isinstance(sent[-1], Finished)
    assert sent[-1].result == tuple(tmp_path / "job" / file.name for file in sent[-1].result)
    assert all(file.exists() for file in sent[-1].result)


def test_the_folder_is_called_by_what_it_shows(study):
    assert folder_name("proba", Selection(names=Names.CODES)) == "proba-pictures-codes"
    assert folder_name("proba", Selection(experiment=EXPERIMENT)) == "experiment-proba-pictures-names"


def test_promotion_shows_a_card_of_each_that_agreed_and_names_nobody_else(study, tmp_path):
    folder = tmp_path / "promotion"
    export_promotion(study, Selection(names=Names.ALL), folder, Wanted("en"))
    cards = {file.stem for file in folder.iterdir() if file.stem.startswith("card-")}
    assert cards == {f"card-{code}" for code in study.agreed}
    assert named_in(folder) == study.agreed
    for code in study.agreed:
        for file in folder.glob(f"card-{code}.*"):
            named = {match.upper() for match in re.findall(r"Tajna([a-z]{2})", texts_in(file))}
            assert named == {code}, file.name
            others = {one.code for one in study.clusters} - {code} - {node.code for node in study.model.nodes}
            assert not others & set(re.findall(r"\b[A-Z]{2}\b", texts_in(file))), file.name


def test_promotion_needs_consent_and_the_official_method(study, tmp_path):
    silent = replace(study, agreed=frozenset())
    assert codes_of(lambda: export_promotion(silent, Selection(), tmp_path / "a", Wanted("pl"))) == ["nobody-agreed"]
    tried = Selection(experiment=EXPERIMENT)
    assert codes_of(lambda: export_promotion(study, tried, tmp_path / "b", Wanted("pl"))) == ["promotion-experiment"]
    assert list(tmp_path.iterdir()) == []
