"""The command `plan` with tables as people keep them."""

import csv
import json

import openpyxl
import pytest

from clusterbench_gui.app.planning.demo import demo_sheets
from clusterbench_gui.app.planning.instances import read_book
from clusterbench_gui.app.wording import SENTENCES
from clusterbench_gui.cli.main import run
from clusterbench_gui.domain.sheets import ORDERS
from clusterbench_gui.exchange.networks.folders import folder_of
from clusterbench_gui.exchange.networks.workbooks import workbook_of
from clusterbench_gui.networks.ladder import Step
from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.texts import texts


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_order_of_a_folder_of_tables_is_planned_with_dates(tmp_path, capsys):
    folder = str(resource("networks", "demo"))
    assert run(["plan", folder, "--order", "Z-04", "--out", str(tmp_path), "--seconds", "10"]) == 0
    assert capsys.readouterr().out.startswith("Best plan, proved: 18,288.")
    variants, schedule = rows(tmp_path / "variants.csv"), rows(tmp_path / "schedule.csv")
    found = [(one["finish"], one["cost"], one["status"]) for one in variants]
    assert (found[0], len(found)) == (("27", "18288", "optimal"), 5)
    assert variants[0]["delivered"] == "2026-10-13"
    assert variants[0]["firms"].count(";") == len({one["firm"] for one in schedule if one["variant"] == "1"}) - 1
    assert all("2026-09-14" <= one["first"] <= one["last"] <= variants[0]["delivered"] for one in schedule)


def test_an_order_that_cannot_be_made_is_named_and_the_others_are_planned_together(tmp_path, capsys):
    path = tmp_path / "demo.xlsx"
    path.write_bytes(workbook_of(demo_sheets(), texts("en")))
    chosen = [word for code in ("Z-04", "Z-05", "Z-02") for word in ("--order", code)]
    assert run(["plan", str(path), *chosen, "--out", str(tmp_path / "out"), "--seconds", "2"]) == 1
    out, err = capsys.readouterr()
    assert "The order Z-05 cannot be delivered before 2026-10-15, but is due on 2026-10-02." in err
    assert out.startswith("Best plan")
    assert {one["order"] for one in rows(tmp_path / "out" / "schedule.csv")} == {"Z-02", "Z-04"}
    assert run(["plan", str(path), "--order", "Z-05", "--out", str(tmp_path / "no")]) == 1
    assert capsys.readouterr().out.startswith("Impossible")
    assert json.loads((tmp_path / "no" / "plan.json").read_text())["verdicts"][0]["step"] == "time"


def test_an_order_due_before_it_can_be_there_is_told_the_day(tmp_path, capsys):
    sheets = dict(demo_sheets())
    orders = [list(row) for row in sheets["orders"]]
    orders[3][ORDERS.column("due")] = "2026-10-06"
    orders[7][ORDERS.column("budget")] = "1000"
    for name, content in folder_of(sheets | {"orders": tuple(map(tuple, orders))}).items():
        (tmp_path / name).write_bytes(content)
    assert run(["plan", str(tmp_path), "--order", "Z-04", "--order", "Z-08", "--out", str(tmp_path / "out")]) == 1
    err = capsys.readouterr().err
    assert "The order Z-04 cannot be delivered before 2026-10-07, but is due on 2026-10-06." in err
    assert "The order Z-08 costs at least 16551 PLN, but may cost 1000 PLN." in err


def test_what_is_wrong_in_a_workbook_is_said_by_sheet_row_and_column(tmp_path, capsys):
    path = tmp_path / "demo.xlsx"
    path.write_bytes(workbook_of(demo_sheets(), texts("en")))
    book = openpyxl.load_workbook(path)
    book["rate"]["D7"] = "six"
    book["sequence"]["B9"] = "99"
    book.create_sheet("Pivot")
    book.save(path)
    assert run(["plan", str(path), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{path}: The tab “Pivot” is not known and is passed over. Please compare its name with the template.",
        f"{path}, sheet rate, row 7, column Minutes per unit: “six” is no number. Please write one, for example 12.5.",
        f"{path}, sheet sequence, row 9, column Operation before: “99” stands in no other table. Please add it there, or correct it here.",
    ]
    assert not (tmp_path / "out").exists()


def test_a_template_is_written_once_and_read_as_empty(tmp_path, capsys):
    path = tmp_path / "new.xlsx"
    assert run(["plan", "--template", str(path)]) == 0
    content = path.read_bytes()
    assert run(["plan", "--template", str(path)]) == 2
    assert path.read_bytes() == content
    assert "may hold work of yours" in capsys.readouterr().err
    assert run(["plan", str(path), "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_arguments_that_do_not_fit(tmp_path, capsys):
    assert run(["plan"]) == 2
    (tmp_path / "a.fjs").write_text("1 1\n1 1 1 3\n")
    assert run(["plan", str(tmp_path / "a.fjs"), "--order", "A", "--out", str(tmp_path)]) == 2
    assert run(["plan", str(resource("networks", "demo")), "--order", "Z-99", "--out", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_a_workbook_of_the_demonstration_is_its_book(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook_of(demo_sheets(), texts("pl")))
    assert read_book(tmp_path / "a.xlsx") == read_book(resource("networks", "demo"))


def test_every_condition_that_does_not_hold_has_a_sentence():
    named = {f"order-{step.value}" for step in Step} - {"order-schedule"}  # which is for the solver to find out
    assert named <= set(SENTENCES)


def test_a_command_that_memory_does_not_suffice_for_says_so_in_a_sentence(tmp_path, capsys, monkeypatch):
    def short(*_):
        raise MemoryError

    monkeypatch.setattr("clusterbench_gui.app.planning.instances.read_instance", short)
    (tmp_path / "a.json").write_text("{}")
    assert run(["plan", str(tmp_path / "a.json"), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.strip() == "Memory ran out. Please close other programs and try again."
