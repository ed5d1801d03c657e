"""What a person would see at a glance, measured: texts that are cut off, widgets that lie over each other or out of sight."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from clusterbench_gui.ui.widgets.combo import ElidedComboBox

SLACK = 2
"""Logical pixels that rounding of fonts and borders may cost."""


def faults(window: QWidget) -> list[str]:
    """Every text that does not fit, every widget that covers another, every one that sticks out of its parent."""
    found: list[str] = []
    for widget in shown(window):
        found += cut_off(widget)
        found += overlaps(widget)
        found += sideways(widget)
    return found


def shown(window: QWidget) -> Iterator[QWidget]:
    """The visible widgets of a window, parents first; what Qt keeps inside its own widgets is Qt's."""
    yield window
    for child in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and not child.isWindow() and not isinstance(child, QScrollBar):
            yield from shown(child)


def cut_off(widget: QWidget) -> list[str]:
    """The widget's own text, where it has less room than it needs."""
    needed, text = room(widget)
    given = widget.contentsRect() if isinstance(widget, QLabel) else widget.rect()
    if not text or (needed.width() <= given.width() + SLACK and needed.height() <= given.height() + SLACK):
        return []
    return [f"cut off: {name(widget)}: needs {needed.width()}x{needed.height()}, has {given.width()}x{given.height()}"]


def room(widget: QWidget) -> tuple[QRect, str]:
    """How much a widget needs for its text, and the text; nothing for a widget without one."""
    match widget:
        case QLabel():
            return QRect(QPoint(), _label(widget)), widget.text()
        case QTabBar():
            wide = sum(widget.tabRect(at).width() for at in range(widget.count()) if widget.isTabVisible(at))
            return QRect(0, 0, wide, widget.sizeHint().height()), "tabs"
        case QCheckBox() | QRadioButton() | QPushButton() | QToolButton():
            is_icon = (
                isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
            )
            return QRect(QPoint(), widget.minimumSizeHint()), "" if is_icon else widget.text()
        case ElidedComboBox():
            return QRect(), ""
        case QComboBox():
            return QRect(0, 0, _combo(widget), widget.minimumSizeHint().height()), widget.currentText()
        case QLineEdit() if not widget.text():
            wide = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
            return QRect(0, 0, wide + 2 * SLACK, 0), widget.placeholderText()
    return QRect(), ""


def _label(widget: QLabel):
    """The size of a label's text at its width, without margins and frame."""
    given = widget.contentsRect().size()
    if not widget.text():
        return given * 0
    if widget.textFormat() != Qt.TextFormat.PlainText and "<" in widget.text():
        document = QTextDocument()
        document.setDefaultFont(widget.font())
        document.setDocumentMargin(0)
        document.setHtml(widget.text())
        document.setTextWidth(given.width() if widget.wordWrap() else -1)
        size = document.size().toSize()
        size.setWidth(int(document.idealWidth()))
        return size
    flags = int(Qt.AlignmentFlag.AlignLeft) | (int(Qt.TextFlag.TextWordWrap) if widget.wordWrap() else 0)
    flags |= int(Qt.TextFlag.TextShowMnemonic) if widget.buddy() else 0
    room = QRect(0, 0, max(given.width() - 2 * widget.margin(), 1), 100_000)
    return widget.fontMetrics().boundingRect(room, flags, widget.text()).size()


def _combo(widget: QComboBox) -> int:
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    inner = widget.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
    )
    return widget.fontMetrics().horizontalAdvance(widget.currentText()) + widget.width() - inner.width()


def overlaps(parent: QWidget) -> list[str]:
    """Pairs of children that lie over each other."""
    if isinstance(parent, QStackedWidget | QTabWidget | QAbstractButton | QComboBox | QHeaderView | QLineEdit):
        return []
    children = [
        one
        for one in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if one.isVisible()
        and not one.isWindow()
        and not one.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    ]
    if isinstance(parent, QAbstractScrollArea):
        return []
    found = []
    for at, one in enumerate(children):
        for other in children[at + 1 :]:
            common = one.geometry() & other.geometry()
            if common.width() > SLACK and common.height() > SLACK:
                found.append(f"overlap: {name(one)} and {name(other)} by {common.width()}x{common.height()}")
    return found


def sideways(widget: QWidget) -> list[str]:
    """A widget that is wider than what it stands in, and a page that has to be scrolled sideways."""
    parent = widget.parentWidget()
    if isinstance(widget, QAbstractScrollArea) and widget.property("scrollsSideways"):
        return []
    if isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().maximum() > SLACK:
        return [f"scrolls sideways: {name(widget)} by {widget.horizontalScrollBar().maximum()}"]
    if parent is None or widget.isWindow() or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return []
    over = widget.geometry().right() - parent.rect().right()
    return [f"sticks out: {name(widget)} by {over}"] if over > SLACK else []


def name(widget: QWidget) -> str:
    """A widget as a person finds it."""
    text = getattr(widget, "text", lambda: "")() if not isinstance(widget, QComboBox) else widget.currentText()
    words = (str(text) or widget.accessibleName() or widget.objectName()).replace("\n", " ")[:60]
    return f"{type(widget).__name__} “{words}” in {type(widget.parentWidget()).__name__}"
