"""`edition check` as a command: exit codes, sentences, JSON."""

import json
import shutil

import pytest

from clusterbench_gui.cli.main import run
from clusterbench_gui.support.resources import resource


@pytest.fixture
def folder(tmp_path):
    """An edition without recommendations: sound, but for one warning."""
    folder = tmp_path / "cluster-2012"
    shutil.copytree(resource("editions", "cluster-2012"), folder, ignore=shutil.ignore_patterns("recommendations.csv"))
    settings = folder / "edition.toml"
    head, _, tail = settings.read_text(encoding="utf-8").partition("[origin.recommendations]")
    settings.write_text(head + tail[tail.index("[origin.") :], encoding="utf-8")
    return folder


def test_a_sound_edition_gets_one_line_with_what_is_in_it(capsys):
    assert run(["edition", "check", str(resource("editions", "cluster-2012"))]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert all(number in line for number in ("147", "46", "14", "cluster-2012"))


def test_a_sound_edition_is_silent_in_json(capsys):
    assert run(["edition", "check", str(resource("editions", "cluster-2012")), "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_warnings_are_printed_and_do_not_fail(folder, capsys):
    assert run(["edition", "check", str(folder)]) == 0
    warning, summary = capsys.readouterr().out.splitlines()
    assert warning.startswith("recommendations.csv: ")
    assert "147" in summary


def test_an_error_is_a_sentence_with_its_place_and_status_1(folder, capsys):
    table = folder / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("${staff_fte}", "${staff}", 1), encoding="utf-8")
    assert run(["edition", "check", str(folder)]) == 1
    said = capsys.readouterr()
    lines = [line for line in said.out.splitlines() if line.startswith("indicators.csv")]
    assert len(lines) == 1
    assert all(part in lines[0] for part in ("2", "formula", "staff"))
    assert said.err == ""


def test_recipes_of_the_demonstration_are_checked(folder, capsys):
    recipes = folder / "demo.toml"
    text = recipes.read_text(encoding="utf-8")
    recipes.write_text(text.replace("staff_fte", "staff_ftee"), encoding="utf-8")
    assert run(["edition", "check", str(folder)]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("demo.toml")]
    assert len(lines) == 1
    assert "staff_ftee" in lines[0]


def test_json_has_the_fields_of_form_check(folder, capsys):
    table = folder / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("${staff_fte}", "${staff}", 1), encoding="utf-8")
    assert run(["edition", "check", str(folder), "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["code"] for one in found] == ["unknown-name", "recommendations-none"]
    (folder / "form.md").write_text("| survey |\n| | type | name | label | relevant |\n| | text | a | A | ${b} |\n")
    assert run(["form", "check", str(folder / "form.md"), "--json"]) == 1
    assert found[0].keys() == json.loads(capsys.readouterr().out).keys()
    place = {key: found[0][key] for key in ("severity", "file", "sheet", "row", "column", "name")}
    assert place == {
        "severity": "error",
        "file": "indicators.csv",
        "sheet": "",
        "row": 2,
        "column": "formula",
        "name": "Z1.1",
    }


def test_no_edition_is_one_sentence_and_status_2(tmp_path, capsys):
    for path in (tmp_path, tmp_path / "none"):
        assert run(["edition", "check", str(path)]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert len(said.err.splitlines()) == 1


def test_help_shows_an_example(capsys):
    with pytest.raises(SystemExit) as ended:
        run(["edition", "check", "--help"])
    assert ended.value.code == 0
    assert "Example: clusterbench edition check" in capsys.readouterr().out
