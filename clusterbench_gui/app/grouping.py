"""How clusters are grouped, and which of them may be named: what coordinators answered, beside the scores."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from clusterbench_gui.app.variables import worded
from clusterbench_gui.domain.editions import Edition, Group, Names
from clusterbench_gui.domain.scores import Grouping
from clusterbench_gui.forms.descriptions import choices_of
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.support.texts import Texts

Answers = Mapping[str, Mapping[str, str]]
"""By cluster and question."""

AGREED = "yes"
_WHOLE = frozenset({"int", "integer"})


def asked_of(edition: Edition, form: Form) -> tuple[str, ...]:
    """The questions of a form that say how a cluster is grouped and whether it may be named."""
    wanted = (*(group.question for group in edition.groups), *([edition.named] if edition.named else ()))
    return tuple(name for name in dict.fromkeys(wanted) if name in form.paths)


def answers_in(session: FormSession, names: Sequence[str]) -> dict[str, str]:
    """What an interview answered to these questions, or computed; one that was not asked or not answered is not there."""
    computed = {one.name for one in session.form.elements if one.control is None}
    found = {}
    for name in names:
        path = session.form.paths[name]
        try:
            value = session.question(path).value
        except KeyError:
            value = session.value(path) if name in computed else ""
        if value:
            found[name] = value
    return found


def groupings_of(edition: Edition, forms: Mapping[str, Form], answers: Answers) -> tuple[Grouping, ...]:
    """The edition's groups with the clusters in them, classes as the questionnaire lists them or as the bounds cut them."""
    asked = {name: form for form in reversed(tuple(forms.values())) for name in asked_of(edition, form)}
    return tuple(
        _grouping(group, asked[group.question], edition.languages, answers)
        for group in edition.groups
        if group.question in asked
    )


def agreed_in(edition: Edition, answers: Answers) -> frozenset[str]:
    """The clusters that may be named in public: those that said so."""
    return frozenset(code for code, said in answers.items() if edition.named and said.get(edition.named) == AGREED)


def _grouping(group: Group, form: Form, languages: tuple[str, ...], answers: Answers) -> Grouping:
    element = next(one for one in form.elements if one.name == group.question)
    said = {code: row[group.question] for code, row in answers.items() if group.question in row}
    if not group.bounds:
        classes = choices_of(form, element.control, languages) if element.control is not None else {}
        known = tuple(classes.items())
        return Grouping(group.id, group.names, known, {code: value for code, value in said.items() if value in classes})
    whole = element.bind.type in _WHOLE
    numbers = range(len(group.bounds) + 1)
    cut = tuple((str(place), _class_names(group.bounds, place, whole=whole)) for place in numbers)
    members = {code: str(bisect_right(group.bounds, float(value))) for code, value in said.items()}
    return Grouping(group.id, group.names, cut, members)


def _class_names(bounds: Sequence[float], place: int, *, whole: bool) -> Names:
    """What the class below `bounds[place]` is called, or the last one."""
    low = None if place == 0 else bounds[place - 1]
    high = None if place == len(bounds) else bounds[place]
    return worded(lambda texts: _class_name(low, high, texts, whole=whole))


def _class_name(low: float | None, high: float | None, texts: Texts, *, whole: bool) -> str:
    first = "" if low is None else _plain(low, texts)
    if high is None:
        return texts.t("{first} or more", first=first)
    last = _plain(high - 1 if whole else high, texts)
    if low is None:
        return texts.t("up to {last}", last=last) if whole else texts.t("below {last}", last=last)
    if whole:
        return f"{first}–{last}" if first != last else first
    return texts.t("{first} to below {last}", first=first, last=last)


def _plain(value: float, texts: Texts) -> str:
    """A bound as printed; years have no thousands to group."""
    return str(int(value)) if value == int(value) else texts.number(value)
