"""OpenRosa submissions as arrivals: which questionnaire, which cluster, by whom and when."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from clusterbench_gui.app.imports.columns import REMARKS
from clusterbench_gui.app.imports.intake import Arrival, Remark
from clusterbench_gui.app.imports.people import person_named, remark_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.exchange.incoming import read_csv
from clusterbench_gui.exchange.odk_audit import AUDIT
from clusterbench_gui.exchange.packages import Package
from clusterbench_gui.exchange.submissions import Submission, moment, stated
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession

CLUSTER_QUESTION = "cluster_code"
"""The name of the question that holds the code of an interview's cluster."""
_NAMELESS = uuid.UUID("6f1f5e5c-9d4a-5d0c-8a52-3f1f0b1f6f5e")
_USER, _DEVICE = ("property", "username"), ("property", "deviceid")
REMARKS_FILE = "remarks.csv"
_LISTED = 20


def arrival(study: Study, package: Package, found: Submission, cluster: str | None) -> Arrival:
    """A submission in a session of its questionnaire. `cluster` is whose it is where it does not say so itself.

    Where it does not say so and nobody else does, it can only be an edit of one that is there (`Arrival.wanting`:
    `import-cluster-needed`, `import-cluster-unknown`). Raises `ProblemError`: `import-form-unknown`, and those of
    `FormSession.load`.
    """
    wave = _wave(study, found)
    form = study.form(wave)
    session = FormSession(form, instance_id=_identity(found), keep_violations=True)
    problems = [*found.problems, *(_at(one, found.place) for one in session.load(found.xml))]
    if found.version != form.version:
        versions = {"found": found.version or "–", "wanted": form.version or "–"}
        problems.insert(0, problem("import-version-differs", found.place, Severity.WARNING, **versions))
    begun = found.begun or moment(_preloaded(session, ("timestamp", "start")))
    ended = moment(_preloaded(session, ("timestamp", "end")))
    closed = max(ended, found.sent) if found.begun and ended and found.sent else ended or found.sent
    code, wanting = "", None
    try:
        code = cluster_of(study, found.place, (found.cluster, stated(found.root, CLUSTER_QUESTION)), cluster)
    except ProblemError as error:
        wanting = error.problems[0]
    return Arrival(
        place=found.place,
        session=session,
        wave=wave,
        cluster=code,
        wanting=wanting,
        author=person_named(study, _preloaded(session, _USER) or found.person or _preloaded(session, _DEVICE)),
        opened=begun or closed,
        closed=closed or begun,
        replaces=session.deprecated_id,
        basis=found.said,
        is_complete=found.is_complete,
        files=_files(package, found),
        remarks=_remarks(study, package, found),
        problems=tuple(problems),
    )


def cluster_of(study: Study, place: Place, claims: Iterable[str], fallback: str | None) -> str:
    """The code of the study's cluster that is meant. Raises `ProblemError`: `import-cluster-needed`, `import-cluster-unknown`."""
    codes = {one.code.casefold(): one.code for one in study.workspace.clusters()}
    wanted = [text for text in (*claims, fallback) if text]
    for text in wanted:
        if text.casefold() in codes:
            return codes[text.casefold()]
    listed = ", ".join(sorted(codes.values())[:_LISTED])
    if not wanted:
        raise ProblemError(problem("import-cluster-needed", place, question=CLUSTER_QUESTION, clusters=listed))
    raise ProblemError(problem("import-cluster-unknown", place, text=wanted[0], clusters=listed))


def _wave(study: Study, found: Submission) -> str:
    """The questionnaire that a submission answers: by its form's id, the one of its version first."""
    forms: dict[str, Form] = {}
    for edition in (study.edition, *study.earlier):
        for one in edition.instruments:
            wave = edition.wave(one.id)
            forms[wave] = study.form(wave)
    same = [wave for wave, form in forms.items() if form.id == found.form]
    if not same:
        wanted = ", ".join(dict.fromkeys(form.id for form in forms.values()))
        raise ProblemError(problem("import-form-unknown", found.place, found=found.form, wanted=wanted))
    return next((wave for wave in same if forms[wave].version == found.version), same[0])


def _identity(found: Submission) -> str:
    """The id of a submission whose answers do not hold it: what a server calls it, else one that its content gives."""
    return found.root.attribute("instanceID") or f"uuid:{uuid.uuid5(_NAMELESS, found.xml.hex())}"


def _preloaded(session: FormSession, wanted: tuple[str, ...]) -> str:
    """What the device filled in, such as its user."""
    elements = (one for one in session.form.elements if one.bind.preload == wanted)
    return next((cell.value for element in elements for cell in session.top.cells(element) if cell.value), "")


def _remarks(study: Study, package: Package, found: Submission) -> tuple[Remark, ...]:
    """What interviewers noted, where an export of ours has it beside the submission."""
    if not found.cluster or REMARKS_FILE not in found.files:
        return ()
    name = found.files[REMARKS_FILE]
    table = read_csv(f"{package.file}/{name}", "", package.read(name))
    lines = [dict(zip(table.header, line.cells, strict=True)) for line in table.lines]
    return tuple(remark_of(study, line) for line in lines if set(REMARKS) <= set(line))


def _files(package: Package, found: Submission) -> Mapping[str, Callable[[], bytes]]:
    beside = {
        name: partial(package.read, inside) for name, inside in found.files.items() if name not in {AUDIT, REMARKS_FILE}
    }
    opened = {name: partial(bytes, content) for name, content in found.opened.items()}
    return {**beside, **opened}


def _at(one: Problem, place: Place) -> Problem:
    return replace(one, place=replace(one.place, file=place.file))
