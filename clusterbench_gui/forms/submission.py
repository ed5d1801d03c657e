"""An interview as OpenRosa instance XML, and back."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.questions import Check, Fault, Kind
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell, Roster, ref_of_cell
from clusterbench_gui.forms.model import LOAD, Rule
from clusterbench_gui.forms.nodes import Node, NodeKind
from clusterbench_gui.forms.replaying import CLOCKS, compute
from clusterbench_gui.forms.values import accepted_at
from clusterbench_gui.forms.xml import escape, escape_attribute, parse_xml
from clusterbench_gui.forms.xpath.axes import is_declaration
from clusterbench_gui.support.memory import collection_paused

CB = "urn:clusterbench:xforms"
ORX = "http://openrosa.org/xforms"
_ROSA = "http://openrosa.org/javarosa"
_XFORMS = "http://www.w3.org/2002/xforms"
_ABSENCES = {one.value: one for one in Absence}
_KEY = re.compile(r"[0-9A-Za-z]+")
_MEDIA = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
_FILE = "submission"


@dataclass(frozen=True, slots=True)
class Identity:
    """The instanceID of a submission, and that of the one which it replaces; each "" where there is none."""

    instance: str
    deprecated: str = ""


def attachments(engine: Engine) -> tuple[str, ...]:
    """The files that go with the submission, by the names that it gives them, in form order."""
    names = (
        cell.value
        for cell in _relevant(engine.top.cell)
        if cell.element.bind.type == "binary" or (cell.element.control and cell.element.control.kind in _MEDIA)
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _relevant(cell: Cell) -> Iterator[Cell]:
    if cell.relevant:
        yield cell
        for child in cell.children:
            if isinstance(child, Cell):
                yield from _relevant(child)


def write(engine: Engine, identity: Identity) -> bytes:
    """The relevant part of the instance, UTF-8. Its root declares the form's namespaces, as JavaRosa's does."""
    root = engine.top.cell
    stated = {"instanceID": identity.instance, "deprecatedID": identity.deprecated}
    meta = next((one for one in root.children if isinstance(one, Cell) and one.name == "meta" and one.relevant), None)
    for cell in meta.children if meta else ():
        if isinstance(cell, Cell) and cell.name in stated:
            cell.value = stated.pop(cell.name)
    writer = _Writer(engine.form, meta, {name: text for name, text in stated.items() if text})
    writer.write(root, _XFORMS)
    return ("<?xml version='1.0' encoding='UTF-8'?>" + "".join(writer.made)).encode()


class _Writer:
    """Writes cells. `stated` is what belongs into `meta` and has no place in the form."""

    def __init__(self, form: Form, meta: Cell | None, stated: dict[str, str]) -> None:
        self.made: list[str] = []
        self._meta = meta
        self._stated = stated
        self._spaces = dict(form.spaces)
        for element in form.elements:
            for node in (element, *element.attributes):
                if node.prefix and not is_declaration(node):
                    self._spaces.setdefault(node.prefix, node.space)
        self._cb = self._prefix("cb", CB)
        self._orx = self._prefix("orx", ORX)

    def _prefix(self, wanted: str, space: str) -> str:
        """The prefix for a namespace of ours; the form may use the usual one for something else."""
        while self._spaces.setdefault(wanted, space) != space:
            wanted += "_"
        return wanted

    def write(self, cell: Cell, default: str) -> None:
        """Write a cell and all below it, where it is relevant. `default` is the namespace of names without a prefix."""
        if not cell.relevant:
            return
        name = cell.qualified_name
        is_root = not isinstance(cell.parent, Cell)
        attributes, inner_default = self._declared(cell, default)
        attributes += self._attributes(cell)
        before = len(self.made)
        self.made.append("")
        for child in cell.children:
            if isinstance(child, Cell):
                self.write(child, inner_default)
        if cell is self._meta:
            self._state(f"{cell.prefix}:" if cell.prefix else "")
        elif is_root and self._meta is None and self._stated:
            self.made.append(f"<{self._orx}:meta>")
            self._state(f"{self._orx}:")
            self.made.append(f"</{self._orx}:meta>")
        if not cell.children:
            self.made.append(escape(cell.value))
        is_empty = not any(self.made[before + 1 :])
        self.made[before] = f"<{name}{attributes}{'/' if is_empty else ''}>"
        if not is_empty:
            self.made.append(f"</{name}>")

    def _state(self, prefix: str) -> None:
        self.made += (f"<{prefix}{name}>{escape(text)}</{prefix}{name}>" for name, text in self._stated.items())

    def _declared(self, cell: Cell, default: str) -> tuple[str, str]:
        """The declarations that a cell needs, and the default namespace inside of it."""
        declared = ""
        if not cell.prefix and cell.space and cell.space != default:
            default = cell.space
            declared = f' xmlns="{escape(default)}"'
        spaces = self._spaces if not isinstance(cell.parent, Cell) else self._local(cell)
        return declared + "".join(f' xmlns:{prefix}="{escape(space)}"' for prefix, space in spaces.items()), default

    def _local(self, cell: Cell) -> dict[str, str]:
        nodes = (cell, *(one for one in cell.element.attributes if not is_declaration(one)))
        return {one.prefix: one.space for one in nodes if one.prefix and self._spaces[one.prefix] != one.space}

    def _attributes(self, cell: Cell) -> str:
        made = "".join(
            f' {one.qualified_name}="{escape_attribute(one.value)}"'
            for one in (cell.attributes if cell.element.computed else cell.element.attributes)
            if not is_declaration(one) and (one.name, one.space) != ("template", _ROSA)
        )
        if cell.element.is_repeat:
            made += f' {self._cb}:row="{escape(cell.row.key)}"'
        if cell.absence is not None:
            made += f' {self._cb}:absence="{cell.absence.value}"'
        return made


def parse(form: Form, xml: bytes) -> Node:
    """The root of a submission. Raises `ProblemError`: "xml-…", or "other-form" where root or id are another form's."""
    root = next(parse_xml(_FILE, xml).elements())
    if root.name != form.root.name or (root.attribute("id") or root.name) != form.id:
        place = Place(file=_FILE)
        raise ProblemError(problem("other-form", place, found=root.attribute("id") or root.name, wanted=form.id))
    return root


def read(engine: Engine, root: Node) -> tuple[Identity, tuple[Problem, ...]]:
    """Put a submission's values into the cells of a started engine, and compute.

    Names count, prefixes do not. What the submission lacks keeps the form's default, as in JavaRosa. Returns the
    submission's identity and warnings of all that found no place or is no answer to its question.
    """
    reader = _Reader(engine)
    with collection_paused():
        reader.fill(engine.top.cell, root)
        compute(engine, reader.filled)
        engine.run_actions(LOAD)
        engine.settle()
    reader.count_rows()
    meta = root.first("meta")
    found = {one.name: one.text().strip() for one in meta.elements()} if meta else {}
    return Identity(found.get("instanceID", ""), found.get("deprecatedID", "")), tuple(reader.problems)


@dataclass(slots=True)
class _Reader:
    engine: Engine
    filled: list[Cell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _rosters: list[Roster] = field(default_factory=list)

    def fill(self, cell: Cell, source: Node) -> None:
        """Fill a cell and all below it."""
        for attribute in cell.attributes if cell.element.computed else ():
            if isinstance(attribute, Cell):
                attribute.value = source.attribute(attribute.name) or ""
        if cell.element.is_leaf:
            self._answer(cell, source)
            return
        groups: dict[str, list[Node]] = {}
        for one in source.elements():
            groups.setdefault(one.name, []).append(one)
        for element in cell.element.inner:
            sources = groups.pop(element.name, [])
            if element.is_repeat:
                self._fill_rows(cell.row.rosters[element], sources)
            elif sources:
                self.fill(cell.row.slots[element.slot], sources[0])
                self._strangers(cell, sources[1:])
            else:
                self._untold(cell.row.slots[element.slot])
        self._strangers(cell, itertools.chain(*groups.values()))

    def _answer(self, cell: Cell, source: Node) -> None:
        cell.value = _own_text(source)
        cell.absence = None
        self.filled.append(cell)
        self._strangers(cell, source.elements())
        word = source.attribute("absence", CB)
        if word is not None:
            absence = _ABSENCES.get(word)
            if absence in cell.element.bind.absences and not cell.value:
                cell.absence = absence
            else:
                self._note(problem("submission-absence", self._place(cell), Severity.WARNING, word=word))
        is_computed = Rule.CALCULATE in cell.element.bind.programs
        if cell.value and not is_computed and accepted_at(cell.element, cell.value) is None:
            cell.failed = Check(Fault.INVALID)
            self._note(problem("submission-no-answer", self._place(cell), Severity.WARNING, text=cell.value))

    @staticmethod
    def _untold(cell: Cell) -> None:
        """The clock filled in the moment of reading, which is not that of the interview."""
        for one in cell.walk():
            if isinstance(one, Cell) and one.element.bind.preload in CLOCKS:
                one.value = ""

    def _fill_rows(self, roster: Roster, sources: list[Node]) -> None:
        self._rosters.append(roster)
        rows = self.engine.refill(roster, _keys(sources))
        for row, source in zip(rows, sources, strict=True):
            self.fill(row.cell, source)

    def count_rows(self) -> None:
        """Tell of the rows that the form's own count does not let in."""
        for roster in self._rosters:
            for row in roster.aside.values():
                for cell in row.cell.walk():
                    if isinstance(cell, Cell) and cell.element.is_leaf and cell.value:
                        place = self._place(cell)
                        self._note(problem("submission-row", place, Severity.WARNING, text=cell.value))

    def _strangers(self, cell: Cell, sources: Iterable[Node]) -> None:
        for source in sources:
            text = _own_text(source)
            if text.strip() and not _is_identity(source):
                place = Place(file=_FILE, name=f"{ref_of_cell(cell, keys=True)}/{source.name}")
                self._note(problem("submission-no-place", place, Severity.WARNING, text=text))
            self._strangers(cell, source.elements())

    @staticmethod
    def _place(cell: Cell) -> Place:
        return Place(file=_FILE, name=ref_of_cell(cell, keys=True))

    def _note(self, found: Problem) -> None:
        self.problems.append(found)


def _is_identity(node: Node) -> bool:
    """Whether an element says which submission this is; it needs no place in the form."""
    names = ("instanceID", "instanceName", "deprecatedID")
    return node.name in names and node.parent is not None and node.parent.name == "meta"


def _own_text(node: Node) -> str:
    return node.value + "".join(one.value for one in node.children if one.kind is NodeKind.TEXT)


def _keys(rows: list[Node]) -> list[str]:
    """The keys of rows; a row of another program has none and gets the next number that is free."""
    stated = [one.attribute("row", CB) or "" for one in rows]
    taken = set(stated)
    free = (number for number in map(str, itertools.count(1)) if number not in taken)
    keys: dict[str, None] = {}
    for key in stated:
        keys[key if _KEY.fullmatch(key) and key not in keys else next(free)] = None
    return list(keys)
