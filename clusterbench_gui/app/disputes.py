"""Conflicts in words, as a supervisor reads them: which cluster, which question, who said what and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clusterbench_gui.app.conflicts import conflicts
from clusterbench_gui.app.studies import Study
from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Conflict, Event, EventKind
from clusterbench_gui.forms.descriptions import choices_of, text_of
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.model import Element
from clusterbench_gui.support.texts import Texts

_KEY = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict in words. `said` and `by` are in the order of the conflict's heads."""

    conflict: Conflict
    cluster: str
    question: str
    said: tuple[str, ...]
    by: tuple[str, ...]


def disputes(study: Study, words: Texts) -> tuple[Dispute, ...]:
    """Every open conflict of the study, in the language of `words`."""
    found = conflicts(study)
    if not found:
        return ()
    persons = {one.id: one.name for one in study.workspace.persons()}
    names = {one.code: one.name for one in study.workspace.clusters()}
    interviews = {one.id: one for one in study.workspace.interviews()}
    described = []
    for one in found:
        interview = interviews[one.interview]
        form = study.form(interview.instrument)
        element = form.by_path.get(_KEY.sub("", one.path))
        described.append(
            Dispute(
                conflict=one,
                cluster=names.get(interview.cluster, interview.cluster),
                question=_question(form, element, one, words),
                said=tuple(_said(form, element, head, words) for head in one.heads),
                by=tuple(_by(head, persons, words) for head in one.heads),
            )
        )
    return tuple(described)


def settled_words(words: Texts) -> str:
    """What somebody should know who settled a conflict."""
    return words.t(
        "Settled. The interview counts where it is finished; one that was changed since has to be finished again."
    )


def _question(form: Form, element: Element | None, conflict: Conflict, words: Texts) -> str:
    label = ""
    if element is not None and element.control is not None:
        label = text_of(form, element.control.label, (words.language,)).get(words.language, "")
    name = label or conflict.path.rpartition("/")[2]
    return name if conflict.blocks else words.t("Remark on: {question}", question=name)


def _said(form: Form, element: Element | None, head: Event, words: Texts) -> str:
    value = head.value or ""
    if head.kind is EventKind.ABSENCE and value in {one.value for one in Absence}:
        return absence_word(Absence(value), words)
    if not value:
        return words.t("no answer")
    if element is None or element.control is None or head.kind is EventKind.REMARK:
        return value
    labels = choices_of(form, element.control, (words.language,))
    chosen = [value] if value in labels else value.split()
    if labels and all(one in labels for one in chosen):
        return ", ".join(labels[one].get(words.language, one) for one in chosen)
    return value


def _by(head: Event, persons: Mapping[str, str], words: Texts) -> str:
    moment = datetime.fromisoformat(head.wall)
    return f"{persons.get(head.person, head.person)}, {words.date(moment.date())} {words.time(moment)}"
