"""Settings without widgets: what can be chosen, and what is said about the key of the open study."""

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.paths import profile_dir
from clusterbench_gui.support.settings import LOCK_MINUTES
from clusterbench_gui.support.texts import LANGUAGES, Texts
from clusterbench_gui.support.theme import THEMES
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.screens.settings.backups import BackupsViewModel

Options = tuple[tuple[str, str], ...]
"""Value and text of each option."""


class SettingsViewModel(QObject):
    """State of the settings. `changed` says that anything below may look different now."""

    changed = Signal()
    failed = Signal(object)
    """The passphrase was not changed: problems as a tuple."""

    def __init__(self, desk: Desk) -> None:
        """Follow the desk's settings and study."""
        super().__init__()
        self._desk = desk
        self.backups = BackupsViewModel(desk)
        desk.settings_changed.connect(self.changed)
        desk.study_changed.connect(self.changed)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def is_synthetic(self) -> bool:
        """The clusters of the open study are invented."""
        return self._desk.opened is not None and self._desk.opened.info.synthetic

    @property
    def languages(self) -> Options:
        """Languages of the window, each in its own words."""
        own = {"pl": "Polski", "en": "English"}
        return (("", self.texts.t("As the system")), *((one, own[one]) for one in LANGUAGES))

    @property
    def themes(self) -> Options:
        """Appearances of the window."""
        names = {
            "light": self.texts.c("appearance", "Light"),
            "dark": self.texts.c("appearance", "Dark"),
            "contrast": self.texts.c("appearance", "High contrast"),
        }
        return tuple((one, names[one]) for one in THEMES)

    @property
    def language(self) -> str:
        """The language chosen; empty for the system's."""
        return self._desk.settings.language

    @property
    def theme(self) -> str:
        """The appearance chosen."""
        return self._desk.settings.theme

    @property
    def person(self) -> str:
        """Name of the person."""
        return self._desk.settings.person_name

    @property
    def study(self) -> str:
        """Folder of the open study; empty where none is open."""
        return str(self._desk.opened.folder) if self._desk.opened else ""

    @property
    def is_protected(self) -> bool:
        """A passphrase is set."""
        return self._desk.opened is not None and self._desk.opened.info.protected

    @property
    def lock_times(self) -> Options:
        """After how many minutes without a key or the mouse the study is locked."""
        t = self.texts
        return (*((one, t.n("{n} minute", "{n} minutes", int(one))) for one in LOCK_MINUTES), ("", t.t("Never")))

    @property
    def lock_after(self) -> str:
        """The minutes chosen; empty for never."""
        return self._desk.settings.lock_after if self.is_protected else ""

    @property
    def lock_words(self) -> str:
        """What locking does, or why there is none."""
        if self._desk.opened is None:
            return ""
        if self.is_protected:
            return self.texts.t(
                "When nobody uses the program for this long, what was typed is saved, the study is closed, and the passphrase is "
                "asked for. Then everything is where it was."
            )
        return self.texts.t("Without a passphrase there is nothing to lock with: the key lies in your profile.")

    @property
    def key_words(self) -> str:
        """Where the key of the study lies, said plainly; nothing is said of a study that is not open."""
        if self._desk.opened is None:
            return self.texts.t("No study is open. Please open one first.")
        if self.is_protected:
            return self.texts.t(
                "The study is encrypted and opens only with its passphrase. Only an office that may open the study can replace "
                "a forgotten one."
            )
        return self.texts.t(
            "The study is encrypted, but no passphrase is set: the key that opens it lies in your profile ({folder}), "
            "readable by your account alone. Whoever can use your account can open the study.",
            folder=profile_dir(),
        )

    def choose_language(self, language: str) -> None:
        """Show the window in a language; empty follows the system."""
        self._desk.change_settings(language=language)

    def choose_theme(self, theme: str) -> None:
        """Show the window in an appearance."""
        self._desk.change_settings(theme=theme)

    def choose_lock(self, minutes: str) -> None:
        """Lock the study after so many minutes; empty never does."""
        self._desk.change_settings(lock_after=minutes)

    def name_person(self, name: str) -> None:
        """Correct the name of the person; an empty one is not taken."""
        if name.strip():
            self._desk.name_person(name)
        self.changed.emit()

    def set_passphrase(self, new: str, old: str) -> None:
        """Set or change the passphrase; an empty `new` takes it away."""
        self._desk.set_passphrase(new or None, old or None, self._not_set)

    def _not_set(self, problems: tuple[Problem, ...]) -> None:
        self.failed.emit(problems)
