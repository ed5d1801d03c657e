"""A study is made whole or not at all."""

import io

import openpyxl
import pytest

from clusterbench_gui.app.editions.read import bundled_edition_files
from clusterbench_gui.app.studies import create_study, first_study, needs_passphrase, open_study
from clusterbench_gui.domain.problems import ProblemError


@pytest.fixture
def files():
    return bundled_edition_files("cluster-2012")


def refused(folder, files):
    with pytest.raises(ProblemError) as caught:
        create_study(folder, title="x", files=files)
    assert not folder.exists()
    assert list(folder.parent.iterdir()) == []
    return caught.value.problems


def changed(content, change):
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"${meetings},", b"${meatings},", ("unknown-name", 16, "formula", "P2.1", "meatings")),
        (
            b"${members_total} div 10",
            b"${members_totals} div 10",
            ("unknown-name", 2, "denominator", "Z1.1", "members_totals"),
        ),
        (b"${rating_labour}", b"${meetings}", ("unknown-name", 39, "formula", "R1.2", "meetings")),
        (b"${staff_leavers} *", b"${staff_leavers} **", ("syntax", 4, "formula", "Z1.3", None)),
        (b",expert,mean", b",experts,mean", ("instrument-unknown", 38, "instrument", "R1.1", None)),
    ],
)
def test_a_faulty_formula_is_named_by_row_and_column(tmp_path, files, old, new, expected):
    assert old in files["indicators.csv"]
    files["indicators.csv"] = files["indicators.csv"].replace(old, new, 1)
    (found,) = refused(tmp_path / "s.clusterbench", files)
    place = found.place
    assert place.file == "indicators.csv"
    assert (found.code, place.row, place.column, place.name, found.values.get("name")) == expected


@pytest.mark.parametrize("file", ["coordinator.xlsx", "expert.xlsx"])
@pytest.mark.parametrize("sheet", ["survey", "choices"])
def test_a_questionnaire_with_a_missing_sheet_is_refused(tmp_path, files, file, sheet):
    files[file] = changed(files[file], lambda book: book.remove(book[sheet]))
    found = refused(tmp_path / "s.clusterbench", files)
    assert [(one.code, one.place.file, one.place.sheet) for one in found] == [("sheet-missing", file, sheet)]


def test_an_unknown_name_in_the_questionnaire_is_named_by_sheet_and_row(tmp_path, files):
    def misspell(book):
        for row in book["survey"].iter_rows():
            for cell in row:
                if cell.value == "${market_joint} = 'yes'":
                    cell.value = "${market_joynt} = 'yes'"
                    return

    files["coordinator.xlsx"] = changed(files["coordinator.xlsx"], misspell)
    (found, *_) = refused(tmp_path / "s.clusterbench", files)
    assert (found.code, found.place.sheet) == ("unknown-name", "survey")
    assert found.place.row is not None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00" * 100, "zażółć".encode("cp1250")])
def test_a_questionnaire_that_is_none_is_refused(tmp_path, files, content):
    files["coordinator.xlsx"] = content
    assert refused(tmp_path / "s.clusterbench", files)


def test_the_edition_travels_with_the_study(tmp_path, files):
    create_study(tmp_path / "s.clusterbench", title="Badanie")
    study = open_study(tmp_path / "s.clusterbench")
    assert dict(study.edition.files) == files
    study.close()


def test_the_first_study_is_made_once_and_needs_no_passphrase():
    folder = first_study("pl")
    before = (folder / "key.json").read_bytes()
    assert first_study("en") == folder
    assert (folder / "key.json").read_bytes() == before
    assert not needs_passphrase(folder)
    assert not needs_passphrase(folder.parent)


def test_an_earlier_edition_is_kept_under_its_id_and_must_have_one_of_its_own(tmp_path, files):
    before = bundled_edition_files("cluster-2010")
    create_study(tmp_path / "s.clusterbench", title="x", earlier=[before])
    study = open_study(tmp_path / "s.clusterbench")
    assert [one.id for one in study.earlier] == ["cluster-2010"]
    assert study.edition_called("cluster-2010").wave("coordinator") == "cluster-2010/coordinator"
    assert study.form("cluster-2010/coordinator").id == "cluster-2010-coordinator"
    with pytest.raises(KeyError):
        study.form("cluster-1998/coordinator")
    study.close()
    for twice in ([before, before], [files]):
        with pytest.raises(ProblemError) as caught:
            create_study(tmp_path / "t.clusterbench", title="x", earlier=twice)
        assert [one.code for one in caught.value.problems] == ["edition-twice"]
    assert not (tmp_path / "t.clusterbench").exists()
