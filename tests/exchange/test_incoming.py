"""Workbooks from elsewhere: whatever they claim to be, they are read within bounds or refused with a code."""

import io
import random
import zipfile

import openpyxl
import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.exchange import incoming
from clusterbench_gui.exchange.incoming import read_csv, read_workbook

CODES = {"workbook-unreadable", "table-empty", "column-twice", "cells-too-many", "file-too-large", "table-too-long"}


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(content, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def codes(content):
    with pytest.raises(ProblemError) as raised:
        read_workbook("t.xlsx", content)
    return {one.code for one in raised.value.problems}


def test_a_sheet_that_claims_a_huge_size_is_as_large_as_its_cells():
    def huge(_name, part):
        return part.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"')

    content = rewritten(workbook([["a", "b"], [1, 2]]), huge)
    (table,) = read_workbook("t.xlsx", content)
    assert (table.header, [one.cells for one in table.lines]) == (("a", "b"), [("1", "2")])


def test_a_workbook_that_unfolds_to_more_than_fits_is_not_read(monkeypatch):
    monkeypatch.setattr(incoming, "MOST_UNFOLDED", 100_000)
    bomb = rewritten(workbook([["a"]]), lambda name, part: part + b" " * 200_000 if "sheet1" in name else part)
    assert len(bomb) < 20_000
    assert codes(bomb) == {"file-too-large"}


def test_too_many_cells_are_refused(monkeypatch):
    monkeypatch.setattr(incoming, "MOST_CELLS", 4)
    with pytest.raises(ProblemError) as raised:
        read_csv("t.csv", "t", b"a,b\n1,2\n3,4\n5,6\n")
    assert [one.code for one in raised.value.problems] == ["table-too-long"]


def test_entities_are_not_unfolded():
    lines = b"".join(b'<!ENTITY e%d "%s">' % (at + 1, b"&e%d;" % at * 20) for at in range(8))
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">' + lines + b"]>"

    def bomb(name, part):
        return head + part.partition(b"?>")[2].replace(b"<v>1</v>", b"<v>&e8;</v>") if "sheet1" in name else part

    assert codes(rewritten(workbook([["a"], [1]]), bomb)) == {"workbook-unreadable"}


def test_damaged_workbooks_are_refused_and_never_a_surprise():
    whole = workbook([["a", "b"], [1, "x"], [2.5, None]])
    chance = random.Random(4)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(3):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            read_workbook("t.xlsx", bytes(content))
        except ProblemError as error:
            found = {one.code for one in error.problems}
        else:
            found = set()
        assert found <= CODES
    for cut in range(0, len(whole), 97):
        assert codes(whole[:cut]) == {"workbook-unreadable"}
