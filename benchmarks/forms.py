"""What a form costs: loading it, one answer, growth with length and rows, memory; beside JavaRosa, the engine in ODK Collect.

Run it as ``python benchmarks/forms.py [FORM …]``: FORMs are real ones to be loaded as well. JavaRosa comes with pyxform (inside
ODK Validate) and needs a JDK; without one its columns are empty. All times are CPU milliseconds of the thread that does the work, so
that neither a busy machine nor the JVM's compiling in the background counts.
"""

import gc
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pyxform
from questionnaires import answers, growing_rosters, questionnaire, roster

from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xform import form_of_xml
from clusterbench_gui.forms.xpath import parser

LOADS = 12
PASSES = 4
"""Times that a questionnaire is answered in full; the first one warms both engines up and does not count."""
Answers = list[tuple[str, str]]
_MEMORY = """
import sys
from pathlib import Path
if len(sys.argv) > 1:
    from clusterbench_gui.forms.session import FormSession
    from clusterbench_gui.forms.xform import form_of_xml
    session = FormSession(form_of_xml("form", Path(sys.argv[1]).read_bytes())[0])
    for line in sys.stdin:
        session.answer(*line.split())
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")).split()[1])
"""
"""What a process needs at most, in KiB; the peak that the system keeps for processes that ended includes their parent's."""


def cpu(call: Callable[[], object]) -> float:
    begin = time.thread_time()
    call()
    return 1000 * (time.thread_time() - begin)


def loaded(content: bytes) -> FormSession:
    """Everything from the text of an XForm to a session that waits for the first answer; nothing is remembered before."""
    parser.cached.cache_clear()
    return FormSession(form_of_xml("form", content)[0])


def javarosa(content: bytes, given: Answers) -> tuple[list[float], list[float]]:
    """JavaRosa's times: of each load, the first one right after its start; and of each answer."""
    if shutil.which("javac") is None:
        return [], []
    jar = next(Path(pyxform.__file__).parent.rglob("ODK_Validate.jar"))
    driver = Path(__file__).parent / "javarosa" / "Timing.java"
    with tempfile.TemporaryDirectory() as place:
        form = Path(place) / "form.xml"
        form.write_bytes(content)
        lines = "".join(f"{ref}\t{value}\n" for ref, value in given)
        command = ["java", "-cp", str(jar), str(driver), str(form), str(LOADS)]
        run = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    said = [line.split("\t") for line in run.stdout.splitlines()]
    return tuple([float(ms) for kind, ms in said if kind == wanted] for wanted in ("load", "answer"))  # type: ignore[return-value]


def figure(value: float | None, form: str = "{:.1f}") -> str:
    return "-" if value is None else form.format(value)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    for first, *rest in (head, *rows):
        print(f"{first:<46}" + "".join(f"{one:>14}" for one in rest))
    print()


def late(times: list[float]) -> float | None:
    return sorted(times)[int(len(times) * 0.95)] if times else None


def load_row(name: str, content: bytes) -> list[str]:
    ours = statistics.median(cpu(lambda: loaded(content)) for _ in range(LOADS))
    theirs, _ = javarosa(content, [])
    first, warm = (theirs[0], statistics.median(theirs[-3:])) if theirs else (None, None)
    ratios = [None if one is None else one / ours for one in (first, warm)]
    return [name, *map(figure, (ours, first, warm, *ratios))]


def answer_rows(questions: int) -> list[list[str]]:
    content = questionnaire(questions)
    given = [one for seed in range(PASSES) for one in answers(questions, seed)]
    session = loaded(content)
    ours = [cpu(lambda ref=ref, value=value: session.answer(ref, value)) for ref, value in given]  # type: ignore[misc]
    _, theirs = javarosa(content, given)
    counted = len(given) // PASSES
    mine, peer = ours[counted:], theirs[counted:]
    rows = []
    for name, of in (("median", statistics.median), ("p95", late), ("longest", max)):
        figures = [of(mine), of(peer) if peer else None]
        ratio = figures[1] / figures[0] if figures[0] and figures[1] else None
        rows.append(
            [
                f"{questions} questions, {name}",
                figure(figures[0], "{:.3f}"),
                figure(figures[1], "{:.3f}"),
                figure(ratio),
            ]
        )
    return rows


def growth_row(name: str, content: bytes, given: Answers) -> list[str]:
    made: list[FormSession] = []
    load = cpu(lambda: made.append(loaded(content)))
    session = made[0]
    times = [cpu(lambda ref=ref, value=value: session.answer(ref, value)) for ref, value in given]  # type: ignore[misc]
    return [name, figure(load), *(figure(one, "{:.3f}") for one in (statistics.median(times), late(times), max(times)))]


def roster_answers(rows: int) -> Answers:
    places = [1, 2, rows // 2, rows]
    return [
        (f"/data/firm[{row}]/{name}", str(value))
        for value in range(1, 20)
        for row in places
        for name in ("staff", "money")
    ]


def step_rows() -> list[list[str]]:
    """The longest of each kind of step that is no answer to a question alone."""
    rows = 2000
    session = loaded(growing_rosters())
    steps: list[tuple[str, Callable[[], object]]] = [
        (f"a count of {rows} rows", lambda: session.answer("/data/firms", str(rows))),
        ("the count lowered to 3", lambda: session.answer("/data/firms", "3")),
        (f"{rows} rows again", lambda: session.answer("/data/firms", str(rows))),
        *[(f"a row added to up to {rows}", lambda: session.add_repeat("/data/person"))] * rows,
        ("the last of them removed", lambda: session.remove_repeat(f"/data/person[{rows}]")),
        ("the first of them removed", lambda: session.remove_repeat("/data/person[1]")),
    ]
    long = loaded(questionnaire(5000))
    steps += [
        (f"language, 5000 questions: {name}", lambda name=name: long.set_language(name)) for name in long.form.languages
    ]  # type: ignore[misc]
    longest: dict[str, float] = {}
    for name, step in steps:
        longest[name] = max(longest.get(name, 0.0), cpu(step))
    return [[name, figure(time)] for name, time in longest.items()]


def memory(questions: int) -> float | None:
    """Peak MiB of a process that loads and answers a questionnaire, above one that only starts."""
    if not Path("/proc/self/status").exists():
        return None
    peaks = []
    with tempfile.TemporaryDirectory() as place:
        form = Path(place) / "form.xml"
        form.write_bytes(questionnaire(questions))
        lines = "".join(f"{ref} {value}\n" for ref, value in answers(questions, 1) if " " not in value)
        for files in ([str(form)], []):
            command = [sys.executable, "-c", _MEMORY, *files]
            run = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
            peaks.append(int(run.stdout) / 1024)
    return peaks[0] - peaks[1]


def real(path: str) -> tuple[str, bytes]:
    form: Form = read_form(path, Path(path).read_bytes())
    return Path(path).name, form.xml


def main() -> None:
    if shutil.which("javac") is None:
        print("JavaRosa was not run: there is no JDK.\n")
    forms = [("200 questions", questionnaire(200)), ("1,000 questions", questionnaire(1000)), *map(real, sys.argv[1:])]
    gc.collect()
    table(
        ("load, ms CPU", "ours", "JR first", "JR warm", "first/ours", "warm/ours"),
        (load_row(*one) for one in forms),
    )
    table(("one answer, ms CPU", "ours", "JR", "JR/ours"), (row for count in (200, 1000) for row in answer_rows(count)))
    growth = [
        (f"{n} questions", questionnaire(n), list(answers(n, 0)) + list(answers(n, 1))) for n in (200, 1000, 5000)
    ]
    growth += [(f"repeat of {n} rows, sum over it", roster(n), roster_answers(n)) for n in (20, 200, 2000)]
    table(("growth, ms CPU", "load", "median", "p95", "longest"), (growth_row(*one) for one in growth))
    table(("other steps, ms CPU", "longest"), step_rows())
    print(f"memory of the 1,000-question session over the interpreter: {figure(memory(1000))} MiB")


if __name__ == "__main__":
    main()
