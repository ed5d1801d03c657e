"""A small table with its model: three indicators in two areas below an index."""

import numpy as np

from clusterbench_gui.domain.editions import Direction, Model, Node
from clusterbench_gui.scoring.table import Table

MODEL = Model(
    (
        Node("A1", {"": "Staff"}, 1, "A", weight=2.0),
        Node("A2", {"": "Waste"}, 1, "A", direction=Direction.DESTIMULANT),
        Node("B1", {"": "Age"}, 1, "B", direction=Direction.NOMINANT, nominal=(40.0, 50.0)),
        Node("A", {"": "Means"}, 2, "Index", weight=3.0),
        Node("B", {"": "Balance"}, 2, "Index"),
        Node("Index", {"": "All"}, 3),
    )
)
VALUES = ((0.0, 0.0, 45.0), (5.0, 10.0, 30.0), (10.0, 5.0, 60.0), (np.nan, 0.0, np.nan))


def table(values=VALUES, **more):
    rows = np.array(values, dtype=np.float64)
    units = tuple("KLMN"[: len(rows)])
    return Table(units, ("A1", "A2", "B1"), rows, names=tuple(f"Unit {unit}" for unit in units), **more)
