"""An interview as OpenRosa instance XML, and back."""

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell, Roster
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xml import escape, parse_xml
from clusterbench_gui.forms.xpath.axes import is_declaration

CB = "urn:clusterbench:xforms"
ORX = "http://openrosa.org/xforms"
_XFORMS = "http://www.w3.org/2002/xforms"
_ABSENCES = {one.value: one for one in Absence}


def write(engine: Engine, instance_id: str) -> bytes:
    """The relevant part of the instance, UTF-8."""
    root = engine.top.cell
    made: list[str] = ["<?xml version='1.0' encoding='UTF-8'?>"]
    spaces = {"orx": ORX, "cb": CB}
    for element in engine.form.elements:
        if element.prefix:
            spaces.setdefault(element.prefix, element.space)
    declared = "".join(f' xmlns:{prefix}="{escape(space)}"' for prefix, space in spaces.items())
    if root.space and root.space != _XFORMS and not root.prefix:
        declared = f' xmlns="{escape(root.space)}"{declared}'
    meta = next((one for one in root.children if isinstance(one, Cell) and one.name == "meta"), None)
    id_cell = next((one for one in meta.children if one.name == "instanceID"), None) if meta else None
    if isinstance(id_cell, Cell):
        id_cell.value = instance_id
    stated = "" if id_cell else f"<orx:meta><orx:instanceID>{escape(instance_id)}</orx:instanceID></orx:meta>"
    made.append(f"<{root.qualified_name}{declared}{_attributes(root)}>")
    for child in root.children:
        _write(child, made)
    made.append(f"{stated}</{root.qualified_name}>")
    return "".join(made).encode()


def _attributes(cell: Cell) -> str:
    return "".join(
        f' {one.qualified_name}="{escape(one.value)}"'
        for one in (cell.attributes if cell.element.computed else cell.element.attributes)
        if not is_declaration(one) and one.name != "template"
    )


def _write(node: Node, made: list[str]) -> None:
    if not isinstance(node, Cell) or not node.relevant:
        return
    name = node.qualified_name
    extra = _attributes(node)
    if node.element.is_repeat:
        extra += f' cb:row="{escape(node.row.key)}"'
    if node.absence is not None:
        extra += f' cb:absence="{node.absence.value}"'
    if not node.children:
        made.append(f"<{name}{extra}>{escape(node.value)}</{name}>" if node.value else f"<{name}{extra}/>")
        return
    made.append(f"<{name}{extra}>")
    for child in node.children:
        _write(child, made)
    made.append(f"</{name}>")


def read(engine: Engine, xml: bytes) -> str:
    """Put a submission's values into the engine's cells and compute; returns its instanceID, "" where it has none.

    Raises `ProblemError`: "xml-…", or "other-form" where root or id are another form's.
    """
    document = parse_xml("submission", xml)
    root = next(document.elements())
    form = engine.form
    if root.name != form.root.name or (root.attribute("id") or root.name) != form.id:
        place = Place(file="submission")
        raise ProblemError(problem("other-form", place, found=root.attribute("id") or root.name, wanted=form.id))
    _fill(engine, engine.top.cell, root)
    engine.queue_all()
    engine.settle()
    meta = root.first("meta")
    stated = meta.first("instanceID") if meta else None
    return stated.text().strip() if stated else ""


def _fill(engine: Engine, cell: Cell, source: Node) -> None:
    for attribute in cell.attributes if cell.element.computed else ():
        if isinstance(attribute, Cell):
            attribute.value = source.attribute(attribute.name) or ""
    if not cell.element.inner:
        cell.value = source.text()
        cell.absence = _ABSENCES.get(source.attribute("absence", CB) or "")
        return
    groups: dict[str, list[Node]] = {}
    for one in source.elements():
        groups.setdefault(one.name, []).append(one)
    for element in cell.element.inner:
        sources = groups.get(element.name, [])
        if element.is_repeat:
            _fill_rows(engine, cell.row.rosters[element], sources)
        elif sources:
            _fill(engine, cell.row.slots[element.slot], sources[0])
        else:
            for left in cell.row.slots[element.slot].walk():
                left.value = ""


def _fill_rows(engine: Engine, roster: Roster, sources: list[Node]) -> None:
    for row in list(roster.rows):
        engine.remove(row)
    roster.aside.clear()
    roster.stated = [roster.element.template] * len(sources)
    for number, source in enumerate(sources, start=1):
        key = source.attribute("row", CB) or str(number)
        row = engine.insert(roster, key)
        roster.made = max(roster.made, number)
        _fill(engine, row.cell, source)
