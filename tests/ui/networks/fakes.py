"""A desk of networks in memory: what is asked is answered at once, unless it runs in a real process."""

import inspect
import pkgutil

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.planning import KeptVariant, Standing
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.texts import texts


class Beside:
    """In place of the threads beside the window."""

    def __init__(self, folder):
        self.texts = texts("en")
        self.reports_folder = folder
        self.waiting = None
        """Answers that are held back, where this is a list."""

    def analyse(self, ask, done, failed):
        def answer():
            try:
                result = ask(None)
            except ProblemError as error:
                failed(error.problems)
            else:
                done(result)

        if self.waiting is None:
            answer()
        else:
            self.waiting.append(answer)

    def paint(self, work, done, failed):
        """Nothing is painted."""


class FakeNetworkDesk(QObject):
    changed = Signal()
    failed = Signal(object)

    def __init__(self, book, folder, *, jobs=None):
        super().__init__()
        self.desk = Beside(folder)
        self.texts = self.desk.texts
        self.book, self.problems, self.sheets = book, (), {}
        self.variants, self.history = (), ()
        self.is_open, self.read_only, self.is_synthetic = True, False, False
        self.jobs = jobs
        self.refuses = ()
        """Problems of the next commit."""
        self.cells = []

    @property
    def taken(self):
        committed = (one for one in self.variants if one.standing is Standing.COMMITTED)
        return tuple(job for one in committed for job in one.variant.jobs)

    def keep(self, variant, done):
        kept = KeptVariant(len(self.variants) + 1, variant, "2012-06-01T08:00:00")
        self.variants = (*self.variants, kept)
        self.changed.emit()
        done(kept)

    def commit(self, number, done, failed):
        if self.refuses:
            failed(self.refuses)
            return
        self._stand(number, Standing.COMMITTED)
        done()

    def withdraw(self, number, done, failed):
        self._stand(number, Standing.WITHDRAWN)
        done()

    def set_cells(self, sheet, row, column, cells):
        self.cells.append((sheet, row, column, cells))

    def run(self, function, arguments, *, done, failed, progress=None):
        if self.jobs is not None:
            return self.jobs.run_process(function, arguments, done=done, failed=failed, progress=progress)
        called = pkgutil.resolve_name(function)
        wanted = inspect.signature(called).parameters
        more = {"progress": progress, "cancelled": lambda: False} if "cancelled" in wanted else {}
        try:
            result = called(*arguments, **more)
        except ProblemError as error:
            failed(error.problems)
        else:
            done(result)
        return None

    def _stand(self, number, standing):
        self.variants = tuple(
            KeptVariant(one.number, one.variant, one.made, standing) if one.number == number else one
            for one in self.variants
        )
        self.changed.emit()
