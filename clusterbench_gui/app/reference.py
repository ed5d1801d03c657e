"""What a laptop compares with, though it holds few interviews: anonymous values of all clusters, and its own clusters before."""

import json
from collections.abc import Sequence

from clusterbench_gui.app.previous import answers_for
from clusterbench_gui.app.reporting.crowd import disclosed
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import ScoredStudy

CROWD = 3
"""A value of fewer clusters would tell about one of them."""


def reference_of(study: Study, clusters: Sequence[str] = ()) -> str:
    """The values of the study as it stands, as JSON; "" where there are none.

    With `clusters` the answers that these gave in the edition before are there as well: the interviewer who visits them
    sees them beside the questions.
    """
    previous = answers_for(study, clusters)
    anonymous = _values_of(study)
    about = {**anonymous, **({"previous": previous} if previous else {})}
    return json.dumps(about, ensure_ascii=False, sort_keys=True) if about else ""


def _values_of(study: Study) -> dict[str, object]:
    """The anonymous values; none where nothing is finished yet."""
    try:
        return reference_values(score(collect(study)))
    except ProblemError as error:
        if {one.code for one in error.problems} <= {"nothing-finished", "nothing-settled"}:
            return {}
        raise


def reference_values(scored: ScoredStudy) -> dict[str, object]:
    """Median, quartiles and benchmark by code of node, with how many clusters they are of; no cluster is named, and none is the benchmark alone."""
    nodes = {
        code: {
            "count": one.count,
            "benchmark": one.benchmark,
            "median": one.median,
            "lower": one.lower,
            "upper": one.upper,
            "raw_benchmark": one.raw_benchmark,
            "raw_median": one.raw_median,
        }
        for code, one in disclosed(scored).scores.summaries.items()
        if one.count >= CROWD
    }
    return {"edition": scored.edition, "as_of": scored.as_of, "synthetic": scored.synthetic, "nodes": nodes}
