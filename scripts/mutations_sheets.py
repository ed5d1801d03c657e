"""Broken sheets of XLSForms, and writing them as files."""

import csv
import io
import re
from collections.abc import Callable
from random import Random

from mutations_expressions import broken, hostile
from openpyxl import Workbook

HUGE = 0.004
"""The share of changes that make something of megabytes."""
MEGABYTE = 1_000_000
Rows = list[list[str]]
Sheets = dict[str, Rows]


def changed(sheets: Sheets, chance: Random) -> None:
    """Break something in one of the sheets."""
    rows = sheets[chance.choice([name for name, rows in sheets.items() if rows] or list(sheets))]
    if not rows:
        return
    change = (
        _swell
        if chance.random() < HUGE
        else chance.choice((_rows, _rows, _columns, _columns, _swap, _cell, _cell, _cell))
    )
    change(sheets, rows, chance)


def _swell(_sheets: Sheets, rows: Rows, chance: Random) -> None:
    if chance.random() < 0.5 and rows[0]:
        chance.choice(rows)[:1] = ["x" * (10 * MEGABYTE)]
    else:
        for row in rows:
            row += [f"c{number}" for number in range(3000)]


def _rows(_sheets: Sheets, rows: Rows, chance: Random) -> None:
    at = chance.randrange(len(rows))
    if chance.random() < 0.5:
        del rows[at]
    else:
        rows[at:] = [rows[at], *rows[-chance.randint(1, 20) :]]


def _columns(_sheets: Sheets, rows: Rows, chance: Random) -> None:
    at = chance.randrange(len(rows[0])) if rows and rows[0] else 0
    twice = chance.random() < 0.5
    for row in rows:
        row[at : at + 1] = row[at : at + 1] * 2 if twice else []


def _swap(sheets: Sheets, _rows: Rows, chance: Random) -> None:
    one, other = chance.choice(list(sheets)), chance.choice(list(sheets))
    sheets[one], sheets[other] = sheets[other], sheets[one]


def _cell(sheets: Sheets, rows: Rows, chance: Random) -> None:
    row = chance.choice(rows or [[]])
    if row:
        column = chance.randrange(len(row))
        other = chance.choice(chance.choice(rows) or [""])
        row[column] = chance.choice((broken(row[column], chance), other, hostile(chance, _names(sheets))))


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
WRITERS: dict[str, Callable[[Sheets], bytes]] = {".md": _markdown, ".csv": _csv, ".xlsx": _xlsx}
