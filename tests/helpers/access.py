"""What a screen reader finds in a window: names, roles, and the order in which Tab walks."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QScrollBar, QWidget

_Role = QAccessible.Role
_SILENT = {_Role.NoRole}
NAMELESS = {
    _Role.Client, _Role.Pane, _Role.Window, _Role.Grouping, _Role.ScrollBar, _Role.Separator, _Role.StaticText, _Role.Graphic,
    _Role.LayeredPane, _Role.Splitter, _Role.Border, _Role.Section, _Role.Form, _Role.Whitespace, _Role.Cell, _Role.ListItem,
    _Role.Row, _Role.Column, _Role.TreeItem,
}  # fmt: skip
"""Roles that may go without a name: they hold others, or their text is the name."""


def interfaces(window: QWidget) -> Iterator[QAccessibleInterface]:
    """Every accessible of a window that is not invisible, parents first."""
    root = QAccessible.queryAccessibleInterface(window)
    if root is not None:
        yield from _walk(root)


def _walk(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield one
    for at in range(min(one.childCount(), 2000)):
        child = one.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from _walk(child)


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader could not tell from another: without a name or a role."""
    found = []
    for one in interfaces(window):
        role, text = one.role(), one.text(QAccessible.Text.Name)
        if role in _SILENT and one.state().focusable:
            found.append(f"no role: {_class(one)} “{text}”")
        elif (one.state().focusable or role not in NAMELESS) and role not in NAMELESS and not text.strip():
            found.append(f"no name: {role.name} {_class(one)} at {one.rect().getRect()}")
    return found


def _class(one: QAccessibleInterface) -> str:
    thing = one.object()
    if not isinstance(thing, QWidget):
        return type(thing).__name__
    parents = []
    while thing is not None and len(parents) < 4:
        parents.append(f"{type(thing).__name__}({thing.objectName()})")
        thing = thing.parentWidget()
    return " < ".join(parents)


def tab_order(window: QWidget) -> list[QWidget]:
    """The widgets at which Tab stops, in Qt's order, from the first one of the window."""
    chain, one = [], window
    while True:
        one = one.nextInFocusChain()
        if one is window:
            return chain
        takes = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        if takes and one.isVisible() and one.isEnabled() and one.window() is window and not isinstance(one, QScrollBar):
            chain.append(one)


def reading_order(window: QWidget, widgets: list[QWidget]) -> list[QWidget]:
    """The same widgets as people read: in every container lines from above, in a line from the left."""
    wanted = {id(one) for one in widgets}
    return [one for one in _read(window) if id(one) in wanted]


def _read(parent: QWidget) -> Iterator[QWidget]:
    yield parent
    children = [
        one
        for one in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if one.isVisible() and not one.isWindow()
    ]
    for line in _lines(children):
        for one in sorted(line, key=lambda one: one.x()):
            yield from _read(one)


def _lines(widgets: list[QWidget]) -> Iterator[list[QWidget]]:
    """Widgets whose middles lie beside each other are one line."""
    line: list[QWidget] = []
    for one in sorted(widgets, key=lambda one: (one.y(), one.x())):
        if line and not any(_beside(one, other) for other in line):
            yield line
            line = []
        line.append(one)
    if line:
        yield line


def _beside(one: QWidget, other: QWidget) -> bool:
    a, b = one.geometry(), other.geometry()
    common = min(a.bottom(), b.bottom()) - max(a.top(), b.top())
    return common > min(a.height(), b.height()) / 2


def misplaced(window: QWidget) -> list[str]:
    """Where Tab walks otherwise than people read."""
    chain = tab_order(window)
    order = reading_order(window, chain)
    start = chain.index(order[0]) if order else 0
    chain = chain[start:] + chain[:start]
    return [
        f"Tab stops at {_named(a)} where people read {_named(b)}"
        for a, b in zip(chain, order, strict=True)
        if a is not b
    ][:3]


def _named(widget: QWidget) -> str:
    place = widget.mapTo(widget.window(), QPoint(0, 0))
    one = QAccessible.queryAccessibleInterface(widget)
    return f"{type(widget).__name__} “{one.text(QAccessible.Text.Name)[:40]}” ({place.x()}, {place.y()})"
