"""How an interview went, in the words of ODK's audit: from the log, and from paradata where there is any."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from clusterbench_gui.domain.events import Event, EventKind
from clusterbench_gui.domain.paradata import Doing, Stretch
from clusterbench_gui.domain.status import Status
from clusterbench_gui.exchange.odk_audit import AuditLine
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import ref_of_cell
from clusterbench_gui.forms.session import FormSession

_STEP = re.compile(r"([^\[\]]+)\[([0-9A-Za-z]+)\]")
_DONE = frozenset({Status.FINISHED.value, Status.APPROVED.value})
_STATUS = {Status.FINISHED.value: "form finalize", Status.OPEN.value: "form resume"}
_ROWS = {EventKind.REPEAT_ADDED: "add repeat", EventKind.REPEAT_REMOVED: "delete repeat"}
_SAID = frozenset({EventKind.ANSWER, EventKind.ABSENCE})
_DOINGS = {
    Doing.OPENED.value: "form resume",
    Doing.QUESTION.value: "question",
    Doing.JUMP.value: "jump",
    Doing.LIST.value: "end screen",
    Doing.LEFT.value: "form exit",
}
"""Pauses have no event: they are what is missing between one stretch of a question and the next."""
_SPANS = frozenset({Doing.QUESTION.value, Doing.LIST.value})


class Audit:
    """The lines of one interview."""

    def __init__(self, form: Form, persons: dict[str, str]) -> None:
        """`persons` are names by id."""
        self._form = form
        self._persons = persons
        self._values: dict[str, str] = {}
        self._rows: dict[str, list[str]] = {}
        self._is_finished = False
        for roster in FormSession(form).top.rosters.values():
            place = ref_of_cell(roster.parent, keys=True)
            self._rows[f"{place}/{roster.element.step}"] = [row.key for row in roster.rows]

    def lines(self, events: Sequence[Event], paradata: Sequence[Stretch] = ()) -> Iterator[AuditLine]:
        """A line for each event that ODK knows, in order of time; what was erased is left out.

        A question has a line for each stretch that somebody spent at it, with what became of its answer there. An answer that
        no stretch is known for, as of an import or a lost machine, has a line without an end.
        """
        given = _answers_in(events, paradata)
        taken = {one.id for some in given.values() for one in some}
        told = [one for one in events if one.id not in taken]
        first = next((one for one in paradata if one.doing == Doing.OPENED.value), None)
        happened: list[tuple[datetime, int, Event | Stretch]] = [
            *((datetime.fromisoformat(one.wall), 0, one) for one in told),
            *((datetime.fromisoformat(one.start), 1, one) for one in paradata if one is not first),
        ]
        for _, _, one in sorted(happened, key=lambda each: each[:2]):
            line = (
                self._said(one, is_watched=first is not None)
                if isinstance(one, Event)
                else self._spent(one, given.get((one.sitting, one.number), ()))
            )
            if line is not None:
                yield line

    def _spent(self, one: Stretch, answers: Sequence[Event]) -> AuditLine | None:
        name = _DOINGS.get(one.doing, "")
        if not name or (one.path and not self._is_question(one.path)):
            return None
        start = datetime.fromisoformat(one.start)
        end = start + timedelta(milliseconds=one.milliseconds) if one.doing in _SPANS else None
        node = self._node(one.path) if one.path else ""
        line = AuditLine(name, start, end, node, user=self._persons.get(one.person, one.person))
        if not answers:
            return line
        old = self._values.get(one.path, "")
        new = self._values[one.path] = _value(answers[-1])
        return replace(line, old=old, new=new) if old != new else line

    def _said(self, event: Event, *, is_watched: bool) -> AuditLine | None:
        """A line of the log; None where ODK has none for it, or (`is_watched`) paradata says the same."""
        moment, user = datetime.fromisoformat(event.wall), self._persons.get(event.person, event.person)
        match event.kind:
            case EventKind.CREATED:
                return AuditLine("form start", moment, user=user)
            case EventKind.ANSWER | EventKind.ABSENCE if self._is_question(event.path):
                old, new = self._values.get(event.path, ""), _value(event)
                self._values[event.path] = new
                return AuditLine("question", moment, None, self._node(event.path), old, new, user)
            case EventKind.REPEAT_ADDED | EventKind.REPEAT_REMOVED:
                node = self._node(event.path)
                if event.kind is EventKind.REPEAT_REMOVED:
                    roster, _, key = event.path.rstrip("]").rpartition("[")
                    self._rows[roster].remove(key)
                return AuditLine(_ROWS[event.kind], moment, None, node, user=user)
            case EventKind.STATUS:
                was_finished, self._is_finished = self._is_finished, event.value in _DONE
                name = _STATUS.get(event.value or "", "")
                is_known = event.value == Status.OPEN.value and (is_watched or not was_finished)
                return AuditLine(name, moment, user=user) if name and not is_known else None
        return None

    def _is_question(self, path: str) -> bool:
        element = self._form.by_path.get(re.sub(r"\[[^\]]*\]", "", path))
        return element is not None and element.control is not None

    def _node(self, path: str) -> str:
        """A path with the positions that rows have at this moment."""
        keyed, node = "", ""
        for step in path.split("/")[1:]:
            found = _STEP.fullmatch(step)
            if found is None:
                keyed, node = f"{keyed}/{step}", f"{node}/{step}"
                continue
            rows = self._rows.setdefault(f"{keyed}/{found[1]}", [])
            if found[2] not in rows:
                rows.append(found[2])
            keyed, node = f"{keyed}/{step}", f"{node}/{found[1]}[{rows.index(found[2]) + 1}]"
        return node


def _value(event: Event) -> str:
    return (event.value or "") if event.kind is EventKind.ANSWER else ""


def _answers_in(events: Iterable[Event], paradata: Iterable[Stretch]) -> dict[tuple[str, int], list[Event]]:
    """The answers by the stretch in which they were given: the last one at their question that had begun by then."""
    stretches: dict[str, list[tuple[datetime, Stretch]]] = {}
    for one in paradata:
        if one.doing == Doing.QUESTION.value:
            stretches.setdefault(one.path, []).append((datetime.fromisoformat(one.start), one))
    found: dict[tuple[str, int], list[Event]] = {}
    for event in events:
        if event.kind in _SAID and event.path in stretches:
            moment = datetime.fromisoformat(event.wall)
            begun = [each for each in stretches[event.path] if each[0] <= moment]
            if begun:
                _, one = max(begun, key=lambda each: each[0])
                found.setdefault((one.sitting, one.number), []).append(event)
    return found
