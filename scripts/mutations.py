"""Broken forms made of sound ones, for `fuzz_forms.py`: the same random numbers give the same bytes."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

from openpyxl import Workbook

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.forms.read import read_form

SPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "": "http://www.w3.org/2002/xforms",
    "ev": "http://www.w3.org/2001/xml-events",
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "entities": "http://www.opendatakit.org/xforms/entities",
    "xsd": "http://www.w3.org/2001/XMLSchema",
}
COUNT = f"{{{SPACES['jr']}}}count"
_XF = f"{{{SPACES['']}}}"
_RULES = ("relevant", "calculate", "constraint", "required", "readonly", COUNT, "nodeset", "ref", "value")
_SHEETS = ("survey", "choices", "settings", "entities", "external_choices")
_MEGABYTE = 1_000_000
_WORKBOOKS = 0.15
"""The share of inputs that go through the converter, which takes most of the time."""
_DAMAGED = 0.3
_HUGE = 0.004
"""The share of changes that make something of megabytes."""
_WORD = re.compile(r"[\w.:-]+|\s+|.", re.DOTALL)
Sheets = dict[str, list[list[str]]]
Tree = ET.Element


@dataclass(frozen=True)
class Source:
    """A sound form: the file, its sheets, and the XForm that it converts to ("" where it does not)."""

    name: str
    content: bytes
    sheets: Sheets
    xform: bytes


@dataclass(frozen=True)
class Input:
    """What is tried: a file with a name, which may lie about its kind."""

    name: str
    content: bytes


def sources(folders: list[Path], cache: Path) -> list[Source]:
    """The questionnaires in folders, in the order of their names."""
    for prefix, space in SPACES.items():
        ET.register_namespace(prefix, space)
    kinds = (".xlsx", ".xls", ".md")
    return [_source(path, cache) for one in folders for path in sorted(one.rglob("*")) if path.suffix in kinds]


def _source(path: Path, cache: Path) -> Source:
    content = path.read_bytes()
    try:
        xform = read_form(path.name, content, cache=cache).xml
    except ProblemError:
        xform = b""
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 - imported by us first, xlrd would print its doubts

    try:
        book = get_xlsform(xlsform=io.BytesIO(content), file_type=path.suffix)
    except Exception:  # noqa: BLE001 - some of the real forms are broken already; their bytes serve
        return Source(path.name, content, {}, xform)
    found: Sheets = {}
    for sheet in _SHEETS:
        header = [str(one) for row in getattr(book, f"{sheet}_header") or () for one in row]
        rows = [[str(row.get(one) or "") for one in header] for row in getattr(book, sheet) or ()]
        if header:
            found[sheet] = [header, *rows]
    return Source(path.name, content, found, xform)


def mutated(known: list[Source], chance: Random) -> Input:
    """One broken form."""
    source = chance.choice(known)
    if not source.xform or chance.random() < _WORKBOOKS:
        return _workbook(source, chance)
    tree = ET.fromstring(source.xform)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        change = _huge_xform if chance.random() < _HUGE else chance.choice(_CHANGES)
        change(tree, chance)
    content = ET.tostring(tree, encoding="utf-8")
    if chance.random() < _DAMAGED:
        content = chance.choice((_flip, _flip, _cut, _bomb, _deepen))(content, chance)
    return Input("form.xml" if chance.random() < 0.9 else "form.xlsx", content)


# ---- workbooks


def _workbook(source: Source, chance: Random) -> Input:
    if not source.sheets or chance.random() < _DAMAGED:
        return Input(chance.choice((source.name, "form.csv", "form.xml")), _flip(source.content, chance))
    sheets = {name: [list(row) for row in rows] for name, rows in source.sheets.items()}
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change_sheets(sheets, chance)
    kind = chance.choice((".md", ".md", ".csv", ".csv", ".xlsx"))
    return Input(f"form{kind}", _WRITERS[kind](sheets))


def _change_sheets(sheets: Sheets, chance: Random) -> None:
    rows = sheets[chance.choice(list(sheets))]
    row = chance.choice(rows)
    column = chance.randrange(len(row)) if row else 0
    what = chance.randrange(9)
    if chance.random() < _HUGE and row:
        if chance.random() < 0.5:
            row[column] = "x" * (10 * _MEGABYTE)
        else:
            for one in rows:
                one += [f"c{number}" for number in range(3000)]
    elif what == 0 and len(rows) > 1:
        rows.remove(row)
    elif what == 1:
        rows[chance.randrange(len(rows)) :] = [row, *rows[-chance.randint(1, 20) :]]
    elif what == 2 and row:
        for one in rows:
            del one[column : column + 1]
    elif what == 3:
        for one in rows:
            one += one[column : column + 1]
    elif what == 4:
        one, other = chance.choice(list(sheets)), chance.choice(list(sheets))
        sheets[one], sheets[other] = sheets[other], sheets[one]
    elif what == 5 and row:
        row[column] = broken(row[column], chance)
    elif row:
        row[column] = chance.choice((chance.choice(chance.choice(rows) or [""]), hostile(chance, _names(sheets))))


def _names(sheets: Sheets) -> list[str]:
    survey = sheets.get("survey") or [[]]
    at = survey[0].index("name") if "name" in survey[0] else 0
    return [f"${{{row[at]}}}" for row in survey[1:] if len(row) > at and row[at]] or ["."]


def _markdown(sheets: Sheets) -> bytes:
    lines: list[str] = []
    for name, rows in sheets.items():
        lines.append(f"| {name} |")
        lines += ["| | " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _csv(sheets: Sheets) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    for name, rows in sheets.items():
        writer.writerow([name])
        writer.writerows(["", *row] for row in rows)
    return made.getvalue().encode("utf-8", "replace")


def _xlsx(sheets: Sheets) -> bytes:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_CONTROL.sub("", cell)[:32767] for cell in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_WRITERS: dict[str, Callable[[Sheets], bytes]] = {".md": _markdown, ".csv": _csv, ".xlsx": _xlsx}


# ---- bytes


def _flip(content: bytes, chance: Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        made[chance.randrange(len(made))] = chance.choice((0, 60, 34, 38, 91, 255, chance.randrange(256)))
    return bytes(made)


def _cut(content: bytes, chance: Random) -> bytes:
    first, last = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:first] + chance.choice((b"", content[first:last] * 2)) + content[last:]


def _bomb(content: bytes, chance: Random) -> bytes:
    levels = "".join(f'<!ENTITY e{one} "{f"&e{one - 1};" * 10}">' for one in range(1, 12))
    declared = chance.choice(
        (
            f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>',
            '<!DOCTYPE x [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost:1/p.dtd">%p;]>',
            '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">',
            "<?xml version='1.0' encoding='utf-7'?>",
            "<?xml version='1.0' encoding='utf-16'?>",
        )
    )
    return declared.encode() + content.replace(b"<label>", b"<label>&e11;", 1)


def _deepen(content: bytes, chance: Random) -> bytes:
    levels = chance.choice((100, 1000, 100_000))
    return content.replace(b"<label>", b"<label>" + b"<a>" * levels + b"</a>" * levels, 1)


# ---- expressions


def hostile(chance: Random, paths: list[str]) -> str:
    """An expression, or what stands where one is wanted."""
    one, other, many = chance.choice(paths), chance.choice(paths), chance.choice((3, 30, 300, 3000))
    return chance.choice(
        (
            "(" * many + one + ")" * many,
            "not(" * many + one + ")" * many,
            "-" * many + "1",
            f"{one} + " * many + "1",
            f"{one}" + "/.." * many,
            f"{one}" + "[1]" * many,
            f"{one}[{one}[" * (many // 30 + 1) + "1" + "]]" * (many // 30 + 1),
            "if(" * many + one,
            f"concat({one}, {other}, {one})",
            f"concat({', '.join([one] * many)})",
            f"{one} | " * many + other,
            f"count(//*[count(//*[count(//*) > {many}]) > 1])",
            "count(" + "//*[" * (many // 100 + 2) + "1" + "]" * (many // 100 + 2) + ")",
            f"count({one}) + 1",
            f"sum({one}) + 1",
            f"regex({one}, '(a+)+$')",
            "regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a|a)*(a|a)*$')",
            "regex('x', '" + "(" * many + "x" + ")" * many + "')",
            f"regex({one}, '[')",
            f"substr({one}, {one}, 'x')",
            f"selected-at({one}, 1 div 0)",
            f"uuid({10 ** chance.randrange(12)})",
            f"pow({one}, 10 * 100000)",
            f"round({one}, {10 ** chance.randrange(12)})",
            f"format-date({one}, '%Y-%{chr(chance.randrange(33, 300))}')",
            f"date({10 ** chance.randrange(18)})",
            f"date-time('{chance.randrange(99999)}-13-45T25:61')",
            "9" * many,
            f"'{'y' * many}'",
            f"randomize({one}, {other})",
            f"jr:choice-name({one}, '{other}')",
            f"jr:itext({one})",
            f"indexed-repeat({one}, {other}, {many})",
            f"pulldata('a', 'b', 'c', {one})",
            f"position({one}/..)",
            f"instance({one})/root/item[name = {other}]",
            f"digest({one}, {other}, 'hex')",
            f"area({one}) + distance({other})",
            f"weighted-checklist(1, 2, {one}, {other})",
            f"geofence({one}, '1 2; 1e999 2; nan inf')",
            f"decimal-time({one}) + decimal-date-time({other})",
            "\x00",
            "$" + "{" + "x" * many,
            "ą∑𐍈" * many,
            one,
            other,
            str(10 ** chance.randrange(20)),
            f"-{many}",
            "true()",
            "",
        )
    )


def broken(text: str, chance: Random) -> str:
    """A text with words taken out, doubled or exchanged."""
    words = _WORD.findall(text) or [""]
    at = chance.randrange(len(words))
    words[at : at + chance.randint(0, 2)] = chance.choice(([], [words[at]] * 3, ["["], [")"], [chance.choice(words)]))
    return "".join(words)


# ---- trees


def _all(tree: Tree) -> list[tuple[Tree, Tree]]:
    """Elements with their parents, the outermost two levels aside."""
    return [(parent, one) for top in tree for parent in top.iter() for one in parent]


def _binds(tree: Tree) -> list[Tree]:
    return list(tree.iter(f"{_XF}bind"))


def paths_of(tree: Tree) -> list[str]:
    """Paths of the questions."""
    return [one.get("nodeset", ".") for one in _binds(tree)] or ["."]


def _drop(tree: Tree, chance: Random) -> None:
    parent, one = chance.choice(_all(tree))
    parent.remove(one)


def _double(tree: Tree, chance: Random) -> None:
    parent, one = chance.choice(_all(tree))
    for _ in range(chance.choice((1, 1, 3, 100))):
        parent.append(one)


def _move(tree: Tree, chance: Random) -> None:
    every = _all(tree)
    (parent, one), (_, other) = chance.choice(every), chance.choice(every)
    if other not in one.iter():
        parent.remove(one)
        other.append(one)


def _rename(tree: Tree, chance: Random) -> None:
    every = _all(tree)
    chance.choice(every)[1].tag = chance.choice((chance.choice(every)[1].tag, f"{_XF}{chance.choice('abc')}", "x"))


def _nest(tree: Tree, chance: Random) -> None:
    parent, one = chance.choice(_all(tree))
    place = parent
    for _ in range(chance.choice((5, 50, 190, 500))):
        place = ET.SubElement(place, one.tag, one.attrib)


def _retext(tree: Tree, chance: Random) -> None:
    every = _all(tree)
    one = chance.choice(every)[1]
    one.text = chance.choice(
        (hostile(chance, paths_of(tree)), broken(one.text or "", chance), chance.choice(every)[1].text)
    )


def _attribute(tree: Tree, chance: Random) -> None:
    with_some = [one for _, one in _all(tree) if one.attrib]
    if not with_some:
        return
    one = chance.choice(with_some)
    name = chance.choice(sorted(one.attrib))
    other = chance.choice(with_some)
    del_it = chance.random() < 0.2
    if del_it:
        del one.attrib[name]
    else:
        one.set(
            name, chance.choice((broken(one.attrib[name], chance), other.attrib[chance.choice(sorted(other.attrib))]))
        )


def _rule(tree: Tree, chance: Random) -> None:
    """An expression where a rule is wanted, or where the form has one already."""
    holders = _binds(tree) + list(tree.iter(f"{_XF}repeat")) + list(tree.iter(f"{_XF}itemset"))
    if not holders:
        return
    one = chance.choice(holders)
    wanted = [name for name in _RULES if name in one.attrib] or list(_RULES[:5])
    one.set(chance.choice((*wanted, *_RULES[:5])), hostile(chance, paths_of(tree)))


def _cycle(tree: Tree, chance: Random) -> None:
    binds = _binds(tree)
    if not binds:
        return
    ring = [chance.choice(binds) for _ in range(chance.randint(1, 4))]
    rule = chance.choice(("calculate", "relevant", "readonly", "constraint"))
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        one.set(
            rule, chance.choice(("{} + 1", "concat({0}, {0})", "{} = ''", "once({}) + 1")).format(other.get("nodeset"))
        )


def _chain(tree: Tree, chance: Random) -> None:
    """Each calculation twice the one before."""
    binds = [one for one in _binds(tree) if one.get("nodeset")]
    for one, other in zip(binds, binds[1:], strict=False):
        other.set("calculate", f"concat({one.get('nodeset')}, {one.get('nodeset')}, 'ab')")
        other.attrib.pop("relevant", None)


def _count(tree: Tree, chance: Random) -> None:
    """Counts that are enormous, follow an answer, or depend on the rows themselves."""
    repeats = list(tree.iter(f"{_XF}repeat"))
    for one in repeats:
        own = one.get("nodeset", ".")
        one.set(
            COUNT,
            chance.choice(
                (
                    "1000000000",
                    f"count({own}) + 1",
                    f"sum({own}/*) + 9",
                    chance.choice(paths_of(tree)),
                    "-5",
                    "1 div 0",
                    "'x'",
                )
            ),
        )


def _repeat(tree: Tree, chance: Random) -> None:
    """Make a group of the instance a repeat, with rows by the million or by themselves; within others, where it may be."""
    groups = [one for one in tree.iter(f"{_XF}group") if one.get("ref")]
    for group in chance.sample(groups, min(len(groups), chance.randint(1, 3))):
        inner = ET.Element(f"{_XF}repeat", {"nodeset": group.get("ref", "")})
        inner[:] = list(group)
        group[:] = [inner]
        if chance.random() < 0.7:
            inner.set(COUNT, chance.choice(("70", "3000", "1000000", chance.choice(paths_of(tree)))))


def _actions(tree: Tree, chance: Random) -> None:
    """Questions that set each other."""
    controls = [one for name in ("input", "select1", "select") for one in tree.iter(f"{_XF}{name}") if one.get("ref")]
    if not controls:
        return
    ring = [chance.choice(controls) for _ in range(chance.randint(1, 5))]
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        value = chance.choice((". + 1", f"concat(., {one.get('ref')}, 'a')", f"{one.get('ref')} + 1", "random()"))
        event = chance.choice(
            ("xforms-value-changed", "xforms-value-changed", "odk-instance-first-load odk-new-repeat")
        )
        ET.SubElement(one, f"{_XF}setvalue", {"event": event, "ref": other.get("ref", ""), "value": value})


def _huge_xform(tree: Tree, chance: Random) -> None:
    parent, one = chance.choice(_all(tree))
    what = chance.randrange(5)
    if what == 0:
        one.text = "x" * (10 * _MEGABYTE)
    elif what == 1:
        one.set(chance.choice(("label", *one.attrib)), "1 + " * _MEGABYTE + "1")
    elif what == 2:
        parent.extend([one] * 20_000)
    elif what == 3:
        for number in range(20_000):
            ET.SubElement(parent, f"{_XF}q{number}")
    else:
        parent.extend(ET.Element(f"{_XF}a") for _ in range(_MEGABYTE))


_CHANGES: tuple[Callable[[Tree, Random], None], ...] = (
    _drop,
    _double,
    _move,
    _rename,
    _nest,
    _retext,
    _attribute,
    _attribute,
    _rule,
    _rule,
    _rule,
    _cycle,
    _chain,
    _count,
    _repeat,
    _actions,
)
