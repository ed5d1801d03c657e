"""A study in which every name, code and raw value of a cluster is its own."""

from dataclasses import replace
from random import Random

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.scores import Grouping, Missing
from clusterbench_gui.domain.studies import Cluster
from tests.charts.extremes import study_of, wide


def linked(model: Model) -> Model:
    """The model with every node the same as in an edition before that had the same codes, its first two areas on the two axes."""
    axes = {"A0": "functioning", "A1": "promise"}
    return Model(tuple(replace(node, previous=node.code, axis=axes.get(node.code, "")) for node in model.nodes))


def secret(clusters: int = 14, seed: int = 2012, *, missing: float = 0.1):
    """A study whose nine-digit raw values, names and codes cannot be mistaken for anything else."""
    random, model = Random(seed), linked(wide(2, 3, 3))
    codes = [f"QX{number:03}Z" for number in range(clusters)]
    raw = {
        code: {
            node.code: Missing("absence", f"pytanie_{code}", Absence.REFUSED)
            if random.random() < missing
            else float(random.randrange(100_000_000, 1_000_000_000))
            for node in model.at(1)
        }
        for code in codes
    }
    study = study_of(raw, model)
    classes = (("duze", {"en": "large"}), ("male", {"en": "small"}), ("nowe", {"en": "new"}))
    members = {code: classes[0 if place < 6 else 1 + place % 2][0] for place, code in enumerate(codes)}
    interviews = {code: {"coordinator": (f"wywiad-{code}",)} for code in codes}
    return replace(
        study,
        clusters=tuple(Cluster(code, f"Klaster Sekretny {code[::-1]}", {"miasto": f"Miasto {code}"}) for code in codes),
        groupings=(Grouping("size", {"en": "Size"}, classes, members),),
        agreed=frozenset(codes[:3]),
        counted=interviews,
        in_conflict=interviews,
        averaged={code: {model.at(1)[0].code: 3} for code in codes},
        instruments={"coordinator": {"en": "Interview with the coordinator"}},
        year="2012",
    )
