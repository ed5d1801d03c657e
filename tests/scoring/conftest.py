from dataclasses import replace

import pytest

from clusterbench_gui.domain.editions import Direction, Method, Model, Node
from clusterbench_gui.domain.scores import Missing

REFUSED = Missing("absence", "q3")


def flat_model(*indicators: Node, top: str = "IX") -> Model:
    return Model((*(replace(node, level=1, parent=top) for node in indicators), Node(top, {}, 2)))


@pytest.fixture
def mini():
    """The worked mini case of the study: five clusters, three indicators (S, D, S), one value missing."""
    model = flat_model(Node("I1", {}, 1), Node("I2", {}, 1, direction=Direction.DESTIMULANT), Node("I3", {}, 1))
    table = {
        "K1": (10.0, 2.0, 30.0),
        "K2": (25.0, 5.0, REFUSED),
        "K3": (40.0, 1.0, 80.0),
        "K4": (18.0, 8.0, 55.0),
        "K5": (60.0, 3.0, 20.0),
    }
    raw = {code: dict(zip(("I1", "I2", "I3"), row, strict=True)) for code, row in table.items()}
    return tuple(table), raw, model, Method(low=0.0, high=1.0)
