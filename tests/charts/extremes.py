"""Studies at the edges of what there is, scored by the real engine, and what every picture of them has to keep."""

from dataclasses import replace
from random import Random

from matplotlib.backends.backend_agg import FigureCanvasAgg

from clusterbench_gui.domain.editions import Method, Model, Node
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.scoring.pipeline import score

LONG = "Ogólnopolski Klaster Ćwierćfalówek, Żarówek i Źródeł Światła"


def study_of(raw, model: Model, method: Method | None = None, name: str = LONG) -> ScoredStudy:
    """A scored study of given raw values, `raw[cluster][indicator]`."""
    method, codes = method or Method(), tuple(raw)
    return ScoredStudy(
        edition="x",
        titles={"en": "Invented study"},
        notice={},
        synthetic=True,
        model=model,
        method=method,
        clusters=tuple(Cluster(code, f"{name} {code}") for code in codes),
        scores=score(codes, raw, model, method),
        as_of="2012-06-30",
        program="0.1.0",
    )


def wide(areas: int = 6, subareas: int = 5, indicators: int = 10) -> Model:
    """A model of many indicators with long names: 300 as it stands."""
    nodes = [Node("IX", {"en": "Index"}, 4)]
    for area in range(areas):
        nodes.append(Node(f"A{area}", {"en": f"{LONG} {area}"}, 3, "IX", weight=1 + area))
        for sub in range(subareas):
            nodes.append(Node(f"A{area}{sub}", {"en": f"Sub-area of {LONG}"}, 2, f"A{area}"))
            nodes += [Node(f"A{area}{sub}.{leaf}", {"en": LONG}, 1, f"A{area}{sub}") for leaf in range(indicators)]
    return Model(tuple(sorted(nodes, key=lambda node: node.level)))


def drawn(model: Model, count: int, *, missing: float = 0.1, seed: int = 1):
    """Raw values by chance."""
    random = Random(seed)
    return {
        f"C{number:03}": {
            node.code: Missing("unanswered") if random.random() < missing else random.gauss(0, 10)
            for node in model.at(1)
        }
        for number in range(count)
    }


def extremes() -> dict[str, ScoredStudy]:
    """One, two and few clusters, all equal, all missing, 300 indicators with long names, a scale around zero."""
    model = wide(2, 2, 2)
    equal = {code: dict.fromkeys(row, 5.0) for code, row in drawn(model, 8).items()}
    nothing = {code: dict.fromkeys(row, Missing("no-interview")) for code, row in drawn(model, 8).items()}
    return {
        "one": study_of(drawn(model, 1, missing=0), model),
        "two": study_of(drawn(model, 2, missing=0), model),
        "four": study_of(drawn(model, 4, missing=0), model),
        "equal": study_of(equal, model),
        "nothing": study_of(nothing, model),
        "wide": study_of(drawn(wide(), 12), wide()),
        "negative": study_of(drawn(model, 12), model, replace(Method(), low=-50.0, high=50.0)),
    }


def faults(figure, *, crowded: bool = False) -> list[str]:
    """Words that reach over the edge of the sheet when it is drawn, and, unless it is `crowded`, pairs that lie over each other."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer, (width, height) = canvas.get_renderer(), canvas.get_width_height()
    placed = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in figure.axes[0].texts
        if text.get_text() and text.get_gid() != "tick"
    ]
    found = [words for words, box in placed if box.x0 < -1 or box.x1 > width + 1 or box.y0 < -1 or box.y1 > height + 1]
    for place, (one, box) in enumerate([] if crowded else placed):
        for other, second in placed[place + 1 :]:
            if box.padded(-2).overlaps(second.padded(-2)):
                found.append(f"{one} / {other}")
    return found
