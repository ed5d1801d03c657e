"""Real forms of others, where they lie beside the checkout."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.forms.attached import beside
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.moving import move
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession

REFUSED = {"pyxform__bad_calc.xlsx": "expression-syntax", "pyxform__xl_date_ambiguous.xlsx": "expression-syntax"}
"""What is wrong with the two that JavaRosa refuses as well."""


def something(question: QuestionState, rng: random.Random) -> str:
    if question.choices:
        return rng.choice(question.choices).name
    by_kind = {Kind.INTEGER: str(rng.randint(0, 3)), Kind.DECIMAL: "1.5", Kind.DATE: "2012-07-01"}
    return by_kind.get(question.kind, "tekst")


def filled(form: Form, seed: int) -> FormSession:
    rng = random.Random(seed)
    session = FormSession(form, keep_violations=True)
    for _ in range(60):
        asked = [one for one in session.questions() if one.is_asked]
        if asked:
            question = rng.choice(asked)
            session.answer(question.ref, something(question, rng))
    return session


def states(session: FormSession) -> list[tuple[str, str]]:
    return [(one.path, one.value) for one in session.questions()]


def test_answers_of_real_forms_come_back_and_move(shared: Path) -> None:
    files = sorted((shared / "oracles" / "forms").glob("*.xls*"))
    refused: dict[str, str] = {}
    for file in files:
        try:
            form = read_form(file.name, file.read_bytes(), files=beside(file))
        except ProblemError as error:
            refused[file.name] = error.problems[0].code
            continue
        session = filled(form, 1)
        submission = session.submission()
        other = FormSession(form, keep_violations=True)
        assert other.load(submission) == (), file.name
        assert (other.submission(), states(other)) == (submission, states(session)), file.name
        moved, report = move(session, form)
        assert (moved.submission(), report.left) == (submission, ()), file.name
    assert refused == REFUSED
    assert len(files) > 50


def test_javarosa_agrees_step_by_step(shared: Path) -> None:
    if not (shutil.which("java") and shutil.which("javac")):
        pytest.skip("the comparison needs java and javac")
    run = subprocess.run(
        [
            sys.executable,
            str(shared / "oracles" / "javarosa" / "differential.py"),
            str(shared / "oracles" / "forms" / "pyxform__UCL_Biomass_Plot_Form.xlsx"),
            "--steps=60",
            "--command",
            f"{sys.executable} -m clusterbench_gui form replay",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    assert run.returncode == 0, run.stdout + run.stderr
