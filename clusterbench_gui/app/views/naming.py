"""How clusters are called: by name, by name if they agreed to it, by code."""

from dataclasses import replace

from clusterbench_gui.app.views.selection import Names
from clusterbench_gui.domain.scores import ScoredStudy


def called(study: ScoredStudy, names: Names) -> ScoredStudy:
    """The study with codes in place of the names that are not to be read."""
    if names is Names.ALL:
        return study
    kept = study.agreed if names is Names.AGREED else frozenset()
    return replace(
        study,
        clusters=tuple(one if one.code in kept else replace(one, name=one.code) for one in study.clusters),
    )


def called_anew(study: ScoredStudy, whole: ScoredStudy, names: Names) -> ScoredStudy:
    """The same of a study whose clusters were called otherwise before; `whole` has all by name."""
    named = {one.code: one for one in whole.clusters}
    return called(replace(study, clusters=tuple(named.get(one.code, one) for one in study.clusters)), names)
