"""`score` and `uncertainty` on tables: exit codes, files, how a number came about, and one sentence for bad input."""

import csv
import json

import pytest

from clusterbench_gui.app.uncertainty import failure_words
from clusterbench_gui.cli.main import run
from clusterbench_gui.support.texts import texts

MODEL = """iCode,iName,Direction,Level,Weight,Type,Parent
A1,Staff,1,1,2,Indicator,A
A2,Waste,-1,1,1,Indicator,A
B1,Age,1,1,1,Indicator,B
A,Means,,2,3,Aggregate,Index
B,Balance,,2,1,Aggregate,Index
Index,All,,3,1,Aggregate,
"""
DATA = """uCode,uName,A1,A2,B1
K,Kay,0,0,45
L,Ell,5,10,30
M,Em,10,5,60
N,En,NA,0,
"""
DESIGN = """
runs = 50
[[normalise]]
method = "minmax"
low = 1
[[aggregate]]
method = "amean"
[[aggregate]]
method = "gmean"
[weights]
sets = 4
"""


@pytest.fixture
def files(tmp_path):
    for name, text in (("data.csv", DATA), ("model.csv", MODEL), ("design.toml", DESIGN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def inputs(files):
    return [str(files / "data.csv"), str(files / "model.csv")]


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def method(files, text):
    (files / "method.toml").write_text(text, encoding="utf-8")
    return ["--method", str(files / "method.toml")]


def test_the_ranking_is_printed_best_first(files, capsys):
    assert run(["score", *inputs(files)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["1", "M"], ["2", "K"], ["3", "L"], ["–", "N"]]
    assert lines[1].replace(",", ".").split()[-3:] == ["87.50", "83.33", "100.00"]
    assert "Kay" in lines[2]


def test_the_files_of_the_contract_are_written_the_same_each_time(files, capsys):
    out = files / "out"
    assert run(["score", *inputs(files), "--out", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {
        "normalised.csv",
        "scores.csv",
        "ranks.csv",
        "weights.csv",
        "provenance.json",
    }
    scores = {row["uCode"]: row for row in read(out / "scores.csv")}
    assert list(scores["K"]) == ["uCode", "A1", "A2", "B1", "A", "B", "Index"]
    assert float(scores["K"]["A"]) == pytest.approx(100 / 3, rel=1e-15)
    assert scores["N"]["Index"] == ""
    assert list(read(out / "normalised.csv")[0]) == ["uCode", "A1", "A2", "B1"]
    assert [row["Index"] for row in read(out / "ranks.csv")] == ["2", "3", "1", ""]
    assert read(out / "weights.csv")[0] == {"iCode": "A1", "Level": "1", "Weight": "2"}
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert run(["score", *inputs(files), "--out", str(files / "again")]) == 0
    assert {path.name: path.read_bytes() for path in (files / "again").iterdir()} == before
    assert str(out / "scores.csv") in capsys.readouterr().err


def test_provenance_says_the_method_in_full_and_what_is_missing(files):
    out = files / "out"
    how = method(files, '[aggregate]\ncoverage = 0.2\nmethod = "amean"\n[rank]\ndecimals = 1')
    assert run(["score", *inputs(files), *how, "--out", str(out)]) == 0
    told = json.loads((out / "provenance.json").read_text(encoding="utf-8"))
    assert told["method"]["coverage"] == 0.2
    assert told["method"]["rank"] == {"ties": "min", "decimals": 1}
    assert told["method"]["normalise"]["method"] == "minmax"
    assert {"unit": "N", "node": "B", "coverage": 0.0} in told["missing"]
    assert told["left_out"] == {"units": {}, "nodes": {}}
    assert set(told["inputs"]) == {"data", "model", "method"}
    assert len(told["fingerprint"]) == len(told["inputs"]["data"]["sha256"]) == 64


def test_how_a_number_came_about(files, capsys):
    assert run(["score", *inputs(files), "--explain", "k"]) == 0
    text = capsys.readouterr().out.replace(",", ".")
    assert "K · Kay" in text
    assert "= amean: 0.7500 × 33.33 + 0.2500 × 50.00" in text
    assert "= amean: 0.6667 × 0.00 + 0.3333 × 100.00" in text
    assert "raw value: 45.00" in text or "wartość surowa: 45.00" in text
    assert "30.00" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--explain", "Z"], "Z"),
        (["--edition", "2012"], "--edition"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(files, capsys, arguments, words):
    assert run(["score", *inputs(files), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert "Traceback" not in said.err


def test_a_table_needs_a_model(files, capsys):
    assert run(["score", str(files / "data.csv")]) == 2
    assert "MODEL.csv" in capsys.readouterr().err


def test_all_faults_are_named_with_file_row_and_column(files, capsys):
    (files / "data.csv").write_text(DATA.replace("45", "old").replace("60", "inf"), encoding="utf-8")
    assert run(["score", *inputs(files), "--out", str(files / "out")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all("data.csv" in line and "B1" in line for line in lines)
    assert not (files / "out").exists()


def test_uncertainty_writes_statistics_of_places(files, capsys):
    out = files / "out"
    arguments = ["--design", str(files / "design.toml"), "--keep", "--out", str(out)]
    assert run(["uncertainty", *inputs(files), *arguments]) == 0
    statistics = {row["uCode"]: row for row in read(out / "rank_statistics.csv")}
    assert list(statistics["K"]) == ["uCode", "nominal", "mean", "median", "q5", "q95", "best", "worst"]
    assert [statistics[unit]["nominal"] for unit in "KLMN"] == ["2", "3", "1", ""]
    assert statistics["M"]["mean"] == "1"
    chances = {row["uCode"]: row for row in read(out / "rank_probabilities.csv")}
    assert sum(float(chances["K"][place]) for place in "123") == pytest.approx(1)
    assert [row["factor"] for row in read(out / "sobol.csv")] == ["weights", "aggregate"]
    runs = read(out / "run_scores.csv")
    assert len(runs[0]) == 52
    told = json.loads((out / "provenance.json").read_text(encoding="utf-8"))
    assert (told["runs"], told["failed"]) == (50, {})
    assert told["sobol"] == {"exact": True, "runs": 8}
    assert told["variation"]["seed"] == 1
    first = (out / "run_scores.csv").read_bytes()
    assert run(["uncertainty", *inputs(files), *arguments]) == 0
    assert (out / "run_scores.csv").read_bytes() == first
    capsys.readouterr()


def test_a_table_of_a_polish_spreadsheet_is_read(files, capsys):
    """Semicolons between the cells and commas before decimals."""
    data, model = files / "pl.csv", files / "pl_model.csv"
    data.write_text("uCode;a;b\nŁódź;3,5;2\nŚląsk;4;1,25\nŻory;2,0;NA\n", encoding="utf-8-sig")
    model.write_text(
        "iCode;iName;Direction;Level;Weight;Type;Parent\na;A;1;1;0,5;Indicator;I\nb;B;-1;1;1,5;Indicator;I\nI;I;1;2;1;Aggregate;\n",
        encoding="utf-8",
    )
    assert run(["score", str(data), str(model), "--out", str(files / "out")]) == 0
    scores = {row["uCode"]: row for row in read(files / "out" / "scores.csv")}
    assert float(scores["Łódź"]["a"]) == 75
    assert float(scores["Łódź"]["I"]) == pytest.approx(0.25 * 75)
    comma = files / "comma.csv"
    comma.write_text('uCode,a,b\nU,"3,5",2\nV,1,1\n', encoding="utf-8")
    assert run(["score", str(comma), str(model)]) == 2
    assert "“3,5” is not a number" in capsys.readouterr().err


def test_how_a_unit_stands_sums_to_its_distance(files, capsys):
    assert run(["score", *inputs(files), "--compare", "L"]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("Distance to the median"))
    total = float(lines[at].split(": ")[1].split()[0].replace("−", "-"))
    parts = [line.split()[0] for line in lines[at + 1 :] if line.startswith("  ")]
    end = next(place for place, line in enumerate(lines[at + 1 :]) if not line.startswith("  "))
    assert sum(float(part.replace("−", "-")) for part in parts[:end]) == pytest.approx(total, abs=0.03)
    assert total != 0
    assert any(line.startswith("Nearest profiles") for line in lines)
    assert run(["score", *inputs(files), "--compare", "nobody"]) == 2
    capsys.readouterr()


def test_a_model_is_diagnosed_in_plain_sentences(files, capsys):
    assert run(["score", *inputs(files), "--diagnose"]) == 0
    printed = capsys.readouterr().out
    assert "few different values" in printed or "hardly measures" in printed or "Nothing unusual" in printed
    double = files / "double.csv"
    double.write_text(
        "uCode,a,b,c\n" + "".join(f"U{row},{row},{2 * row + 1},{-row * row}\n" for row in range(1, 21)),
        encoding="utf-8",
    )
    model = files / "double_model.csv"
    model.write_text(
        "iCode,iName,Direction,Level,Weight,Type,Parent\n"
        "a,A,1,1,1,Indicator,I\nb,B,1,1,1,Indicator,I\nc,C,1,1,1,Indicator,I\nI,Index,1,2,1,Aggregate,\n",
        encoding="utf-8",
    )
    assert run(["score", str(double), str(model), "--diagnose"]) == 0
    printed = capsys.readouterr().out
    assert "a and b say nearly the same (correlation 1.00)" in printed
    assert "c goes against the rest of I" in printed


def test_uncertainty_says_how_sure_the_ranking_is(files, capsys):
    out = files / "out"
    design = files / "exact.toml"
    design.write_text(
        (files / "design.toml").read_text(encoding="utf-8") + "\n[extremes]\nspread = 1.0\n", encoding="utf-8"
    )
    assert run(["uncertainty", *inputs(files), "--design", str(design), "--out", str(out)]) == 0
    sure = {row["uCode"]: row for row in read(out / "rank_certainty.csv")}
    assert list(sure["K"]) == ["uCode", "top_quartile", "best_possible", "worst_possible", "proved", "group"]
    assert sure["M"]["top_quartile"] == "1"
    assert sure["M"]["group"] == "A"
    assert sure["N"]["group"] == ""
    drawn = {row["uCode"]: row for row in read(out / "rank_statistics.csv")}
    for unit in "KLM":
        if sure[unit]["proved"] == "1":
            assert int(sure[unit]["best_possible"]) <= int(drawn[unit]["nominal"]) <= int(sure[unit]["worst_possible"])
    pairs = {row["uCode"]: row for row in read(out / "rank_pairs.csv")}
    assert float(pairs["M"]["L"]) + float(pairs["L"]["M"]) == pytest.approx(1)
    assert [int(row["runs"]) for row in read(out / "convergence.csv")][-1] == 50
    capsys.readouterr()


def test_runs_of_others_are_replayed(files, capsys):
    (files / "sets.csv").write_text(
        "iCode,Level,w1,w2\nA1,1,2,9\nA2,1,1,1\nB1,1,1,1\nA,2,3,1\nB,2,1,1\n", encoding="utf-8"
    )
    (files / "runs.csv").write_text(
        "run,norm,weightset,agg\n7,minmax_0_100,1,a_amean\n8,minmax_1_100,2,a_gmean\n", encoding="utf-8"
    )
    out = files / "out"
    replay = ["--runs", str(files / "runs.csv"), "--weights", str(files / "sets.csv"), "--keep", "--out", str(out)]
    assert run(["uncertainty", *inputs(files), *replay]) == 0
    rows = {row["uCode"]: row for row in read(out / "run_scores.csv")}
    assert list(rows["K"]) == ["uCode", "nominal", "r_7", "r_8"]
    assert float(rows["K"]["r_7"]) == pytest.approx(float(rows["K"]["nominal"]), rel=1e-14)
    a = (1.0**9 * 100) ** 0.1
    assert float(rows["K"]["r_8"]) == pytest.approx((a * (1 + 99 * 15 / 30)) ** 0.5, rel=1e-14)
    said = capsys.readouterr()
    assert not (out / "sobol.csv").exists()  # minmax_0_100 with a geometric mean is a combination that has no result
    assert "sobol.csv" in said.err


def test_failed_runs_are_counted_with_their_reason(files, capsys):
    (files / "design.toml").write_text('runs = 20\n[[aggregate]]\nmethod = "gmean"\n', encoding="utf-8")
    out = files / "out"
    assert run(["uncertainty", *inputs(files), "--design", str(files / "design.toml"), "--out", str(out)]) == 0
    assert "20" in capsys.readouterr().err
    assert json.loads((out / "provenance.json").read_text(encoding="utf-8"))["failed"] == {"values-not-positive": 20}
    assert read(out / "rank_statistics.csv")[0]["mean"] == ""


def test_uncertainty_needs_something_that_varies(files, capsys):
    assert run(["uncertainty", *inputs(files), "--out", str(files / "out")]) == 2
    assert "--design" in capsys.readouterr().err


@pytest.mark.parametrize(
    "reason", ["values-not-positive", "values-negative", "mean-not-positive", "scores-empty", "values-extreme"]
)
def test_every_reason_of_failed_runs_has_words(reason):
    words = failure_words(reason, texts("en"))
    assert words
    assert words != reason
    assert "{" not in words


def test_no_table_of_an_earlier_run_stays_beside_those_of_this(files, capsys):
    out, design = files / "out", files / "design.toml"
    design.write_text("runs = 3", encoding="utf-8")
    command = ["uncertainty", *inputs(files), "--design", str(design), "--out", str(out)]
    assert run([*command, "--keep"]) == 0
    assert (out / "run_scores.csv").exists()
    assert run(command) == 0
    assert not (out / "run_scores.csv").exists()
    assert (out / "sobol.csv").exists()
