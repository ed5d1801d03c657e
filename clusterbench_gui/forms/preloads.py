"""What the device knows and fills in: the interview's id, the day, when it began and when it was handed over."""

from collections.abc import Iterator

from clusterbench_gui.forms.environment import SessionEnvironment
from clusterbench_gui.forms.instance import Cell, Row
from clusterbench_gui.forms.xpath.values import date_text


def preload(row: Row, instance_id: str, env: SessionEnvironment) -> None:
    """Fill in what is known when a row is made."""
    for cell in row.slots:
        kind, parameter = cell.element.bind.preload
        if kind == "uid":
            cell.value = instance_id
        elif kind == "date" and parameter == "today":
            cell.value = env.now().date().isoformat()
        elif kind == "timestamp" and parameter == "start":
            cell.value = date_text(env.now())


def close(top: Row, env: SessionEnvironment) -> None:
    """Note when the interview was handed over, where the form asks for it."""
    for cell in preloaded(top, env, "timestamp", "end"):
        cell.value = date_text(env.now())


def preloaded(top: Row, env: SessionEnvironment, *wanted: str) -> Iterator[Cell]:
    """The cells with a preload, or with it and a parameter."""
    for element in env.form.elements:
        if element.bind.preload[: len(wanted)] == wanted:
            yield from top.cells(element)
