"""Looking into files that people attach: is it a picture, sound, a film; is a picture too large; what does it look like.

Runs on the files' thread and makes no pixmaps, which belong to the window's.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QMimeDatabase, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from clusterbench_gui.domain.attachments import Source
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.questions import Kind

_REFUSALS = {Kind.AUDIO: "attachment-no-sound", Kind.VIDEO: "attachment-no-film"}
_CONTAINERS = {"application/ogg", "application/mp4", "application/x-matroska", "application/octet-stream"}
"""Types that may hold either."""
_TAKEN = {
    Kind.AUDIO: ("audio/", "video/mp4", "video/webm", "video/3gpp", "video/ogg"),
    Kind.VIDEO: ("video/",),
}
_QUALITY = 90


def prepared(source: Source, kind: Kind, pixels: int | None) -> Source:
    """The source as it is to be kept: a picture no larger than the form wants it.

    Raises `ProblemError`: `attachment-no-picture`, `attachment-no-sound`, `attachment-no-film` where it is none.
    """
    if kind is Kind.IMAGE:
        return _picture(source, pixels)
    if kind in _REFUSALS and not _is_of_kind(source, kind):
        raise ProblemError(problem(_REFUSALS[kind], Place(name=source.name)))
    return source


def decoded(content: bytes, room: QSize) -> QImage:
    """A picture no larger than `room`; a null one where the content is none, or too large to be decoded."""
    device = _device(content)
    return _read(QImageReader(device), room)


def png(image: QImage) -> bytes:
    """A picture as a PNG file."""
    return _encoded(image, "PNG")


def _picture(source: Source, pixels: int | None) -> Source:
    device = _device(source.content)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    if not reader.canRead():
        raise ProblemError(problem("attachment-no-picture", Place(name=source.name)))
    size = reader.size()
    if pixels is None or (size.isValid() and max(size.width(), size.height()) <= pixels):
        return source
    is_photo = bytes(reader.format().data()) in {b"jpeg", b"jpg"}
    image = _read(reader, QSize(pixels, pixels))
    if image.isNull():
        raise ProblemError(problem("attachment-no-picture", Place(name=source.name)))
    name = Path(source.name).with_suffix(".jpg" if is_photo else ".png").name
    return Source(name, _encoded(image, "JPEG" if is_photo else "PNG"))


def _read(reader: QImageReader, room: QSize) -> QImage:
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > room.width() or size.height() > room.height()):
        box = room if not _is_turned(reader) else room.transposed()
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if not image.isNull() and (image.width() > room.width() or image.height() > room.height()):
        smooth = Qt.TransformationMode.SmoothTransformation
        return image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return image


def _is_turned(reader: QImageReader) -> bool:
    """A camera that was held upright says so beside the picture."""
    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)


def _is_of_kind(source: Source, kind: Kind) -> bool:
    """By its name or by what it holds; a text is neither, whatever it is called."""
    types = QMimeDatabase()
    inside = types.mimeTypeForData(_device(source.content))
    if inside.inherits("text/plain") or inside.name().startswith("image/"):
        return False
    by_name = [one.name() for one in types.mimeTypesForFileName(source.name)]
    return inside.name().startswith(_TAKEN[kind]) or (
        inside.name() in _CONTAINERS and any(one.startswith(_TAKEN[kind]) for one in by_name)
    )


def _device(content: Path | bytes) -> QIODevice:
    """Opened to read; one that cannot be opened reads as empty, and storage says why."""
    device: QIODevice
    if isinstance(content, bytes):
        device = QBuffer()
        device.setData(QByteArray(content))
    else:
        device = QFile(str(content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return device


def _encoded(image: QImage, form: str) -> bytes:
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(made, form, _QUALITY if form == "JPEG" else -1)  # type: ignore[call-overload]
    return bytes(made.data().data())
