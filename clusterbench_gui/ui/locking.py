"""Locks a study or a network that has a passphrase when nobody is there: it is closed, with its key, until the passphrase comes again.

What was typed is durable before; an answer that cannot be saved keeps the study open, for losing it would be worse.
"""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog

from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.idle import IdleWatch
from clusterbench_gui.ui.lock_page import LockPage
from clusterbench_gui.ui.network_desk import NetworkDesk
from clusterbench_gui.ui.window import Window

_MINUTE = 60.0


class Locking(QObject):
    """Watches over desk and window."""

    def __init__(self, desk: Desk, window: Window, watch: IdleWatch | None = None) -> None:
        """`watch` says when nobody is there."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.watch = watch or IdleWatch()
        self.watch.setParent(self)
        self.page: LockPage | None = None
        self._folder = Path()
        self._interview = ""
        self.watch.idle.connect(self.lock)
        desk.study_changed.connect(self._follow)
        desk.settings_changed.connect(self._follow)
        desk.passphrase_needed.connect(self._refuse)

    def lock(self) -> None:
        """Save what was typed, close the study, and cover the window; nothing where no passphrase could open it again.

        Where something cannot be saved nothing happens, and the next time is tried again.
        """
        opened = self._desk.opened
        if self.page is None and opened is not None and opened.info.protected:
            self._folder = opened.folder
            _close_dialogs()
            self._window.suspend_interview(self._cover)

    def _cover(self, interview: str) -> None:
        if self.page is not None:
            return
        self._interview = interview
        self.page = LockPage(self._desk.texts, self._folder.name)
        self.page.given.connect(lambda text: self._desk.open(self._folder, text))
        self._window.cover(self.page)
        self._desk.close_study()

    def _follow(self) -> None:
        opened = self._desk.opened
        if self.page is not None:
            if opened is None:
                self.page.allow()
            else:
                self._uncover(is_same=opened.folder == self._folder)
        minutes = self._desk.settings.lock_after
        is_watched = opened is not None and opened.info.protected and bool(minutes)
        self.watch.watch(float(minutes) * _MINUTE if is_watched else 0.0)

    def _uncover(self, *, is_same: bool) -> None:
        page, self.page = self.page, None
        assert page is not None
        self._window.uncover(page)
        if self._interview and is_same:
            self._desk.open_interview(self._interview, self._window.show_interview)

    def _refuse(self, folder: Path) -> None:
        if self.page is not None and folder == self._folder:
            self.page.refuse()


class NetworkLocking(QObject):
    """Closes a network that has a passphrase when nobody is there; opening it again asks for the passphrase."""

    def __init__(self, networks: NetworkDesk, window: Window, watch: IdleWatch | None = None) -> None:
        """`watch` says when nobody is there."""
        super().__init__(window)
        self._networks = networks
        self.watch = watch or IdleWatch()
        self.watch.setParent(self)
        self.watch.idle.connect(self.lock)
        networks.changed.connect(self._follow)
        networks.desk.settings_changed.connect(self._follow)

    def lock(self) -> None:
        """Close the network, with its key; not while something of it is not saved."""
        if self._networks.has_passphrase and self._networks.saved:
            _close_dialogs()
            self._networks.leave()

    def _follow(self) -> None:
        minutes = self._networks.desk.settings.lock_after
        self.watch.watch(float(minutes) * _MINUTE if self._networks.has_passphrase and minutes else 0.0)


def _close_dialogs() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            one.reject()
