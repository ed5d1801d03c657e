"""Puts the program together, once: application, look, desk, window. What is slow comes after the first paint."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from clusterbench_gui.support.logs import start_logging
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import THEMES
from clusterbench_gui.ui.crash import CrashGuard
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.dialogs import show_message
from clusterbench_gui.ui.garbage import GarbageCollector
from clusterbench_gui.ui.locking import Locking, NetworkLocking
from clusterbench_gui.ui.network_desk import NetworkDesk
from clusterbench_gui.ui.resuming import Resuming
from clusterbench_gui.ui.thanking import Thanking
from clusterbench_gui.ui.theme import apply_theme, load_fonts
from clusterbench_gui.ui.window import Screen, Window

if TYPE_CHECKING:  # made at the first visit
    from clusterbench_gui.ui.screens.data.viewmodel import DataViewModel
    from clusterbench_gui.ui.screens.networks.viewmodel import NetworksViewModel
    from clusterbench_gui.ui.screens.reports.viewmodel import ReportsViewModel
    from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel
    from clusterbench_gui.ui.screens.settings.viewmodel import SettingsViewModel

_FRAME = 48  # pixels that a window manager puts around a window, at most
_WARM_UP = 1500  # milliseconds after the first paint, when the study is open

_TURN = 0.001  # seconds that another thread keeps the interpreter: with Python's 5 ms a painting window waits that long again and again


class Program:
    """The running program: made, shown, closed."""

    def __init__(self, settings: Settings, study: Path | None = None, *, kept: Settings | None = None) -> None:
        """Needs a QApplication. `study` is opened instead of the one of last time; `kept` are the settings on disk."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        self._study = study
        self._translator = QTranslator()
        application.setApplicationName("ClusterBench")
        sys.setswitchinterval(_TURN)
        load_fonts(application)
        self._garbage = GarbageCollector()
        self._warming = QTimer(singleShot=True, interval=_WARM_UP)
        self._warming.timeout.connect(self._warm_up)
        self.desk = Desk(settings, kept=kept)
        self.networks = NetworkDesk(self.desk)
        self._shown = settings
        try:
            self._dress()
            self.window = Window(self.desk, _screens(self.networks))
        except BaseException:
            self.close()  # threads that wait for work would keep the process alive
            raise
        self.locking = Locking(self.desk, self.window)
        self.network_locking = NetworkLocking(self.networks, self.window)
        self.resuming = Resuming(self.desk, self.window)
        self.thanking = Thanking(self.desk, self.window)
        self.window.painted.connect(self._begin)
        self.desk.settings_changed.connect(self._dress_again)
        self.desk.charts_loaded.connect(self._spare)

    def close(self) -> None:
        """Wait for what was asked for, and close the study."""
        self._warming.stop()
        self.networks.close()
        self.desk.close()
        self._garbage.close()

    def _begin(self) -> None:
        self._speak()
        QTimer.singleShot(0, self._open_study)

    def _speak(self) -> None:
        """Qt's own words for days, months and numbers. After the first paint, which has none: the import takes a while."""
        from PySide6.QtCore import QLocale  # noqa: PLC0415 - see above

        locale = QLocale(self.desk.texts.language)
        QLocale.setDefault(locale)
        self.window.setLocale(locale)

    def _open_study(self) -> None:
        start_logging()
        if self._study is not None:
            self.desk.open(self._study)
        else:
            self.desk.open_last()
        self._warming.start()

    def _warm_up(self) -> None:
        """Not while an interview is open or a study on its way: half a second of imports beside them is felt."""
        if self.desk.in_interview or self.desk.is_opening:
            self._warming.start()
        else:
            self.desk.warm_up()
            self.desk.analyse(lambda _: _import_results(), lambda _: None, lambda _: None)
            self.desk.score_ahead()

    def _spare(self) -> None:
        """Not while an interview is open: its widgets are to go when it is left."""
        if not self.desk.in_interview:
            self._garbage.spare()

    @property
    def is_warm(self) -> bool:
        """What is done by itself in an idle moment after the start is done."""
        return self._garbage.has_spared and not self._warming.isActive() and not self.desk.jobs.is_busy

    def _dress(self) -> None:
        language = self.desk.texts.language
        self._application.removeTranslator(self._translator)
        if language != "en" and self._translator.load(
            f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ):
            self._application.installTranslator(self._translator)
        apply_theme(self._application, THEMES[self.desk.settings.theme])

    def _dress_again(self) -> None:
        now, before = self.desk.settings, self._shown
        self._shown = now
        if (now.language, now.theme) != (before.language, before.theme):
            self._dress()
            self._speak()
            self.window.build()


def run(settings: Settings, study: Path | None = None, *, kept: Settings | None = None) -> int:
    """Show the window until it is closed; the exit code. `kept` are the settings on disk, where this run has others."""
    application = QApplication(sys.argv[:1])
    program: Program | None = None
    guard = CrashGuard(lambda kind: _say_crash(program, kind))
    try:
        program = Program(settings, study, kept=kept)
        _show(application, program.window)
        return application.exec()
    finally:
        guard.close()
        if program is not None:
            program.close()


def _show(application: QApplication, window: Window) -> None:
    """Show the window; on a screen that it does not fit with its frame, such as a laptop's, it takes all there is."""
    free = application.primaryScreen().availableGeometry()
    if free.width() < window.width() or free.height() < window.height() + _FRAME:
        window.showMaximized()
    else:
        window.show()


def _say_crash(program: Program | None, kind: str) -> None:
    if program is None:
        return
    words = texts(program.desk.texts.language)
    text = words.t(
        "The program met something it was not made for ({kind}). Every answer that was shown as saved is saved. "
        "You can go on; if it happens again, close the program, open it again, and send the log file to the office.",
        kind=kind,
    )
    show_message(program.window, words.t("Unexpected error"), text)


def _screens(networks: NetworkDesk) -> dict[str, Screen]:
    return {
        "data": Screen(_data_model, _data_view),
        "results": Screen(_results_model, _results_view),
        "reports": Screen(_reports_model, _reports_view),
        "networks": Screen(lambda _: _networks_model(networks), _networks_view),
        "settings": Screen(_settings_model, _settings_view),
    }


def _data_model(desk: Desk) -> "DataViewModel":
    from clusterbench_gui.ui.screens.data.viewmodel import DataViewModel  # noqa: PLC0415 - at the first visit

    return DataViewModel(desk)


def _data_view(model: "DataViewModel") -> QWidget:
    from clusterbench_gui.ui.screens.data.view import DataView  # noqa: PLC0415 - at the first visit

    return DataView(model)


def _import_results() -> None:
    """On another thread: the window would stand still for a tenth of a second at the first visit."""
    import clusterbench_gui.ui.screens.results.view  # noqa: PLC0415 - see above
    import clusterbench_gui.ui.screens.results.viewmodel  # noqa: F401, PLC0415 - see above


def _results_model(desk: Desk) -> "ResultsViewModel":
    from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel  # noqa: PLC0415 - at the first visit

    return ResultsViewModel(desk)


def _results_view(model: "ResultsViewModel") -> QWidget:
    from clusterbench_gui.ui.screens.results.view import ResultsView  # noqa: PLC0415 - at the first visit

    return ResultsView(model)


def _reports_model(desk: Desk) -> "ReportsViewModel":
    from clusterbench_gui.ui.screens.reports.viewmodel import ReportsViewModel  # noqa: PLC0415 - at the first visit

    return ReportsViewModel(desk)


def _reports_view(model: "ReportsViewModel") -> QWidget:
    from clusterbench_gui.ui.screens.reports.view import ReportsView  # noqa: PLC0415 - at the first visit

    return ReportsView(model)


def _networks_model(networks: NetworkDesk) -> "NetworksViewModel":
    from clusterbench_gui.ui.screens.networks.viewmodel import NetworksViewModel  # noqa: PLC0415 - at the first visit

    return NetworksViewModel(networks)


def _networks_view(model: "NetworksViewModel") -> QWidget:
    from clusterbench_gui.ui.screens.networks.view import NetworksView  # noqa: PLC0415 - at the first visit

    return NetworksView(model)


def _settings_model(desk: Desk) -> "SettingsViewModel":
    from clusterbench_gui.ui.screens.settings.viewmodel import SettingsViewModel  # noqa: PLC0415 - at the first visit

    return SettingsViewModel(desk)


def _settings_view(model: "SettingsViewModel") -> QWidget:
    from clusterbench_gui.ui.screens.settings.view import SettingsView  # noqa: PLC0415 - at the first visit

    return SettingsView(model)
