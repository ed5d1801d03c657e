"""The card of backups."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clusterbench_gui.ui.dialogs import ask_text, choose_files, choose_folder
from clusterbench_gui.ui.screens.settings.backups import BackupsViewModel
from clusterbench_gui.ui.widgets.parts import button, card, flow, label
from clusterbench_gui.ui.widgets.task_panel import TaskPanel


class BackupsCard(QWidget):
    """Make a backup, restore one."""

    def __init__(self, viewmodel: BackupsViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = viewmodel
        texts = viewmodel.texts
        frame, inside = card()
        inside.addWidget(label(texts.t("Backups"), "large"))
        words = texts.t(
            "The program makes backups by itself, soon after a study is opened and once a day, in the folder “backups” of the "
            "study. They help against mistakes, not against a lost computer: now and then make one on another disk. It is encrypted "
            "as the study is."
        )
        inside.addWidget(label(words, "small", wrap=True))
        self._make = button(texts.t("&Back up…"), self._choose_folder, picture="save")
        self._restore = button(texts.t("Rest&ore a backup…"), self._choose_backup, picture="undo")
        inside.addWidget(flow(self._make, self._restore))
        inside.addWidget(TaskPanel(viewmodel.tasks))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        viewmodel.changed.connect(self._render)
        viewmodel.passphrase_needed.connect(self._ask_passphrase)
        self._render()

    def _choose_folder(self) -> None:
        chosen = choose_folder(self, self._model.texts.t("Folder for the backup"), str(self._model.folder))
        if chosen:
            self._model.back_up(Path(chosen))

    def _choose_backup(self) -> None:
        texts = self._model.texts
        kinds = texts.t("Backups (*.cbackup)")
        files = choose_files(self, texts.t("Backup to restore"), str(self._model.folder), kinds)
        if files:
            backup = Path(files[0])
            self._model.restore(backup, self._model.free_folder(backup))

    def _ask_passphrase(self, backup: Path, folder: Path, was_wrong: bool) -> None:  # noqa: FBT001 - a signal's argument
        texts = self._model.texts
        why = texts.t("That passphrase does not open the study. Please try again.") if was_wrong else str(backup)
        ask_text(
            self,
            title=texts.t("Passphrase"),
            question=texts.t("&Passphrase of the study when it was backed up"),
            why=why,
            secret=True,
            given=lambda text: self._model.restore(backup, folder, text),
        )

    def _render(self) -> None:
        self._make.setEnabled(self._model.can_back_up)
        self._restore.setEnabled(self._model.can_restore)
