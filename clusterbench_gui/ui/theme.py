"""The look of the window: a palette and a style sheet made from the tokens of `support.theme`.

A widget says what it is, not how it looks: `mark(label, "title")`. The roles are the selectors of the style sheet below.
"""

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from clusterbench_gui.support import theme as tokens
from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.theme import THEMES, Theme

_PROPERTY = "clusterbenchTheme"
ROLE = "role"
_ABOVE = 3
_ABOVE_LARGE = {"display": 6, "title": 5, "heading": 4}
"""Logical pixels by which the strokes of Lato's capitals rise above what the font says of its height."""
_PADDED = frozenset({"warn", "bad", "badge", "page"})
"""Labels with room of their own around the text."""


def mark(widget: QWidget, role: str) -> None:
    """Give a widget a role of the style sheet; may be called again when the role changes."""
    if widget.property(ROLE) == role:
        return
    widget.setProperty(ROLE, role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it gets its style when it is first shown
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def leave_room(shown: QLabel, role: str) -> None:
    """Room above the text of a label, where the strokes of Ś, Ź and Ż would be cut off."""
    if role not in _PADDED:
        shown.setContentsMargins(0, _ABOVE_LARGE.get(role, _ABOVE), 0, 0)


def current_theme() -> Theme:
    """The theme that the running application shows; light before `apply_theme` was called."""
    application = QCoreApplication.instance()
    name = application.property(_PROPERTY) if application else None
    return THEMES.get(str(name), tokens.LIGHT)


def paint_chosen(painter: QPainter, rect: QRect) -> None:
    """The ground of the chosen line of a list that paints itself, with a line around it where the theme has them."""
    theme = current_theme()
    painter.fillRect(rect, QColor(theme.accent_soft))
    if theme.outlined:
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Show `theme` in every window. Icons are tinted when they are made, so views are built anew after this."""
    application.setProperty(_PROPERTY, theme.name)
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))


def load_fonts(application: QApplication, files: tuple[str, ...] = tokens.FONT_FILES[:2]) -> None:
    """Register the bundled Lato and make it the font of the window. Italic is loaded by those who need it."""
    for name in files:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    application.setFont(QFont(tokens.FONT_FAMILY, tokens.TEXT_BODY))


def palette(theme: Theme) -> QPalette:
    """Qt's colour roles; what the style sheet does not name is painted with these."""
    made = QPalette()
    role = QPalette.ColorRole
    for one, colour in (
        (role.Window, theme.canvas),
        (role.WindowText, theme.ink),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.canvas),
        (role.Text, theme.ink),
        (role.Button, theme.surface),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.on_accent),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.surface),
        (role.ToolTipText, theme.ink),
        (role.Light, theme.surface),
        (role.Midlight, theme.line),
        (role.Mid, theme.line),
        (role.Dark, theme.muted),
        (role.Shadow, theme.line),
    ):
        made.setColor(one, QColor(colour))
    for one in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(theme.muted))
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet of a theme: `@name` stands for a colour or size of the tokens."""
    sheet = _SHEET + (_OUTLINES if theme.outlined else "")
    names = {name: str(getattr(theme, name)) for name in Theme.__slots__}
    names |= {name.lower(): f"{getattr(tokens, name)}pt" for name in dir(tokens) if name.startswith("TEXT_")}
    names["radius"] = f"{tokens.RADIUS}px"
    names["check"] = resource("icons", f"check-{theme.name}.svg").as_posix()
    names["arrow"] = resource("icons", "arrow.svg").as_posix()
    for name in sorted(names, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", names[name])
    return sheet


_SHEET = """
QWidget { color: @ink; }
QMainWindow, QDialog, QStackedWidget#screens { background: @canvas; }
QToolTip { background: @surface; color: @ink; border: 1px solid @line; padding: 4px 6px; }

QLabel[role="display"] { font-size: @text_display; font-weight: bold; }
QLabel[role="title"] { font-size: @text_title; font-weight: bold; }
QLabel[role="heading"] { font-size: @text_heading; font-weight: bold; }
QLabel[role="large"] { font-size: @text_large; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="small"] { color: @muted; font-size: @text_table; }
QLabel[role="caption"] { color: @muted; font-size: @text_small; }
QLabel[role="ok"] { color: @ok; }
QLabel[role="warn"] { color: @warn; background: @warn_soft; border-radius: 4px; padding: 6px 10px; }
QLabel[role="bad"] { color: @bad; background: @bad_soft; border-radius: 4px; padding: 6px 10px; }
QLabel[role="badge"] {
  color: @warn; background: @warn_soft; border-radius: 4px; padding: 2px 8px; font-size: @text_table;
}

QFrame[role="card"] { background: @surface; border: 1px solid @line; border-radius: @radius; }
QFrame[role="rail"] { background: @surface; border: none; border-right: 1px solid @line; }
QFrame[role="bar"] { background: @surface; border: none; border-top: 1px solid @line; }
QLabel[role="page"] { border: 1px solid @line; background: #FFFFFF; }
QFrame[role="rule"] { background: @line; border: none; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton {
  background: @surface; border: 1px solid @line; border-radius: @radius; padding: 6px 14px; min-height: 20px;
}
QToolButton { padding: 6px 10px; }
QPushButton:hover, QToolButton:hover { background: @accent_soft; border-color: @accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 5px 13px; }
QToolButton:focus { padding: 5px 9px; }
QPushButton:pressed, QToolButton:pressed { background: @accent_soft; }
QPushButton:disabled, QToolButton:disabled { color: @muted; background: @canvas; border-color: @line; }
QPushButton[role="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: bold; }
QPushButton[role="primary"]:hover { background: @accent; border-color: @ink; }
QPushButton[role="primary"]:focus { border: 2px solid @ink; }
QPushButton[role="primary"]:disabled { background: @line; color: @muted; border-color: @line; }
QPushButton[role="link"], QToolButton[role="link"] {
  background: transparent; border: 1px solid transparent; color: @accent; padding: 4px 6px;
}
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { background: @accent_soft; }
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus { border: 1px solid @accent; padding: 4px 6px; }
QToolButton[role="nav"] {
  border: 1px solid transparent; background: transparent; padding: 8px 12px; text-align: left; border-radius: @radius;
}
QToolButton[role="nav"]:hover { background: @canvas; }
QToolButton[role="nav"]:checked { background: @accent_soft; font-weight: bold; }
QToolButton[role="nav"]:focus { border: 1px solid @accent; padding: 8px 12px; }
QToolButton[role="segment"] { border-radius: @radius; padding: 6px 12px; }
QToolButton[role="segment"]:checked { background: @accent_soft; border-color: @accent; font-weight: bold; }
QToolButton[role="segment"]:focus { padding: 5px 11px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit {
  background: @surface; border: 1px solid @line; border-radius: @radius; padding: 6px 10px; min-height: 20px;
  selection-background-color: @accent; selection-color: @on_accent;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus {
  border: 2px solid @accent; padding: 5px 9px;
}
QLineEdit[role="cell"], QLineEdit[role="cell"]:focus {
  border: 2px solid @accent; border-radius: 0; padding: 0 5px; min-height: 0;
}
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: @muted; }
QLineEdit > QToolButton { border: none; background: transparent; padding: 0; min-height: 0; }
QToolButton[role="helper"] { padding: 5px 7px; }
QCalendarWidget { background: @surface; border: 1px solid @line; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @surface; }
QCalendarWidget QToolButton { border: 1px solid transparent; padding: 3px 6px; }
QCalendarWidget QToolButton:focus { border: 2px solid @accent; padding: 2px 5px; }
QCalendarWidget QAbstractItemView {
  border: none; border-radius: 0; selection-background-color: @accent; selection-color: @on_accent;
}
QCalendarWidget QAbstractItemView:disabled { color: @others; }
QCalendarWidget QAbstractItemView::item { padding: 0; min-height: 0; }

QLineEdit:disabled, QComboBox:disabled { background: @canvas; color: @muted; }
QComboBox { padding-right: 24px; combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("@arrow"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; border-radius: 0; outline: none; padding: 0; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QAbstractItemView {
  background: @surface; border: 1px solid @line; border-radius: @radius; outline: none;
  alternate-background-color: @surface; selection-background-color: @accent_soft; selection-color: @ink;
}
QAbstractItemView:focus { border-color: @accent; }
QAbstractItemView[role="plain"] { border: 1px solid @surface; }
QAbstractItemView[role="plain"]:focus { border-color: @accent; }
QAbstractItemView::item { padding: 4px 8px; min-height: 22px; }
QAbstractItemView::item:selected { background: @accent_soft; color: @ink; }
QAbstractItemView::indicator, QCheckBox::indicator {
  width: 15px; height: 15px; border: 1px solid @muted; border-radius: 3px; background: @surface;
}
QAbstractItemView::indicator:checked, QCheckBox::indicator:checked {
  background: @accent; border-color: @accent; image: url("@check");
}
QHeaderView { background: @surface; border: none; }
QHeaderView::section {
  background: @surface; color: @muted; border: none; border-bottom: 1px solid @line; padding: 8px 8px 8px 11px; font-size: @text_table;
}
QHeaderView::section:vertical { padding: 2px 8px; }
QTableView { gridline-color: @line; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: @surface; border: none; border-bottom: 1px solid @line; }

QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: @others; border-radius: 4px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: @surface; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accent_soft; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }

QSplitter::handle { background: @line; }
"""

_OUTLINES = """
QLabel[role="warn"], QLabel[role="bad"], QLabel[role="badge"] { border: 2px solid @line; }
QPushButton[role="link"], QToolButton[role="link"] { border-color: @line; }
QToolButton[role="nav"]:checked, QToolButton[role="segment"]:checked { border: 2px solid @accent; }
QToolButton[role="nav"]:checked { padding: 7px 11px; }
QToolButton[role="segment"]:checked { padding: 5px 11px; }
QToolButton[role="nav"]:focus { border: 2px dashed @ink; padding: 7px 11px; }
QAbstractItemView::item:selected { border: 2px solid @accent; }
QAbstractItemView:focus { border: 2px solid @accent; }
QMenu::item:selected { border: 2px solid @accent; }
QProgressBar { border: 1px solid @line; background: @canvas; }
QScrollBar::handle { background: @ink; }
"""
