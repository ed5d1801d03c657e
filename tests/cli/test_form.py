import io
import json
import sys
from pathlib import Path

import pytest

from clusterbench_gui.cli.main import run

FORM = """| survey |
| | type | name | label | constraint | constraint_message | required |
| | integer | age | How old? | . < 150 | Too old. | yes |
| | select_one yn | ok | Fine? | | | |
| | begin_repeat | pet | Pet | | | |
| | text | pet_name | Name of pet of ${age} | | | |
| | end_repeat | | | | | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.md"
    path.write_text(FORM, encoding="utf-8")
    return path


def replay(form: Path, steps: list[dict], monkeypatch, capsys) -> list[dict]:
    lines = "".join(json.dumps(step) + "\n" for step in steps)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8"))
    assert run(["form", "replay", str(form)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_replay_answers_each_step_and_ends_with_the_submission(form, monkeypatch, capsys) -> None:
    steps = [
        {"do": "answer", "ref": "/data/age", "value": "151"},
        {"do": "answer", "ref": "/data/age", "value": "15"},
        {"do": "answer", "ref": "/data/age", "value": ""},
        {"do": "answer", "ref": "/data/age", "value": "x"},
        {"do": "answer", "ref": "/data/none", "value": "x"},
        {"do": "label", "ref": "/data/pet[1]/pet_name"},
        {"do": "choices", "ref": "/data/ok"},
        {"do": "add_repeat", "ref": "/data/pet"},
        {"do": "remove_repeat", "ref": "/data/pet[2]"},
        {"do": "reachable"},
        {"do": "validate"},
    ]
    got = replay(form, steps, monkeypatch, capsys)
    assert [one.get("outcome") for one in got[:5]] == ["constraint", "ok", "required", "invalid", "unreachable"]
    assert got[0]["message"] == "Too old."
    assert got[5] == {"outcome": "ok", "label": "Name of pet of 15", "hint": ""}
    assert got[6]["choices"] == [["y", "Yes"], ["n", "No"]]
    assert [one["ref"] for one in got[9]["questions"]] == ["/data/age", "/data/ok", "/data/pet[1]/pet_name"]
    assert got[9]["questions"][0] == {"ref": "/data/age", "required": True, "readonly": False, "value": "15"}
    assert got[9]["questions"][1]["choices"] == ["y", "n"]
    assert got[10] == {"outcome": "ok"}
    assert "<age>15</age>" in got[11]["submission"]


def test_validate_names_the_first_question_that_fails(form, monkeypatch, capsys) -> None:
    got = replay(form, [{"do": "validate"}], monkeypatch, capsys)
    assert got[0] == {"outcome": "required", "ref": "/data/age"}


def test_check_is_quiet_about_a_sound_form(form, capsys) -> None:
    assert run(["form", "check", str(form), "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_check_gives_problems_as_json(form, capsys) -> None:
    form.write_text(FORM.replace(". < 150", ". < ${old}"), encoding="utf-8")
    assert run(["form", "check", str(form), "--json"]) == 1
    (found,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (found["code"], found["sheet"], found["row"], found["column"]) == ("unknown-name", "survey", 2, "constraint")


def test_a_missing_file_is_one_line_and_status_2(tmp_path, capsys) -> None:
    for command in ("check", "replay"):
        assert run(["form", command, str(tmp_path / "none.xlsx")]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_line_that_is_no_step_is_named(form, monkeypatch, capsys) -> None:
    for line in ("[]", "nonsense", '{"do": "fly"}', '{"do": "answer"}', '{"do": "answer", "ref": 1, "value": 2}'):
        text = '{"do": "reachable"}\n' + line + "\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        assert run(["form", "replay", str(form)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


TABLES = """| survey |
| | type | name | label |
| | select_one_from_file towns.csv | town | Town |
"""


def test_tables_beside_the_form_are_checked_and_used(tmp_path, monkeypatch, capsys) -> None:
    form = tmp_path / "form.md"
    form.write_text(TABLES, encoding="utf-8")
    assert run(["form", "check", str(form)]) == 0
    assert "towns.csv" in capsys.readouterr().out
    (tmp_path / "towns.csv").write_text('name,label\nw,"Warszawa', encoding="utf-8")
    assert run(["form", "check", str(form)]) == 1
    assert capsys.readouterr().out.startswith("towns.csv, row 2: ")
    (tmp_path / "towns.csv").write_text("name;label\nw;Warszawa", encoding="utf-8")
    got = replay(form, [{"do": "choices", "ref": "/data/town"}], monkeypatch, capsys)
    assert got[0]["choices"] == [["w", "Warszawa"]]
