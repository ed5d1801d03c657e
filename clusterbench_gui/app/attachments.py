"""Files beside answers, as far as the study's workspace keeps them."""

from collections.abc import Mapping
from typing import BinaryIO, Protocol, runtime_checkable

from clusterbench_gui.domain.events import Event
from clusterbench_gui.domain.studies import Person


@runtime_checkable
class KeepsFiles(Protocol):
    """A workspace that keeps attachments (docs/adr/0007-many-devices.md)."""

    def attach(self, interview: str, path: str, source: BinaryIO, name: str, author: Person) -> object:
        """Keep a file at a question."""
        ...

    def attachments(self, interview: str) -> Mapping[str, Event]:
        """The event of the file that stands at each path."""
        ...

    def attachment(self, event: Event) -> bytes:
        """What a file holds."""
        ...
