"""Named views of the results without widgets: kept in the profile, brought back, forgotten."""

from collections.abc import Callable
from typing import Protocol

from clusterbench_gui.app.views.kept import forget_view, keep_view, kept_views
from clusterbench_gui.app.views.selection import Selection
from clusterbench_gui.domain.problems import Place, problem
from clusterbench_gui.ui.desk import Desk


class Looked(Protocol):
    """What is looked at, and may be changed as a whole."""

    @property
    def selection(self) -> Selection:
        """What is looked at."""

    def look_at(self, selection: Selection) -> None:
        """Look at something else."""


class Keeping:
    """The named views of the open study."""

    def __init__(self, desk: Desk, looked: Looked) -> None:
        """Nothing is read yet."""
        self._desk = desk
        self._looked = looked

    @property
    def views(self) -> dict[str, Selection]:
        """By their names."""
        return kept_views(self._study)

    def keep(self, name: str) -> None:
        """Keep what is looked at under a name."""
        self._write(lambda: keep_view(self._study, name, self._looked.selection))

    def bring(self, name: str) -> None:
        """Look at a named view again."""
        found = self.views.get(name)
        if found is not None:
            self._looked.look_at(found)

    def forget(self, name: str) -> None:
        """Keep a named view no longer."""
        self._write(lambda: forget_view(self._study, name))

    @property
    def _study(self) -> str:
        return self._desk.opened.info.id if self._desk.opened is not None else ""

    def _write(self, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as error:
            self._desk.failed.emit((problem("not-writable", Place(file=str(error.filename))),))
