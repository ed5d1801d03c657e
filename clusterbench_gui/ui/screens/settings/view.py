"""Settings: language, appearance, person, and where the key of the study lies."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.dialogs import ask_passphrase, show_problems
from clusterbench_gui.ui.screens.settings.backups_card import BackupsCard
from clusterbench_gui.ui.screens.settings.viewmodel import Options, SettingsViewModel
from clusterbench_gui.ui.widgets.parts import XL, Header, M, button, card, label, lay_out_cards, row

_WIDTH = 720
_FIELD = 320
_LEAST_FIELD = 160
_NAMES = 140


class SettingsView(QWidget):
    """Every choice takes effect at once."""

    def __init__(self, viewmodel: SettingsViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = viewmodel
        texts = viewmodel.texts
        self._header = Header(texts.t("Settings"))
        cards = (self._make_window(), self._make_person(), self._make_study(), BackupsCard(viewmodel.backups))
        lay_out_cards(self, self._header, cards, _WIDTH)
        viewmodel.changed.connect(self._render)
        viewmodel.failed.connect(self._show_problems)
        self._render()

    def focus_first(self) -> None:
        """Start at the language."""
        self._language.setFocus()

    def _make_window(self) -> QWidget:
        texts = self._model.texts
        frame, inside = card()
        inside.addWidget(label(texts.t("Window"), "large"))
        self._language = _options(self._model.languages, self._model.choose_language)
        self._theme = _options(self._model.themes, self._model.choose_theme)
        inside.addLayout(_form((texts.t("&Language"), self._language), (texts.t("&Appearance"), self._theme)))
        return frame

    def _make_person(self) -> QWidget:
        texts = self._model.texts
        frame, inside = card()
        inside.addWidget(label(texts.t("Person"), "large"))
        self._person = QLineEdit()
        _widen(self._person)
        self._person.editingFinished.connect(lambda: self._model.name_person(self._person.text()))
        inside.addLayout(_form((texts.t("Your &name"), self._person)))
        inside.addWidget(
            label(texts.t("It is kept with every answer, so that the office knows whom to ask."), "small", wrap=True)
        )
        return frame

    def _make_study(self) -> QWidget:
        texts = self._model.texts
        frame, inside = card()
        inside.addWidget(label(texts.t("Study and its key"), "large"))
        self._study = label("", "small", wrap=True)
        self._study.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._key = label("", wrap=True)
        self._set = button("", self._ask_passphrase, picture="key")
        inside.addWidget(self._study)
        inside.addWidget(self._key)
        inside.addLayout(row(self._set, None))
        self._lock = _options(self._model.lock_times, self._model.choose_lock)
        self._lock_words = label("", "small", wrap=True)
        inside.addLayout(_form((texts.t("Loc&k after"), self._lock)))
        inside.addWidget(self._lock_words)
        return frame

    def _ask_passphrase(self) -> None:
        model = self._model
        ask_passphrase(self, model.texts, has_one=model.is_protected, given=model.set_passphrase)

    def _render(self) -> None:
        model = self._model
        self._header.show_about("", model.texts.t("invented data") if model.is_synthetic else "")
        _choose(self._language, model.language)
        _choose(self._theme, model.theme)
        if not self._person.hasFocus() or not self._person.text().strip():
            self._person.setText(model.person)
        self._study.setText(model.study)
        self._key.setText(model.key_words)
        self._set.setEnabled(bool(model.study))
        _choose(self._lock, model.lock_after)
        self._lock.setEnabled(model.is_protected)
        self._lock_words.setText(model.lock_words)
        texts = model.texts
        self._set.setText(texts.t("Change the passp&hrase…") if model.is_protected else texts.t("Set a passp&hrase…"))

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        show_problems(self, problems, self._model.texts)


def _form(*rows: tuple[str, QWidget]) -> QGridLayout:
    """Fields with their names on the left, aligned over all cards."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(XL)
    grid.setVerticalSpacing(M)
    grid.setColumnMinimumWidth(0, _NAMES)
    grid.setColumnStretch(1, 1)
    for place, (text, field) in enumerate(rows):
        name = label(text)
        name.setBuddy(field)
        grid.addWidget(name, place, 0)
        grid.addWidget(field, place, 1)
    return grid


def _widen(field: QWidget) -> None:
    field.setMinimumWidth(_LEAST_FIELD)
    field.setMaximumWidth(_FIELD)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def _options(options: Options, chosen: Callable[[str], None]) -> QComboBox:
    box = QComboBox()
    _widen(box)
    for value, text in options:
        box.addItem(text, value)
    box.activated.connect(lambda index: chosen(box.itemData(index)))
    return box


def _choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(max(box.findData(value), 0))
