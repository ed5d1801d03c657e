"""What `edition check` finds: faults planted into a copy of the bundled edition, each by its file, sheet, row and column."""

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from clusterbench_gui.app.editions import check_forms
from clusterbench_gui.app.editions.check import check_edition, examine_edition
from clusterbench_gui.app.wording import SENTENCES
from clusterbench_gui.domain.problems import Place, ProblemError, Severity, problem
from clusterbench_gui.forms import authoring
from clusterbench_gui.forms.read import examine_form
from clusterbench_gui.support.resources import resource

EDITION = "cluster-2012"
FORM, INDICATORS = "coordinator.xlsx", "indicators.csv"
TEXTS, PRACTICES, TERMS, SETTINGS = "recommendations.csv", "practices.csv", "glossary.csv", "edition.toml"
PL, EN = "Polski (pl)", "English (en)"


@dataclass(frozen=True)
class Cell:
    """A cell of a workbook, found by the name of the question or choice and by the header."""

    name: str
    column: str
    value: str | None
    sheet: str = "survey"
    file: str = FORM
    of_list: str = ""

    def plant(self, folder: Path) -> Place:
        book = openpyxl.load_workbook(folder / self.file)
        sheet = book[self.sheet]
        header = [cell.value for cell in sheet[1]]
        names = header.index("name")
        lists = header.index("list_name") if self.of_list else names
        row = next(
            number
            for number, cells in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2)
            if cells[names] == self.name and self.of_list in ("", cells[lists])
        )
        cell = sheet.cell(row, header.index(self.column) + 1)
        assert cell.value != self.value
        cell.value = self.value
        book.save(folder / self.file)
        return Place(self.file, self.sheet, row, self.column)


@dataclass(frozen=True)
class Csv:
    """A cell of a table, found by what its row begins with and by the header; without a column the row is deleted."""

    file: str
    key: tuple[str, ...]
    column: str
    value: str

    def plant(self, folder: Path) -> Place:
        rows = table(folder / self.file)
        index = next(index for index, row in enumerate(rows) if tuple(row[: len(self.key)]) == self.key)
        column = rows[0].index(self.column)
        assert rows[index][column] != self.value
        rows[index][column] = self.value
        write(folder / self.file, rows)
        return Place(self.file, "", index + 1, self.column)


@dataclass(frozen=True)
class Rows:
    """A table changed as a whole; the place is that of a row and column of what comes out."""

    file: str
    change: Callable[[list[list[str]]], list[list[str]]]
    row: int | None
    column: str

    def plant(self, folder: Path) -> Place:
        rows = self.change(table(folder / self.file))
        write(folder / self.file, rows)
        row = len(rows) + self.row + 1 if self.row is not None and self.row < 0 else self.row
        return Place(self.file, "", row, self.column)


@dataclass(frozen=True)
class Toml:
    """A text of the settings replaced; `line` is how the line begins where the fault is found."""

    old: str
    new: str
    line: str = ""
    after: str = ""

    def plant(self, folder: Path) -> Place:
        path = folder / SETTINGS
        text = path.read_text(encoding="utf-8")
        start = text.index(self.after)
        assert self.old in text[start:]
        text = text[:start] + text[start:].replace(self.old, self.new, 1)
        path.write_text(text, encoding="utf-8")
        above = text[:start].count("\n")
        rows = (
            above + number for number, line in enumerate(text[start:].splitlines(), 1) if line.startswith(self.line)
        )
        return Place(SETTINGS, "", next(rows) if self.line else None)


@dataclass(frozen=True)
class Files:
    """Files of the folder changed; the place is a file."""

    change: Callable[[Path], object]
    file: str

    def plant(self, folder: Path) -> Place:
        self.change(folder)
        return Place(self.file)


@dataclass(frozen=True)
class Fault:
    """Something planted, the code that must come out of it, and the codes of what follows from it."""

    code: str
    what: Cell | Csv | Rows | Toml | Files
    follows: tuple[str, ...] = ()
    elsewhere: Place | None = None


def label(language):
    return f"label::{language}"


def headed(rows, old, new):
    """A table with another word in its header."""
    return [[new if cell == old else cell for cell in rows[0]], *rows[1:]]


def separated(path, sign):
    rows = table(path)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)


def silence(path, language):
    """Take the columns of a language out of a workbook."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for column in range(sheet.max_column, 0, -1):
            if str(sheet.cell(1, column).value).endswith(f"::{language}"):
                sheet.delete_cols(column)
    book.save(path)


FAULTS = [
    # the questionnaire does not run
    Fault("unknown-name", Cell("legal_form_other", "relevant", "${legal_fom} = 'other'")),
    Fault("unknown-name", Cell("budget_private", "constraint", ". >= 0 and . <= ${budget}")),
    Fault("unknown-name", Cell("members_total", "calculation", "sum(${member_cuont})")),
    Fault("unknown-name", Cell("members_note", label(EN), "${members_sum} members in all. Is it right?")),
    Fault("unknown-name", Cell("founded", f"bind::cb:warningMsg::{PL}", "Przed ${foundet}?")),
    Fault("expression-syntax", Cell("legal_form_other", "relevant", "${legal_form} = = 'other'")),
    Fault("expression-syntax", Cell("staff_fte", "constraint", ". >= 0 and (. <= 500")),
    Fault("expression-syntax", Cell("staff_fte", "bind::cb:warning", ". <= 50 and")),
    Fault("unknown-function", Cell("objectives", "constraint", "count-slected(.) <= 3")),
    Fault("unknown-function", Cell("members_total", "calculation", "summe(${member_count})")),
    Fault("wrong-arguments", Cell("cluster_code", "constraint", "regex(.)")),
    Fault("unknown-absence", Cell("pkd", "bind::cb:absence", "dont-know refuse")),
    Fault("type-unknown-near", Cell("meetings", "type", "integr")),
    Fault("choice-list-unknown", Cell("phase", "type", "select_one phases")),
    Fault("choice-twice", Cell("mature", "name", "growth", "choices", of_list="phase")),
    # the questionnaire runs, but says the wrong thing
    Fault("translation-missing", Cell("phase", label(EN), None)),
    Fault("translation-missing", Cell("cluster_name", f"hint::{PL}", None)),
    Fault("translation-missing", Cell("pkd", f"guidance_hint::{EN}", None)),
    Fault("translation-missing", Cell("founded", f"constraint_message::{EN}", None)),
    Fault("translation-missing", Cell("founded", f"bind::cb:warningMsg::{EN}", None)),
    Fault("translation-missing", Cell("mature", label(PL), None, "choices")),
    Fault("choice-not-in-list", Cell("facilities", "constraint", "not(selected(., 'non') and count-selected(.) > 1)")),
    Fault("choice-not-in-list", Cell("support_useful", "relevant", "not(selected(${support_regional}, 'nothing'))")),
    Fault(
        "choice-not-in-list",
        Cell("legal_form_other", "relevant", "${legal_form} = 'othr'"),
        follows=("question-unreachable",),
    ),
    Fault("question-unreachable", Cell("training_topics", "relevant", "${trained} > 5 and ${trained} < 3")),
    Fault("question-unreachable", Cell("project_group", "relevant", "${projects_won} > 500")),
    Fault("question-dead-end", Cell("documents_seen", "constraint", "count-selected(.) > 20")),
    Fault("question-dead-end", Cell("knowledge", "constraint", ". > 4", file="expert.xlsx")),
    Fault("previous-unknown", Cell("media_items", "bind::cb:previous", "medias")),
    # indicators
    Fault("unknown-name", Csv(INDICATORS, ("Z1.1",), "formula", "${staff_ftee}")),
    Fault("unknown-name", Csv(INDICATORS, ("Z1.1",), "denominator", "${member} div 10")),
    Fault("syntax", Csv(INDICATORS, ("W1.1",), "formula", "${trained} div (${members_total}")),
    Fault("unknown-function", Csv(INDICATORS, ("P2.3",), "formula", "count-of(${channels})")),
    Fault("choice-not-in-list", Csv(INDICATORS, ("Z3.3",), "formula", "if(${lab_access} = 'tak', 1, 0)")),
    Fault("formula-without-question", Csv(INDICATORS, ("P2.1",), "formula", "12 * 3")),
    Fault("formula-missing", Csv(INDICATORS, ("P2.1",), "formula", "")),
    Fault("cell-empty", Csv(INDICATORS, ("Z1.2",), "name_en", "")),
    Fault("cell-empty", Csv(INDICATORS, ("Z2",), "name_pl", "")),
    Fault("cell-empty", Csv(INDICATORS, ("Z1.2",), "unit_pl", "")),
    Fault("instrument-unknown", Csv(INDICATORS, ("R1.1",), "instrument", "experts")),
    Fault("parent-unknown", Csv(INDICATORS, ("Z1.2",), "parent", "Z9")),
    Fault("direction-unknown", Csv(INDICATORS, ("Z1.3",), "direction", "7")),
    Fault("nominal-missing", Csv(INDICATORS, ("Z1.3",), "direction", "0"), elsewhere=Place(column="nominal_low")),
    Fault("code-twice", Csv(INDICATORS, ("Z1.3",), "code", "Z1.2")),
    Fault("not-a-number", Csv(INDICATORS, ("Z1.3",), "weight", "dużo")),
    Fault("weight-invalid", Csv(INDICATORS, ("Z1.3",), "weight", "-1")),
    Fault("interval-reversed", Csv(INDICATORS, ("Z1.3",), "plausible_low", "900")),
    Fault("choice-unknown", Csv(INDICATORS, ("Z1.3",), "combine", "newest")),
    Fault("previous-unknown", Csv(INDICATORS, ("Z2.1",), "previous", "Z2.9")),
    Fault("previous-unit-differs", Csv(INDICATORS, ("Z2.1",), "previous", "Z2.2")),
    Fault(
        "node-childless",
        Rows(INDICATORS, lambda rows: [*rows, ["Z4", "2", "Z", "Nowy", "New", "", "", "1", "1", *rows[1][9:13], *[""] * 12][: len(rows[0])]], -1, "code"),
        follows=("recommendation-missing",),
    ),
    Fault("column-missing", Rows(INDICATORS, lambda rows: [row[:13] + row[14:] for row in rows], 1, "")),
    Fault("column-misspelt", Rows(INDICATORS, lambda rows: headed(rows, "formula", "formuła"), 1, "formuła")),
    Fault("column-misspelt", Rows(INDICATORS, lambda rows: headed(rows, "combine", "combin"), 1, "combin")),
    Fault("column-misspelt", Rows(TERMS, lambda rows: headed(rows, "text_en", "text_eng"), 1, "text_eng")),
    Fault("column-unknown", Rows(PRACTICES, lambda rows: [[*row, "x"] for row in rows], 1, "x")),
    Fault("column-twice", Rows(INDICATORS, lambda rows: [[*row, row[18]] for row in rows], 1, "combine")),
    Fault("column-nameless", Rows(TEXTS, lambda rows: [[*row, "x" if index else ""] for index, row in enumerate(rows)], 1, "")),
    Fault("table-separator", Files(lambda folder: separated(folder / TEXTS, ";"), TEXTS), elsewhere=Place(row=1)),
    Fault("table-separator", Files(lambda folder: separated(folder / PRACTICES, "\t"), PRACTICES), elsewhere=Place(row=1)),
    Fault("previous-differs", Csv(INDICATORS, ("Z2",), "previous", "Z")),
    Fault("previous-differs", Csv(INDICATORS, ("Z2.1",), "direction", "-1"), elsewhere=Place(column="previous")),
    Fault("previous-differs", Csv(INDICATORS, ("Z1.1",), "denominator", ""), elsewhere=Place(column="previous")),
    # texts
    Fault("cell-empty", Csv(TEXTS, ("P1", "weak", "members"), "text_en", "")),
    Fault("choice-unknown", Csv(TEXTS, ("P1", "weak", "members"), "subarea", "P9")),
    Fault("choice-unknown", Csv(TEXTS, ("P1", "weak", "members"), "condition", "week")),
    Fault("choice-unknown", Csv(TEXTS, ("P1", "weak", "members"), "audience", "everybody")),
    Fault("recommendation-missing", Rows(TEXTS, lambda rows: [row for row in rows if row[:2] != ["W4", "weak"]], None, "")),
    Fault("recommendation-twice", Rows(TEXTS, lambda rows: [*rows, rows[5]], -1, "subarea")),
    Fault("cell-empty", Csv(PRACTICES, ("D03",), "steps_en", "")),
    Fault("choice-unknown", Csv(PRACTICES, ("D03",), "subarea", "Z7")),
    Fault("choice-unknown", Csv(PRACTICES, ("D03",), "example", "maybe")),
    Fault("cell-empty", Csv(TERMS, ("benchmark",), "term_en", "")),
    Fault("cell-empty", Csv(TERMS, ("benchmark",), "text_pl", "")),
    Fault("cells-count", Rows(TERMS, lambda rows: [*rows, ["a", "b", "c", "d", "e"]], -1, "term_pl")),
    # settings and files
    Fault("group-question-unknown", Toml('question = "phase"', 'question = "phse"', "question", "[groups.phase]")),
    Fault("named-question-unknown", Toml('named = "consent_named"', 'named = "consent_nemed"', "named")),
    Fault("internal-question-unknown", Toml('"documents_seen", "certainty"', '"documents_seen", "certanty"', "internal", "[instruments.coordinator]")),
    Fault("group-bounds-without-number", Toml('question = "founded"', 'question = "phase"', "bounds", "[groups.founded]")),
    Fault("edition-twice", Toml('previous = "cluster-2010"', f'previous = "{EDITION}"', "previous")),
    Fault("field-window-reversed", Toml("2012-08-15", "2012-05-15", "[field_window]")),
    Fault("group-bounds-order", Toml("[2007, 2009, 2011]", "[2007, 2011, 2009]", "bounds", "[groups.founded]")),
    Fault("group-bounds-order", Toml("[2007, 2009, 2011]", "[2007, 2007]", "bounds", "[groups.founded]")),
    Fault("group-bounds-order", Toml("[2007, 2009, 2011]", "[2007, inf]", "bounds", "[groups.founded]")),
    Fault("edition-value", Toml("[2007, 2009, 2011]", '["2007"]', "[groups.founded]", "[groups.founded]")),
    Fault("edition-key-unknown", Toml("[method]", "[metod]", "[metod]")),
    Fault("edition-key-unknown", Toml('previous = "', 'previuos = "', "previuos")),
    Fault("edition-key-unknown", Toml('question = "phase"', 'questoin = "phase"', "questoin", "[groups.phase]")),
    Fault("edition-key-unknown", Toml('licence = "MIT"', 'licence = "MIT"\nlicense = "MIT"', "license")),
    Fault("edition-languages", Toml('["pl", "en"]', "[]", "languages")),
    Fault("edition-languages", Toml('["pl", "en"]', '["pl", "en", "pl"]', "languages")),
    Fault("edition-id", Toml('id = "cluster-2012"', 'id = ""', "id")),
    Fault("edition-id", Toml('id = "cluster-2012"', 'id = "klaster/2012"', "id")),
    Fault("edition-id", Toml('previous = "cluster-2010"', 'previous = "../cluster-2010"', "previous")),
    Fault("edition-id", Toml("[instruments.expert]", '[instruments."ekspert ą"]'), follows=("instrument-unknown",)),
    Fault("edition-key-missing", Toml('title.en = "Expert form"', "")),
    Fault("edition-key-missing", Toml('en = "Development phase"', "")),
    Fault("edition-value", Toml("crowd = 3", 'crowd = "3"', "[method]")),
    Fault("coverage-invalid", Toml("coverage = 0.5", "coverage = 5", "coverage")),
    Fault("toml-syntax", Toml("crowd = 3", "crowd = three", "crowd")),
    Fault("origin-file-missing", Toml('file = "demo.toml"', 'file = "demos.toml"', "file", "[origin.demonstration]"), follows=("origin-missing",)),
    Fault("origin-missing", Files(lambda folder: (folder / "extra.csv").write_text("a"), "extra.csv")),
    Fault("edition-file-missing", Files(lambda folder: (folder / "expert.xlsx").unlink(), "expert.xlsx")),
    Fault("edition-file-missing", Files(lambda folder: (folder / INDICATORS).unlink(), INDICATORS)),
    Fault("not-utf8", Files(lambda folder: (folder / TERMS).write_bytes("ą;".encode("utf-16")), TERMS)),
    Fault("questionnaire-language-missing", Files(lambda folder: silence(folder / "expert.xlsx", EN), "expert.xlsx"), elsewhere=Place(sheet="survey")),
    Fault("form-unreadable", Files(lambda folder: (folder / "expert.xlsx").write_bytes(b"PK\x03\x04"), "expert.xlsx")),
]  # fmt: skip


def table(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """What a fault does not touch is the same in every test, and 100 walks reach whatever can be reached."""
    monkeypatch.setattr(check_forms, "read_questionnaire", kept)
    monkeypatch.setattr(authoring, "MOST_WALKS", 100)


def kept(file, files, moment):
    return _kept(file, files[file], moment)


@cache
def _kept(file, content, moment):
    return ORIGINAL(file, {file: content}, moment)


ORIGINAL = check_forms.read_questionnaire


@pytest.fixture
def folder(tmp_path):
    """A copy without the Markdown, so that a changed workbook is not stale."""
    folder = tmp_path / EDITION
    shutil.copytree(resource("editions", EDITION), folder, ignore=shutil.ignore_patterns("*.md"))
    return folder


def errors(folder):
    return [one for one in check_edition(folder) if one.severity is Severity.ERROR]


def named(fault):
    what = fault.what
    words = (getattr(what, name, "") for name in ("file", "name", "key", "column", "old"))
    return "-".join([fault.code, *("".join(word) for word in words if word)])


def test_the_edition_of_2012_is_sound():
    found = examine_edition(resource("editions", EDITION))
    assert found.problems == ()
    assert (found.questions, found.indicators, found.subareas) == (147, 46, 14)


def test_the_edition_of_2010_lacks_nothing_but_recommendations():
    assert [(one.code, one.severity) for one in check_edition(resource("editions", "cluster-2010"))] == [
        ("recommendations-none", Severity.WARNING)
    ]


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_a_planted_fault_is_found_at_its_place_and_nothing_else(folder, fault):
    place = fault.what.plant(folder)
    if fault.elsewhere is not None:
        place = replace(
            place,
            sheet=fault.elsewhere.sheet or place.sheet,
            row=fault.elsewhere.row or place.row,
            column=fault.elsewhere.column,
        )
    first, *others = sorted(errors(folder), key=lambda one: one.code != fault.code)
    assert (first.code, replace(first.place, name="")) == (fault.code, place)
    assert {one.code for one in others} == set(fault.follows)


def test_at_least_forty_faults_of_fifteen_kinds_are_planted():
    assert len(FAULTS) >= 40
    assert len({fault.code for fault in FAULTS}) >= 15
    assert {fault.code for fault in FAULTS} <= set(SENTENCES)


SEVERAL = [
    Fault("unknown-name", Cell("legal_form_other", "relevant", "${legal_fom} = 'other'")),
    Fault("unknown-function", Cell("objectives", "constraint", "count-slected(.) <= 3")),
    Fault("translation-missing", Cell("phase", label(EN), None)),
    Fault("unknown-name", Cell("expert_code", label(EN), "Code of ${expert}", file="expert.xlsx")),
    Fault("unknown-name", Csv(INDICATORS, ("Z1.1",), "formula", "${staff_ftee}")),
    Fault("expression-syntax", Csv(INDICATORS, ("W1.1",), "formula", "${trained} div (${members_total}")),
    Fault("unknown-function", Csv(INDICATORS, ("P2.3",), "formula", "count-of(${channels})")),
    Fault("formula-without-question", Csv(INDICATORS, ("P2.1",), "formula", "12")),
    Fault("choice-not-in-list", Csv(INDICATORS, ("Z3.3",), "formula", "if(${lab_access} = 'tak', 1, 0)")),
    Fault("cell-empty", Csv(TEXTS, ("P1", "weak", "members"), "text_en", "")),
    Fault("cell-empty", Csv(TERMS, ("benchmark",), "term_en", "")),
    Fault("group-question-unknown", Toml('question = "phase"', 'question = "phse"', "question", "[groups.phase]")),
    Fault("coverage-invalid", Toml("coverage = 0.5", "coverage = 5", "coverage")),
]


def test_all_faults_show_at_once(folder):
    planted = {(fault.code, fault.what.plant(folder)) for fault in SEVERAL}
    found = {(one.code, replace(one.place, name="")) for one in errors(folder)}
    assert found == planted


def test_a_mark_before_the_settings_hides_no_entry(folder):
    text = (folder / SETTINGS).read_text(encoding="utf-8")
    text = 'previous = "cluster-2006"\n' + text.replace('previous = "cluster-2010"\n', "")
    (folder / SETTINGS).write_text(text, encoding="utf-8-sig")
    (found,) = check_edition(folder)
    assert (found.code, found.place.row) == ("previous-edition-missing", 1)


def test_questionnaires_and_texts_are_checked_though_the_settings_cannot_be_read(folder):
    planted = {(fault.code, fault.what.plant(folder)) for fault in SEVERAL if not isinstance(fault.what, Toml)}
    planted.add(("toml-syntax", Toml("crowd = 3", "crowd = three", "crowd").plant(folder)))
    assert {(one.code, replace(one.place, name="")) for one in errors(folder)} == planted


def test_a_sub_area_that_lacks_recommendations_says_how_many_and_which_first(folder):
    rows = [row for row in table(folder / TEXTS) if row[:2] != ["W4", "weak"]]
    write(folder / TEXTS, rows)
    (found,) = errors(folder)
    assert found.place.name == "W4"
    assert found.values == {"count": 6, "condition": "weak", "audience": "coordinators"}


@pytest.mark.parametrize(
    ("what", "code", "column"),
    [
        (Cell("budget_private", "constraint", ". > 5 and . < 5"), "question-unanswerable", "constraint"),
        (Cell("market_offers", "bind::cb:warning", ". < 500"), "warning-without-message", "bind::cb:warningMsg"),
        (Cell("pkd", "type", "select_one phase"), "choice-list-unused", "list_name"),
        (Toml('previous = "cluster-2010"', 'previous = "cluster-2006"', "previous"), "previous-edition-missing", ""),
        (Toml('previous = "cluster-2010"', ""), "previous-not-named", "bind::cb:previous"),
    ],
)
def test_what_is_only_doubtful_is_a_warning(folder, what, code, column):
    place = what.plant(folder)
    warnings = [one for one in check_edition(folder) if one.severity is Severity.WARNING]
    (found,) = warnings
    assert (found.code, found.place.column) == (code, column)
    if found.place.sheet == place.sheet == "survey" or found.place.file == SETTINGS:
        assert found.place.row == place.row


def test_a_workbook_that_was_not_built_again_is_stale_at_the_first_cell_that_differs(folder):
    source = "coordinator.md"
    shutil.copy(resource("editions", EDITION, source), folder)
    assert check_edition(folder) == ()
    place = Cell("phase", label(EN), "In which phase is the cluster?").plant(folder)
    (found,) = check_edition(folder)
    assert (found.code, found.place) == ("workbook-differs", place)
    assert found.values == {"source": source}


def test_the_previous_edition_is_looked_for_beside_this_one_first(folder):
    before = folder.parent / "cluster-2010"
    shutil.copytree(resource("editions", "cluster-2010"), before)
    rows = table(before / INDICATORS)
    write(before / INDICATORS, [["Z2.7" if cell == "Z2.1" else cell for cell in row] for row in rows])
    (found,) = errors(folder)
    assert (found.code, found.place.name, found.values["text"]) == ("previous-unknown", "Z2.1", "Z2.1")


def test_a_previous_questionnaire_may_be_an_xform(folder):
    before = folder.parent / "cluster-2010"
    shutil.copytree(resource("editions", "cluster-2010"), before)
    (before / FORM).write_bytes(examine_form(FORM, (before / FORM).read_bytes()).form.xml)
    assert check_edition(folder) == ()
    Cell("phase", "bind::cb:previous", "phases").plant(folder)
    assert [one.code for one in check_edition(folder)] == ["previous-unknown"]


def test_the_choices_that_are_offered_leave_out_the_empty_one(folder):
    Csv(INDICATORS, ("Z",), "axis", "functionning").plant(folder)
    (found,) = errors(folder)
    assert (found.code, found.values["known"]) == ("choice-unknown", "functioning, promise")


def test_columns_left_over_without_name_and_cells_are_nothing(folder):
    write(folder / TERMS, [[*row, "", ""] for row in table(folder / TERMS)])
    assert check_edition(folder) == ()


def test_a_misspelt_column_says_which_one_may_be_meant(folder):
    write(folder / INDICATORS, headed(table(folder / INDICATORS), "combine", "combin"))
    (found,) = errors(folder)
    assert (found.place.name, found.values) == ("combin", {"known": "combine"})


def test_further_checks_see_what_could_be_read_and_nothing_else(folder):
    seen = []

    def further(edition, forms):
        seen.append((edition.id, list(forms)))
        return [problem("unknown-name", Place(file="demo.toml", name="coordinator.x"), name="x")]

    (found,) = examine_edition(folder, further=[further]).problems
    assert (found.code, seen) == ("unknown-name", [("cluster-2012", ["coordinator", "expert"])])
    (folder / "expert.xlsx").write_bytes(b"PK\x03\x04")
    examine_edition(folder, further=[further])
    assert len(seen) == 1


def test_a_previous_questionnaire_that_cannot_be_read_is_a_warning(folder):
    before = folder.parent / "cluster-2010"
    shutil.copytree(resource("editions", "cluster-2010"), before)
    (before / FORM).write_bytes(b"PK\x03\x04")
    (found,) = check_edition(folder)
    assert (found.code, found.place, found.severity) == ("previous-unreadable", Place(FORM), Severity.WARNING)


def test_a_folder_without_an_edition_is_refused(tmp_path):
    with pytest.raises(ProblemError) as caught:
        check_edition(tmp_path)
    assert [one.code for one in caught.value.problems] == ["edition-unknown"]
