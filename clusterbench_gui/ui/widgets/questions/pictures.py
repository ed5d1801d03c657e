"""Pictures and sounds that a form puts beside its labels."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clusterbench_gui.domain.questions import Medium
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.base import label

Files = Callable[[str], bytes | None]
"""The content of a file beside the form by its name; None where there is no such file."""

IMAGES = ("big-image", "image")
SMALL, LARGE, LARGEST = QSize(140, 96), QSize(420, 240), QSize(640, 420)


def no_files(_name: str) -> bytes | None:
    """Of a form that lies alone."""
    return None


def picture_of(media: Iterable[Medium], files: Files, room: QSize) -> QPixmap:
    """The small image of a label, no larger than `room`; a null picture where there is none, or none that can be drawn."""
    named = {one.form: one.file for one in media}
    return _drawn(files(named["image"]), room) if "image" in named else QPixmap()


class Illustration(QWidget):
    """What goes with a label: its picture, the large one where there are two; a file that cannot be shown, by its name."""

    def __init__(self, media: tuple[Medium, ...], files: Files, texts: Texts) -> None:
        """Made anew when the media change, as with the language."""
        super().__init__()
        self.media = media
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        named = {one.form: one.file for one in media}
        image = next((form for form in IMAGES if form in named), None)
        if image is not None:
            column.addWidget(_picture(named[image], files, LARGEST if image == "big-image" else LARGE, texts))
        sounds = ((texts.t("Sound: {file}"), "audio"), (texts.t("Film: {file}"), "video"))
        for words, form in sounds:
            if form in named:
                column.addWidget(label(words.format(file=named[form]), "caption"))


def _picture(file: str, files: Files, room: QSize, texts: Texts) -> QLabel:
    picture = _drawn(files(file), room)
    words = texts.t("Picture: {file}", file=file)
    if picture.isNull():
        return label(words, "caption")
    shown = label(wrap=False)
    shown.setPixmap(picture)
    shown.setAccessibleName(words)
    return shown


def _drawn(content: bytes | None, room: QSize) -> QPixmap:
    picture = QPixmap()
    if content is None or not picture.loadFromData(content):
        return QPixmap()
    if picture.width() > room.width() or picture.height() > room.height():
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return picture
