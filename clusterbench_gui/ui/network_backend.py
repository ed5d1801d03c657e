"""What the thread of networks owns: the open network. Its answers are plain data that the window may keep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from clusterbench_gui.app.planning.demo import demo_sheets
from clusterbench_gui.app.planning.keeping import Network
from clusterbench_gui.domain.planning import Book, Happening, Job, KeptVariant
from clusterbench_gui.domain.problems import Problem, ProblemError, problem
from clusterbench_gui.domain.sheets import Sheets
from clusterbench_gui.exchange.networks.books import book_of

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class State:
    """An open network as it stands on disk."""

    folder: Path
    title: str
    is_synthetic: bool
    read_only: bool
    has_passphrase: bool
    sheets: Sheets
    variants: tuple[KeptVariant, ...]
    history: tuple[Happening, ...]
    taken: tuple[Job, ...]
    can_undo: bool


class NetworkBackend:
    """Opens one network at a time; every method is called on the thread that owns it."""

    def __init__(self) -> None:
        """Nothing is open."""
        self._network: Network | None = None

    def close(self) -> None:
        """Close the network, where one is open."""
        network, self._network = self._network, None
        if network is not None:
            network.close()

    def open(self, folder: Path, passphrase: str | None) -> State:
        """Open a network in place of the one before, which stays where this fails."""
        if self._network is not None and self._network.folder.absolute() == folder.absolute():
            return self._state(self._network)
        return self._take(Network.open(folder, passphrase))

    def create(self, folder: Path, title: str, sheets: Sheets, *, synthetic: bool = False) -> State:
        """Make a network and open it."""
        return self._take(Network.create(folder, title, sheets, synthetic=synthetic))

    def open_demo(self, folder: Path, title: str) -> State:
        """Open the demonstration cluster; made where it is missing, planning from today on."""
        if folder.exists():
            return self.open(folder, None)
        return self.create(folder, title, demo_sheets(datetime.now(UTC).astimezone().date()), synthetic=True)

    def act(self, folder: Path | None, work: Callable[[Network], Result]) -> tuple[State, Result]:
        """Do something with the network in a folder. Raises `ProblemError` ("no-network") where another one is open by now, or none."""
        if self._network is None or self._network.folder != folder:
            raise ProblemError(problem("no-network"))
        result = work(self._network)
        return self._state(self._network), result

    def check(self) -> tuple[Book | None, tuple[Problem, ...]]:
        """Read the book from the tables."""
        if self._network is None:
            return None, ()
        return book_of(self._network.sheets, "")

    def _take(self, network: Network) -> State:
        self.close()
        self._network = network
        return self._state(network)

    def _state(self, network: Network) -> State:
        info = network.info
        return State(
            network.folder,
            info.title,
            info.synthetic,
            info.read_only,
            info.has_passphrase,
            network.sheets,
            network.variants,
            network.history,
            network.taken(),
            network.can_undo,
        )
