"""Broken forms made of sound ones, for `fuzz_forms.py`: the same random numbers give the same bytes."""

import io
from dataclasses import dataclass
from pathlib import Path
from random import Random

from mutations_sheets import WRITERS, Sheets, changed
from mutations_xforms import xform

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.forms.read import read_form

_SHEETS = ("survey", "choices", "settings", "entities", "external_choices")
_WORKBOOKS = 0.15
"""The share of inputs that go through the converter, which takes most of the time."""
_DAMAGED = 0.3


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
    content = xform(source.xform, chance)
    if chance.random() < _DAMAGED:
        content = chance.choice((_flip, _flip, _cut, _bomb, _deepen))(content, chance)
    return Input("form.xml" if chance.random() < 0.9 else "form.xlsx", content)


def _workbook(source: Source, chance: Random) -> Input:
    if not source.sheets or chance.random() < _DAMAGED:
        return Input(chance.choice((source.name, "form.csv", "form.xml")), _flip(source.content, chance))
    sheets = {name: [list(row) for row in rows] for name, rows in source.sheets.items()}
    for _ in range(chance.choice((1, 1, 2, 4))):
        changed(sheets, chance)
    kind = chance.choice((".md", ".md", ".csv", ".csv", ".xlsx"))
    return Input(f"form{kind}", WRITERS[kind](sheets))


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
