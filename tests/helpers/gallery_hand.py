"""A person who answers the gallery by keys."""

import calendar
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from clusterbench_gui.domain.questions import FILES, Kind
from clusterbench_gui.support.markup import plain_words
from clusterbench_gui.ui.widgets.questions.options import KEYS

SAMPLES = {
    Kind.AUDIO: (
        "a.wav",
        b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\x08\0\0\0" + bytes(8),
    ),
    Kind.VIDEO: ("a.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(64)),
    Kind.FILE: ("a.pdf", b"%PDF-1.4"),
}
"""Files of each kind: a name, and the least that is one."""


def press(key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, held)


def type_text(text):
    for letter in text:
        key = ord(letter.upper()) if letter.isascii() else 0
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(QApplication.focusWidget(), event)


# --- what a person types for a value -------------------------------------------------------------------------------


def key_in(question, value, way):
    """Give an answer by keys; `way` is a number that picks one of the ways there are."""
    is_open = not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
    names = [one.name for one in question.choices]
    if question.kind in FILES:
        give_file(question.kind)
    elif question.kind is Kind.ACKNOWLEDGE:
        press([Qt.Key.Key_Space, Qt.Key.Key_1][way % 2])
    elif is_open and question.kind is Kind.RANGE:
        type_text(KEYS[question.scale.place(Decimal(value))])
    elif is_open and question.kind is Kind.SELECT_ONE and way % 2:
        for _ in range(names.index(value)):
            press([Qt.Key.Key_Down, Qt.Key.Key_Right][way // 2 % 2])
        press(Qt.Key.Key_Space)
    elif is_open:
        type_text("".join(KEYS[names.index(name)] for name in value.split()))
    elif names and question.kind is not Kind.RANGE:
        for name in value.split():
            type_text(label_of(question, name))
            press(Qt.Key.Key_Return)
    else:
        write(question, value, way)


def label_of(question, name):
    return plain_words(next(one.label for one in question.choices if one.name == name))


def write(question, value, way):
    language = "pl" if question.label.startswith("Pytanie") else "en"
    match question.kind:
        case Kind.RANGE if "picker" not in question.looks and way % 2:
            for _ in range(question.scale.place(Decimal(value)) + 1):
                press([Qt.Key.Key_Up, Qt.Key.Key_Right][way // 2 % 2])
        case Kind.RANGE | Kind.DECIMAL:
            type_text(
                value.replace(".", "," if language == "pl" else ".")
                + ["", " %"][way // 2 % 2 and "picker" not in question.looks]
            )
        case Kind.INTEGER:
            type_text(
                [value, f"{int(value):,}".replace(",", " "), value.replace("-", "\u2212"), f" {value} %"][way % 4]
            )
        case Kind.DATE:
            type_text(date_words(question, date.fromisoformat(value), way))
        case Kind.DATETIME:
            day, clock = value.split("T")
            type_text(f"{date_words(question, date.fromisoformat(day), way)} {clock[:5]}")
        case Kind.TIME:
            type_text([value[:5], value[:5].replace(":", "."), value[:5].removeprefix("0")][way % 3])
        case Kind.GEOPOINT | Kind.GEOTRACE | Kind.GEOSHAPE:
            paste_or_type(places_words(question, value, language, way), way)
        case _:
            paste_or_type(value, way)


def places_words(question, value, language, way):
    """Places as a person writes them, in one of several ways; nobody repeats the first one of an area at its end."""
    places = [one.split()[:2] for one in value.split("; ")]
    places = places[:-1] if question.kind is Kind.GEOSHAPE else places
    mark, apart = (",", ["; ", " ", ", "]) if language == "pl" else (".", [", ", " ", "; "])
    return "\n".join(apart[way // 2 % 3].join(place).replace(".", mark) for place in places)


def give_file(kind):
    """Paste what a question of this kind takes: a picture, else a file."""
    if kind is Kind.IMAGE:
        image = QImage(60, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkBlue)
        QApplication.clipboard().setImage(image)
    else:
        name, content = SAMPLES[kind]
        file = Path(os.environ["CLUSTERBENCH_HOME"]) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        QApplication.clipboard().setMimeData(data)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def date_words(question, day, way):
    if "year" in question.looks:
        return str(day.year)
    if "month-year" in question.looks:
        return [
            f"{day.month}.{day.year}",
            f"{day.year}-{day.month:02d}",
            f"{calendar.month_name[day.month]} {day.year}",
        ][way % 3]
    month = calendar.month_name[day.month]
    return [f"{day.day}.{day.month}.{day.year}", day.isoformat(), f"{day.day} {month} {day.year}"][way % 3]


def paste_or_type(value, way):
    if way % 2:
        QApplication.clipboard().setText(value)
        press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        return
    for at, line in enumerate(value.split("\n")):
        if at:
            press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        type_text(line)


def first_day(question, day):
    if "year" in question.looks:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if "month-year" in question.looks else day


def first_value(question):
    names = [one.name for one in question.choices]
    known = {
        Kind.ACKNOWLEDGE: "OK",
        Kind.INTEGER: "12" if question.name.startswith("type_") else "-1234567",  # old types have limits of their own
        Kind.DECIMAL: "1234.5",
        Kind.DATE: first_day(question, date(2012, 7, 1)).isoformat(),
        Kind.TIME: "09:30",
        Kind.DATETIME: "2012-07-01T09:30",
        Kind.TEXT: "600100200" if question.name.startswith("type_") else "Zażółć gęślą jaźń",
        Kind.BARCODE: "5901234123457",
        Kind.GEOPOINT: "52.2297 21.0122",
        Kind.GEOTRACE: "52.2297 21.0122; -52.5 -179.75",
        Kind.GEOSHAPE: "52.2297 21.0122; 52.5 21.75; 52.5 22; 52.2297 21.0122",
        **dict.fromkeys(FILES, "a file"),
    }
    if question.kind is Kind.RANGE:
        return question.scale.text(question.scale.steps // 2)
    if question.kind is Kind.SELECT_ONE or question.listed:
        return names[-1]
    return " ".join(names[::2]) if names else known[question.kind]
