"""`clusterbench form check|replay|try|xpath`: forms without a window. See CONTRACTS of the command line in docs."""

import argparse
import io
import json
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from clusterbench_gui.app.files import write_file
from clusterbench_gui.cli.problems import print_problems
from clusterbench_gui.cli.trying import Trial
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.questions import SELECTS, Outcome, QuestionState, Step
from clusterbench_gui.forms.attached import beside
from clusterbench_gui.forms.documents import evaluate
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.read import check_form, read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xpath.context import FAILURES
from clusterbench_gui.forms.xpath.syntax import SyntaxFault
from clusterbench_gui.support.texts import Texts, preferred_language

Json = dict[str, Any]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `form` with its commands; each sets `run`, a function of the arguments that returns the exit status."""
    form = commands.add_parser("form", help="check and run questionnaires")
    inner = form.add_subparsers(dest="form_command", required=True, metavar="COMMAND")
    check = _command(inner, "check", "problems of an XLSForm or XForm", "clusterbench form check survey.xlsx --json")
    check.add_argument("form", metavar="FORM", type=Path)
    check.add_argument("--json", action="store_true", help="one JSON object per problem")
    check.set_defaults(run=run_check)
    replay = _command(inner, "replay", "answer a form by steps", "clusterbench form replay survey.xlsx < steps.jsonl")
    replay.add_argument("form", metavar="FORM", type=Path)
    replay.set_defaults(run=run_replay)
    attempt = _command(inner, "try", "answer a form in the terminal", "clusterbench form try survey.xlsx --out me.xml")
    attempt.add_argument("form", metavar="FORM", type=Path)
    attempt.add_argument("--out", metavar="FILE", type=Path, help="where the submission is written; else it is printed")
    attempt.set_defaults(run=run_try)
    xpath = _command(inner, "xpath", "evaluate expressions", "clusterbench form xpath < expressions.jsonl")
    xpath.set_defaults(run=run_xpath)


def _command(inner: Any, name: str, about: str, example: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = inner.add_parser(
        name, help=about, description=about, epilog=f"Example: {example}"
    )
    return parser


def run_check(arguments: argparse.Namespace) -> int:
    """Print a form's problems: 0 where there is no error, 1 where there is."""
    problems = check_form(arguments.form.name, _content(arguments.form), files=beside(arguments.form))
    return print_problems(problems, Texts(preferred_language()), as_json=arguments.json)


def run_replay(arguments: argparse.Namespace) -> int:
    """Run the steps of standard input; 0 when all were read. Raises `ProblemError` where form or step cannot be used."""
    session = FormSession(_form(arguments.form))
    for number, step in _lines():
        try:
            act = _STEPS.get(step.get("do", ""))
            answer = act(session, step) if act else None
        except (KeyError, TypeError, AttributeError):
            answer = None
        if answer is None:
            raise _bad_line(number)
        print(json.dumps(answer, ensure_ascii=False))
    print(json.dumps({"submission": session.submission().decode()}, ensure_ascii=False))
    return 0


def _form(path: Path) -> Form:
    """A form with the files that lie beside it. Raises `ProblemError` where it cannot be used."""
    return read_form(path.name, _content(path), files=beside(path))


def run_try(arguments: argparse.Namespace) -> int:
    """Walk a form line by line: 0 where nothing was missing at its end, 1 where something was or somebody left before."""
    words = Texts(preferred_language())
    form = _form(arguments.form)
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    trial = Trial(FormSession(form), words, _typed_line, print)
    try:
        is_at_end = trial.run()
    except (EOFError, KeyboardInterrupt):
        print()
        is_at_end = False
    if not is_at_end:
        print(words.t("Left before the end; no submission was made."), file=sys.stderr)
        return 1
    is_whole = trial.report()
    submission = trial.session.submission(handed_over=True)
    if arguments.out is None:
        print(submission.decode())
    else:
        _hand_over(arguments.out, submission)
    return 0 if is_whole else 1


def _hand_over(file: Path, submission: bytes) -> None:
    """Write a submission; one that cannot be written is printed, so that nobody has to answer again."""
    try:
        write_file(file, submission)
    except ProblemError:
        print(submission.decode())
        raise


def _typed_line() -> str | None:
    """The next line of standard input; None at the end of a pipe. Raises EOFError where somebody at a terminal ends it."""
    if sys.stdin.isatty():
        return input("> ")
    line = sys.stdin.readline()
    if not line:
        return None
    answer = line.rstrip("\r\n")
    print(f"> {answer}")
    return answer


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ProblemError(problem("file-missing", Place(file=str(path)))) from error


def _lines() -> Iterator[tuple[int, Json]]:
    """The objects of standard input with their line numbers. Raises `ProblemError` at a line that is none."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                found = None
            if not isinstance(found, dict):
                raise _bad_line(number)
            yield number, found


def _bad_line(number: int) -> ProblemError:
    return ProblemError(problem("input-line", Place(row=number)))


def _outcome(step: Step) -> Json:
    answer: Json = {"outcome": step.outcome.value}
    if step.message:
        answer["message"] = step.message
    return answer


def _answer(session: FormSession, step: Json) -> Json:
    return _outcome(session.answer(step["ref"], step["value"]))


def _reachable(session: FormSession, _step: Json) -> Json:
    session.drop_stale()
    return {"outcome": "ok", "questions": [_described(one) for one in session.questions()]}


def _described(question: QuestionState) -> Json:
    answer: Json = {
        "ref": question.ref,
        "required": question.required,
        "readonly": question.readonly,
        "value": question.value or None,
    }
    if question.kind in SELECTS:
        answer["choices"] = [one.name for one in question.choices]
    return answer


def _asked(describe: Callable[[QuestionState], Json]) -> Callable[[FormSession, Json], Json]:
    def apply(session: FormSession, step: Json) -> Json:
        ref = step["ref"]
        try:
            question = session.question(ref)
        except KeyError:
            return {"outcome": Outcome.UNREACHABLE.value}
        return {"outcome": "ok", **describe(question)}

    return apply


def _validate(session: FormSession, _step: Json) -> Json:
    session.confirm()
    failures = session.validate()
    if not failures:
        return {"outcome": "ok"}
    return {"outcome": failures[0].check.fault.value, "ref": failures[0].ref}


_STEPS: dict[str, Callable[[FormSession, Json], Json]] = {
    "answer": _answer,
    "add_repeat": lambda session, step: _outcome(session.add_repeat(step["ref"])),
    "remove_repeat": lambda session, step: _outcome(session.remove_repeat(step["ref"])),
    "language": lambda session, step: _outcome(session.set_language(step["name"])),
    "label": _asked(lambda one: {"label": one.label, "hint": one.hint}),
    "choices": _asked(lambda one: {"choices": [[choice.name, choice.label] for choice in one.choices]}),
    "reachable": _reachable,
    "validate": _validate,
}


def run_xpath(_arguments: argparse.Namespace) -> int:
    """Evaluate the expressions of standard input; 0 when all were read. Raises `ProblemError` at a line that is none."""
    for number, case in _lines():
        if not isinstance(case.get("expression"), str):
            raise _bad_line(number)
        print(json.dumps({"id": case.get("id"), **_evaluated(case)}, ensure_ascii=False))
    return 0


def _evaluated(case: Json) -> Json:
    try:
        value = evaluate(
            case["expression"],
            xml=case.get("xml"),
            context=case.get("context"),
            root=case.get("root"),
            language=case.get("lang"),
            wanted=case.get("type", "string"),
        )
    except SyntaxFault as fault:
        return {"error": f"syntax error in column {fault.column}: {fault.found}"}
    except ProblemError as error:
        return {"error": error.problems[0].code}
    except FAILURES as error:
        return {"error": str(error)}
    return {"value": _number(value) if isinstance(value, float) else value}


def _number(value: float) -> float | str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value
