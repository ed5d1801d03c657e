"""What the files and folders of views are called."""

from clusterbench_gui.app.views.selection import ABOUT_ONE, PARTS, Names, Part, Selection
from clusterbench_gui.charts.words import top
from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.experiments import Experiment

EXPERIMENT = "experiment"
"""How the names of all files begin that do not show the result itself."""


def file_name(model: Model, selection: Selection, ending: str) -> str:
    """What the file of a view is called: `ranking.png`, `strip-K07.svg`, `experiment-ranking-Z1.csv`."""
    return f"{stem(model, selection)}.{ending}"


def stem(model: Model, selection: Selection) -> str:
    """The same without its ending."""
    parts = [selection.kind.value]
    if selection.kind in ABOUT_ONE:
        parts.append(selection.cluster)
    if Part.NODE in PARTS[selection.kind] and selection.node not in {"", top(model).code}:
        parts.append(selection.node)
    return marked(selection.experiment, "-".join(safe(part) for part in parts))


def folder_name(edition: str, selection: Selection) -> str:
    """A name for the folder that says of which edition it is and how clusters are called: `cluster-2012-pictures-codes`."""
    called = {Names.ALL: "names", Names.AGREED: "agreed", Names.CODES: "codes"}[selection.names]
    return marked(selection.experiment, f"{edition}-pictures-{called}")


def marked(experiment: Experiment, name: str) -> str:
    """The name of a file, which says where it is of an experiment."""
    return name if experiment.is_official else f"{EXPERIMENT}-{name}"


def safe(code: str) -> str:
    """A code as a part of a file's name on every system."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in code)
