"""Handing over the work of this computer: one way for every screen that offers it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.dialogs import choose_new_file
from clusterbench_gui.ui.jobs import Progress
from clusterbench_gui.ui.tasks import Tasks

if TYPE_CHECKING:  # imports the database and the form engine
    from clusterbench_gui.ui.backend import Backend


def choose_bundle(parent: QWidget, texts: Texts) -> Path | None:
    """Let the person choose where the result bundle is written; None where they did not."""
    kinds, name = texts.t("Bundles (*.cbundle)"), texts.t("results.cbundle")
    chosen = choose_new_file(parent, texts.t("Result bundle"), str(studies_dir() / name), kinds)
    return Path(chosen) if chosen else None


def make_bundle(tasks: Tasks, file: Path) -> None:
    """Write everything that was said on this computer for the office."""

    def task(backend: "Backend", _: Progress) -> Path:
        from clusterbench_gui.app.bundles import export_bundle  # noqa: PLC0415 - on the database thread

        return export_bundle(backend.study, file)

    tasks.begin(tasks.texts.t("Making the bundle…"), task, tasks.tell_written)
