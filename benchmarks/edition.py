"""The bundled editions: random walks, ODK Validate, one form from Markdown and workbook, and how long an interview is.

Run it as ``python benchmarks/edition.py [WALKS]`` (default 1000 for each questionnaire). ODK Validate comes with pyxform and
needs java; without it that line says so.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.editions.check import check_edition
from clusterbench_gui.app.editions.length import Length, length_of
from clusterbench_gui.app.interviews import session_of
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.walks import walks
from clusterbench_gui.support.resources import resource

EDITIONS = ("cluster-2012", "cluster-2010")


def walk(file: Path, count: int) -> None:
    form = read_form(file.name, file.read_bytes())
    questions = sum(one.control is not None and one.control.kind.value != "note" for one in form.elements)
    begin = time.process_time()
    made = walks(form, count, 2012)
    spent = time.process_time() - begin
    print(
        f"{file.parent.name}/{file.name}: {questions} questions; {made.count} walks, {len(made.missed)} never reached,"
        f" {len(made.dead_ends)} dead ends, {made.sound} could be finished; {1000 * spent / count:.1f} ms CPU a walk"
    )


def validate(file: Path) -> None:
    same = read_form("a.md", file.with_suffix(".md").read_bytes()).xml == read_form("a.xlsx", file.read_bytes()).xml
    if shutil.which("java") is None:
        verdict = "not run, java is missing"
    else:
        try:
            found = convert(xlsform=file, validate=True)
            verdict = f"no error, {len(found.warnings)} warnings"
        except PyXFormError as error:
            verdict = str(error)
    print(f"{file.parent.name}/{file.name}: ODK Validate {verdict}; Markdown and workbook give the same XForm: {same}")


def lengths() -> None:
    """Of the demonstration's interviews: what was asked in each, read aloud and answered at the usual pace."""
    with tempfile.TemporaryDirectory() as place:
        make_demo(Path(place) / "demo", with_previous=True)
        study = open_study(Path(place) / "demo", read_only=True)
        found: dict[str, list[Length]] = {}
        for one in study.workspace.interviews():
            session = session_of(study, one, study.workspace.current(one.id), "pl")
            found.setdefault(one.instrument, []).append(length_of(session.questions()))
        study.close()
    for wave, some in found.items():
        minutes = sorted(one.minutes for one in some)
        print(
            f"{wave}: {statistics.median(one.questions for one in some):.0f} questions on the typical path,"
            f" {statistics.median(one.words for one in some):.0f} words read aloud,"
            f" {minutes[0]:.0f} to {minutes[-1]:.0f} minutes, median {statistics.median(minutes):.0f}"
        )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for name in EDITIONS:
        folder = resource("editions", name)
        begin = time.perf_counter()
        problems = check_edition(folder)
        print(
            f"{name}: edition check {time.perf_counter() - begin:.1f} s, {[one.code for one in problems] or 'nothing found'}"
        )
        for file in sorted(folder.glob("*.xlsx")):
            validate(file)
            walk(file, count)
    lengths()


if __name__ == "__main__":
    main()
