"""What an export is asked for; without what draws it, so that a window can say it."""

from dataclasses import dataclass

from clusterbench_gui.app.views.selection import Kind
from clusterbench_gui.support.theme import LIGHT

PICTURES = ("png", "svg", "pdf")
FORMATS = (*PICTURES, "csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Wanted:
    """In which language and colours (`support.theme.THEMES`), which views and formats; all of them unless told otherwise."""

    language: str
    theme: str = LIGHT.name
    views: tuple[Kind, ...] = tuple(Kind)
    formats: tuple[str, ...] = FORMATS
