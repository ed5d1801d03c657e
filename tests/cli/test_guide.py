"""The command that writes the guide."""

import pikepdf
import pytest

from clusterbench_gui.cli.main import run


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def test_the_guide_is_written_in_the_language_asked_for(tmp_path, capsys):
    file = tmp_path / "guide.pdf"
    assert run(["guide", "--language", "pl", "--out", str(file)]) == 0
    assert capsys.readouterr().out.strip() == str(file)
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "pl-PL"
        assert str(pdf.docinfo["/Title"]) == "Współpraca i komunikacja w klastrze"


def test_a_place_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "file").write_text("no folder")
    assert run(["guide", "--language", "en", "--out", str(tmp_path / "file" / "guide.pdf")]) == 2
    assert str(tmp_path / "file") in capsys.readouterr().err
