"""Real forms of others, where they lie beside the checkout."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession

FORMS = ("UCL_Biomass_Plot_Form.xlsx", "widgets.xls", "choice_filter_test.xlsx", "attribute_columns_test.xlsx")


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


@pytest.mark.parametrize("name", FORMS)
def test_answers_of_a_real_form_come_back(shared: Path, name: str) -> None:
    form = read_form(name, (shared / "oracles" / "forms" / f"pyxform__{name}").read_bytes())
    session = filled(form, 1)
    other = FormSession(form, keep_violations=True)
    other.load(session.submission())
    assert other.submission() == session.submission()


@pytest.mark.parametrize("name", FORMS[:1])
def test_javarosa_agrees_step_by_step(shared: Path, name: str) -> None:
    if not (shutil.which("java") and shutil.which("javac")):
        pytest.skip("the comparison needs java and javac")
    run = subprocess.run(
        [
            sys.executable,
            str(shared / "oracles" / "javarosa" / "differential.py"),
            str(shared / "oracles" / "forms" / f"pyxform__{name}"),
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
