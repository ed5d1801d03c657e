"""A study with everything that the general report tells of, whose clusters cannot be mistaken for each other."""

from dataclasses import replace

from clusterbench_gui.domain.editions import AUDIENCES, Model, Practice, Recommendation, Term
from clusterbench_gui.domain.scores import Grouping, ScoredStudy
from tests.app.reporting.studies import secret

_AXES = {"A0": "functioning", "A1": "promise"}


def rich(clusters: int = 26, seed: int = 2012) -> ScoredStudy:
    """Two areas on two axes, groupings large and small, recommendations for everybody, a practice, a glossary."""
    study = secret(clusters, seed)
    model = Model(tuple(replace(node, axis=_AXES.get(node.code, "")) for node in study.model.nodes))
    codes = study.scores.clusters
    regions = (("mazowieckie", {"en": "Mazovia"}), ("slaskie", {"en": "Silesia"}), ("lubuskie", {"en": "Lubusz"}))
    members = {code: regions[min(place // 10, 2)][0] for place, code in enumerate(codes[:-1])}
    subareas = [node.code for node in model.at(2)]
    return replace(
        study,
        model=model,
        groupings=(*study.groupings, Grouping("voivodeship", {"en": "Voivodeship"}, regions, members)),
        recommendations=tuple(
            Recommendation(code, condition, audience, {"en": f"Advice {condition} {audience} {code}. Second sentence."})
            for code in subareas
            for condition in ("strong", "middle", "weak")
            for audience in AUDIENCES
        ),
        practices=tuple(_practice(code, number) for number, code in enumerate(subareas)),
        glossary=(Term({"en": "median"}, {"en": "The middle one."}),),
        is_draft=False,
    )


def _practice(subarea: str, number: int) -> Practice:
    parts = [{"en": f"{word} {number}."} for word in ("Situation", "Steps", "Result", "Resources")]
    return Practice(f"D{number}", subarea, {"en": f"Practice number {number}"}, *parts, example=number % 2 == 0)
