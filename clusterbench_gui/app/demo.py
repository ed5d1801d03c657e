"""The demonstration study: invented clusters, marked as invented wherever they show.

Each cluster has a latent maturity that pulls its answers in one direction, so that indicators correlate as in life. Every
answer goes through the form session, as an interviewer's would. Sizes follow the published shares of 2014: 54.8 members per
cluster, 81 % enterprises, of them 44.4 % micro, 49.7 % small and medium, 5.9 % large.
"""

import tomllib
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from shutil import rmtree

from clusterbench_gui.app.demo_answers import Drawer, Invented
from clusterbench_gui.app.interviews import created
from clusterbench_gui.app.studies import Study, create_study, open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.questions import Outcome, QuestionState, RosterState
from clusterbench_gui.domain.studies import Cluster, Person, Status
from clusterbench_gui.forms.session import FormSession

TITLE = "Demonstracja / Demonstration"


class Cancelled(Exception):  # noqa: N818 - not an error: somebody said stop
    """The user stopped the work; nothing was left behind."""


def make_demo(
    folder: Path,
    *,
    clusters: int = 35,
    seed: int = 2012,
    passphrase: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Make a workspace of invented clusters with finished interviews. Equal seeds give equal answers.

    Raises `Cancelled` after removing what was made, `ProblemError` as `create_study` does.
    """
    if clusters < 1:
        raise ProblemError(problem("demo-clusters", text=str(clusters)))
    rng = Random(seed)  # noqa: S311 - repeatable on purpose
    create_study(folder, title=TITLE, synthetic=True, passphrase=passphrase)
    try:
        study = open_study(folder, passphrase=passphrase)
        try:
            _fill(study, rng, clusters, progress, cancelled)
        finally:
            study.close()
    except BaseException:
        rmtree(folder)
        raise


def _fill(
    study: Study, rng: Random, count: int, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> None:
    words = tomllib.loads(study.edition.files["demo.toml"].decode("utf-8"))
    persons = [Person(f"demo-{number}", name, Role.INTERVIEWER) for number, name in enumerate(words["interviewers"], 1)]
    form = study.form("coordinator")
    regions = [choice.name for choice in _question(FormSession(form), "voivodeship").choices]
    invented = [Invented.draw(rng, code, name, regions) for code, name in _names(rng, words, count)]
    study.workspace.add_clusters([Cluster(one.code, one.name, {"voivodeship": one.voivodeship}) for one in invented])
    opening, closing = study.edition.field_window
    for number, one in enumerate(invented):
        if cancelled():
            raise Cancelled
        day = opening + (closing - opening) * number / max(count - 1, 1)
        begin = datetime(day.year, day.month, day.day, 9 + rng.randrange(7), rng.randrange(60), tzinfo=UTC)
        interview = f"uuid:{uuid.UUID(int=rng.getrandbits(128), version=4)}"
        session = FormSession(form, instance_id=interview)
        for minute, statements in enumerate(_sections(session, interview, one, rng, words["remarks"])):
            study.workspace.append(
                statements, persons[number % len(persons)], wall=begin + timedelta(minutes=9 * minute)
            )
        progress(number + 1, count)


def _names(rng: Random, words: dict[str, list[str]], count: int) -> Iterator[tuple[str, str]]:
    every = [
        f"{prefix} {subject} „{nickname}”"
        for prefix in words["prefixes"]
        for subject in words["subjects"]
        for nickname in words["nicknames"]
    ]
    if count > len(every):
        raise ProblemError(problem("demo-clusters", text=str(count)))
    width = max(2, len(str(count)))
    for number, name in enumerate(rng.sample(every, count), 1):
        yield f"K{number:0{width}d}", name


def _sections(
    session: FormSession, interview: str, one: Invented, rng: Random, remarks: Sequence[str]
) -> Iterator[list[Statement]]:
    """Statements of an interview, section by section, with the opening before and the finish after."""
    yield created(session, one.code, "coordinator")
    drawer = Drawer(one, rng, remarks)
    for section in [state.ref for state in session.sections()]:
        yield list(_section(session, interview, section, drawer))
    failures = session.validate()
    if failures:
        raise AssertionError(f"the demonstration cannot finish its own questionnaire: {failures[0].ref}")
    yield [Statement(interview, EventKind.STATUS, Status.FINISHED.value)]


def _section(session: FormSession, interview: str, section: str, drawer: Drawer) -> Iterator[Statement]:
    asked: set[str] = set()
    while (question := _next(session, section, asked)) is not None:
        asked.add(question.ref)
        value = drawer.draw(question)
        if isinstance(value, Absence):
            session.absent(question.ref, value)
            yield Statement(interview, EventKind.ABSENCE, value.value, question.path)
        elif value:
            outcome = session.answer(question.ref, value).outcome
            if outcome is not Outcome.OK:
                raise AssertionError(f"{question.name} = {value}: {outcome}")
            yield Statement(interview, EventKind.ANSWER, value, question.path)


def _next(session: FormSession, section: str, asked: set[str]) -> QuestionState | None:
    questions: list[QuestionState] = []
    for item in session.section(section).items:
        if isinstance(item, QuestionState):
            questions.append(item)
        elif isinstance(item, RosterState):
            questions += [question for row in item.rows for question in row.questions]
    return next((one for one in questions if one.is_asked and one.ref not in asked), None)


def _question(session: FormSession, name: str) -> QuestionState:
    return next(one for one in session.questions() if one.name == name)
