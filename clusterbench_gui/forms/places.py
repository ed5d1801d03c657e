"""Finding cells by ref (`/data/firm[2]/name`) or path (`/data/firm[9f3c21ab]/name`)."""

import re
from collections.abc import Callable

from clusterbench_gui.forms.instance import Cell, Roster, Row

_STEP = re.compile(r"/([^/\[\]]+)(?:\[([0-9A-Za-z]+)\])?")
Pick = Callable[[Roster, str], Row | None]


def by_position(roster: Roster, word: str) -> Row | None:
    """The row at a position from 1."""
    index = int(word) - 1 if word.isdecimal() else -1
    return roster.rows[index] if 0 <= index < len(roster.rows) else None


def by_key(roster: Roster, word: str) -> Row | None:
    """The row with a key."""
    return roster.row(word)


def find_cell(top: Row, ref: str, pick: Pick = by_position) -> Cell | None:
    """The cell at a ref or path; None where there is none."""
    found = find(top, ref, pick)
    return found if isinstance(found, Cell) else None


def find_roster(top: Row, ref: str, pick: Pick = by_position) -> Roster | None:
    """The roster at a ref whose last step has no row."""
    found = find(top, ref, pick)
    return found if isinstance(found, Roster) else None


def find(top: Row, ref: str, pick: Pick) -> Cell | Roster | None:
    """The cell or roster at a ref."""
    steps = _STEP.findall(ref)
    if not steps or "".join(f"/{name}[{word}]" if word else f"/{name}" for name, word in steps) != ref:
        return None
    cell = top.cell
    if steps[0] != (cell.name, ""):
        return None
    for number, (name, word) in enumerate(steps[1:], start=2):
        element = cell.element.names.get(name)
        if element is None or (word and not element.is_repeat):
            return None
        if not element.is_repeat:
            cell = cell.row.slots[element.slot]
            continue
        roster = cell.row.rosters[element]
        if not word:
            return roster if number == len(steps) else None
        row = pick(roster, word)
        if row is None:
            return None
        cell = row.cell
    return cell
