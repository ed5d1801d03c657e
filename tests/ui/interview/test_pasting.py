"""A pasted table goes through the same readers as typed answers, and says what became of it."""

import pytest
from interview_fakes import Disk

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Event, Role
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.screens.interview.pasting import MOST_UNREAD, Paste
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from tests.helpers.rosters import FIRM, YEAR, form, interview


@pytest.fixture
def opened(qapp):
    def make(firms=1, language="pl"):
        disk = Disk()
        model = InterviewViewModel(
            interview(firms),
            texts=texts(language),
            save=disk.save,
            save_draft=disk.save_draft,
            set_bookmark=disk.set_bookmark,
        )
        return model, disk

    return make


def roster(model, ref):
    items = (item for section in model.questionnaire.sections for item in section.items)
    return next(one for one in items if one.ref == ref)


def paste(model, text, at=f"{FIRM}[1]/name", ref=FIRM):
    job = Paste(model, roster(model, ref), at, text)
    list(job.examine())
    if not job.refusal:
        list(job.take())
        job.show()
    return job


def table(model, ref=FIRM):
    return [{one.name: one.value for one in row.questions} for row in roster(model, ref).rows]


def test_a_table_fills_cells_and_adds_rows(opened):
    model, disk = opened()
    job = paste(model, "Alfa\tSpółka z o.o.\t1 234\t12,5 %\t1.07.2009\nBeta\tplc\t7\t\t2010-02-03\n")
    assert table(model) == [
        {"name": "Alfa", "kind": "ltd", "staff": "1234", "share": "12.5", "since": "2009-07-01"},
        {"name": "Beta", "kind": "plc", "staff": "7", "since": "2010-02-03"},
    ]
    assert job.told() == ""
    assert len([one for one in disk.said if one[0] == "repeat-added"]) == 1
    assert ("answer", "staff", "1234") in disk.said
    typed = [one.typed for batch in disk.batches for one in batch if one.path.endswith("/staff")]
    assert typed == ["1 234", None]


def test_what_was_pasted_comes_back_from_the_log(opened):
    model, disk = opened()
    paste(model, "\n".join(f"F{n}\tltd\t{n}\t{n},5\t1.07.2012" for n in range(60)))
    said = [one for batch in disk.batches for one in batch]
    events = [
        Event(
            str(n), "d", n, n, "", "p", Role.INTERVIEWER, "uuid:1", "rosters", "1", o.path, o.kind, None, o.value, None
        )
        for n, o in enumerate(said)
    ]
    other = FormSession(form(), instance_id="uuid:1", keep_violations=True)
    other.restore(events)
    assert other.submission() == model.interview.session.submission()


@pytest.mark.parametrize("line", ["Staff\tName", "staff\tNAME", "Staff\tName\t"])
def test_a_header_decides_which_column_is_which(opened, line):
    model, _ = opened()
    paste(model, f"{line}\n5\tAlfa\n6\tBeta\n", at=f"{FIRM}[1]/since")
    assert [(one["name"], one["staff"]) for one in table(model)] == [("Alfa", "5"), ("Beta", "6")]


def test_a_first_row_that_names_no_columns_is_an_answer(opened):
    model, _ = opened()
    paste(model, "Name of the firm\nBeta\n")
    assert [one["name"] for one in table(model)] == ["Name of the firm", "Beta"]


def test_what_cannot_be_read_stays_in_its_cell_with_a_sentence(opened):
    model, disk = opened(language="en")
    job = paste(model, "Alfa\tSp. k.\tabout five\n")
    staff = model.questionnaire.question(f"{FIRM}[1]/staff")
    kind = model.questionnaire.question(f"{FIRM}[1]/kind")
    assert (model.draft(staff), model.draft(kind)) == ("about five", "Sp. k.")
    assert model.refusal(staff).startswith("Please write a whole number")
    assert model.refusal(kind) == "Please choose one from the list."
    assert job.told() == "2 texts are no answers yet; they stay in their cells, with a sign."
    assert [one.ref for one in model.failures()] == [kind.ref, staff.ref]
    model.drafts.flush()
    assert {text for _, text in disk.drafts} == {"about five", "Sp. k."}


def test_an_empty_cell_takes_no_answer_away_and_overwriting_is_asked_for(opened):
    model, _ = opened(firms=2, language="en")
    model.answer(f"{FIRM}[1]/name", "Alfa")
    model.answer(f"{FIRM}[1]/staff", "5")
    model.absent(f"{FIRM}[2]/staff", Absence.DONT_KNOW)
    job = paste(model, "Omega\t\t\nBeta\t\t7\n")
    assert job.doubts == ["2 answers that are there already are written over."]
    assert [(one["name"], one["staff"]) for one in table(model)] == [("Omega", "5"), ("Beta", "7")]


def test_the_same_answers_again_are_no_statements_and_no_question(opened):
    model, disk = opened()
    paste(model, "Alfa\tltd\t1 000\n")
    before = len(disk.said)
    job = paste(model, "Alfa\tSpółka z o.o.\t1000\n")
    assert job.doubts == []
    assert len(disk.said) == before


def test_rows_that_the_form_makes_take_no_more_than_they_are(opened):
    model, _ = opened(language="en")
    job = paste(model, "1,5\n2\n3\n4\n5\n", at=f"{YEAR}[2]/turnover", ref=YEAR)
    assert job.doubts == ["3 rows of the table have no place here and are left out."]
    assert [one["turnover"] for one in table(model, YEAR)] == ["", "1.5", "2"]


def test_cells_beyond_the_last_column_and_cells_that_are_not_asked_are_told(opened):
    model, _ = opened(language="en")
    job = paste(model, "plc\t5\t50\t2012-07-01\tmore\n", at=f"{FIRM}[1]/kind")
    assert job.doubts == ["1 cell stands beyond the last column and is left out."]
    assert job.told() == "1 cell was left out, because its question is not asked there or computed."
    assert table(model)[0]["since"] == "2012-07-01"


def test_into_an_empty_roster_a_table_is_pasted_at_the_place_for_new_rows(opened):
    model, _ = opened(firms=0)
    paste(model, "Alfa\nBeta\n", at=FIRM)
    assert [one["name"] for one in table(model)] == ["Alfa", "Beta"]


def test_too_many_rows_are_refused_with_one_sentence(opened):
    model, disk = opened(language="en")
    job = paste(model, "x\n" * 30_000)
    room = job.together.room(FIRM)
    assert job.refusal == f"The table brings 29999 new rows, and there is room for {room}. Nothing was pasted."
    assert disk.said == []
    assert len(table(model)) == 1


def test_a_table_of_other_things_is_refused_with_one_sentence(opened):
    model, disk = opened(language="en")
    job = paste(model, "abc\n" * (MOST_UNREAD + 1), at=f"{FIRM}[1]/staff")
    assert job.refusal.startswith(f"{MOST_UNREAD + 1} cells of the table are no answers")
    assert "row 1: “abc”" in job.refusal
    assert disk.said == []


def test_an_answer_that_breaks_a_rule_is_kept_and_flagged(opened):
    model, _ = opened()
    paste(model, "Alfa\tplc\t9999\n")
    assert model.is_troubled(f"{FIRM}[1]/staff")
    assert table(model)[0]["staff"] == "9999"


def test_thousands_of_rows_are_taken_little_by_little_in_few_transactions(opened):
    model, disk = opened()
    rows = 600
    text = "".join(f"F{n}\tltd\t{n}\t{n},5\t1.07.2012\n" for n in range(rows))
    job = Paste(model, roster(model, FIRM), f"{FIRM}[1]/name", text)
    list(job.examine())
    steps = list(job.take())
    job.show()
    assert [one for one in steps if one is not None][-1] == rows
    assert len(steps) > 60
    assert len(disk.batches) <= 80
    assert [one["share"] for one in table(model)] == [f"{n}.5" for n in range(rows)]
    assert model.questionnaire.progress[0] == 5 * rows


def test_a_paste_is_one_step_to_take_back_and_to_do_again(opened):
    model, _ = opened(firms=2)
    model.answer(f"{FIRM}[1]/name", "Old")
    before = model.interview.session.submission()
    paste(model, "".join(f"F{n}\tltd\t{n}\t{n},5\t1.07.2012\n" for n in range(120)))
    after = model.interview.session.submission()
    done = model.steps.back()
    model.interview.put(done.change.before)
    assert model.interview.session.submission() == before
    model.interview.put(done.change.after)
    assert model.interview.session.submission() == after


def test_pasting_the_answer_that_is_there_takes_the_refused_text_in_its_cell_away(opened):
    model, disk = opened()
    staff = f"{FIRM}[1]/staff"
    model.answer(staff, "5")
    model.refuse(staff, "pięciu", "no number")
    paste(model, "5\n", at=staff)
    question = model.questionnaire.question(staff)
    assert (question.value, model.draft(question), model.refusal(question)) == ("5", None, "")
    assert model.troubles.wrong == set()
    assert disk.drafts[-1] == (question.path, "")
