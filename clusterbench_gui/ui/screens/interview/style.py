"""The few rules that only this screen has, on top of the window's style sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clusterbench_gui.support.theme import RADIUS, TEXT_TABLE, Theme


def name_parts(**parts: QWidget) -> None:
    """Give parts of the screen the names that the rules are for, and a ground of their own."""
    for name, widget in parts.items():
        widget.setObjectName(name)
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def screen_sheet(theme: Theme) -> str:
    """Rules for the roles "reason" (a reason for absence), "tongue" (a language) and "alarm", and the panels' ground."""
    return f"""
QWidget#header, QWidget#footer, QWidget#outlinePane, QWidget#helpPane {{ background: {theme.surface}; }}
QWidget#helpInside {{ background: {theme.surface}; }}
QFrame#palette {{ background: {theme.surface}; border: 1px solid {theme.accent}; border-radius: {RADIUS}px; }}
QLabel#notice {{
  background: {theme.ink}; color: {theme.surface}; border-radius: {RADIUS}px; padding: 8px 16px;
}}
QListWidget#outline {{ border: none; background: transparent; }}
QTabBar#paneTabs {{ background: {theme.surface}; }}
QTabBar#paneTabs::tab {{
  background: {theme.surface}; color: {theme.muted}; border: none; border-bottom: 2px solid transparent; padding: 7px 16px;
}}
QTabBar#paneTabs::tab:selected {{ color: {theme.ink}; border-bottom-color: {theme.accent}; }}
QTabBar#paneTabs::tab:focus {{ background: {theme.accent_soft}; }}
QToolButton[role="remove"] {{ border: 1px solid transparent; background: transparent; padding: 4px; min-height: 16px; }}
QToolButton[role="remove"]:hover {{ border-color: {theme.line}; }}
QTableCornerButton::section {{ background: {theme.surface}; border: none; border-bottom: 1px solid {theme.line}; }}
QPushButton#problems {{ text-align: left; color: {theme.warn}; }}
QPushButton#problems[wrong="true"] {{ color: {theme.bad}; }}
QLabel[role="alarm"] {{ color: {theme.bad}; font-weight: bold; }}
QToolButton[role="reason"] {{
  border: 1px solid transparent; background: transparent; color: {theme.muted};
  padding: 2px 8px; border-radius: {RADIUS - 2}px; font-size: {TEXT_TABLE}pt; min-height: 16px;
}}
QToolButton[role="reason"]:hover {{ background: {theme.accent_soft}; }}
QToolButton[role="reason"]:checked {{
  background: {theme.accent_soft}; border-color: {theme.accent}; color: {theme.ink}; font-weight: bold;
}}
QToolButton[role="tongue"] {{
  border: none; background: transparent; color: {theme.muted}; padding: 2px 6px; min-height: 16px;
}}
QToolButton[role="tongue"]:checked {{ color: {theme.ink}; font-weight: bold; }}
QToolButton[role="tongue"]:hover {{ color: {theme.accent}; }}
"""
