"""What became of an import, in words."""

from clusterbench_gui.app.imports.intake import Fate
from clusterbench_gui.app.imports.run import Imported
from clusterbench_gui.support.texts import Texts


def summary(imported: Imported, words: Texts) -> str:
    """How many interviews met which fate."""
    return words.t(
        "{new} new, {changed} changed, {unchanged} unchanged, {refused} refused",
        **{fate.value: imported.count(fate) for fate in Fate},
    )
