"""The screen's own words and keys for reasons, and the state of a section."""

import re
from datetime import datetime

from PySide6.QtCore import Qt

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Progress
from clusterbench_gui.support.texts import Texts

ABSENCE_KEYS = {
    Qt.Key.Key_F3: Absence.DONT_KNOW,
    Qt.Key.Key_F4: Absence.REFUSED,
    Qt.Key.Key_F5: Absence.NOT_APPLICABLE,
}
KEY_NAMES = {Absence.DONT_KNOW: "F3", Absence.REFUSED: "F4", Absence.NOT_APPLICABLE: "F5"}

STATE_ICONS = {
    Progress.UNTOUCHED: ("circle", "muted"),
    Progress.IN_PROGRESS: ("circle-half", "accent"),
    Progress.COMPLETE: ("circle-check", "ok"),
    Progress.PROBLEMS: ("alert", "bad"),
}


def state_word(progress: Progress, texts: Texts) -> str:
    """The state of a section in words, for those who cannot see its icon."""
    return {
        Progress.UNTOUCHED: texts.c("state of a section", "not started"),
        Progress.IN_PROGRESS: texts.c("state of a section", "in progress"),
        Progress.COMPLETE: texts.c("state of a section", "complete"),
        Progress.PROBLEMS: texts.c("state of a section", "to be checked"),
    }[progress]


def clock(wall: str, texts: Texts) -> str:
    """The time of day of an ISO 8601 wall time; "" where it is none."""
    try:
        return texts.time(datetime.fromisoformat(wall))
    except ValueError:
        return ""


def language_code(name: str) -> str:
    """The short name of a questionnaire's language: `PL` of `Polski (pl)`, else the name."""
    found = re.search(r"\(([\w-]+)\)\s*$", name)
    return found.group(1).upper() if found else name


def row_word(ref: str) -> str:
    """The number of a row from its ref, with those of the rows around it: `2.1.`."""
    return "".join(f"{number}." for number in re.findall(r"\[(\d+)\]", ref))
