"""Random forms and random ways through them, for property tests.

A form has groups, repeats inside of repeats (open, counted, or with rows stated), relevance, calculations within and across
rows, cascading selects, and where it is wanted actions and once(). Expressions read what stands before them, so nothing goes in circles.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from hypothesis import strategies as st

from clusterbench_gui.domain.events import Event, EventKind, Role
from clusterbench_gui.domain.questions import Outcome, QuestionState
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import ref_of_cell
from clusterbench_gui.forms.model import Element
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xform import form_of_xml

NOW = datetime(2012, 7, 1, 12, tzinfo=UTC)
NAMES = ("a", "b", "c")
_ITEMS = "".join(
    f"<item><name>{name}</name><label>{name}</label><parent>{parent}</parent></item>"
    for name in NAMES
    for parent in "ab"
)
_PAGE = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><model><instance><data id="drawn">{instance}</data></instance>
<instance id="items"><root>{items}</root></instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>"""


@dataclass(frozen=True)
class Leaf:
    """A place for a value: its path, kind, and the paths of the repeats around it."""

    path: str
    kind: str
    repeats: tuple[str, ...]


@dataclass
class Draft:
    """A form in the making."""

    draw: st.DrawFn
    history: bool
    leaves: list[Leaf] = field(default_factory=list)
    binds: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    made: int = 0

    def pick(self, *options: str) -> str:
        """One of the options."""
        return self.draw(st.sampled_from(options))

    def name(self, stem: str) -> str:
        """A name that no other element has."""
        self.made += 1
        return f"{stem}{self.made}"

    def near(self, repeats: tuple[str, ...], *kinds: str) -> list[str]:
        """What can be read as one value from inside of these repeats."""
        return [
            one.path
            for one in self.leaves
            if one.repeats == repeats[: len(one.repeats)] and (one.kind in kinds or not kinds)
        ]

    def far(self, repeats: tuple[str, ...]) -> list[str]:
        """What has a value per row elsewhere."""
        return [one.path for one in self.leaves if one.repeats != repeats[: len(one.repeats)]]

    def condition(self, repeats: tuple[str, ...]) -> str:
        """A condition over what stands before."""
        near, far = self.near(repeats), self.far(repeats)
        options = [f"{one} > 1" for one in near] + [f"{one} != ''" for one in near]
        options += [f"selected({one}, 'a')" for one in self.near(repeats, "select", "multiple")]
        options += [f"count-non-empty({one}) > 0" for one in far] + [f"position({one}) != 2" for one in repeats[-1:]]
        return self.pick(*options) if options else "true()"

    def formula(self, repeats: tuple[str, ...]) -> str:
        """A calculation over what stands before."""
        near, far = self.near(repeats), self.far(repeats)
        options = ["1 + 1"] + [f"position({one})" for one in repeats[-1:]]
        if near:
            one, other = self.pick(*near), self.pick(*near)
            options += [f"{one} + 1", f"concat({one}, '-', {other})", f"if({one} > 2, {other}, 'x')"]
            options += [f"once({one})"] * self.history
            options += [f"coalesce({one}, {other})", f"count-selected({one})"]
        if far:
            one = self.pick(*far)
            options += [f"sum({one})", f"join(',', {one})", f"count({one.rpartition('/')[0]})", f"max({one})"]
        return self.pick(*options)

    def bind(self, path: str, kind: str, repeats: tuple[str, ...], calculate: str = "") -> None:
        """State the type, and at times when it is relevant."""
        rules = f' calculate="{calculate}"' if calculate else ""
        if not self.draw(st.integers(0, 3)):
            rules += f' relevant="{self.condition(repeats)}"'
        if kind == "int" and not self.draw(st.integers(0, 5)):
            rules += f' constraint=". &lt; 4 or . = {self.pick(*self.near(repeats), "5")}"'
        self.binds.append(f'<bind nodeset="{path}" type="{kind}"{rules}/>')

    def inner(self, path: str, repeats: tuple[str, ...], depth: int) -> str:
        """Some elements below a path; returns the instance's part of them."""
        return "".join(self._one(path, repeats, depth) for _ in range(self.draw(st.integers(2, 4))))

    def counted(self) -> str:
        """A number, and a repeat with so many rows."""
        self.binds.append('<bind nodeset="/data/number" type="int"/>')
        self._control("int", "/data/number", ())
        self.leaves.append(Leaf("/data/number", "int", ()))
        return "<number/>" + self._repeat("counted", "/data/counted", (), 2, "/data/number")

    def _one(self, path: str, repeats: tuple[str, ...], depth: int) -> str:
        kinds = ("int", "text", "calculate", "select", "multiple") + (("group", "repeat", "repeat") if depth else ())
        kind = self.pick(*kinds)
        name = self.name(kind[0])
        here = f"{path}/{name}"
        if kind in ("group", "repeat"):
            return (self._group if kind == "group" else self._repeat)(name, here, repeats, depth - 1)
        if kind == "calculate":
            self.bind(here, self.pick("string", "int"), repeats, self.formula(repeats))
        else:
            self.bind(here, "int" if kind == "int" else "string", repeats)
            self._control(kind, here, repeats)
        self.leaves.append(Leaf(here, kind, repeats))
        return f"<{name}/>" if self.draw(st.integers(0, 5)) or kind != "int" else f"<{name}>2</{name}>"

    def _control(self, kind: str, path: str, repeats: tuple[str, ...]) -> None:
        tag = {"select": "select1", "multiple": "select"}.get(kind, "input")
        inner = f'<label>{kind} <output value="{self.pick(*self.near(repeats), "1")}"/></label>'
        if tag != "input":
            parents = self.near(repeats, "select")
            filtered = f"[parent = {self.pick(*parents)}]" if parents and self.draw(st.booleans()) else ""
            nodes = f"instance('items')/root/item{filtered}"
            inner += f'<itemset nodeset="{nodes}"><value ref="name"/><label ref="label"/></itemset>'
        targets = self.near(repeats, "int", "text")
        if self.history and targets and not self.draw(st.integers(0, 2)):
            value = self.pick(f"concat({path}, 'x')", f"{path} + 1", "7")
            inner += f'<setvalue event="xforms-value-changed" ref="{self.pick(*targets)}" value="{value}"/>'
        self.body.append(f'<{tag} ref="{path}">{inner}</{tag}>')

    def _group(self, name: str, path: str, repeats: tuple[str, ...], depth: int) -> str:
        self.bind(path, "string", repeats)
        self.body.append(f'<group ref="{path}">')
        inside = self.inner(path, repeats, depth)
        self.body.append("</group>")
        return f"<{name}>{inside}</{name}>"

    def _repeat(self, name: str, path: str, repeats: tuple[str, ...], depth: int, count: str = "") -> str:
        counts = self.near(repeats, "int")
        if counts and not count and self.draw(st.integers(0, 2)):
            count = self.pick(*counts)
        counted = f' jr:count="{count}"' if count else ""
        self.bind(path, "string", repeats)
        self.body.append(f'<group ref="{path}"><repeat nodeset="{path}"{counted}>')
        inside = self.inner(path, (*repeats, path), depth)
        self.body.append("</repeat></group>")
        template = f'<{name} jr:template="">{inside}</{name}>' if self.draw(st.booleans()) else ""
        rows = self.draw(st.integers(0 if template else 1, 2))
        return template + f"<{name}>{inside}</{name}>" * rows


@st.composite
def forms(draw: st.DrawFn, *, history: bool = False) -> str:
    """The XForm of a random form that can be answered; with `history` some of its values depend on what was said before."""
    draft = Draft(draw, history)
    instance = draft.counted() + draft.inner("/data", (), 2)
    return _PAGE.format(instance=instance, items=_ITEMS, binds="".join(draft.binds), body="".join(draft.body))


@dataclass(frozen=True)
class Move:
    """Something that a person does: `pick` says where among the places that there are, `value` what is said there."""

    kind: str
    pick: int
    value: int


MOVES = st.lists(
    st.builds(Move, st.sampled_from(["answer"] * 5 + ["add", "remove"]), st.integers(0, 30), st.integers(0, 5)),
    max_size=12,
)


@lru_cache(maxsize=4)
def _read(xform: str) -> Form:
    return form_of_xml("drawn.xml", xform.encode())[0]


def fresh(xform: str) -> FormSession:
    """An interview at a fixed moment."""
    return FormSession(_read(xform), instance_id="uuid:same", keep_violations=True, now=lambda: NOW)


def value_for(question: QuestionState, number: int) -> str:
    """An answer of the question's kind; at times none."""
    names = [one.name for one in question.choices] or [""]
    if question.kind.value.startswith("select"):
        return names[number % len(names)] if number else ""
    return (
        ("", "1", "2", "3", "4", "0")[number]
        if question.kind.value == "integer"
        else ("", "1", "a", "b b", "3", "c")[number]
    )


def rosters(session: FormSession) -> list[str]:
    """Refs of the rosters that take another row."""
    found: list[str] = []
    for element in session.form.elements:
        if element.is_repeat and element.user_rows:
            assert isinstance(element.parent, Element)
            holders = [one for one in session.top.cells(element.parent) if one.relevant]
            found += [f"{ref_of_cell(one)}/{element.name}" for one in holders]
    return found


def rows(session: FormSession) -> list[str]:
    """Refs of the rows that a person may remove."""
    repeats = [one for one in session.form.elements if one.is_repeat and one.user_rows]
    return [ref_of_cell(cell) for element in repeats for cell in session.top.cells(element) if cell.relevant]


def go(session: FormSession, moves: list[Move]) -> list[Event]:
    """Make moves; returns what the log would have of them."""
    log: list[tuple[EventKind, str, str]] = [(EventKind.ANSWER, path, value) for path, value in session.initial()]
    for move in moves:
        log += _act(session, move)
    return [event(number, *one) for number, one in enumerate(log)]


def _act(session: FormSession, move: Move) -> list[tuple[EventKind, str, str]]:
    places = {"answer": [one.ref for one in session.questions()], "add": rosters(session), "remove": rows(session)}[
        move.kind
    ]
    if not places:
        return []
    ref = places[move.pick % len(places)]
    path = session.path_of(ref)
    if move.kind == "add":
        session.add_repeat(ref)
        return [(EventKind.REPEAT_ADDED, session.path_of(session.last_row(ref)), "")]
    if move.kind == "remove":
        session.remove_repeat(ref)
        return [(EventKind.REPEAT_REMOVED, path, "")]
    value = value_for(session.question(ref), move.value)
    kept = session.answer(ref, value).outcome in (Outcome.OK, Outcome.CONSTRAINT)
    return [(EventKind.ANSWER, path, value)] if kept else []


def event(number: int, kind: EventKind, path: str, value: str) -> Event:
    """What the log says of a statement."""
    return Event(
        str(number), "d", number, number, "", "p", Role.INTERVIEWER, "i", "f", "", path, kind, None, value, None
    )


def looks(session: FormSession) -> dict[str, QuestionState]:
    """What every question shows."""
    return {one.ref: one for one in session.questions()}


def without_keys(session: FormSession) -> bytes:
    """The submission, whatever the rows' keys are."""
    return re.sub(rb' cb:row="\w+"', b"", session.submission())
